import { rowsWhere, selectSample } from '../stats/clusterSample.js'
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
  const { cases } = cells
  if (cases === undefined) return { both, onlyOld, onlyNew, n }
  const isWithin = Uint8Array.from(cells.truth, (truth) => (within(truth) ? 1 : 0))
  const all = isWithin.every((inside) => inside === 1)
  const looked = all ? cases.cell : cases.cell.filter((cell) => isWithin[cell] === 1)
  const flags = (answers: Int32Array): Float64Array => {
    const ofCell = Float64Array.from(answers, (answer, cell) => (succeeds(cells.truth[cell]!, answer) ? 1 : 0))
    const ofCase = new Float64Array(looked.length)
    for (let i = 0; i < looked.length; i++) ofCase[i] = ofCell[looked[i]!]!
    return ofCase
  }
  const sample = all
    ? cases.sample
    : selectSample(
        cases.sample,
        rowsWhere(cases.cell, (cell) => isWithin[cell] === 1),
      )
  return { both, onlyOld, onlyNew, n, cases: { old: flags(cells.old), new: flags(cells.new), sample } }
}
