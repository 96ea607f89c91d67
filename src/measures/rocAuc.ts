import type { MeasureOptions } from '../core/measureCatalog.js'
import type { CaseView } from './caseView.js'
import { labelTarget } from './labelTarget.js'
import { impossible, type CaseMeasure } from './measure.js'
import type { ClusteredRanks } from './clustered/clusteredRanks.js'
import { smallestClass } from './clustered/smallestClass.js'
import { rankFigures, type RankStatistic } from './rankFigures.js'
import { delongIntervals } from './rankIntervals.js'
import { averageOf, weightsOf } from './rankWeights.js'
import { MOST_RANKED_LABELS } from './summaries/rankScores.js'

/**
 * Chance that a case with the label scores above one without it (ties count half), one label against the rest; averages as
 * scikit-learn's `roc_auc_score(multi_class='ovr')`, over the labels present. Intervals by DeLong, through the influence of each case, so that averages keep
 * the covariance between labels as well as between models.
 */
export const rocAuc: CaseMeasure = {
  kind: 'cases',
  estimate(view, options) {
    const ranked = rankStatistics(view, options)
    if ('reason' in ranked) return impossible('each', view.labelled, ranked.reason)
    const { old, new: newer, smaller, clustered } = ranked
    return rankFigures(old, newer, smaller, view.labelled, view.confidence, delongIntervals, clustered)
  },
}

/** Both sides' AUC with the influence of each case, null without scores; and the cases of the smallest class that is ranked. */
export function rankStatistics(
  view: CaseView,
  options: MeasureOptions,
):
  | { readonly reason: string }
  | {
      readonly old: RankStatistic | null
      readonly new: RankStatistic | null
      readonly smaller: number
      readonly clustered: ClusteredRanks | null
    } {
  const target = labelTarget(options, view.labels, view.positive)
  if (target.kind === 'none') return { reason: target.reason }
  if (view.labels.length > MOST_RANKED_LABELS) return { reason: 'too-many-classes' }
  const chosen = (target.kind === 'label' ? [target.label] : [...view.labels.keys()]).filter((label) => {
    const { positives } = view.ranked(label)
    return positives > 0 && positives < view.labelled
  })
  if (chosen.length === 0) return { reason: 'one-class' }
  const weights = weightsOf(view, chosen, target.kind === 'average' && target.average === 'weighted')
  return {
    old: averageOf('auc', view, 'old', chosen, weights),
    new: averageOf('auc', view, 'new', chosen, weights),
    smaller: Math.min(...chosen.map((label) => smallerClass(view, label))),
    clustered: view.labelledSample === null ? null : smallestClass(view, view.labelledSample, chosen, 'both'),
  }
}

function smallerClass(view: CaseView, label: number): number {
  const { positives } = view.ranked(label)
  return Math.min(positives, view.labelled - positives)
}
