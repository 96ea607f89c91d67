import type { TextWriter } from './columnWriters.js'

/** Beyond so many distinct texts a column is taken for free text or ids, where nothing repeats and remembering costs memory. */
const MOST_REMEMBERED = 1 << 15

/**
 * Codes of texts that come as UTF-8 bytes. Categories repeat: a text that was seen is found by its bytes, without making a string.
 * Hash: FNV-1a; equal bytes decide, not equal hashes.
 * @see Fowler, Noll & Vo, RFC 9923
 */
export class ByteTexts {
  readonly #writer: TextWriter
  readonly #slots = new Int32Array(MOST_REMEMBERED * 2).fill(-1)
  readonly #codes = new Int32Array(MOST_REMEMBERED)
  readonly #starts = new Uint32Array(MOST_REMEMBERED + 1)
  #arena = new Uint8Array(1 << 12)
  #count = 0

  constructor(writer: TextWriter) {
    this.#writer = writer
  }

  codeOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
    const mask = this.#slots.length - 1
    let slot = (hash ^ (hash >>> 15)) & mask
    for (let entry = this.#slots[slot]!; entry >= 0; entry = this.#slots[slot]!) {
      if (this.#isEntry(entry, bytes, start, end)) return this.#codes[entry]!
      slot = (slot + 1) & mask
    }
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
    const code = this.#writer.codeOf(text)
    if (this.#count < MOST_REMEMBERED) this.#remember(slot, code, bytes, start, end)
    return code
  }

  #isEntry(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    let at = this.#starts[entry]!
    if (this.#starts[entry + 1]! - at !== end - start) return false
    for (let i = start; i < end; i++) if (this.#arena[at++] !== bytes[i]) return false
    return true
  }

  #remember(slot: number, code: number, bytes: Uint8Array, start: number, end: number): void {
    const from = this.#starts[this.#count]!
    const to = from + end - start
    if (to > this.#arena.length) {
      const larger = new Uint8Array(Math.max(to, this.#arena.length * 2))
      larger.set(this.#arena)
      this.#arena = larger
    }
    this.#arena.set(bytes.subarray(start, end), from)
    this.#slots[slot] = this.#count
    this.#codes[this.#count++] = code
    this.#starts[this.#count] = to
  }
}
