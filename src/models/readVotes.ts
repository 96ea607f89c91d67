import type { ClassPredictions } from '../core/predictions.js'
import type { LabelOrder } from './labelOrder.js'

/** Columns of one-vs-one decision values for `labels` labels: one for each pair. */
export function pairsOf(labels: number): number {
  return (labels * (labels - 1)) / 2
}

/**
 * One-vs-one decision values, one for each pair of labels in the order (0,1), (0,2) … (1,2) …: above zero is a vote for the first of the
 * pair, else for the second. Predicted is the label with the most votes, the first of the model's own on a tie: the rule of libsvm's
 * `svm_predict_values`, and so of scikit-learn's `SVC.predict`. The values are distances from planes, not probabilities, and there is none
 * for a label alone: no scores. (scikit-learn's `_ovr_decision_function`, votes plus a bounded sum of distances, breaks ties otherwise
 * than the model's own `predict`, and its steps of one vote are no probabilities either.)
 * @see Chang & Lin 2011, LIBSVM, ACM TIST 2(3):27, section 6, doi:10.1145/1961189.1961199
 */
export function readVotes(values: Float64Array, order: LabelOrder): ClassPredictions {
  const labels = order.own.length
  const width = pairsOf(labels)
  const predicted = new Int32Array(values.length / width)
  const votes = new Uint32Array(labels)
  for (let row = 0, at = 0; row < predicted.length; row++) {
    votes.fill(0)
    for (let i = 0; i < labels; i++) for (let j = i + 1; j < labels; j++) votes[values[at++]! > 0 ? i : j]!++
    let best = 0
    for (let label = 1; label < labels; label++) if (votes[label]! > votes[best]!) best = label
    predicted[row] = order.target[best]!
  }
  return { kind: 'classes', predicted, scores: null }
}
