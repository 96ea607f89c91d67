import type { SetAverage } from './labelSets/averageRatio.js'
import type { MeasureOptions } from '../core/measureCatalog.js'

/** Which labels a measure is about. */
export type LabelTarget =
  | { readonly kind: 'label'; readonly label: number }
  | { readonly kind: 'average'; readonly average: SetAverage }
  | { readonly kind: 'none'; readonly reason: 'no-such-class' | 'no-positive-class' }

/**
 * What `precision`, `recall`, `f1`, `rocAuc` and `averagePrecision` mean. With `class`: that label against the rest. With `average: binary`: the
 * positive label. Without options: the positive label when there are two labels and one of them is positive (never in a multilabel task),
 * else the macro average.
 */
export function labelTarget(options: MeasureOptions, labels: readonly string[], positive: number | null): LabelTarget {
  if (options.class !== undefined) {
    const label = labels.indexOf(options.class)
    return label < 0 ? { kind: 'none', reason: 'no-such-class' } : { kind: 'label', label }
  }
  if (options.average === 'binary')
    return positive === null ? { kind: 'none', reason: 'no-positive-class' } : { kind: 'label', label: positive }
  if (options.average !== undefined) return { kind: 'average', average: options.average }
  return positive !== null && labels.length === 2
    ? { kind: 'label', label: positive }
    : { kind: 'average', average: 'macro' }
}

/** The averages that cases of one label each know; the plan refuses the others. */
export function classAverage(average: SetAverage): 'macro' | 'weighted' {
  if (average === 'macro' || average === 'weighted') return average
  throw new Error(`bug: the average ${average} of cases that have one label each`)
}
