/** Arrow's layouts of the two kinds of value that are no plain array: truth values (bits) and texts (offsets and UTF-8). */

/** One bit a value, least significant first; any byte but 0 is true. */
export function packBits(values: Uint8Array): Uint8Array {
  const bits = new Uint8Array((values.length + 7) >> 3)
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) bits[i >> 3]! |= 1 << (i & 7)
  return bits
}

export function unpackBits(bits: Uint8Array, length: number): Uint8Array {
  const values = new Uint8Array(length)
  for (let i = 0; i < length; i++) values[i] = (bits[i >> 3]! >> (i & 7)) & 1
  return values
}

/** The texts one after the other, and where each begins; one more offset than texts. */
export function packTexts(texts: readonly string[]): { readonly offsets: Int32Array; readonly bytes: Uint8Array } {
  const offsets = new Int32Array(texts.length + 1)
  const joined = texts.join('')
  const bytes = Buffer.from(joined, 'utf8')
  // As many bytes as UTF-16 units means that every character is ASCII: lengths are byte lengths.
  const ascii = bytes.length === joined.length
  let offset = 0
  for (let i = 0; i < texts.length; i++) {
    offset += ascii ? texts[i]!.length : Buffer.byteLength(texts[i]!, 'utf8')
    offsets[i + 1] = offset
  }
  // Half a surrogate pair at the end of one text must not join with half a pair at the start of the next.
  return offset === bytes.length
    ? { offsets, bytes }
    : { offsets, bytes: Buffer.concat(texts.map((text) => Buffer.from(text))) }
}

export function unpackTexts(offsets: Int32Array, bytes: Uint8Array, length: number): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const texts: string[] = Array.from({ length })
  for (let i = 0; i < length; i++) texts[i] = buffer.toString('utf8', offsets[i]!, offsets[i + 1]!)
  return texts
}
