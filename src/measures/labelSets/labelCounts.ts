import { NEW, OLD, TRUE, type LabelSetTable } from '../summaries/labelSetCases.js'
import type { JointTable } from '../summaries/jointCounts.js'

/** Cases of each label by truth, old and new decision: eight counts a label, in the order of the cells' lower three bits. */
export function labelCounts({ ends, cells }: LabelSetTable, labels: number): Float64Array {
  const counts = new Float64Array(labels * 8)
  for (let i = 0; i < cells.length; i++) counts[cells[i]!]!++
  for (let label = 0; label < labels; label++) {
    let named = 0
    for (let held = 1; held < 8; held++) named += counts[label * 8 + held]!
    counts[label * 8] = ends.length - named
  }
  return counts
}

/** One label against its absence, as a table of two labels: 1 = the case has it. */
export function labelJoint(counts: Float64Array, label: number): JointTable {
  const held = Int32Array.from({ length: 8 }, (_, i) => i)
  return {
    truth: held.map((cell) => (cell & TRUE ? 1 : 0)),
    old: held.map((cell) => (cell & OLD ? 1 : 0)),
    new: held.map((cell) => (cell & NEW ? 1 : 0)),
    counts: counts.slice(label * 8, label * 8 + 8),
  }
}

/** 1 = the case has the label. */
export function flagsOfLabel({ ends, cells }: LabelSetTable, label: number): Uint8Array {
  const flags = new Uint8Array(ends.length)
  for (let row = 0, at = 0; row < ends.length; row++)
    for (; at < ends[row]!; at++) if (cells[at]! >> 3 === label && (cells[at]! & TRUE) !== 0) flags[row] = 1
  return flags
}

/** Of each case, its decisions on one label: 4 (true) + 2 (old says so) + 1 (new says so). */
export function heldOfLabel({ ends, cells }: LabelSetTable, label: number): Uint32Array {
  const held = new Uint32Array(ends.length)
  for (let row = 0, at = 0; row < ends.length; row++)
    for (; at < ends[row]!; at++) if (cells[at]! >> 3 === label) held[row] = cells[at]! & 7
  return held
}
