import type { PairedBatch } from '../../core/predictions.js'
import type { SearchSubject } from '../../core/sliceSearch.js'
import type { Task } from '../../core/task.js'

/** What each case of a batch costs with either model; NaN where it is not known. */
export interface CaseLosses {
  readonly old: Float64Array
  readonly new: Float64Array
}

/** Null for raw outputs, which have no loss. */
export function searchSubject(task: Task, hasTruth: boolean): SearchSubject | null {
  switch (task) {
    case 'classification':
      return hasTruth ? 'accuracy' : 'agreement'
    case 'multilabel':
      return hasTruth ? 'hammingLoss' : 'agreement'
    case 'regression':
      return hasTruth ? 'mae' : 'absoluteChange'
    case 'tensors':
      return null
  }
}

/** Without labels old costs nothing, and new what it changes. */
export function caseLosses(batch: PairedBatch): CaseLosses | null {
  const { rows, truth, old, new: newer } = batch
  const losses = { old: new Float64Array(rows), new: new Float64Array(rows) }
  if (old.kind === 'classes' && newer.kind === 'classes') {
    for (let i = 0; i < rows; i++) {
      if (truth.kind !== 'classes') losses.new[i] = old.predicted[i] === newer.predicted[i] ? 0 : 1
      else {
        const label = truth.labels[i]!
        losses.old[i] = label < 0 ? Number.NaN : old.predicted[i] === label ? 0 : 1
        losses.new[i] = label < 0 ? Number.NaN : newer.predicted[i] === label ? 0 : 1
      }
    }
    return losses
  }
  if (old.kind === 'values' && newer.kind === 'values') {
    for (let i = 0; i < rows; i++) {
      if (truth.kind !== 'values') losses.new[i] = Math.abs(newer.values[i]! - old.values[i]!)
      else {
        losses.old[i] = Math.abs(old.values[i]! - truth.values[i]!)
        losses.new[i] = Math.abs(newer.values[i]! - truth.values[i]!)
      }
    }
    return losses
  }
  if (old.kind === 'label-sets' && newer.kind === 'label-sets') {
    const labels = batch.labels.length
    const flags = truth.kind === 'label-sets' ? truth.flags : null
    for (let i = 0, at = 0; i < rows; i++) {
      let wrongOld = 0
      let wrongNew = 0
      let changed = 0
      for (let label = 0; label < labels; label++, at++) {
        if (old.decided[at] !== newer.decided[at]) changed = 1
        if (flags === null) continue
        if (old.decided[at] !== flags[at]) wrongOld++
        if (newer.decided[at] !== flags[at]) wrongNew++
      }
      losses.old[i] = flags === null ? 0 : wrongOld / labels
      losses.new[i] = flags === null ? changed : wrongNew / labels
    }
    return losses
  }
  return null
}
