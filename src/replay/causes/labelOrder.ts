import type { Predictions } from '../../core/predictions.js'
import type { Hypothesis, Trial } from './hypothesis.js'
import { name } from './mend.js'

/** New's labels stand in another order than it was told: the one-to-one exchange of labels with which it says most often what old says. */
export const labelOrder: Hypothesis = {
  cause: 'label-order',
  async find({ old, new: new_, labels, labelOrder: suggest, output }): Promise<Trial | null> {
    if (old.kind !== 'classes' || new_.kind !== 'classes') return null
    const confusion = labels.map(() => labels.map(() => 0))
    new_.predicted.forEach((label, row) => confusion[label]![old.predicted[row]!]!++)
    const place = suggest(confusion)
    if (place === null) return null
    const own = output.labels ?? labels
    // A map of labels stands between: its own words are told of when the order is tested there.
    if (own.length !== labels.length || own.some((label) => !labels.includes(label))) return null
    const renamed = own.map((label) => labels[place[labels.indexOf(label)]!]!)
    return {
      cause: 'label-order',
      change: { read: (predictions) => exchange(predictions, place) },
      values: { labels: renamed.join(', '), given: own.join(', ') },
      mend: `models: { new: { labels: [${renamed.map((label) => (Number.isNaN(Number(label)) ? name(label) : JSON.stringify(label))).join(', ')}] } }`,
    }
  },
}

/** What is said of label i is said of label place[i] instead. */
function exchange(predictions: Predictions, place: Int32Array): Predictions {
  if (predictions.kind !== 'classes') return predictions
  const count = place.length
  const scores = predictions.scores === null ? null : new Float64Array(predictions.scores.length)
  predictions.scores?.forEach((score, i) => (scores![i - (i % count) + place[i % count]!] = score))
  return { kind: 'classes', predicted: predictions.predicted.map((label) => place[label]!), scores }
}
