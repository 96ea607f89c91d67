import type { Batch } from './batch.js'
import { selectRows, take, takeRows } from './batch.js'
import { selectSampling, type Sampling } from './sampling.js'
import { joinOutputs, selectOutput, type TensorOutput } from './tensorOutput.js'

/** What one model answered for the rows of a batch, in the words of the task, after the mapping of its outputs. */
export type Predictions = ClassPredictions | LabelSetPredictions | ValuePredictions | TensorPredictions

export interface ClassPredictions {
  readonly kind: 'classes'
  /** Index into the labels of the comparison; every row has an answer. */
  readonly predicted: Int32Array
  /** Row-major rows x labels, probabilities in [0, 1] that sum to 1; null when the model gives labels only. */
  readonly scores: Float64Array | null
}

/** Any number of labels a case. */
export interface LabelSetPredictions {
  readonly kind: 'label-sets'
  /** Row-major rows x labels, 1 = the case is given the label. */
  readonly decided: Uint8Array
  /** Row-major rows x labels, a probability in [0, 1] for each label on its own; null when the model gives decisions only. */
  readonly scores: Float64Array | null
}

/** A regression's value, in the target's unit. */
export interface ValuePredictions {
  readonly kind: 'values'
  readonly values: Float64Array
}

/** Raw outputs by name, the same names on both sides: compared, never judged against labels. */
export interface TensorPredictions {
  readonly kind: 'tensors'
  readonly outputs: readonly TensorOutput[]
}

/** What is known to be right for the rows of a batch. */
export type Truth =
  | { readonly kind: 'classes'; readonly labels: Int32Array }
  | {
      readonly kind: 'label-sets'
      /** Row-major rows x labels, 1 = the case has the label. */ readonly flags: Uint8Array
    }
  | { readonly kind: 'values'; readonly values: Float64Array }
  | { readonly kind: 'none' }

/** The same cases through both models: the only thing that measures ever see. */
export interface PairedBatch {
  readonly rows: number
  /** Labels of the comparison, in the order of the score columns; empty unless the task is classification or multilabel. */
  readonly labels: readonly string[]
  /** Index into `labels` of the positive class; null unless there are two labels or the plan names one. */
  readonly positive: number | null
  readonly truth: Truth
  readonly old: Predictions
  readonly new: Predictions
  /** The set's own columns for these rows (features, segments): for slices and drift. */
  readonly columns: Batch
  /** Clusters and weights of the cases, where the plan names their columns. */
  readonly sampling?: Sampling
}

/** The cases at `indices` (ascending), copied. */
export function selectCases(batch: PairedBatch, indices: Uint32Array): PairedBatch {
  return {
    ...batch,
    rows: indices.length,
    truth: selectTruth(batch.truth, indices, batch.labels.length),
    old: selectPredictions(batch.old, indices, batch.labels.length),
    new: selectPredictions(batch.new, indices, batch.labels.length),
    columns: selectRows(batch.columns, indices),
    ...(batch.sampling === undefined ? {} : { sampling: selectSampling(batch.sampling, indices) }),
  }
}

function selectTruth(truth: Truth, indices: Uint32Array, labelCount: number): Truth {
  switch (truth.kind) {
    case 'classes':
      return { kind: 'classes', labels: take(truth.labels, indices) }
    case 'label-sets':
      return { kind: 'label-sets', flags: takeRows(truth.flags, indices, labelCount) }
    case 'values':
      return { kind: 'values', values: take(truth.values, indices) }
    case 'none':
      return truth
  }
}

export function selectPredictions(predictions: Predictions, indices: Uint32Array, labelCount: number): Predictions {
  switch (predictions.kind) {
    case 'classes':
      return {
        kind: 'classes',
        predicted: take(predictions.predicted, indices),
        scores: predictions.scores === null ? null : takeRows(predictions.scores, indices, labelCount),
      }
    case 'label-sets':
      return {
        kind: 'label-sets',
        decided: takeRows(predictions.decided, indices, labelCount),
        scores: predictions.scores === null ? null : takeRows(predictions.scores, indices, labelCount),
      }
    case 'values':
      return { kind: 'values', values: take(predictions.values, indices) }
    case 'tensors':
      return { kind: 'tensors', outputs: predictions.outputs.map((output) => selectOutput(output, indices)) }
  }
}

/** The answers of several batches, one after the other. */
export function joinPredictions(parts: readonly Predictions[]): Predictions {
  const [first] = parts
  if (first === undefined) throw new Error('bug: no predictions to join')
  if (parts.length === 1) return first
  switch (first.kind) {
    case 'classes': {
      const classes = parts.filter((part) => part.kind === 'classes')
      const predicted = joinWhole(
        classes.map((part) => part.predicted),
        Int32Array,
      )
      return { kind: 'classes', predicted, scores: joinScores(first.scores, classes) }
    }
    case 'label-sets': {
      const sets = parts.filter((part) => part.kind === 'label-sets')
      const decided = joinWhole(
        sets.map((part) => part.decided),
        Uint8Array,
      )
      return { kind: 'label-sets', decided, scores: joinScores(first.scores, sets) }
    }
    case 'values':
      return { kind: 'values', values: joinNumbers(parts.map((part) => (part.kind === 'values' ? part.values : NONE))) }
    case 'tensors': {
      const all = parts.flatMap((part) => (part.kind === 'tensors' ? [part.outputs] : []))
      return { kind: 'tensors', outputs: first.outputs.map((_, i) => joinOutputs(all.map((outputs) => outputs[i]!))) }
    }
  }
}

function joinScores(
  first: Float64Array | null,
  parts: readonly { readonly scores: Float64Array | null }[],
): Float64Array | null {
  return first === null ? null : joinNumbers(parts.map((part) => part.scores ?? NONE))
}

export function joinWhole<A extends Int32Array | Uint32Array | Uint8Array>(
  parts: readonly A[],
  make: new (length: number) => A,
): A {
  const joined = new make(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

const NONE = new Float64Array(0)

function joinNumbers(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
