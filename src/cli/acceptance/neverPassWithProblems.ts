import type { Problem, Verdict } from '../../core/result.js'

/** What could not run may have been the very thing that a criterion would have caught: then nothing passes. */
export function neverPassWithProblems(verdict: Verdict, problems: readonly Problem[]): Verdict {
  if (problems.length === 0 || verdict.status === 'fail' || verdict.status === 'could-not-run') return verdict
  return { status: 'could-not-run', reason: 'problems' }
}
