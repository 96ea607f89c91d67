import type { Criterion } from '../core/criterion.js'
import { sliceKey, type Estimate, type Slice } from '../core/estimate.js'
import { measureInfo, measureKey, type MeasureOptions } from '../core/measureCatalog.js'

/** One thing for a criterion to be judged on. */
export interface Target {
  readonly options: MeasureOptions
  readonly slice: Slice | null
}

/**
 * Everything in one set that a criterion must be judged on. By a column: each of its segments that any estimate of the set knows,
 * so that a segment for which this measure is missing is noticed. Drift without a column: each column that was measured.
 */
export function targetsOf(criterion: Criterion, ofSet: readonly Estimate[]): readonly Target[] {
  const { measure, options, by } = criterion
  if (by !== null) return slicesOf(by, ofSet).map((slice) => ({ options, slice }))
  const own = ofSet.filter((estimate) => estimate.measure === measure && estimate.slice === null)
  const exact = own.some((estimate) => measureKey(measure, estimate.options) === measureKey(measure, options))
  if (exact || measureInfo(measure).group !== 'drift' || options.column !== undefined) return [{ options, slice: null }]
  const columns = own
    .filter(({ options: { column } }) => column !== undefined && column !== 'score')
    .filter(
      (estimate) => measureKey(measure, { ...estimate.options, column: undefined }) === measureKey(measure, options),
    )
  const targets = columns.map((estimate) => ({ options: estimate.options, slice: null }))
  return targets.length === 0 ? [{ options, slice: null }] : targets
}

export function findEstimate(
  ofSet: readonly Estimate[],
  measure: Criterion['measure'],
  { options, slice }: Target,
  of: Estimate['of'],
): Estimate | undefined {
  const key = measureKey(measure, options)
  const where = sliceKey(slice)
  return ofSet.find(
    (estimate) =>
      estimate.measure === measure &&
      estimate.of === of &&
      sliceKey(estimate.slice) === where &&
      measureKey(measure, estimate.options) === key,
  )
}

function slicesOf(column: string, ofSet: readonly Estimate[]): readonly Slice[] {
  const slices = new Map<string, Slice>()
  for (const { slice } of ofSet) {
    if (slice?.length === 1 && slice[0]!.column === column) slices.set(slice[0]!.value, slice)
  }
  return [...slices.values()]
}
