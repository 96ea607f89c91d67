import { addPair, emptyPairedMoments } from '../stats/pairedMoments.js'
import { clusteredMeans } from './clustered/clusteredMeans.js'
import { impossible, type CaseMeasure } from './measure.js'
import { wrongDecisions } from './labelSets/setSuccesses.js'
import { meanFigures } from './meanFigures.js'
import { NEW, OLD } from './summaries/labelSetCases.js'

/** Share of wrong decisions among all pairs of a case and a label, as scikit-learn's `hamming_loss`. One case is the mean over its labels. */
export const hammingLoss: CaseMeasure = {
  kind: 'cases',
  estimate(view) {
    if (view.labelSets === null) return impossible('each', view.labelled, 'no-labels')
    const labels = view.labels.length
    const old = wrongDecisions(view.labelSets, OLD)
    const newer = wrongDecisions(view.labelSets, NEW)
    const { sample } = view.labelSets
    if (sample !== undefined) {
      const shares = (wrong: Uint32Array) => Float64Array.from(wrong, (count) => count / labels)
      return clusteredMeans({ old: shares(old), new: shares(newer), sample }, view.confidence, 1 / labels)
    }
    const pairs = emptyPairedMoments()
    for (let i = 0; i < old.length; i++) addPair(pairs, old[i]! / labels, newer[i]! / labels)
    return meanFigures(pairs, view.confidence, 1 / labels)
  },
}
