import { createReadStream } from 'node:fs'
import { RecetteError } from '../../core/errors.js'
import type { FileRef } from '../../core/spec.js'

/** Some whole lines of a file. */
export interface Lines {
  /** Number of the first, 1-based. */
  readonly first: number
  readonly texts: readonly string[]
}

const BLOCK_BYTES = 1 << 20
const NEWLINE = 0x0a
const BYTE_ORDER_MARK = '\ufeff'

/** The lines of a UTF-8 file, about a megabyte at a time. `seen` is given the bytes as they come, for a digest. */
export async function* readLines(
  file: FileRef,
  seen?: (bytes: Buffer) => void,
): AsyncGenerator<Lines, void, undefined> {
  let first = 1
  let rest: Buffer[] = []
  for await (const block of createReadStream(file.path, { highWaterMark: BLOCK_BYTES }) as AsyncIterable<Buffer>) {
    seen?.(block)
    const end = block.lastIndexOf(NEWLINE)
    if (end < 0) {
      rest.push(block)
      continue
    }
    const texts = split(Buffer.concat([...rest, block.subarray(0, end)]), first, file)
    rest = end + 1 < block.length ? [block.subarray(end + 1)] : []
    yield { first, texts }
    first += texts.length
  }
  if (rest.length > 0) yield { first, texts: split(Buffer.concat(rest), first, file) }
}

function split(bytes: Buffer, first: number, file: FileRef): string[] {
  const texts = decode(bytes, first, file).split('\n')
  if (first === 1 && texts[0]!.startsWith(BYTE_ORDER_MARK)) texts[0] = texts[0]!.slice(1)
  return texts
}

function decode(bytes: Buffer, first: number, file: FileRef): string {
  try {
    return decodeStrictly(bytes)
  } catch (cause) {
    let line = first
    for (let from = 0; from < bytes.length; line++) {
      const end = bytes.indexOf(NEWLINE, from)
      const to = end < 0 ? bytes.length : end
      if (!isUtf8(bytes.subarray(from, to))) break
      from = to + 1
    }
    throw new RecetteError(
      'SET_NOT_UTF8',
      `${file.shown} is not UTF-8, as JSON must be: line ${line} holds bytes of another encoding.`,
      'Export it again as UTF-8.',
      { at: { file: file.shown, line }, cause },
    )
  }
}

function decodeStrictly(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    decodeStrictly(bytes)
    return true
  } catch {
    return false
  }
}
