import { overallStatus } from '../core/overallStatus.js'
import type { Result, VerdictStatus } from '../core/result.js'

/** The contract with CI (DESIGN section 6, and the README). */
export const EXIT = { pass: 0, fail: 1, usage: 2, inconclusive: 3, couldNotRun: 4, interrupted: 130 } as const

const BY_STATUS: Record<VerdictStatus, number> = {
  pass: EXIT.pass,
  fail: EXIT.fail,
  inconclusive: EXIT.inconclusive,
  'could-not-run': EXIT.couldNotRun,
}

/** One exit code for the verdict on the data and the one on time and memory: the graver of the two. */
export function exitCodeOf(result: Result): number {
  return BY_STATUS[overallStatus(result)]
}
