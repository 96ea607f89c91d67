import { cellText, columnOf } from '../../core/batch.js'
import { sliceKey } from '../../core/estimate.js'
import type { PairedBatch, Predictions, Truth } from '../../core/predictions.js'
import type { Segment } from '../../core/segment.js'
import { cutBatch } from '../../measures/slices.js'
import type { CaseKind } from './caseKinds.js'

/** One case with what both models said of it: personal data wherever the set is. */
export interface ListedCase {
  readonly set: string
  readonly head: string | null
  readonly id: string
  readonly truth: string | null
  readonly old: string
  readonly new: string
  /** Of the positive label, or else of the answer; of a value the value; null without scores. */
  readonly oldScore: number | null
  readonly newScore: number | null
  /** How far new is from the truth (from old, where there is none): 1 less the true label's probability, or the absolute error. */
  readonly error: number
}

interface Wanted {
  readonly kind: CaseKind
  readonly idColumn: string
  /** As reports name a segment: `region=Sud`; null for all cases. */
  readonly slice: string | null
  /** Of the worst. */
  readonly most: number
}

/** Collects the cases behind a number, batch by batch. Of the worst no more than are wanted are kept. */
export class CaseList {
  readonly #wanted: Wanted
  #cases: ListedCase[] = []
  /** Whether any case was in the wanted segment. */
  sliceSeen = false

  constructor(wanted: Wanted) {
    this.#wanted = wanted
  }

  add(batch: PairedBatch, where: { set: string; head: string | null; segments: readonly Segment[] }): void {
    const { kind, idColumn, most } = this.#wanted
    const ids = columnOf(batch.columns, idColumn)
    for (const row of this.#rowsOf(batch, where.segments)) {
      if (!belongs(kind, batch, row)) continue
      this.#cases.push({
        set: where.set,
        head: where.head,
        id: cellText(ids, row) ?? '',
        truth: truthText(batch, row),
        old: answerText(batch, batch.old, row),
        new: answerText(batch, batch.new, row),
        oldScore: scoreOf(batch, batch.old, row),
        newScore: scoreOf(batch, batch.new, row),
        error: errorOf(batch, row),
      })
    }
    if (kind === 'worst' && this.#cases.length > 4 * most) this.#cases = this.list()
  }

  /** The farthest off first; ties by set and id, so that the order in which cases came does not show. */
  list(): ListedCase[] {
    const sorted = [...this.#cases].sort(
      (a, b) => b.error - a.error || (a.set < b.set ? -1 : a.set > b.set ? 1 : a.id < b.id ? -1 : 1),
    )
    return this.#wanted.kind === 'worst' ? sorted.slice(0, this.#wanted.most) : sorted
  }

  #rowsOf(batch: PairedBatch, segments: readonly Segment[]): Iterable<number> {
    const { slice } = this.#wanted
    if (slice === null) return Array.from({ length: batch.rows }, (_, row) => row)
    const found = cutBatch(batch, segments).find((cut) => sliceKey(cut.slice) === slice)
    if (found === undefined) return []
    this.sliceSeen = true
    return found.rows
  }
}

function belongs(kind: CaseKind, batch: PairedBatch, row: number): boolean {
  if (kind === 'worst') return true
  if (kind === 'changed') return answerText(batch, batch.old, row) !== answerText(batch, batch.new, row)
  const truth = truthText(batch, row)
  if (truth === null) return false
  const [old, newer] = [batch.old, batch.new].map((side) => answerText(batch, side, row) === truth)
  return kind === 'lost' ? old === true && newer === false : old === false && newer === true
}

function answerText({ labels }: PairedBatch, side: Predictions, row: number): string {
  switch (side.kind) {
    case 'classes':
      return labels[side.predicted[row]!] ?? ''
    case 'label-sets':
      return flagged(labels, side.decided, row)
    case 'values':
      return String(side.values[row])
    case 'tensors':
      return ''
  }
}

function truthText(batch: PairedBatch, row: number): string | null {
  const { truth, labels } = batch
  switch (truth.kind) {
    case 'classes':
      return labels[truth.labels[row]!] ?? null
    case 'label-sets':
      return flagged(labels, truth.flags, row)
    case 'values':
      return String(truth.values[row])
    case 'none':
      return null
  }
}

function flagged(labels: readonly string[], flags: Uint8Array, row: number): string {
  return labels.filter((_, label) => flags[row * labels.length + label] === 1).join('|')
}

function scoreOf({ labels, positive }: PairedBatch, side: Predictions, row: number): number | null {
  if (side.kind === 'values') return side.values[row]!
  if (side.kind !== 'classes' || side.scores === null) return null
  return side.scores[row * labels.length + (positive ?? side.predicted[row]!)]!
}

function errorOf({ labels, truth, old, new: newer }: PairedBatch, row: number): number {
  if (newer.kind === 'values') return Math.abs(newer.values[row]! - target(truth, old, row))
  if (newer.kind === 'label-sets' && old.kind === 'label-sets') {
    const right = truth.kind === 'label-sets' ? truth.flags : old.decided
    return labels.filter(
      (_, label) => right[row * labels.length + label] !== newer.decided[row * labels.length + label],
    ).length
  }
  if (newer.kind !== 'classes' || old.kind !== 'classes') return 0
  const right = truth.kind === 'classes' ? truth.labels[row]! : old.predicted[row]!
  if (newer.scores === null) return newer.predicted[row] === right ? 0 : 1
  return 1 - newer.scores[row * labels.length + right]!
}

function target(truth: Truth, old: Predictions, row: number): number {
  if (truth.kind === 'values') return truth.values[row]!
  return old.kind === 'values' ? old.values[row]! : Number.NaN
}
