import type { Criterion } from '../core/criterion.js'
import type { Estimate } from '../core/estimate.js'
import { measureInfo } from '../core/measureCatalog.js'
import type { Finding } from '../core/result.js'
import { judgeCriterion } from './judgeCriterion.js'
import type { JudgeInput } from './judge.js'

/** The name by which criteria mean the models' scores, which are no column of the set. */
const SCORE = 'score'

/**
 * Which columns are behind a criterion on drift that is about the worst of them: each is judged as it is by itself, and those that do not
 * keep the bound are told, the farthest beyond it first. They say where to look; the verdict rests on the criteria alone.
 */
export function judgeColumns({ criteria, estimates, sets, confidence }: JudgeInput): Finding[] {
  const judged = sets.map(({ name }) => name)
  return criteria
    .filter(({ waived }) => waived === null)
    .filter(({ measure, options }) => isOfColumns(measure) && options.column === undefined)
    .flatMap((criterion) =>
      judged
        .filter((set) => criterion.on === null || criterion.on === set)
        .flatMap((set) => judgeOnSet(criterion, set, estimates, confidence)),
    )
}

function judgeOnSet(criterion: Criterion, set: string, estimates: readonly Estimate[], confidence: number): Finding[] {
  const ofSet = estimates.filter((estimate) => estimate.set === set && estimate.measure === criterion.measure)
  const columns = ofSet
    .filter(({ options }) => options.bins === criterion.options.bins)
    .flatMap(({ options: { column } }) => (column === undefined || column === SCORE ? [] : [column]))
  return [...new Set(columns)]
    .map((column) => {
      const target = { options: { ...criterion.options, column }, slice: null }
      return judgeCriterion(criterion, set, target, ofSet, confidence).finding
    })
    .filter(({ status }) => status !== 'pass')
    .sort((a, b) => (b.value ?? Infinity) - (a.value ?? Infinity) || (a.options.column! < b.options.column! ? -1 : 1))
}

function isOfColumns(measure: Criterion['measure']): boolean {
  const { group, options } = measureInfo(measure)
  return group === 'drift' && options.includes('column')
}
