import { hasSmall, together, toldColumns, type Counts } from './toldColumns.js'

/** Bins from `from` up to, not including, `to`, told as one. */
export interface MergedBin {
  readonly from: number
  readonly to: number
  readonly counts: Counts
}

/**
 * Puts neighbouring bins together until none of them tells of fewer cases than the smallest cell. Hiding a small bin would not do: the total
 * of the column, which stands elsewhere, less the bins that are shown gives it back. What is published is a coarser cut of the same cases, so
 * sums agree and nothing finer follows from them. A column that is too small as a whole (see `toldColumns`) is the caller's to leave out.
 */
export function mergeBins(rows: readonly Counts[], smallest: number): readonly MergedBin[] {
  const told = toldColumns(rows, smallest)
  const bins: MergedBin[] = rows.map((counts, i) => ({ from: i, to: i + 1, counts }))
  for (;;) {
    const at = bins.findIndex(({ counts }) => hasSmall(counts, told, smallest))
    if (at < 0 || bins.length < 2) return bins
    const first = at === 0 || (at < bins.length - 1 && size(bins[at + 1]!) < size(bins[at - 1]!)) ? at : at - 1
    const [a, b] = [bins[first]!, bins[first + 1]!]
    bins.splice(first, 2, { from: a.from, to: b.to, counts: together([a.counts, b.counts]) })
  }
}

function size({ counts }: MergedBin): number {
  return counts[0] ?? 0
}
