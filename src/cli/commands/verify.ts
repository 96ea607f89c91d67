import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sha256 } from '../../core/digest.js'
import { overall, type Check } from '../../record/check.js'
import { verifyFiles, verifyResult, type Reached } from '../../record/verifyFiles.js'
import { verifyRecord } from '../../record/verifyRecord.js'
import { EXIT } from '../exitCodes.js'
import { trustedKey } from '../record/keyFiles.js'
import { reachArtifacts } from '../record/reachArtifacts.js'
import { readRecordFile, reportDigests } from '../record/readInputs.js'
import { renderChecks, renderRecord } from '../record/renderRecord.js'
import { interruptible } from '../interruption.js'
import { readHashedResult } from '../readResult.js'
import { colorOn, columnsOf, languageOf } from '../terminal.js'

export interface VerifyOptions {
  readonly key?: readonly string[]
  /** Without it, the one beside the record, where there is one; likewise `result`. */
  readonly report?: string
  readonly result?: string
  /** The folder in which the plan stands; true: here. */
  readonly artifacts?: string | true
  readonly lang?: string
  readonly json?: boolean
}

const CODES = { holds: EXIT.pass, broken: EXIT.fail, open: EXIT.inconclusive } as const

/** Says what a record proves. Exit code 0 if all that was asked for holds, 1 if something does not, 3 if something is not proven. */
export async function verify(path: string, options: VerifyOptions): Promise<number> {
  const signal = interruptible()
  const entries = await readRecordFile(path)
  const trusted = await Promise.all((options.key ?? []).map(trustedKey))
  const { statement } = entries[0]!
  const reached: Reached[] = []
  const checks: Check[] = [...verifyRecord(entries, trusted, new Date())]
  const report = options.report ?? beside(path, 'report.html')
  if (report !== null) reached.push(await reach('report.html', report, reportDigests))
  const result = options.result ?? beside(path, 'result.json')
  // What cannot be read as a result is told as the file that it is.
  const given = result === null ? null : await readHashedResult(result).catch(() => null)
  if (result !== null)
    reached.push(
      given === null
        ? await reach('result.json', result, (bytes) => ({ sha256: sha256(bytes) }))
        : { subject: 'result.json', file: result, digests: { sha256: given.sha256 } },
    )
  if (options.artifacts !== undefined) {
    const folder = options.artifacts === true ? '.' : options.artifacts
    reached.push(...(await reachArtifacts(statement.subject, folder, signal)))
  }
  checks.push(...verifyFiles(statement, reached))
  // What another result says is no news where it is another file.
  const sameResult = checks.some(({ code, values }) => code === 'file-same' && values['subject'] === 'result.json')
  if (given !== null && sameResult) checks.push(verifyResult(statement, given.result))
  const together = overall(checks)
  const language = languageOf(options.lang)
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ together, checks, statements: entries.map((entry) => entry.statement) }, null, 2)}\n`
      : `${renderRecord(entries, language)}\n\n${renderChecks(checks, 'verify', { language, color: colorOn(process.stdout), columns: columnsOf(process.stdout) })}\n`,
  )
  return CODES[together]
}

function beside(record: string, name: string): string | null {
  const file = join(dirname(record), name)
  return existsSync(file) ? file : null
}

async function reach(
  subject: string,
  file: string,
  digestsOf: (bytes: Uint8Array) => Readonly<Record<string, string>>,
): Promise<Reached> {
  const bytes = await readFile(file).catch(() => null)
  return { subject, file, digests: bytes === null ? null : digestsOf(bytes) }
}
