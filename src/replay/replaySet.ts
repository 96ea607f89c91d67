import type { Batch } from '../core/batch.js'
import { RecetteError } from '../core/errors.js'
import { cannotSay } from '../core/labelMap.js'
import { selectCases, type PairedBatch, type Truth } from '../core/predictions.js'
import type { Side } from '../core/spec.js'
import type { StoredSet } from '../data/openSet.js'
import { answeredOf, maxRowsOf, type Answered, type Answerer, type HeadAnswered } from './answerer.js'
import { bothSides } from './bothSides.js'
import { NO_WEIGHT, type SamplingReader } from './sampling.js'
import type { TruthReader } from './truth.js'

/** Batches on their way through the hosts at one time: enough to keep both busy while the next is read and the last is measured. */
const IN_FLIGHT = 2

/** Why a case was left out, as `excluded` names it. */
export const NO_LABEL = 'no label'
export const OLD_CANNOT_SAY = cannotSay('old')
export const NEW_CANNOT_SAY = cannotSay('new')
const NEITHER_CAN_SAY = 'a label that neither can say'

export interface ReplayOptions {
  readonly set: StoredSet
  readonly old: Answerer
  readonly new: Answerer
  /** What the answers are held against: once, or once for each head of the models. */
  readonly heads: readonly HeldAgainst[]
  /** Every column that is wanted of the set: for the models, the label, slices and drift. */
  readonly columns: readonly string[]
  /** Looks at every batch before it is replayed, e.g. to refuse a duplicate id. */
  readonly check: (batch: Batch) => void
  readonly signal: AbortSignal
}

export interface HeldAgainst {
  readonly truth: TruthReader
  /** Where the plan names clusters or weights. */
  readonly sampling?: SamplingReader
  readonly labels: readonly string[]
  readonly positive: number | null
  /** By side, one byte a label, 0 where it cannot say it; null when it can say all. */
  readonly sayable?: Readonly<Record<Side, Uint8Array | null>>
  /** Is given the cases whose true label one side, and only that one, cannot say. */
  readonly apart?: (side: Side, batch: PairedBatch) => void
}

/** Cases that both models answered for one head. */
export interface HeadBatch {
  readonly head: number
  readonly batch: PairedBatch
}

/** What happened to the rows of one set, for one head. */
export interface ReplayCount {
  rows: number
  compared: number
  readonly excluded: Map<string, number>
  /** Inference time of each side, summed over batches; null for a recording. */
  readonly elapsedNs: Record<Side, number | null>
}

/** An error that belongs to one of the two models. */
export class SideError extends Error {
  override readonly name = 'SideError'
  readonly side: Side
  override readonly cause: unknown

  constructor(side: Side, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause))
    this.side = side
    this.cause = cause
  }
}

/**
 * Sends one set through both models in step and gives back, head by head, the cases that both answered, with their truth. The models are asked once.
 * Cases that are left out are counted by reason in the head's count, never dropped in silence.
 */
export async function* replaySet(options: ReplayOptions, counts: readonly ReplayCount[]): AsyncGenerator<HeadBatch> {
  const pending: Promise<[Batch, Answered, Answered]>[] = []
  try {
    const { columns, signal } = options
    for await (const batch of options.set.batches({ columns, signal, maxRows: maxRowsOf(options.old, options.new) })) {
      options.signal.throwIfAborted()
      options.check(batch)
      const asked = ask(options, batch)
      asked.catch(() => {}) // Reported when its turn comes; until then it must not count as unhandled.
      pending.push(asked)
      if (pending.length >= IN_FLIGHT) yield* pairHeads(await pending.shift()!, options, counts)
    }
    while (pending.length > 0) yield* pairHeads(await pending.shift()!, options, counts)
  } finally {
    await Promise.allSettled(pending)
  }
  const rows = counts[0]?.rows ?? 0
  if (rows === 0) {
    throw new RecetteError(
      'SET_EMPTY',
      `${options.set.spec.file.shown} has no rows: nothing was compared.`,
      'Give a set with at least one case.',
    )
  }
  for (const side of ['old', 'new'] as const) {
    const error = options[side].noneKnown?.(rows)
    if (error !== undefined && error !== null) throw new SideError(side, error)
  }
}

async function ask(options: ReplayOptions, batch: Batch): Promise<[Batch, Answered, Answered]> {
  const [old, new_] = await bothSides(blame('old', options.old.answer(batch)), blame('new', options.new.answer(batch)))
  return [batch, old, new_]
}

export async function blame<T>(side: Side, promise: Promise<T>): Promise<T> {
  try {
    return await promise
  } catch (error) {
    throw error instanceof SideError ? error : new SideError(side, error)
  }
}

function* pairHeads(
  [batch, old, new_]: [Batch, Answered, Answered],
  { heads }: ReplayOptions,
  counts: readonly ReplayCount[],
): Generator<HeadBatch> {
  for (const [head, options] of heads.entries()) {
    const count = counts[head]!
    addElapsed(count, 'old', old)
    addElapsed(count, 'new', new_)
    const paired = pair(batch, answeredOf(old, head), answeredOf(new_, head), options, count)
    if (paired !== null) yield { head, batch: paired }
  }
}

/** The cases to compare; null when none is left. */
function pair(
  batch: Batch,
  old: HeadAnswered,
  new_: HeadAnswered,
  options: HeldAgainst,
  count: ReplayCount,
): PairedBatch | null {
  const { truth, keep } = options.truth.read(batch)
  const drawn = options.sampling?.read(batch)
  const paired: PairedBatch = {
    rows: batch.rows,
    labels: options.labels,
    positive: options.positive,
    truth,
    old: old.predictions,
    new: new_.predictions,
    columns: batch,
    ...(drawn === undefined ? {} : { sampling: drawn.sampling }),
  }
  count.rows += batch.rows
  const unsayable = maskUnsayable(truth, options.sayable)
  const kept = keepRows(
    batch.rows,
    [
      // First of all: what stands for no case need not be answered.
      [NO_WEIGHT, drawn?.keep ?? null],
      ['no answer from old', old.answered],
      ['no answer from new', new_.answered],
      [NO_LABEL, keep],
      ...unsayable,
    ],
    count.excluded,
    (reason, rows) => {
      if (reason === OLD_CANNOT_SAY) options.apart?.('old', selectCases(paired, rows))
      if (reason === NEW_CANNOT_SAY) options.apart?.('new', selectCases(paired, rows))
    },
  )
  count.compared += kept === null ? batch.rows : kept.length
  if (kept === null) return paired
  return kept.length > 0 ? selectCases(paired, kept) : null
}

type Mask = readonly [reason: string, mask: Uint8Array | null]

/** Rows whose true label one side or neither can say; none without true labels. */
function maskUnsayable(truth: Truth, sayable: HeldAgainst['sayable']): readonly Mask[] {
  const [old, newer] = [sayable?.old ?? null, sayable?.new ?? null]
  if (truth.kind !== 'classes' || (old === null && newer === null)) return []
  const { labels } = truth
  const mask = (says: (label: number) => boolean): Uint8Array => {
    const keep = new Uint8Array(labels.length)
    for (let row = 0; row < labels.length; row++) keep[row] = labels[row]! < 0 || says(labels[row]!) ? 1 : 0
    return keep
  }
  return [
    [NEITHER_CAN_SAY, mask((label) => canSay(old, label) || canSay(newer, label))],
    [OLD_CANNOT_SAY, mask((label) => canSay(old, label))],
    [NEW_CANNOT_SAY, mask((label) => canSay(newer, label))],
  ]
}

function canSay(side: Uint8Array | null, label: number): boolean {
  return side === null || side[label] === 1
}

/**
 * Indices of the rows that every mask keeps, or null when all are kept; counts the others by their first reason, and tells which they are.
 */
function keepRows(
  rows: number,
  masks: readonly Mask[],
  excluded: Map<string, number>,
  tell: (reason: string, rows: Uint32Array) => void,
): Uint32Array | null {
  const given = masks.filter((entry): entry is readonly [string, Uint8Array] => entry[1] !== null)
  if (given.length === 0) return null
  const kept: number[] = []
  const left = new Map<string, number[]>()
  for (let row = 0; row < rows; row++) {
    const reason = given.find(([, mask]) => mask[row] === 0)?.[0]
    if (reason === undefined) kept.push(row)
    else {
      const rowsOf = left.get(reason)
      if (rowsOf === undefined) left.set(reason, [row])
      else rowsOf.push(row)
    }
  }
  for (const [reason, of] of left) {
    excluded.set(reason, (excluded.get(reason) ?? 0) + of.length)
    tell(reason, Uint32Array.from(of))
  }
  return kept.length === rows ? null : Uint32Array.from(kept)
}

function addElapsed(count: ReplayCount, side: Side, answered: Answered): void {
  if (answered.elapsedNs !== null) count.elapsedNs[side] = (count.elapsedNs[side] ?? 0) + answered.elapsedNs
}
