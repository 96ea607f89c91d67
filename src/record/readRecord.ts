import type { z } from 'zod'
import { RecetteError } from '../core/errors.js'
import { MOST_RECORD_BYTES } from '../core/recordRules.js'
import { statementSchema, type Statement } from '../core/statement.js'
import { envelopeSchema, payloadOf, type Envelope } from './envelope.js'

/** One signature of a record: what was signed, and the envelope around it. */
export interface Entry {
  readonly envelope: Envelope
  readonly statement: Statement
}

/**
 * Reads a record: JSON Lines of DSSE envelopes (an in-toto bundle), or a single envelope as other tools lay it out. Nothing is verified yet, but
 * whatever no signature covers must be exactly what belongs there.
 */
export function readRecord(bytes: Uint8Array, named: string): readonly Entry[] {
  const text = decodeText(bytes, named, 'it')
  const envelopes = parseEnvelopes(text, named)
  if (envelopes.length === 0) throw refuse('RECORD_EMPTY', `${named} is empty: it holds no signature.`)
  return envelopes.map((json, index) => {
    const where = envelopes.length === 1 ? named : `${named}, signature ${index + 1}`
    const { envelope, content } = openEnvelope(json, statementSchema, { named: where, what: 'a record of Recette' })
    return { envelope, statement: content }
  })
}

/** A record as a file: each envelope on its line. */
export function writeRecord(envelopes: readonly Envelope[]): string {
  return envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join('')
}

/** One envelope and what it holds, by the schema that this should have; for the seal. */
export function readEnvelope<Schema extends z.ZodType>(
  bytes: Uint8Array,
  schema: Schema,
  { named, what }: { readonly named: string; readonly what: string },
): { readonly envelope: Envelope; readonly content: z.output<Schema> } {
  return openEnvelope(parseJson(decodeText(bytes, named, 'it'), named), schema, { named, what })
}

function openEnvelope<Schema extends z.ZodType>(
  json: unknown,
  schema: Schema,
  { named, what }: { readonly named: string; readonly what: string },
): { readonly envelope: Envelope; readonly content: z.output<Schema> } {
  const envelope = shaped(envelopeSchema, json, named, 'a signed envelope (DSSE)')
  const payload = decodeText(payloadOf(envelope), named, 'what is signed')
  return { envelope, content: shaped(schema, parseJson(payload, named), named, what) }
}

function parseEnvelopes(text: string, named: string): readonly unknown[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length > 1 && !lines.every((line) => line.startsWith('{') && line.trimEnd().endsWith('}'))) {
    // One envelope on several lines.
    return [parseJson(text, named)]
  }
  return lines.map((line, index) => parseJson(line, lines.length === 1 ? named : `${named}:${index + 1}`))
}

/** JSON in which no key stands twice: two readers could take one for the other. */
function parseJson(text: string, named: string): unknown {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw refuse('RECORD_NOT_JSON', `${named} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`)
  }
  if (countKeysOfText(text) !== countKeys(json))
    throw refuse('RECORD_AMBIGUOUS', `${named} has a key twice, so that it could be read in two ways.`)
  return json
}

function countKeysOfText(text: string): number {
  let keys = 0
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) keys++
  return keys
}

function countKeys(json: unknown): number {
  if (typeof json !== 'object' || json === null) return 0
  const inside = Object.values(json).reduce<number>((sum, value) => sum + countKeys(value), 0)
  return Array.isArray(json) ? inside : inside + Object.keys(json).length
}

function shaped<Schema extends z.ZodType>(
  schema: Schema,
  json: unknown,
  named: string,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const at = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
  throw refuse('RECORD_INVALID', `${named} is not ${what}: ${at}${issue?.message ?? 'unknown'}.`)
}

function decodeText(bytes: Uint8Array, named: string, what: string): string {
  if (bytes.length > MOST_RECORD_BYTES)
    throw refuse(
      'RECORD_TOO_LARGE',
      `${named} has ${Math.ceil(bytes.length / 2 ** 20)} MB; a record has a few kilobytes, and at most ${MOST_RECORD_BYTES / 2 ** 20} MB.`,
    )
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw refuse('RECORD_NOT_UTF8', `${named}: ${what} is not a UTF-8 text.`)
  }
}

function refuse(code: string, message: string): RecetteError {
  return new RecetteError(
    code,
    message,
    'It was changed since it was signed, or cut off on the way, or is another file. Ask for the record again, as a file and not as text in a letter.',
  )
}
