import type { PairedSuccesses } from '../proportionFigures.js'
import { NEW, OLD, TRUE, type LabelSetTable } from '../summaries/labelSetCases.js'

/** Cases whose whole set of labels is answered exactly: by both models, by one of them. */
export function exactMatches({ ends, cells }: LabelSetTable): PairedSuccesses {
  let both = 0
  let onlyOld = 0
  let onlyNew = 0
  for (let row = 0, at = 0; row < ends.length; row++) {
    let old = true
    let newer = true
    for (; at < ends[row]!; at++) {
      if (misses(cells[at]!, OLD)) old = false
      if (misses(cells[at]!, NEW)) newer = false
    }
    if (old && newer) both++
    else if (old) onlyOld++
    else if (newer) onlyNew++
  }
  return { both, onlyOld, onlyNew, n: ends.length }
}

/** Cases to which both models give the same set of labels. */
export function sameSets({ ends, cells }: LabelSetTable): number {
  let same = 0
  for (let row = 0, at = 0; row < ends.length; row++) {
    let alike = true
    for (; at < ends[row]!; at++) if (((cells[at]! & OLD) !== 0) !== ((cells[at]! & NEW) !== 0)) alike = false
    if (alike) same++
  }
  return same
}

/** Labels that a side decides wrongly, case by case. */
export function wrongDecisions({ ends, cells }: LabelSetTable, side: typeof OLD | typeof NEW): Uint32Array {
  const wrong = new Uint32Array(ends.length)
  for (let row = 0, at = 0; row < ends.length; row++)
    for (; at < ends[row]!; at++) if (misses(cells[at]!, side)) wrong[row]!++
  return wrong
}

/** The decision on one label, right or wrong, from its eight counts. */
export function labelSuccesses(counts: Float64Array, label: number): PairedSuccesses {
  const found = { both: 0, onlyOld: 0, onlyNew: 0, n: 0 }
  for (let held = 0; held < 8; held++) {
    const cases = counts[label * 8 + held]!
    const old = !misses(held, OLD)
    const newer = !misses(held, NEW)
    found.n += cases
    if (old && newer) found.both += cases
    else if (old) found.onlyOld += cases
    else if (newer) found.onlyNew += cases
  }
  return found
}

function misses(cell: number, side: typeof OLD | typeof NEW): boolean {
  return ((cell & TRUE) !== 0) !== ((cell & side) !== 0)
}
