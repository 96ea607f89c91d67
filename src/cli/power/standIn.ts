import type { PairedBatch, Predictions, Truth } from '../../core/predictions.js'
import { selectPredictions } from '../../core/predictions.js'
import { mixBits } from '../../stats/random.js'

/**
 * A new model that does not exist yet: in a share of the cases, chosen by a hash of the row, it answers as old answers another case with the same
 * truth (a regression: is off by as much as old is there); in the others as old. So it is exactly as good as old by every measure of
 * quality, and as different from it as the share says: 0 is old itself, 1 a model that shares nothing with old but its quality.
 */
export function standIn(batch: PairedBatch, share: number, seed: number): PairedBatch {
  const group = groupsOf(batch.truth, batch.rows, batch.labels.length)
  if (group === null) return { ...batch, new: batch.old }
  const hash = (row: number, purpose: number) => mixBits((batch.columns.start + row) ^ mixBits(seed + purpose))
  const chosen = new Map<string, number[]>()
  for (let row = 0; row < batch.rows; row++) {
    if (hash(row, 1) / 2 ** 32 >= share) continue
    const rows = chosen.get(group(row))
    if (rows === undefined) chosen.set(group(row), [row])
    else rows.push(row)
  }
  const from = Uint32Array.from({ length: batch.rows }, (_, row) => row)
  for (const rows of chosen.values()) {
    const shuffled = rows.map((row) => ({ row, key: hash(row, 2) })).sort((a, b) => a.key - b.key || a.row - b.row)
    shuffled.forEach(({ row }, k) => (from[row] = shuffled[(k + 1) % shuffled.length]!.row))
  }
  return { ...batch, new: takeAnswers(batch, from) }
}

/** Which cases may exchange answers; null where nothing is known to be right. */
function groupsOf(truth: Truth, rows: number, labels: number): ((row: number) => string) | null {
  switch (truth.kind) {
    case 'classes':
      return (row) => String(truth.labels[row])
    case 'label-sets':
      return (row) => truth.flags.subarray(row * labels, (row + 1) * labels).join('')
    case 'values':
      return rows === 0 ? null : () => ''
    case 'none':
      return null
  }
}

function takeAnswers({ old, truth, labels }: PairedBatch, from: Uint32Array): Predictions {
  if (old.kind !== 'values' || truth.kind !== 'values') return selectPredictions(old, from, labels.length)
  const values = old.values.map((_, row) => truth.values[row]! + old.values[from[row]!]! - truth.values[from[row]!]!)
  return { kind: 'values', values }
}
