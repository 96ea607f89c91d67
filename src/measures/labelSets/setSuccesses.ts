import type { PairedSuccesses, Share } from '../proportionFigures.js'
import { NEW, OLD, TRUE, type LabelSetTable } from '../summaries/labelSetCases.js'

/** Cases whose whole set of labels is answered exactly: by both models, by one of them. */
export function exactMatches({ ends, cells, sample }: LabelSetTable): PairedSuccesses {
  const oldRight = new Float64Array(sample === undefined ? 0 : ends.length)
  const newRight = new Float64Array(oldRight.length)
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
    if (sample === undefined) continue
    oldRight[row] = old ? 1 : 0
    newRight[row] = newer ? 1 : 0
  }
  const counts = { both, onlyOld, onlyNew, n: ends.length }
  return sample === undefined ? counts : { ...counts, cases: { old: oldRight, new: newRight, sample } }
}

/** Cases to which both models give the same set of labels. */
export function sameSets({ ends, cells, sample }: LabelSetTable): Share {
  const flags = new Float64Array(ends.length)
  let same = 0
  for (let row = 0, at = 0; row < ends.length; row++) {
    let alike = true
    for (; at < ends[row]!; at++) if (((cells[at]! & OLD) !== 0) !== ((cells[at]! & NEW) !== 0)) alike = false
    if (!alike) continue
    flags[row] = 1
    same++
  }
  return { successes: same, n: ends.length, ...(sample === undefined ? {} : { cases: { flags, sample } }) }
}

/** Labels that a side decides wrongly, case by case. */
export function wrongDecisions({ ends, cells }: LabelSetTable, side: typeof OLD | typeof NEW): Uint32Array {
  const wrong = new Uint32Array(ends.length)
  for (let row = 0, at = 0; row < ends.length; row++)
    for (; at < ends[row]!; at++) if (misses(cells[at]!, side)) wrong[row]!++
  return wrong
}

function misses(cell: number, side: typeof OLD | typeof NEW): boolean {
  return ((cell & TRUE) !== 0) !== ((cell & side) !== 0)
}
