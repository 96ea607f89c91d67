import { isAscii, isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** What one pass over the bytes of a text file tells. */
export interface ByteScan {
  readonly sha256: string
  readonly bytes: number
  readonly bom: 'utf-8' | 'utf-16le' | 'utf-16be' | null
  readonly ascii: boolean
  /** 1-based line of the first bytes that are not UTF-8, and what stands there; null when all are. */
  readonly notUtf8: { readonly line: number; readonly bytes: string } | null
  /** Bytes 0x80 to 0x9F: letters and quotes in Windows-1252, control characters in ISO-8859-1. */
  readonly hasC1: boolean
  /** A byte 0: no text but UTF-16 holds one. */
  readonly hasNul: boolean
  readonly has: { readonly doubleQuote: boolean; readonly apostrophe: boolean }
  /** Lines, ended by LF, that hold more than a CR. */
  readonly filledLines: number
}

const LF = 10
const CR = 13

/** Hash, encoding facts and line count in one pass, so that a large file is read from disk once before it is read for good. */
export async function scanBytes(path: string): Promise<ByteScan> {
  const hash = createHash('sha256')
  let bytes = 0
  let bom: ByteScan['bom'] = null
  let ascii = true
  let hasC1 = false
  let hasNul = false
  let doubleQuote = false
  let apostrophe = false
  let notUtf8: ByteScan['notUtf8'] = null
  const lines = new LineCounter()
  let carry: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    if (bytes === 0) bom = bomOf(chunk)
    bytes += chunk.length
    hasNul ||= chunk.includes(0)
    doubleQuote ||= chunk.includes(34)
    apostrophe ||= chunk.includes(39)
    const linesBefore = lines.ended
    lines.add(chunk)
    if (isAscii(chunk) && carry.length === 0) continue
    ascii = false
    hasC1 ||= chunk.some((byte) => byte >= 0x80 && byte <= 0x9f)
    if (notUtf8 !== null) continue
    const text = carry.length === 0 ? chunk : Buffer.concat([carry, chunk])
    const whole = text.subarray(0, text.length - cutCharacter(text))
    carry = text.subarray(whole.length)
    if (!isUtf8(whole)) notUtf8 = firstInvalid(whole, linesBefore)
  }
  if (notUtf8 === null && carry.length > 0) notUtf8 = { line: lines.ended + 1, bytes: hex(carry) }
  const filledLines = lines.finish()
  return {
    sha256: hash.digest('hex'),
    bytes,
    bom,
    ascii,
    notUtf8,
    hasC1,
    hasNul,
    has: { doubleQuote, apostrophe },
    filledLines,
  }
}

function bomOf(chunk: Buffer): ByteScan['bom'] {
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return 'utf-8'
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  return null
}

/** Bytes at the end that begin a UTF-8 character without ending it: 0 to 3. */
function cutCharacter(text: Buffer): number {
  for (let back = 1; back <= Math.min(3, text.length); back++) {
    const byte = text[text.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/** The first line that is not UTF-8. A line feed is never part of a longer character, so lines can be judged one by one. */
function firstInvalid(text: Buffer, linesBefore: number): ByteScan['notUtf8'] {
  let line = linesBefore + 1
  for (let start = 0; start < text.length; line++) {
    const end = text.indexOf(LF, start)
    const content = text.subarray(start, end < 0 ? text.length : end)
    if (!isUtf8(content)) {
      const byte = content.findIndex(
        (_, index) =>
          content[index]! >= 0x80 && !isUtf8(content.subarray(0, index + 1)) && startsInvalid(content, index),
      )
      return { line, bytes: hex(content.subarray(Math.max(byte, 0), Math.max(byte, 0) + 3)) }
    }
    if (end < 0) break
    start = end + 1
  }
  return { line, bytes: '' }
}

/** No character of one to four bytes begins at `index`. */
function startsInvalid(content: Buffer, index: number): boolean {
  if ((content[index]! & 0xc0) === 0x80 && index > 0 && content[index - 1]! >= 0x80) return false
  return ![1, 2, 3, 4].some(
    (length) => index + length <= content.length && isUtf8(content.subarray(index, index + length)),
  )
}

function hex(bytes: Buffer): string {
  return [...bytes].map((byte) => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(' ')
}

class LineCounter {
  ended = 0
  #filled = 0
  /** Bytes of the open line so far, and its last byte. */
  #open = 0
  #last = 0

  add(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      this.ended++
      const length = this.#open + end - start
      if (length > 1 || (length === 1 && (end > start ? chunk[end - 1] : this.#last) !== CR)) this.#filled++
      this.#open = 0
      start = end + 1
    }
    this.#open += chunk.length - start
    if (chunk.length > start) this.#last = chunk[chunk.length - 1]!
  }

  finish(): number {
    const filled = this.#open > 1 || (this.#open === 1 && this.#last !== CR)
    return this.#filled + (filled ? 1 : 0)
  }
}
