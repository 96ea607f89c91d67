import { RecetteError } from './errors.js'
import { didYouMean } from './nearestName.js'
import type { Side } from './spec.js'

/** From which probability on a label is given to a case: one for all labels, or by label (0.5 for those that are not named). */
export type Threshold = number | Readonly<Record<string, number>>

export const DEFAULT_THRESHOLD = 0.5

/** In the order of `labels`; a threshold of a label that is none of them is the plan's mistake. */
export function thresholdsFor(
  threshold: Threshold = DEFAULT_THRESHOLD,
  labels: readonly string[],
  side: Side,
): Float64Array {
  if (typeof threshold === 'number') return new Float64Array(labels.length).fill(threshold)
  const unknown = Object.keys(threshold).find((label) => !labels.includes(label))
  if (unknown !== undefined)
    throw new RecetteError(
      'THRESHOLD_UNKNOWN_LABEL',
      `The plan has a threshold for "${unknown}", which is none of the labels of ${side}: ${labels.join(', ')}.${didYouMean(unknown, labels)}`,
      'Write the label as the model has it, or remove its threshold.',
      { kind: 'usage' },
    )
  return Float64Array.from(labels, (label) => threshold[label] ?? DEFAULT_THRESHOLD)
}

/** Row-major rows x labels, 1 where the score reaches the label's threshold. */
export function decideByThreshold(scores: Float64Array, thresholds: Float64Array): Uint8Array {
  const labels = thresholds.length
  const decided = new Uint8Array(scores.length)
  for (let i = 0; i < scores.length; i++) if (reaches(scores[i]!, thresholds[i % labels]!)) decided[i] = 1
  return decided
}

/**
 * The answers of two labels at an operating threshold, from scores of rows x 2: the positive label from the threshold on, else the other.
 * In a task of one label a case the threshold is one number, that of the positive label.
 */
export function answerFromThreshold(scores: Float64Array, positive: number, threshold: number): Int32Array {
  const answers = new Int32Array(scores.length / 2)
  for (let row = 0; row < answers.length; row++)
    answers[row] = reaches(scores[2 * row + positive]!, threshold) ? positive : 1 - positive
  return answers
}

/**
 * score >= threshold. A score that is a number of single precision is held against the threshold in single precision, as the model's own
 * program does it: a float32 of "0.35" is 0.349999994 and reaches 0.35. NaN reaches nothing.
 */
export function reaches(score: number, threshold: number): boolean {
  return score >= threshold || (score >= Math.fround(threshold) && Math.fround(score) === score)
}
