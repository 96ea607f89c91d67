import { isFloat } from '../core/dtype.js'
import type { Port } from '../core/signature.js'
import type { OutputMeaning } from '../core/outputMeaning.js'
import type { Task } from '../core/task.js'
import { outputProblem, type OutputContext } from './outputProblem.js'
import { pairsOf } from './readVotes.js'
import { rowsOf, sliceTensor, widthOf, type Tensor } from './tensor.js'
import { toDoubles } from './toDoubles.js'

const ROWS = 1_000

/** How far float32 scores may stray from [0, 1], and their sum from 1. */
export const SCORE_TOLERANCE = 1e-3

/** The same for the scores of an output whose numbers may be rounded: each by up to a whole step, as the last one below 1 may stand for 1. */
export function scoreTolerance({ step = 0 }: Pick<Port, 'step'>, width: number): number {
  return Math.max(SCORE_TOLERANCE, step * width)
}

/**
 * What an output is, from its type, its width and its first thousand rows. Scores of a row that all lie in [0, 1] and sum to 1 are
 * probabilities; scores in [0, 1] that do not are ambiguous, and the user must say; any other scores are logits, or one-vs-one decision
 * values where there is one for each pair of labels. A margin and its opposite side by side are one logit.
 */
export function detectMeaning(
  output: Tensor,
  task: Task,
  own: { readonly labels: readonly string[] } | null,
  context: OutputContext,
  port: Pick<Port, 'step'> = {},
): OutputMeaning {
  if (task === 'regression') return 'value'
  if (output.dtype === 'utf8') return 'label'
  const values = toDoubles(sliceTensor(output, 0, Math.min(rowsOf(output), ROWS)))
  if (!isFloat(output.dtype)) return detectLabels(values, own)
  const width = widthOf(output)
  const tolerance = scoreTolerance(port, width)
  const inside = values.every((value) => value >= -SCORE_TOLERANCE && value <= 1 + SCORE_TOLERANCE)
  if (width === 1) return inside ? 'positive-probability' : 'positive-logit'
  if (width === 2 && areOpposite(values)) return 'positive-logit'
  if (!inside) return isOneVsOne(width, own) ? 'one-vs-one' : 'logits'
  if (sumsToOne(values, width, tolerance)) return 'probabilities'
  throw outputProblem(
    context,
    `gives numbers from 0 to 1 in output "${output.name}", but its rows do not sum to 1 (the first: ${sumOf(values, 0, width).toFixed(4)}): neither probabilities nor plainly logits.`,
    `Say what it is in models.${context.side}.outputIs (logits: a softmax is taken), or name another output in models.${context.side}.output.`,
  )
}

/**
 * As many values as there are pairs of labels, and not as many as there are labels. Three labels have three pairs: those are taken for
 * logits, as the scores of nearly every model of three labels are, unless the plan says one-vs-one.
 */
function isOneVsOne(width: number, own: { readonly labels: readonly string[] } | null): boolean {
  const labels = own?.labels.length ?? 0
  return labels > 3 && width === pairsOf(labels)
}

/** Whole numbers are labels where all of them are among the model's labels, else places in their order. */
function detectLabels(values: Float64Array, own: { readonly labels: readonly string[] } | null): OutputMeaning {
  const labels = new Set(own?.labels)
  return labels.size > 0 && values.every((value) => labels.has(String(value))) ? 'label' : 'label-index'
}

/**
 * Two scores of which one is the other with its sign turned, row after row, to the bit: one margin written twice, as the decision
 * function of a binary classifier is exported. A softmax over the two would count it twice.
 */
function areOpposite(values: Float64Array): boolean {
  for (let at = 0; at < values.length; at += 2) if (values[at] !== -values[at + 1]!) return false
  return values.some((value) => value !== 0)
}

function sumsToOne(values: Float64Array, width: number, tolerance: number): boolean {
  for (let at = 0; at < values.length; at += width)
    if (!(Math.abs(sumOf(values, at, width) - 1) <= tolerance)) return false
  return true
}

function sumOf(values: Float64Array, from: number, width: number): number {
  let sum = 0
  for (let j = 0; j < width; j++) sum += values[from + j]!
  return sum
}
