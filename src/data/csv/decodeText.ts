import { createReadStream } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { RecetteError } from '../../core/errors.js'
import type { FileRef } from '../../core/spec.js'
import type { ByteScan } from './scanBytes.js'

export interface Encoding {
  /** As it is shown: `utf-8`, `iso-8859-1`, `windows-1252`... */
  readonly name: string
  /** Bytes of the byte order mark, which are no text. */
  readonly skip: number
  /** One byte is one character. */
  readonly ascii: boolean
}

/**
 * The declared encoding, or: a byte order mark decides; valid UTF-8 is UTF-8 (text in another encoding is next to never
 * valid UTF-8 by chance); else Windows-1252 if bytes 0x80 to 0x9F occur, where ISO-8859-1 has control characters only; else ISO-8859-1.
 */
export async function findEncoding(file: FileRef, scan: ByteScan, declared: string | undefined): Promise<Encoding> {
  const skip = scan.bom === 'utf-8' ? 3 : scan.bom === null ? 0 : 2
  if (scan.hasNul && !/^utf-?(16|32)/i.test(declared ?? scan.bom ?? '')) throw notText(file)
  if (scan.bom === 'utf-8' && scan.notUtf8 !== null) throw notEncoded(file, 'utf-8', scan.notUtf8)
  if (declared === undefined) return { name: scan.bom ?? detect(scan), skip, ascii: scan.ascii && scan.bom === null }
  const name = canonicalName(declared)
  if (name === 'utf-8' && scan.notUtf8 !== null) throw notEncoded(file, 'utf-8', scan.notUtf8)
  const { default: iconv } = await import('iconv-lite')
  if (!iconv.encodingExists(name))
    throw new RecetteError(
      'CSV_UNKNOWN_ENCODING',
      `${file.shown}: its card declares the encoding "${declared}", which is not known.`,
      'Use a usual name: utf-8, iso-8859-1, windows-1252, utf-16le...',
      { at: { file: file.shown } },
    )
  return { name, skip, ascii: scan.ascii && scan.bom === null && !name.startsWith('utf-16') }
}

function detect(scan: ByteScan): string {
  if (scan.notUtf8 === null) return 'utf-8'
  return scan.hasC1 ? 'windows-1252' : 'iso-8859-1'
}

const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  latin1: 'iso-8859-1',
  'latin-1': 'iso-8859-1',
  'iso8859-1': 'iso-8859-1',
  cp1252: 'windows-1252',
  ascii: 'utf-8',
  'us-ascii': 'utf-8',
  'utf-16': 'utf-16le',
}

function canonicalName(declared: string): string {
  const name = declared.trim().toLowerCase().replaceAll('_', '-')
  return ALIASES[name] ?? name
}

const PIECE_BYTES = 1 << 17

/** The text of the file in pieces of about 128 KiB, never cut within a character. */
export async function* decodeText(file: FileRef, encoding: Encoding): AsyncGenerator<string, void, undefined> {
  const decoder = await makeDecoder(encoding)
  const stream = createReadStream(file.path, { start: encoding.skip, highWaterMark: PIECE_BYTES })
  let line = 1
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const text = decoder.write(chunk)
    if (decoder.marksInvalid) line = refuseInvalid(file, encoding, text, line)
    yield text
  }
  const rest = decoder.end() ?? ''
  if (decoder.marksInvalid) refuseInvalid(file, encoding, rest, line)
  if (rest !== '') yield rest
}

interface Decoder {
  write(chunk: Buffer): string
  end(): string | undefined
  /** What is not valid becomes U+FFFD and has not been looked for before. */
  readonly marksInvalid: boolean
}

async function makeDecoder(encoding: Encoding): Promise<Decoder> {
  if (encoding.ascii || encoding.name === 'iso-8859-1')
    return { write: (chunk) => chunk.toString('latin1'), end: () => '', marksInvalid: false }
  if (encoding.name === 'utf-8') {
    const decoder = new StringDecoder('utf8')
    return { write: (chunk) => decoder.write(chunk), end: () => decoder.end(), marksInvalid: false }
  }
  const { default: iconv } = await import('iconv-lite')
  const decoder = iconv.getDecoder(encoding.name)
  return { write: (chunk) => decoder.write(chunk), end: () => decoder.end(), marksInvalid: true }
}

/** Throws at the first U+FFFD; returns the line number after `text`. */
function refuseInvalid(file: FileRef, encoding: Encoding, text: string, line: number): number {
  const invalid = text.indexOf('\uFFFD')
  const scanned = invalid < 0 ? text : text.slice(0, invalid)
  let end = line
  for (let at = scanned.indexOf('\n'); at >= 0; at = scanned.indexOf('\n', at + 1)) end++
  if (invalid >= 0) throw notEncoded(file, encoding.name, { line: end, bytes: '' })
  return end
}

function notText(file: FileRef): RecetteError {
  return new RecetteError(
    'CSV_NOT_TEXT',
    `${file.shown} holds bytes 0, which no CSV text has: it is binary, or UTF-16 without its byte order mark.`,
    'Check the file; or declare the encoding in its card (csv: { encoding: utf-16le }).',
    { at: { file: file.shown } },
  )
}

function notEncoded(file: FileRef, encoding: string, found: { line: number; bytes: string }): RecetteError {
  const bytes = found.bytes === '' ? 'bytes' : `the bytes ${found.bytes}`
  return new RecetteError(
    'CSV_INVALID_BYTES',
    `${file.shown}, line ${found.line}: ${bytes} are not valid ${encoding}, the encoding that its card declares or its first bytes show.`,
    'Declare the encoding in which the file was written in its card (csv: { encoding: windows-1252 }), or export it again as UTF-8.',
    { at: { file: file.shown, line: found.line } },
  )
}
