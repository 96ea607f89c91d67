import type { Draft } from '../../core/completeStatement.js'
import { MOST_RECORD_BYTES } from '../../core/recordRules.js'
import { toPem } from './bytes.js'
import { checkForm } from './checkForm.js'
import { decidedOf, draftOf, signerOf } from './decided.js'
import type { FormState } from './formState.js'
import type { SigningKey } from './key.js'
import { SigningError, type Problem } from './problem.js'
import { addSignature, readRecord, writeRecord } from './record.js'
import { fileAddress, saveFile } from './saveFile.js'
import type { Session } from './session.js'
import { takeNewKey, takeOwnKey, type Taken } from './takeKey.js'

/** What the page can do, each as a step from what was done so far and what is typed to what is done then. */

export async function loadRecord(session: Session, typed: FormState, draft: Draft): Promise<Session> {
  const file = typed.files['record']?.[0]
  if (file === undefined) return dropRecord(session)
  try {
    if (file.size > MOST_RECORD_BYTES) throw new SigningError('recordUnreadable')
    const entries = await readRecord(await file.text(), draft)
    return { ...session, entries, signed: null, problems: [] }
  } catch (error) {
    if (!(error instanceof SigningError)) throw error
    return { ...dropRecord(session), problems: [{ field: 'record', code: error.code }] }
  }
}

export function dropRecord(session: Session): Session {
  return { ...session, entries: [], signed: null, problems: [] }
}

export async function makeKeyFile(session: Session, typed: FormState): Promise<Session> {
  const taken = await takeNewKey(typed)
  if ('problem' in taken) return { ...session, problems: [taken.problem] }
  const { key, pem } = taken.value
  const file = `${fileStem(typed)}.key`
  saveFile(file, pem)
  return { ...session, made: { key, file }, problems: [] }
}

export async function sign(session: Session, typed: FormState, draft: Draft, language: string): Promise<Session> {
  const now = new Date()
  const named = draftOf(draft, typed)
  const taken = await takeKey(session, typed)
  const problems = [
    ...checkForm(typed, named, session.entries, now),
    ...('problem' in taken ? [taken.problem] : alreadySigned(session, typed, taken.value)),
  ]
  if (problems.length > 0 || 'problem' in taken) return { ...session, problems }
  const key = taken.value
  const given = { draft: named, decided: decidedOf(typed), signer: signerOf(typed, language, now), key }
  const entries = await addSignature(session.entries, given)
  const record = writeRecord(entries)
  saveFile('record.intoto.jsonl', record)
  const signed = {
    fingerprint: key.fingerprint,
    recordAddress: fileAddress(record),
    publicAddress: fileAddress(toPem('PUBLIC KEY', key.spki)),
  }
  return { ...session, entries, signed, problems: [] }
}

async function takeKey({ made }: Session, typed: FormState): Promise<Taken<SigningKey>> {
  if (typed.values['keyWay'] !== 'new') return takeOwnKey(typed)
  return made === null ? { problem: { field: 'keyMade', code: 'keyNotMade' } } : { value: made.key }
}

function alreadySigned({ entries }: Session, { values }: FormState, { fingerprint }: SigningKey): readonly Problem[] {
  if (entries.every((entry) => entry.fingerprint !== fingerprint)) return []
  return [{ field: values['keyWay'] === 'new' ? 'keyMade' : 'keyFile', code: 'alreadySigned' }]
}

/** The signer's name as a file may be called anywhere. */
function fileStem({ values }: FormState): string {
  const plain = (values['name'] ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'signature'
}
