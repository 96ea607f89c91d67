import { canonicalJson } from '../core/canonicalJson.js'
import { sharedOf } from '../core/completeStatement.js'
import type { Statement } from '../core/statement.js'
import { broken, holds, note, open, type Check } from './check.js'
import { checkSignatures, digestEnvelope } from './envelope.js'
import { embeddedKey, type PublicKey } from './keys.js'
import type { Entry } from './readRecord.js'
import { sayDates } from './verifyDates.js'

/** A public key that the reader trusts to be somebody's, or what he knows of it: its fingerprint. */
export interface TrustedKey {
  /** As the reader named it. */
  readonly named: string
  readonly fingerprint: string
  /** Needed for signatures beside that of the statement's own signatory, who carries his key himself. */
  readonly key: PublicKey | null
}

/** What a record proves by itself: that its signatures are good, that none is missing or contradicts another, and whose they are. */
export function verifyRecord(entries: readonly Entry[], trusted: readonly TrustedKey[], now: Date): readonly Check[] {
  const signed = entries.map((entry) => signaturesOf(entry, trusted))
  const signers = new Set(signed.flatMap(({ fingerprints }) => fingerprints))
  return [
    ...signed.flatMap(({ checks }) => checks),
    ...entries.flatMap((entry, index) => followsOn(entry, entries[index - 1] ?? null, index)),
    ...entries.slice(1).flatMap((entry) => sameDecision(entries[0]!.statement, entry.statement)),
    ...sayDates(entries, now),
    ...missingSignatories(entries),
    ...trusted
      .filter(({ fingerprint }) => !signers.has(fingerprint))
      .map(({ named, fingerprint }) => broken('not-signed-by', { named, fingerprint })),
    ...(trusted.length === 0 ? [open('nobody-vouches')] : []),
  ]
}

function signaturesOf(
  { envelope, statement }: Entry,
  trusted: readonly TrustedKey[],
): { readonly checks: readonly Check[]; readonly fingerprints: readonly string[] } {
  const { name, publicKey } = statement.predicate.signatory
  // What is no key has signed nothing: `not-by-signatory`.
  const own = embeddedKey(publicKey)
  const keys = [...(own === null ? [] : [own]), ...trusted.flatMap(({ key }) => (key === null ? [] : [key]))]
  const checks: Check[] = []
  const fingerprints: string[] = []
  for (const one of checkSignatures(envelope, keys)) {
    if (one.status !== 'valid') {
      checks.push(
        one.status === 'invalid'
          ? broken('signature-invalid', { name })
          : open('signature-unknown', { name, keyid: one.keyid }),
      )
      continue
    }
    const { fingerprint } = one.key
    if (fingerprints.includes(fingerprint)) checks.push(broken('signature-twice', { name, fingerprint }))
    fingerprints.push(fingerprint)
    const known = trusted.find((key) => key.fingerprint === fingerprint)
    if (fingerprint !== own?.fingerprint)
      checks.push(holds('cosigned', { name, named: known?.named ?? fingerprint, fingerprint }))
    else if (known === undefined) checks.push(note('signed-unconfirmed', { name, fingerprint }))
    else checks.push(holds('signed', { name, named: known.named, fingerprint }))
  }
  if (own === null || !fingerprints.includes(own.fingerprint)) checks.push(broken('not-by-signatory', { name }))
  return { checks, fingerprints }
}

/** Every statement but the first names the envelope before it, so that none can be taken out, changed, or put elsewhere. */
function followsOn({ statement }: Entry, before: Entry | null, index: number): readonly Check[] {
  const { previous, signatory } = statement.predicate
  const expected = before === null ? null : digestEnvelope(before.envelope)
  if (previous === expected) return before === null ? [] : [holds('follows', { name: signatory.name })]
  return [broken(index === 0 ? 'first-missing' : 'chain-broken', { name: signatory.name })]
}

/** What may differ between two statements of one record is who signs and when; anything else is a contradiction. */
function sameDecision(first: Statement, other: Statement): readonly Check[] {
  const [one, two] = [first.predicate, other.predicate]
  const names = { first: one.signatory.name, other: two.signatory.name }
  if (one.acceptance.decision !== two.acceptance.decision)
    return [
      broken('contradiction', {
        ...names,
        decisionFirst: one.acceptance.decision,
        decisionOther: two.acceptance.decision,
      }),
    ]
  const parts = [
    ...(['reservations', 'waivers', 'participants'] as const).filter((part) =>
      differ(one.acceptance[part], two.acceptance[part]),
    ),
    ...(differ(first.subject, other.subject) ? ['subjects' as const] : []),
  ]
  if (parts.length > 0) return parts.map((part) => broken(`differs-${part}`, names))
  return differ(sharedOf(first), sharedOf(other)) ? [broken('differs-rest', names)] : [holds('same-decision', names)]
}

function differ(a: unknown, b: unknown): boolean {
  return canonicalJson(a) !== canonicalJson(b)
}

/** Those of whom the record itself says that they sign. */
function missingSignatories(entries: readonly Entry[]): readonly Check[] {
  const signed = new Set(entries.map(({ statement }) => statement.predicate.signatory.name))
  return entries[0]!.statement.predicate.acceptance.participants
    .filter(({ signs, name }) => signs && !signed.has(name))
    .map(({ name }) => open('signature-missing', { name }))
}
