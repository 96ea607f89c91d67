import type { Result, VerdictStatus } from './result.js'

/** The graver of the verdict on the data and the one on time and memory: what the exit code says too. */
export function overallStatus(result: Result): VerdictStatus {
  const machine = result.environment.verdict?.status ?? 'pass'
  return GRAVITY.find((status) => status === result.verdict.status || status === machine) ?? 'could-not-run'
}

/** From the gravest to the mildest. */
const GRAVITY: readonly VerdictStatus[] = ['fail', 'could-not-run', 'inconclusive', 'pass']
