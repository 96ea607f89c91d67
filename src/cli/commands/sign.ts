import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Decided, Signer } from '../../core/completeStatement.js'
import { usageError } from '../../core/errors.js'
import { CLOCK_TOLERANCE_MS, momentOf } from '../../core/recordRules.js'
import { writeFileWhole } from '../../core/writeFileWhole.js'
import { checkDecision } from '../../record/checkDecision.js'
import { draftStatement } from '../../record/draftStatement.js'
import { readRecord, writeRecord, type Entry } from '../../record/readRecord.js'
import { startRecord } from '../../record/signRecord.js'
import { DECISIONS } from '../../core/statement.js'
import { fingerprintOf } from '../../report/words/fingerprint.js'
import { EXIT } from '../exitCodes.js'
import { addSignature } from '../record/addSignature.js'
import { signingKey } from '../record/keyFiles.js'
import { readRecordFile, readReportFolder, RECORD_FILE, type SignedInputs } from '../record/readInputs.js'
import { renderRecord } from '../record/renderRecord.js'
import { readParticipants, readReservations, readWaivers } from '../record/writtenParts.js'
import { languageOf } from '../terminal.js'

export interface SignOptions {
  readonly decision?: string
  readonly reason?: string
  readonly reservation?: readonly string[]
  readonly waive?: readonly string[]
  readonly participant?: readonly string[]
  readonly validUntil?: string
  readonly name: string
  readonly role?: string
  readonly company?: string
  readonly place?: string
  readonly key?: string
  readonly record?: string
  readonly lang?: string
  readonly quiet?: boolean
}

/** Signs a decision on a report, or the decision of a record that others have signed already. */
export async function sign(path: string, options: SignOptions): Promise<number> {
  const isRecord = path.endsWith('.jsonl')
  const inputs = isRecord ? null : await readReportFolder(path)
  const file = options.record ?? (inputs === null ? path : join(inputs.folder, RECORD_FILE))
  const language = languageOf(options.lang)
  const signer: Signer = {
    name: options.name,
    role: options.role ?? null,
    company: options.company ?? null,
    place: options.place ?? null,
    date: momentOf(new Date()),
    language,
  }
  const before = isRecord || existsSync(file) ? await readRecordFile(file) : null
  const envelopes =
    before === null
      ? [await signFirst(inputs!, options, signer)]
      : [...before.map(({ envelope }) => envelope), await addSignature(before, { file, inputs, options, signer })]
  const text = writeRecord(envelopes)
  await writeFileWhole(file, text)
  if (options.quiet !== true) {
    const entries: readonly Entry[] = readRecord(Buffer.from(text), file)
    process.stdout.write(
      `${renderRecord(entries, language)}\n\n${file}\n→ recette verify ${file} --key ${keyHint(options)}\n`,
    )
  }
  return EXIT.pass
}

async function signFirst(inputs: SignedInputs, options: SignOptions, signer: Signer) {
  const { result, resultSha256, report, reportText } = inputs
  // The page of signatures prints it in groups.
  const printed = reportText === null || reportText.replaceAll(' ', '').includes(fingerprintOf(result))
  if (!printed || report?.['recetteReport'] === '')
    throw usageError(
      'REPORT_OF_ANOTHER_RESULT',
      'report.html is not the report of the result.json beside it: one of the two was changed since the run.',
      `Find out which, and make the report of the true result again: recette report ${join(inputs.folder, 'result.json')}`,
    )
  const draft = draftStatement(result, { result: resultSha256, report })
  const { testedAt } = draft.found
  if (Date.parse(signer.date) + CLOCK_TOLERANCE_MS < Date.parse(testedAt))
    throw usageError(
      'CLOCK_BACK',
      `By the clock of this machine it is ${signer.date}, but the comparison was made on ${testedAt}.`,
      'Set the clock right: a signature dated before what it signs would not hold.',
    )
  const decided = readDecided(options, signer)
  checkDecision(draft, decided, new Date())
  return startRecord(draft, decided, signer, await signingKey(options.key))
}

function readDecided(options: SignOptions, signer: Signer): Decided {
  const decision = DECISIONS.find((one) => one === options.decision)
  if (decision === undefined)
    throw usageError(
      'DECISION_MISSING',
      options.decision === undefined ? 'No decision is given.' : `"${options.decision}" is no decision.`,
      `Give one with --decision: ${DECISIONS.join(', ')}.`,
    )
  const { name, role, company } = signer
  const others = readParticipants(options.participant ?? [])
  return {
    decision,
    reason: options.reason ?? null,
    reservations: [...readReservations(options.reservation ?? [])],
    waivers: [...readWaivers(options.waive ?? [], name)],
    participants: [
      ...(others.some((one) => one.name === name) ? [] : [{ name, role, company, signs: true }]),
      ...others,
    ],
    validUntil: options.validUntil ?? null,
  }
}

function keyHint({ key }: SignOptions): string {
  return key !== undefined && key.endsWith('.key') ? `${key.slice(0, -4)}.pub` : 'FILE.pub'
}
