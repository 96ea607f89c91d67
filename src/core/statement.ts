import { z } from 'zod'
import { canonicalJson } from './canonicalJson.js'
import { STATEMENT_TYPE, TEST_RESULT } from './inToto.js'
import { verdictStatusSchema } from './result.js'

export const DECISIONS = ['accepted', 'acceptedWithReservations', 'postponed', 'rejected'] as const
export const RESERVATION_CLASSES = ['blocking', 'major', 'minor'] as const

/** Standard base64 in the one spelling that its bytes have: spare bits that no decoder looks at must be zero. */
export const base64Schema = z.string().refine((text) => Buffer.from(text, 'base64').toString('base64') === text, {
  error: 'must be base64 in its standard form',
})

/** Long enough for any name or sentence of a contract, and short enough that no label of ten megabytes gets in. */
const line = (most = 300) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((text) => text.trim() === text, { error: 'must not begin or end with a space' })
const prose = line(4000)
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 in lower-case hex' })
/** `2026-03-31`. */
const day = z.iso.date()
/** `2026-03-31T14:05:00Z`: UTC, so that two signatures have an order. */
const moment = z.iso.datetime()

/** A file or folder by its digest: in-toto's ResourceDescriptor, as far as it is needed. */
export const subjectSchema = z.strictObject({
  /** What it is in the comparison: `model:old`, `model:new`, `set:NAME`, `plan`, `seal`, `result.json`, `report.html`... */
  name: line(),
  digest: z.record(z.string().regex(/^[A-Za-z0-9_]{1,40}$/), sha256Schema).refine((set) => Object.keys(set).length > 0),
  /** `file`: its name as the plan has it. */
  annotations: z.record(line(40), line(1000)).optional(),
})

export const reservationSchema = z.strictObject({
  /** `R1`, `R2`...: how letters and the lifting of reservations speak of it. */
  id: line(40),
  /** `id` of a criterion; left out where the reservation is about something else. */
  criterion: line().optional(),
  text: prose,
  class: z.enum(RESERVATION_CLASSES),
  /** What is to be done, by whom, until when. */
  measure: prose,
  owner: line(),
  due: day,
})

/** A criterion that is set aside: its findings become `waived`, never `pass`. */
export const waiverSchema = z.strictObject({ criterion: line(), who: line(), why: prose, until: day })

/** `signs`: a signature of this person is expected, so that it is missed when it is taken away. */
export const participantSchema = z.strictObject({
  name: line(),
  role: line().nullable(),
  company: line().nullable(),
  signs: z.boolean(),
})

/** What is decided. Word for word the same in every statement of a record. */
export const acceptanceSchema = z.strictObject({
  recette: z.literal(1),
  title: line(1000),
  /** The delivery round, as the plan names it. */
  delivery: line().nullable(),
  /** When the comparison began, and what it found before anything was waived. */
  testedAt: moment,
  verdict: verdictStatusSchema,
  decision: z.enum(DECISIONS),
  /** Why; needed for a postponement or a rejection. */
  reason: prose.nullable(),
  reservations: z.array(reservationSchema).max(200),
  waivers: z.array(waiverSchema).max(200),
  participants: z.array(participantSchema).max(50),
  /** The last day on which this acceptance may be used to deploy; null where it does not expire. */
  validUntil: day.nullable(),
})

/** Who signs this statement. */
export const signatorySchema = z.strictObject({
  name: line(),
  role: line().nullable(),
  company: line().nullable(),
  place: line().nullable(),
  date: moment,
  /** The language in which the report was read. */
  language: z.enum(['en', 'fr']),
  /** Base64 of the DER of the SubjectPublicKeyInfo. */
  publicKey: base64Schema.max(400),
})

const testNames = z.array(line(400)).max(100_000)

export const predicateSchema = z.strictObject({
  result: z.enum(['PASSED', 'WARNED', 'FAILED']),
  /** The plan, and the seal where there is one. */
  configuration: z.array(subjectSchema).min(1).max(10),
  passedTests: testNames,
  warnedTests: testNames,
  failedTests: testNames,
  acceptance: acceptanceSchema,
  signatory: signatorySchema,
  /** Digest of the envelope before this one (`digestEnvelope`); null in the first. */
  previous: sha256Schema.nullable(),
})

/**
 * What is signed: an in-toto Statement with the test-result predicate, which may be extended, and has the acceptance beside the tests.
 * @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
 * @see https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md
 */
export const statementSchema = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(subjectSchema).min(1).max(1000),
  predicateType: z.literal(TEST_RESULT),
  predicate: predicateSchema,
})

export type Subject = z.infer<typeof subjectSchema>
export type Reservation = z.infer<typeof reservationSchema>
export type Waiver = z.infer<typeof waiverSchema>
export type Participant = z.infer<typeof participantSchema>
export type Acceptance = z.infer<typeof acceptanceSchema>
export type Decision = Acceptance['decision']
export type Signatory = z.infer<typeof signatorySchema>
export type Statement = z.infer<typeof statementSchema>

/** The bytes that are signed: UTF-8 of the canonical JSON (RFC 8785). */
export function statementBytes(statement: Statement): Uint8Array {
  return Buffer.from(canonicalJson(statement), 'utf8')
}
