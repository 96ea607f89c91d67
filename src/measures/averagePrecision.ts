import { labelTarget } from './labelTarget.js'
import { impossible, type CaseMeasure } from './measure.js'
import { smallestClass } from './clustered/smallestClass.js'
import { rankFigures } from './rankFigures.js'
import { missingIntervals } from './rankIntervals.js'
import { averageOf, weightsOf } from './rankWeights.js'
import { MOST_RANKED_LABELS } from './summaries/rankScores.js'

/** Mean precision over the thresholds at which a further positive is found; averages over the labels present. */
export const averagePrecision: CaseMeasure = {
  kind: 'cases',
  estimate(view, options) {
    const target = labelTarget(options, view.labels, view.positive)
    if (target.kind === 'none') return impossible('each', view.labelled, target.reason)
    if (view.labels.length > MOST_RANKED_LABELS) return impossible('each', view.labelled, 'too-many-classes')
    const chosen = (target.kind === 'label' ? [target.label] : [...view.labels.keys()]).filter((label) => {
      const { positives } = view.ranked(label)
      return positives > 0 && positives < view.labelled
    })
    if (chosen.length === 0) return impossible('each', view.labelled, 'one-class')
    const weights = weightsOf(view, chosen, target.kind === 'average' && target.average === 'weighted')
    const smaller = Math.min(...chosen.map((label) => view.ranked(label).positives))
    return rankFigures(
      averageOf('precision', view, 'old', chosen, weights),
      averageOf('precision', view, 'new', chosen, weights),
      smaller,
      view.labelled,
      view.confidence,
      missingIntervals,
      view.labelledSample === null ? null : smallestClass(view, view.labelledSample, chosen, 'positives'),
    )
  },
}
