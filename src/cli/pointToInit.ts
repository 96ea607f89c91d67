import { RecetteError, RecetteErrors } from '../core/errors.js'

/** Keys of a plan, as hints name them. */
const OF_PLAN = /\b(?:models|columns|criteria)\.|\b(?:task|preset|missingLabels): |\bcriterion\b|\bthe plan\b/

/** Whether a hint asks to write something into a plan; without one, that is no help yet. */
export function asksForPlan(hint: string): boolean {
  return OF_PLAN.test(hint)
}

export const WRITE_PLAN =
  'There is no plan to write this in yet: `recette init` with the same options writes one, and `recette run recette.yaml` runs it.'

/** The same error; where its hints speak of a plan, the last one says how to get one. */
export function pointToInit(error: unknown): unknown {
  const problems = error instanceof RecetteErrors ? error.problems : [error]
  const at = problems.findLastIndex((problem) => problem instanceof RecetteError && asksForPlan(problem.hint))
  if (at < 0) return error
  const told = problems.map((problem, index) => (index === at ? withMore(problem as RecetteError) : problem))
  return error instanceof RecetteErrors ? new RecetteErrors(told as RecetteError[]) : told[0]
}

function withMore({ code, message, hint, kind, at, cause }: RecetteError): RecetteError {
  return new RecetteError(code, message, `${hint}\n  ${WRITE_PLAN}`, { kind, at, cause })
}
