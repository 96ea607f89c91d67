import { measureInfo, measureKey, type MeasureGroup, type MeasureName } from '../../core/measureCatalog.js'
import { sliceKey, type Estimate, type Slice } from '../../core/estimate.js'
import type { Criterion } from '../../core/criterion.js'
import { apartSide } from '../../core/labelMap.js'
import type { Finding, Result } from '../../core/result.js'
import { hiddenSegments, type CountedSlice } from '../disclosure/hiddenSegments.js'
import { isSmall } from '../disclosure/toldColumns.js'

/** Where renderings find things in a result. */

type Wanted = Pick<Finding, 'measure' | 'options' | 'set' | 'slice'>

export function findEstimate(result: Result, wanted: Wanted, of: Estimate['of']): Estimate | undefined {
  return allEstimates(result).find((estimate) => estimate.of === of && concerns(estimate, wanted))
}

/** An estimate that is there and came to a number. */
export function isMeasured(estimate: Estimate | undefined): estimate is Estimate & { value: number } {
  return estimate !== undefined && estimate.value !== null
}

export function allEstimates(result: Result): readonly Estimate[] {
  return [...result.estimates, ...result.environment.estimates]
}

export function allFindings(result: Result): readonly Finding[] {
  return [...result.findings, ...result.environment.findings]
}

export function criterionOf(result: Result, finding: Finding): Criterion | undefined {
  return result.criteria.find((criterion) => criterion.id === finding.criterion)
}

/** Sets of one of the judged roles, the test set first: the first is the one that headlines speak of. */
export function judgedSets(result: Result): readonly string[] {
  const order = ['test', 'validation', 'production', 'reference']
  return Object.entries(result.sets)
    .filter(([name, set]) => set.role !== 'reference' || allFindings(result).some((finding) => finding.set === name))
    .sort(([, a], [, b]) => order.indexOf(a.role) - order.indexOf(b.role))
    .map(([name]) => name)
}

const HEADLINES: readonly MeasureName[] = ['accuracy', 'subsetAccuracy', 'mae', 'rmse', 'balancedAccuracy']

/** The measure of quality that headlines speak of: the first of those above that was estimated on this set. */
export function headlineMeasure(result: Result, set: string): MeasureName | null {
  return (
    HEADLINES.find((measure) =>
      isMeasured(findEstimate(result, { measure, options: {}, set, slice: null }, 'difference')),
    ) ?? null
  )
}

/** Groups of the criteria table, in its order. */
export const SECTIONS = ['quality', 'changes', 'outputs', 'segments', 'drift', 'speed'] as const
export type Section = (typeof SECTIONS)[number]

export function sectionOf(finding: Finding): Section {
  const group: MeasureGroup = measureInfo(finding.measure).group
  if (group === 'speed' || group === 'drift') return group
  if (finding.slice !== null) return 'segments'
  return group === 'scores' ? 'changes' : group
}

/**
 * A segment whose numbers could be read back to people, so that nothing shows them: it has fewer cases than the plan's smallest cell, or its
 * number would give away that of one that has.
 */
export function isSuppressed(result: Result, { slice, set, n }: Pick<Finding, 'slice' | 'set' | 'n'>): boolean {
  if (slice === null || n === 0) return false
  return isSmall(n, result.plan.smallestCell) || hiddenOf(result, set).has(sliceKey(slice) ?? '')
}

const hiddenOfResults = new WeakMap<readonly Estimate[], Map<string, ReadonlySet<string>>>()

function hiddenOf({ estimates, plan }: Result, set: string): ReadonlySet<string> {
  const known = hiddenOfResults.get(estimates) ?? new Map<string, ReadonlySet<string>>()
  hiddenOfResults.set(estimates, known)
  const key = `${plan.smallestCell} ${set}`
  const found = known.get(key)
  if (found !== undefined) return found
  // A measure may leave out some cases of a segment: its size is the most that any of them saw.
  const slices = new Map<string, CountedSlice>()
  for (const { slice, set: on, n } of estimates) {
    if (on !== set || slice === null || apartSide(slice) !== null) continue
    const name = sliceKey(slice) ?? ''
    if (n > (slices.get(name)?.n ?? 0)) slices.set(name, { slice, n })
  }
  const hidden = hiddenSegments([...slices.values()], plan.smallestCell)
  known.set(key, hidden)
  return hidden
}

/** `a` and `b` are about the same measure, set and slice. */
export function concerns(a: Wanted, b: Wanted): boolean {
  return a.set === b.set && sameMeasure(a, b) && sameSlice(a.slice, b.slice)
}

export function sameMeasure(a: Pick<Wanted, 'measure' | 'options'>, b: Pick<Wanted, 'measure' | 'options'>): boolean {
  return measureKey(a.measure, defined(a.options)) === measureKey(b.measure, defined(b.options))
}

export function keyOf(wanted: Pick<Wanted, 'measure' | 'options'>): string {
  return measureKey(wanted.measure, defined(wanted.options))
}

function sameSlice(a: Slice | null, b: Slice | null): boolean {
  return sliceKey(a) === sliceKey(b)
}

/** zod's optional keys may hold undefined; the catalogue's may not. */
function defined(options: Wanted['options']): Parameters<typeof measureKey>[1] {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
