import type { Estimate } from '../../src/core/estimate.js'
import { measureKey } from '../../src/core/measureCatalog.js'
import type { Result } from '../../src/core/result.js'

/** A number of the pair, or one of each model; null where scikit-learn has none either (one class in a segment). */
type Expected = number | null | { readonly old: number | null; readonly new: number | null }

/** What harness/make/reference_metrics.py works out from a dump of predictions. */
export interface ExpectedNumbers {
  readonly [key: string]: unknown
  readonly cases: number
  readonly labels?: readonly string[]
  readonly jointCounts?: readonly (readonly [number, number, number, number])[]
  readonly slices?: Readonly<Record<string, Readonly<Record<string, ExpectedNumbers>>>>
}

/** Keys of a case that are not measures. */
const OTHER = new Set(['cases', 'labels', 'jointCounts', 'scoreDrift', 'blandAltman', 'slices'])
const DRIFT = ['ks', 'psi', 'jensenShannon', 'wasserstein']

export interface Comparison {
  /** One line for each number that is not the expected one. */
  readonly wrong: readonly string[]
  readonly measures: number
}

/**
 * Compares a result's estimates on one set with scikit-learn's, to 1e-9 relative. With `asked: 'all'` every expected number must be
 * there; with `'present'` those that the run did not work out are passed over, and `measures` counts what was compared.
 */
export function compareNumbers(
  result: Result,
  expected: ExpectedNumbers,
  set = 'test',
  asked: 'all' | 'present' = 'all',
): Comparison {
  const wrong: string[] = []
  let measures = 0
  const inSlice = (numbers: ExpectedNumbers, slice: Estimate['slice']): void => {
    const find = (key: string, of: Estimate['of']): Estimate | undefined =>
      result.estimates.find(
        (estimate) =>
          estimate.set === set &&
          estimate.of === of &&
          JSON.stringify(estimate.slice) === JSON.stringify(slice) &&
          measureKey(estimate.measure, estimate.options) === key,
      )
    const check = (
      key: string,
      of: Estimate['of'],
      wanted: number | null,
      scale = Math.max(Math.abs(wanted ?? 0), 1e-3),
    ): void => {
      const estimate = find(key, of)
      if (estimate === undefined && asked === 'present') return
      measures++
      const found = estimate?.value
      if (wanted === null && found === null) return
      // scikit-learn gives 0 for a correlation of 0/0 (one class alone); Recette gives none, and says why.
      if (estimate?.measure === 'matthewsCorrelation' && estimate.reason === 'one-class' && wanted === 0) return
      if (wanted !== null && typeof found === 'number' && Math.abs(found - wanted) <= 1e-9 * scale) return
      wrong.push(`${key} of ${of}${slice === null ? '' : ` in ${JSON.stringify(slice)}`}: ${found}, expected ${wanted}`)
    }
    for (const [key, entry] of Object.entries(numbers)) {
      if (OTHER.has(key)) continue
      const value = entry as Expected
      if (typeof value === 'number') check(key, 'pair', value)
      else if (value === null) check(key, 'difference', null)
      else {
        check(key, 'old', value.old)
        check(key, 'new', value.new)
        const known = value.old !== null && value.new !== null
        // The difference of two numbers is known no better than to the rounding of the larger.
        check(key, 'difference', known ? value.new - value.old : null, Math.max(Math.abs(value.old ?? 0), 1e-3))
      }
    }
    if (slice !== null) return
    for (const [measure, value] of Object.entries((numbers['scoreDrift'] ?? {}) as Record<string, unknown>)) {
      if (DRIFT.includes(measure)) check(`${measure}(column=score)`, 'pair', value as number)
    }
  }
  inSlice(expected, null)
  for (const [column, values] of Object.entries(expected.slices ?? {})) {
    for (const [value, numbers] of Object.entries(values)) inSlice(numbers, [{ column, value }])
  }
  return { wrong, measures }
}
