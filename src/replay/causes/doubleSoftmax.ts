import type { Predictions } from '../../core/predictions.js'
import { answerFromThreshold } from '../../core/thresholds.js'
import type { Hypothesis, Search, Trial } from './hypothesis.js'

/** Scores of a case that are not a softmax of probabilities may be so many in a thousand, from rounding. */
const MOST_OUTSIDE = 0.01
const EDGE = 0.02

/**
 * Probabilities that went through softmax (or the sigmoid) once more, in the export or because they were read as logits: squeezed towards the middle,
 * between 0.27 and 0.73 for two labels. The step is undone exactly where it was made: q = ln p - mean ln p + 1 / L sums to 1, and lies in [0, 1] only if it was.
 */
export const doubleSoftmax: Hypothesis = {
  cause: 'double-softmax',
  async find(search): Promise<Trial | null> {
    const found = search.new
    if (found.kind !== 'classes' || found.scores === null) return null
    const count = search.labels.length
    const readings = [{ step: 'softmax', undo: undoSoftmax }, ...(count === 2 ? SIGMOIDS : [])]
    let best: { trial: Trial; distance: number } | null = null
    for (const { step, undo } of readings) {
      if (!isInside(undo(found.scores, count))) continue
      const change = { read: (predictions: Predictions) => reread(predictions, search, undo) }
      const distance = await search.distance(change)
      if (best !== null && best.distance <= distance) continue
      best = {
        distance,
        trial: { cause: 'double-softmax', change, values: { step }, mend: mendOf(search.output.meaning) },
      }
    }
    return best !== null && best.distance < search.now ? best.trial : null
  },
}

/** The plan can say that an output read as logits holds probabilities; an export that does the step twice must be made anew. */
function mendOf(meaning: string): string | null {
  if (meaning === 'logits') return 'models: { new: { outputIs: probabilities } }'
  return meaning === 'positive-logit' ? 'models: { new: { outputIs: positive-probability } }' : null
}

type Undo = (scores: Float64Array, count: number) => Float64Array

function undoSoftmax(scores: Float64Array, count: number): Float64Array {
  const inner = scores.map(Math.log)
  for (let at = 0; at < inner.length; at += count) {
    let sum = 0
    for (let j = 0; j < count; j++) sum += inner[at + j]!
    for (let j = 0; j < count; j++) inner[at + j] = inner[at + j]! + (1 - sum) / count
  }
  return inner
}

/** The positive score is a sigmoid of a probability: whichever label is the positive one. */
const SIGMOIDS: readonly { readonly step: string; readonly undo: Undo }[] = [0, 1].map((positive) => ({
  step: 'sigmoid',
  undo: (scores: Float64Array) => {
    const inner = new Float64Array(scores.length)
    for (let at = 0; at < scores.length; at += 2) {
      const score = scores[at + positive]!
      inner[at + positive] = Math.log(score / (1 - score))
      inner[at + 1 - positive] = 1 - inner[at + positive]!
    }
    return inner
  },
}))

function isInside(scores: Float64Array): boolean {
  let outside = 0
  for (const score of scores) if (!(score >= -EDGE && score <= 1 + EDGE)) outside++
  return outside <= MOST_OUTSIDE * scores.length
}

function reread(predictions: Predictions, { labels, positive, output }: Search, undo: Undo): Predictions {
  if (predictions.kind !== 'classes' || predictions.scores === null) return predictions
  const count = labels.length
  const scores = undo(predictions.scores, count).map((score) => Math.min(1, Math.max(0, score)))
  if (typeof output.threshold === 'number' && positive !== null)
    return { kind: 'classes', predicted: answerFromThreshold(scores, positive, output.threshold), scores }
  const predicted = predictions.predicted.map((_, row) => {
    let best = 0
    for (let j = 1; j < count; j++) if (scores[row * count + j]! > scores[row * count + best]!) best = j
    return best
  })
  return { kind: 'classes', predicted, scores }
}
