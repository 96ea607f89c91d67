import type { Criterion } from '../../core/criterion.js'
import { usageError, type RecetteError } from '../../core/errors.js'
import { isPast } from '../../core/isPast.js'
import type { Waiver } from '../../core/statement.js'
import { shortName } from '../../record/shortName.js'
import { verifyRecord } from '../../record/verifyRecord.js'
import { inert } from '../../report/terminalText.js'
import { trustedKey } from './keyFiles.js'
import { readRecordFile } from './readInputs.js'
import { checkSentence } from './renderRecord.js'

/** The waivers of a record that holds, is about this result, and is signed by the keys that are given; those that have run out waive nothing. */
export async function recordWaivers(
  file: string,
  resultSha256: string,
  keys: readonly string[],
): Promise<readonly Waiver[]> {
  if (keys.length === 0)
    throw refuse(
      'KEY_MISSING',
      `${file} waives criteria only if it is known whose it is, and no key is given.`,
      'Give the public key of who may waive: --key client.pub',
    )
  const entries = await readRecordFile(file)
  const { subject, predicate } = entries[0]!.statement
  if (subject.find(({ name }) => name === 'result.json')?.digest['sha256'] !== resultSha256)
    throw refuse(
      'RECORD_OF_ANOTHER',
      `${file} is the record of another result.`,
      'Give the result.json that was signed, unchanged.',
    )
  const now = new Date()
  const wrong = verifyRecord(entries, await Promise.all(keys.map(trustedKey)), now).find(
    ({ status }) => status === 'broken',
  )
  if (wrong !== undefined)
    throw refuse(
      'RECORD_BROKEN',
      `${file} does not hold, so it waives nothing: ${checkSentence(wrong, 'en')}`,
      'See all of it with `recette verify`.',
    )
  return predicate.acceptance.waivers.filter(({ until }) => !isPast(until, now))
}

/** The criteria as they count while the waivers are in force. */
export function waive(criteria: readonly Criterion[], waivers: readonly Waiver[]): readonly Criterion[] {
  return criteria.map((criterion) => {
    const waiver = waivers.find((one) => one.criterion === shortName(criterion.id))
    return waiver === undefined ? criterion : { ...criterion, waived: `${waiver.why} (${waiver.who}, ${waiver.until})` }
  })
}

function refuse(code: string, message: string, hint: string): RecetteError {
  return usageError(code, inert(message), hint)
}
