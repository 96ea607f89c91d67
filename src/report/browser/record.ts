import { canonicalJson } from '../../core/canonicalJson.js'
import {
  completeStatement,
  continueStatement,
  sharedOf,
  type Decided,
  type Draft,
  type Signer,
} from '../../core/completeStatement.js'
import { PAYLOAD_TYPE, TEST_RESULT } from '../../core/inToto.js'
import type { Statement, Subject } from '../../core/statement.js'
import { fromBase64, fromUtf8, sha256, toBase64 } from './bytes.js'
import { digestEnvelope, signedBytes, signStatement, type Envelope } from './envelope.js'
import { verifyBytes, type SigningKey } from './key.js'
import { SigningError } from './problem.js'

/** One signature of a record. */
export interface Entry {
  readonly envelope: Envelope
  readonly statement: Statement
  readonly fingerprint: string
}

/** A record with one signature more: the first decides, every further one repeats the decision and names the one before it. */
export async function addSignature(
  entries: readonly Entry[],
  given: { readonly draft: Draft; readonly decided: Decided; readonly signer: Signer; readonly key: SigningKey },
): Promise<readonly Entry[]> {
  const { draft, decided, signer, key } = given
  const signatory = { ...signer, publicKey: toBase64(key.spki) }
  const last = entries.at(-1)
  const statement =
    last === undefined
      ? completeStatement(draft, decided, { signatory, previous: null })
      : continueStatement(last.statement, { signatory, previous: await digestEnvelope(last.envelope) })
  const envelope = await signStatement(statement, key)
  return [...entries, { envelope, statement, fingerprint: key.fingerprint }]
}

/** As a file: each signature on its line. */
export function writeRecord(entries: readonly Entry[]): string {
  return entries.map(({ envelope }) => `${JSON.stringify(envelope)}\n`).join('')
}

/**
 * A record that somebody else began, to be signed too. Whoever signs it relies on what it says: so it must be about exactly this report, and
 * every signature in it must be good and in its place. Throws a SigningError.
 */
export async function readRecord(text: string, draft: Draft): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for (const envelope of parseLines(text)) {
    const statement = parseStatement(envelope)
    const { previous, signatory } = statement.predicate
    const first = entries[0]
    const before = entries.at(-1)
    if (previous !== (before === undefined ? null : await digestEnvelope(before.envelope)))
      throw new SigningError('recordBroken')
    if (first !== undefined && canonicalJson(sharedOf(first.statement)) !== canonicalJson(sharedOf(statement)))
      throw new SigningError('recordBroken')
    if (!isAbout(statement.subject, draft.subject)) throw new SigningError('recordOther')
    const spki = fromBase64(signatory.publicKey)
    const bytes = signedBytes(envelope)
    // Others may have signed the same line too, with keys that only they know; the signatory's own it must have.
    const own = await Promise.all(envelope.signatures.map(({ sig }) => verifyBytes(spki, fromBase64(sig), bytes)))
    if (!own.includes(true)) throw new SigningError('recordBroken')
    entries.push({ envelope, statement, fingerprint: await sha256(spki) })
  }
  if (entries.length === 0) throw new SigningError('recordUnreadable')
  return entries
}

/** Each line an envelope, or one envelope as another tool laid it out. */
function parseLines(text: string): readonly Envelope[] {
  try {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    return lines.every((line) => line.startsWith('{') && line.trimEnd().endsWith('}'))
      ? lines.map(parseLine)
      : [parseLine(text)]
  } catch {
    throw new SigningError('recordUnreadable')
  }
}

function parseLine(json: string): Envelope {
  const envelope: Envelope = JSON.parse(json)
  if (envelope.payloadType !== PAYLOAD_TYPE || envelope.signatures.length === 0) throw new SyntaxError('no envelope')
  return envelope
}

function parseStatement({ payload }: Envelope): Statement {
  try {
    const statement: Statement = JSON.parse(fromUtf8(fromBase64(payload)))
    const { acceptance, signatory } = statement.predicate
    if (statement.predicateType !== TEST_RESULT || typeof signatory.name !== 'string')
      throw new SyntaxError('no record')
    if (![acceptance.reservations, acceptance.waivers, acceptance.participants].every(Array.isArray))
      throw new SyntaxError('no record')
    return statement
  } catch {
    throw new SigningError('recordUnreadable')
  }
}

/** The same subjects, with no digest that differs, and at least one in common for each. */
function isAbout(recorded: readonly Subject[], own: readonly Subject[]): boolean {
  return (
    recorded.length === own.length &&
    own.every(({ name, digest }) => {
      const other = recorded.find((subject) => subject.name === name)?.digest ?? {}
      const common = Object.keys(digest).filter((algorithm) => algorithm in other)
      return common.length > 0 && common.every((algorithm) => digest[algorithm] === other[algorithm])
    })
  )
}
