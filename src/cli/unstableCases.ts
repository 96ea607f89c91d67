import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvLine } from './csvLine.js'
import type { NamedCase } from './acceptance/measureNoiseFloor.js'

/** Says in its name what it holds: ids are personal data, and this file is not part of the report. */
export const UNSTABLE_FILE = 'cases-unstable.personal-data.csv'

/**
 * Names the cases that a model does not always answer alike, for the engineer who must find out why: beside the report, readable by its owner alone.
 * Without such cases the list of an earlier run goes. Returns the path, or null.
 */
export function writeUnstableCases(cases: readonly NamedCase[], directory: string): string | null {
  const path = join(directory, UNSTABLE_FILE)
  if (cases.length === 0) {
    rmSync(path, { force: true })
    return null
  }
  const lines = cases.map(({ set, id, row, side, condition, difference, flipped }) =>
    csvLine([set, id, row + 1, side, condition, difference, flipped ? 'yes' : 'no']),
  )
  writeFileSync(path, `${['set,id,row,model,asked,score_difference,label_changed', ...lines].join('\n')}\n`, {
    mode: 0o600,
  })
  return path
}
