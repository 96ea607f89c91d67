import type { ClassPredictions } from '../core/predictions.js'
import { SCORE_TOLERANCE } from './detectMeaning.js'
import type { LabelOrder } from './labelOrder.js'
import { readVotes } from './readVotes.js'
import { contradiction, type OutputReading } from './outputProblem.js'
import { isText, widthOf, type Tensor } from './tensor.js'
import { toDoubles } from './toDoubles.js'

/** Scores and predicted labels, in the order of the comparison's labels. A label that the model does not know scores 0. */
export function readClasses(
  output: Tensor,
  order: LabelOrder,
  reading: OutputReading,
  start: number,
): ClassPredictions {
  switch (reading.meaning) {
    case 'probabilities':
      return readScores(checkProbabilities(toDoubles(output), order.own.length, reading, start), order)
    case 'logits':
      return readScores(softmax(toDoubles(output), order.own.length), order)
    case 'positive-probability':
      return readScores(bothSides(checkInside(toDoubles(output), reading, start)), order, true)
    case 'positive-logit':
      return readScores(bothSides(positiveLogits(output, reading, start).map(sigmoid)), order, true)
    case 'one-vs-one':
      return readVotes(toDoubles(output), order)
    case 'label-index':
      return readIndices(toDoubles(output), order, reading, start)
    case 'label':
      return readLabels(output, order, reading, start)
    case 'label-probabilities':
    case 'label-logits':
    case 'decisions':
    case 'value':
    case 'tensor':
      throw new Error(`bug: ${reading.meaning} read as classes`)
  }
}

/**
 * Predicted is the highest score, the first of the model's own on a tie, as argmax has it everywhere; of two sides of a single score
 * the positive one from 0.5 on.
 */
function readScores(own: Float64Array, order: LabelOrder, lastWins = false): ClassPredictions {
  const { target, count } = order
  const width = target.length
  const rows = own.length / width
  const scores = new Float64Array(rows * count)
  const predicted = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    let best = 0
    let bestScore = -Infinity
    for (let j = 0; j < width; j++) {
      const score = own[row * width + j]!
      // Labels that count as one: their probabilities add up. What is predicted stays what the model itself would have said.
      scores[row * count + target[j]!]! += score
      if (score > bestScore || (lastWins && score === bestScore)) {
        best = j
        bestScore = score
      }
    }
    predicted[row] = target[best]!
  }
  return { kind: 'classes', predicted, scores }
}

/** float32 scores a hair outside [0, 1] are put on its edge; farther out, or not summing to 1, they are no probabilities. */
function checkProbabilities(values: Float64Array, width: number, reading: OutputReading, start: number): Float64Array {
  checkInside(values, reading, start, width)
  for (let at = 0; at < values.length; at += width) {
    let sum = 0
    for (let j = 0; j < width; j++) sum += values[at + j]!
    if (!(Math.abs(sum - 1) <= reading.tolerance)) throw contradiction(reading, `sums to ${sum}`, start + at / width)
  }
  return values
}

export function checkInside(values: Float64Array, reading: OutputReading, start: number, width = 1): Float64Array {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!(value >= -SCORE_TOLERANCE && value <= 1 + SCORE_TOLERANCE))
      throw contradiction(reading, `has ${value}`, start + Math.floor(i / width))
    if (value < 0) values[i] = 0
    else if (value > 1) values[i] = 1
  }
  return values
}

/** The logit of the second label, be it written alone or beside its opposite. */
function positiveLogits(output: Tensor, reading: OutputReading, start: number): Float64Array {
  const values = toDoubles(output)
  if (widthOf(output) !== 2) return values
  const logits = new Float64Array(values.length / 2)
  for (let row = 0; row < logits.length; row++) {
    const [first, second] = [values[2 * row]!, values[2 * row + 1]!]
    if (first !== -second)
      throw contradiction(reading, `has ${first} and ${second}, which are not a logit and its opposite`, start + row)
    logits[row] = second
  }
  return logits
}

/** exp(x - max) / sum, which cannot overflow. */
function softmax(values: Float64Array, width: number): Float64Array {
  for (let at = 0; at < values.length; at += width) {
    let max = -Infinity
    for (let j = 0; j < width; j++) max = Math.max(max, values[at + j]!)
    let sum = 0
    for (let j = 0; j < width; j++) sum += values[at + j] = Math.exp(values[at + j]! - max)
    for (let j = 0; j < width; j++) values[at + j]! /= sum
  }
  return values
}

export function sigmoid(value: number): number {
  // Either branch keeps the exponential from overflowing.
  if (value >= 0) return 1 / (1 + Math.exp(-value))
  const exponential = Math.exp(value)
  return exponential / (1 + exponential)
}

function bothSides(positive: Float64Array): Float64Array {
  const scores = new Float64Array(positive.length * 2)
  for (let i = 0; i < positive.length; i++) {
    scores[2 * i] = 1 - positive[i]!
    scores[2 * i + 1] = positive[i]!
  }
  return scores
}

function readIndices(values: Float64Array, order: LabelOrder, reading: OutputReading, start: number): ClassPredictions {
  const predicted = new Int32Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const target = order.target[values[row]!]
    if (target === undefined)
      throw contradiction(
        reading,
        `has ${values[row]}, which is no place among ${order.own.length} labels`,
        start + row,
      )
    predicted[row] = target
  }
  return { kind: 'classes', predicted, scores: null }
}

function readLabels(output: Tensor, order: LabelOrder, reading: OutputReading, start: number): ClassPredictions {
  const texts = isText(output.data) ? output.data : Array.from(toDoubles(output), String)
  const predicted = new Int32Array(texts.length)
  for (let row = 0; row < texts.length; row++) {
    const target = order.byText.get(texts[row]!)
    if (target === undefined)
      throw contradiction(
        reading,
        `has "${texts[row]}", which is not among the labels ${[...order.byText.keys()].join(', ')}`,
        start + row,
      )
    predicted[row] = target
  }
  return { kind: 'classes', predicted, scores: null }
}
