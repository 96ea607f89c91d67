/** The few parts of DER (X.690) that keys and signatures need; lengths up to 65,535, one-byte tags. Works in Node and in browsers. */

export type Bytes = Uint8Array<ArrayBuffer>

export interface Element {
  readonly tag: number
  readonly content: Bytes
}

export const TAG = { integer: 0x02, octets: 0x04, nothing: 0x05, oid: 0x06, sequence: 0x30 } as const

export function writeElement(tag: number, ...parts: readonly Uint8Array[]): Bytes {
  const content = concat(parts)
  const { length } = content
  if (length > 0xffff) throw new TypeError('bug: nothing that long is written in DER here')
  const head =
    length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff]
  return concat([Uint8Array.from(head), content])
}

/** A non-negative integer, of its bytes in big-endian order: shortest form, and a zero first where the sign bit would be set. */
export function writeInteger(bytes: Uint8Array): Bytes {
  let start = 0
  while (start < bytes.length - 1 && bytes[start] === 0) start++
  const short = bytes.subarray(start)
  return writeElement(TAG.integer, short[0]! < 0x80 ? short : concat([Uint8Array.of(0), short]))
}

/** All elements that stand one after the other in `bytes`; throws a SyntaxError where they do not come out even. */
export function readElements(bytes: Uint8Array): readonly Element[] {
  const elements: Element[] = []
  let at = 0
  const next = (): number => {
    const byte = bytes[at++]
    if (byte === undefined) throw new SyntaxError('DER ends in the middle of an element')
    return byte
  }
  while (at < bytes.length) {
    const tag = next()
    const first = next()
    let length = first
    if (first >= 0x80) {
      length = 0
      if (first === 0x80 || first > 0x83) throw new SyntaxError('a length that DER does not have, or far too long')
      for (let more = first - 0x80; more > 0; more--) length = length * 256 + next()
    }
    if (at + length > bytes.length) throw new SyntaxError('DER ends in the middle of an element')
    elements.push({ tag, content: Uint8Array.from(bytes.subarray(at, at + length)) })
    at += length
  }
  return elements
}

/** Whether an element is the object identifier with these bytes. */
export function isOid(element: Element | undefined, hex: string): boolean {
  return element?.tag === TAG.oid && toHex(element.content) === hex
}

/** The elements inside the one element with this tag. */
export function readInside(bytes: Uint8Array, tag: number = TAG.sequence): readonly Element[] {
  const [only, ...others] = readElements(bytes)
  if (only === undefined || others.length > 0 || only.tag !== tag)
    throw new SyntaxError('not the element that belongs here')
  return readElements(only.content)
}

export function concat(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function fromHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}
