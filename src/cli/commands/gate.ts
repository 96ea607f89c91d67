import { existsSync } from 'node:fs'
import { sha256Path } from '../../core/digest.js'
import { usageError } from '../../core/errors.js'
import { overall } from '../../record/check.js'
import { gateChecks } from '../../record/gate.js'
import { verifyFiles } from '../../record/verifyFiles.js'
import { verifyRecord } from '../../record/verifyRecord.js'
import { recordUnopened } from '../acceptance/identify.js'
import { EXIT } from '../exitCodes.js'
import { fileRef, LOOK } from '../fileRef.js'
import { trustedKey } from '../record/keyFiles.js'
import { readRecordFile } from '../record/readInputs.js'
import { renderChecks } from '../record/renderRecord.js'
import { colorOn, columnsOf, languageOf } from '../terminal.js'

/** Lets exactly the artifact through that was accepted, while the acceptance is in force. Exit code 0 is the only one that does. */
export async function gate(
  artifact: string,
  options: { record: string; key: readonly string[]; lang?: string; quiet?: boolean },
): Promise<number> {
  const entries = await readRecordFile(options.record)
  const trusted = await Promise.all(options.key.map(trustedKey))
  const digests = { sha256: await digestOf(artifact) }
  const now = new Date()
  const checks = [
    ...verifyRecord(entries, trusted, now),
    ...gateChecks(entries, now),
    ...verifyFiles(entries[0]!.statement, [{ subject: 'model:new', file: artifact, digests }]),
  ].filter(({ status }) => status !== 'note')
  const together = overall(checks)
  if (options.quiet !== true || together !== 'holds')
    process.stdout.write(
      `${renderChecks(checks, 'gate', { language: languageOf(options.lang), color: colorOn(process.stdout), columns: columnsOf(process.stdout) })}\n`,
    )
  return together === 'holds' ? EXIT.pass : EXIT.fail
}

/** As a run identifies it: with every file that it names. What is no artifact for a run is a file or a folder. */
async function digestOf(path: string): Promise<string> {
  if (!existsSync(path))
    throw usageError(
      'ARTIFACT_MISSING',
      `There is no ${path} to let through.`,
      'Name the file or folder that would be deployed.',
    )
  const model = await recordUnopened({ kind: 'artifact', side: 'new', artifact: fileRef(path), ...LOOK })
  return model?.sha256 ?? sha256Path(path)
}
