import type { Criterion } from '../core/criterion.js'
import type { Estimate, Slice } from '../core/estimate.js'
import { measureKey, type MeasureOptions } from '../core/measureCatalog.js'
import { segmentOfSlice } from '../core/segment.js'

/** One thing for a criterion to be judged on. */
export interface Target {
  readonly options: MeasureOptions
  readonly slice: Slice | null
}

/**
 * Everything in one set that a criterion must be judged on: all its cases, or by a column each of the segments that any estimate of
 * the set knows, so that a segment for which this measure is missing is noticed.
 */
export function targetsOf({ options, by }: Criterion, ofSet: readonly Estimate[]): readonly Target[] {
  if (by === null) return [{ options, slice: null }]
  return slicesOf(by, ofSet).map((slice) => ({ options, slice }))
}

export function findEstimate(
  ofSet: readonly Estimate[],
  measure: Criterion['measure'],
  { options, slice }: Target,
  of: Estimate['of'],
): Estimate | undefined {
  const key = measureKey(measure, options)
  return ofSet.find(
    (estimate) =>
      estimate.measure === measure &&
      estimate.of === of &&
      isSameSlice(estimate.slice, slice) &&
      measureKey(measure, estimate.options) === key,
  )
}

/** By its parts: `a=b` of column c and `b` of column `c=a` read alike as text. */
function isSameSlice(a: Slice | null, b: Slice | null): boolean {
  if (a === null || b === null) return a === b
  return a.length === b.length && a.every(({ column, value }, i) => column === b[i]!.column && value === b[i]!.value)
}

function slicesOf(segment: string, ofSet: readonly Estimate[]): readonly Slice[] {
  const slices = new Map<string, Slice>()
  for (const { slice } of ofSet) {
    if (slice === null || segmentOfSlice(slice) !== segment) continue
    slices.set(JSON.stringify(slice.map(({ value }) => value)), slice)
  }
  return [...slices.values()]
}
