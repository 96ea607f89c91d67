import type { LabelSums } from './labelTable.js'

/**
 * Macro: plain mean over the labels that occur, as truth or as answer. Weighted: mean weighted by the cases that have the label.
 * A label's value that has no meaning (0 / 0) counts as 0, as scikit-learn's default does.
 */
export function averageOverLabels(
  sums: LabelSums,
  average: 'macro' | 'weighted',
  ofLabel: (sums: LabelSums, label: number) => number,
): number {
  let total = 0
  let weights = 0
  for (let k = 0; k < sums.truth.length; k++) {
    if (sums.truth[k] === 0 && sums.predicted[k] === 0) continue
    const weight = average === 'macro' ? 1 : sums.truth[k]!
    const value = ofLabel(sums, k)
    total += weight * (Number.isNaN(value) ? 0 : value)
    weights += weight
  }
  return total / weights
}
