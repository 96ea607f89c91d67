import type { PairedSuccesses } from './proportionFigures.js'
import type { JointTable } from './summaries/jointCounts.js'

/** Counts the cells (of `within`, if given) in which old, new, or both succeed. */
export function pairedSuccesses(
  cells: JointTable,
  succeeds: (truth: number, answer: number) => boolean,
  within: (truth: number) => boolean = () => true,
): PairedSuccesses {
  let both = 0
  let onlyOld = 0
  let onlyNew = 0
  let n = 0
  cells.counts.forEach((count, i) => {
    const truth = cells.truth[i]!
    if (!within(truth)) return
    n += count
    const old = succeeds(truth, cells.old[i]!)
    const newer = succeeds(truth, cells.new[i]!)
    if (old && newer) both += count
    else if (old) onlyOld += count
    else if (newer) onlyNew += count
  })
  return { both, onlyOld, onlyNew, n }
}
