import { z } from 'zod'
import { canonicalJson } from '../core/canonicalJson.js'
import { criterionSchema, type Criterion } from '../core/criterion.js'
import { sha256 } from '../core/digest.js'
import { RecetteError, usageError } from '../core/errors.js'
import { STATEMENT_TYPE } from '../core/inToto.js'
import { CLOCK_TOLERANCE_MS } from '../core/recordRules.js'
import { base64Schema, subjectSchema, type Subject } from '../core/statement.js'
import { checkSignatures, signPayload } from './envelope.js'
import { embeddedKey, type SigningKey } from './keys.js'
import { requireShape } from './requireShape.js'
import { readEnvelope } from './readRecord.js'

export const SEAL_TYPE = 'urn:recette:seal:v1'

/** An in-toto statement of the plan, the sets and the old model by digest, and of the criteria word for word. */
const sealSchema = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(subjectSchema).min(1).max(1000),
  predicateType: z.literal(SEAL_TYPE),
  predicate: z.strictObject({
    recette: z.literal(1),
    title: z.string(),
    sealedAt: z.iso.datetime(),
    by: z.string().max(300).nullable(),
    confidence: z.number().gt(0).lt(1),
    basis: z.enum(['sample', 'fixed']),
    criteria: z.array(criterionSchema).min(1),
    publicKey: base64Schema.max(400),
  }),
})

export type SealedTerms = Pick<
  z.infer<typeof sealSchema>['predicate'],
  'title' | 'sealedAt' | 'by' | 'confidence' | 'basis'
> & { readonly criteria: readonly Criterion[]; readonly subject: readonly Subject[] }

export interface Seal {
  /** Of the file's bytes. */
  readonly sha256: string
  /** Fingerprint of the key that sealed. */
  readonly key: string
  readonly terms: SealedTerms
}

/** The seal as a file. */
export function makeSeal({ subject, criteria, ...terms }: SealedTerms, key: SigningKey): string {
  const statement: z.infer<typeof sealSchema> = {
    _type: STATEMENT_TYPE,
    subject: [...subject],
    predicateType: SEAL_TYPE,
    predicate: {
      recette: 1,
      ...terms,
      criteria: [...criteria],
      publicKey: Buffer.from(key.publicKey.spki).toString('base64'),
    },
  }
  const payload = Buffer.from(canonicalJson(requireShape(sealSchema, statement)), 'utf8')
  return `${JSON.stringify(signPayload(payload, key))}\n`
}

/** Reads a seal and checks its signature by the key that it names; whose key that is, it cannot say. */
export function readSeal(bytes: Uint8Array, named: string, now: Date): Seal {
  const { envelope, content } = openSeal(bytes, named)
  const { recette: _, publicKey, ...terms } = content.predicate
  const key = embeddedKey(publicKey)
  if (key === null || checkSignatures(envelope, [key]).some(({ status }) => status !== 'valid'))
    throw invalid(`${named} is not what was sealed: its signature does not fit what it says.`)
  if (Date.parse(terms.sealedAt) > now.getTime() + CLOCK_TOLERANCE_MS)
    throw usageError(
      'SEAL_IN_FUTURE',
      `${named} was sealed on ${terms.sealedAt}, but this machine says that it is ${now.toISOString()}.`,
      'One of the two clocks is wrong: set this one right, or seal anew.',
    )
  return { sha256: sha256(bytes), key: key.fingerprint, terms: { ...terms, subject: content.subject } }
}

function openSeal(bytes: Uint8Array, named: string) {
  try {
    return readEnvelope(bytes, sealSchema, { named, what: 'a seal of Recette' })
  } catch (error) {
    throw error instanceof RecetteError ? invalid(error.message) : error
  }
}

function invalid(message: string): RecetteError {
  return usageError(
    'SEAL_INVALID',
    message,
    'Take the seal from where it was first kept (git, an e-mail), or seal anew and say so to the other party.',
  )
}
