import { generateKeyPairSync } from 'node:crypto'
import type { Decided, Draft, Signer } from '../../src/core/completeStatement.js'
import { draftStatement } from '../../src/record/draftStatement.js'
import type { Envelope } from '../../src/record/envelope.js'
import { readPrivateKey, type KeyKind, type SigningKey } from '../../src/record/keys.js'
import { readRecord, writeRecord, type Entry } from '../../src/record/readRecord.js'
import { continueRecord, startRecord } from '../../src/record/signRecord.js'
import type { TrustedKey } from '../../src/record/verifyRecord.js'
import { passingResult } from '../report/sample.js'

/** Records as people would sign them on 2026-01-20, of the sample result of 2026-01-14. */

export function newKey(kind: KeyKind = 'ed25519'): SigningKey {
  const { privateKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return readPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'a key', null)
}

export const NOW = new Date('2026-01-20T12:00:00Z')

export const DECIDED: Decided = {
  decision: 'acceptedWithReservations',
  reason: null,
  reservations: [
    {
      id: 'R1',
      criterion: 'accuracy',
      text: 'Three points are lost in the south.',
      class: 'minor',
      measure: 'Train again with the cases of 2025.',
      owner: 'Atelier Neuf',
      due: '2026-03-31',
    },
  ],
  waivers: [{ criterion: 'latencyP95', who: 'Claire Perrin', why: 'Answers are not waited for.', until: '2026-12-31' }],
  participants: [{ name: 'Claire Perrin', role: 'owner', company: 'Maison Perrin', signs: true }],
  validUntil: null,
}

export const CLIENT: Signer = {
  name: 'Claire Perrin',
  role: 'owner',
  company: 'Maison Perrin',
  place: 'Lyon',
  date: '2026-01-20T09:00:00Z',
  language: 'fr',
}
export const AGENCY: Signer = {
  ...CLIENT,
  name: 'Luc Neuf',
  role: null,
  company: 'Atelier Neuf',
  date: '2026-01-20T10:00:00Z',
}

export function draft(): Draft {
  return draftStatement(passingResult(), { result: 'a'.repeat(64), report: { sha256: 'b'.repeat(64) } })
}

export function entriesOf(...envelopes: readonly Envelope[]): readonly Entry[] {
  return readRecord(Buffer.from(writeRecord(envelopes)), 'record')
}

/** Signed by the client, then by the agency. */
export function signedByTwo(client: SigningKey, agency: SigningKey, decided: Decided = DECIDED): readonly Envelope[] {
  const first = startRecord(draft(), decided, CLIENT, client)
  return [first, continueRecord(entriesOf(first), AGENCY, agency)]
}

export function trust({ publicKey }: SigningKey, named: string): TrustedKey {
  return { named, fingerprint: publicKey.fingerprint, key: publicKey }
}
