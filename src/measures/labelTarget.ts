import type { MeasureOptions } from '../core/measureCatalog.js'

/** Which labels a measure is about. */
export type LabelTarget =
  | { readonly kind: 'label'; readonly label: number }
  | { readonly kind: 'average'; readonly average: 'macro' | 'weighted' }
  | { readonly kind: 'none'; readonly reason: 'no-such-class' | 'no-positive-class' }

/**
 * What `precision`, `recall`, `f1`, `rocAuc` and `averagePrecision` mean. With `class`: that label against the rest. With `average: binary`: the
 * positive label. Without options: the positive label when there are two labels and one of them is positive, else the macro average.
 */
export function labelTarget(options: MeasureOptions, labels: readonly string[], positive: number | null): LabelTarget {
  if (options.class !== undefined) {
    const label = labels.indexOf(options.class)
    return label < 0 ? { kind: 'none', reason: 'no-such-class' } : { kind: 'label', label }
  }
  if (options.average === 'macro' || options.average === 'weighted')
    return { kind: 'average', average: options.average }
  if (options.average === 'binary')
    return positive === null ? { kind: 'none', reason: 'no-positive-class' } : { kind: 'label', label: positive }
  return positive !== null && labels.length === 2
    ? { kind: 'label', label: positive }
    : { kind: 'average', average: 'macro' }
}
