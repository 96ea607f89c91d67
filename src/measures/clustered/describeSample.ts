import type { SampleFacts } from '../../core/sampleFacts.js'
import { designEffect } from '../../stats/clusteredProportion.js'
import type { CaseView } from '../caseView.js'
import { exactMatches, sameSets } from '../labelSets/setSuccesses.js'
import { pairedSuccesses } from '../pairedSuccesses.js'

/** What a reader must know of clusters and weights; null where every case counts once, on its own. */
export function describeSample(view: CaseView): Omit<SampleFacts, 'cluster' | 'weight'> | null {
  const { sample } = view
  if (sample === null) return null
  const sizes = new Uint32Array(sample.clusters)
  for (const number of sample.cluster) sizes[number]!++
  const effect = effectOf(view)
  return {
    clusters: sample.clusters,
    largest: sizes.reduce((most, size) => Math.max(most, size), 0),
    unnamed: view.unnamedClusters,
    effective: sample.effective,
    designEffect: effect !== null && Number.isFinite(effect) ? effect : null,
  }
}

/**
 * Of the difference that is most asked about: right answers (by the whole set of labels), absolute errors; of agreement without labels. Where the
 * models do not differ, of the new one's own value.
 */
function effectOf(view: CaseView): number | null {
  const { sample, labelledSample } = view
  if (sample === null || labelledSample === null) return null
  if (view.allValues.old.length > 0) {
    const { truth, old, new: newer } = view.values
    const errors = (values: Float64Array) => values.map((value, i) => Math.abs(value - truth[i]!))
    return truth.length === 0
      ? designEffect(difference(view.allValues.old, view.allValues.new), sample)
      : differenceOr({ old: errors(old), new: errors(newer) }, labelledSample)
  }
  if (view.labelSets !== null) {
    if (view.labelled === 0) return designEffect(sameSets(view.labelSets).cases!.flags, sample)
    return differenceOr(exactMatches(view.labelSets).cases!, sample)
  }
  const { cases } = pairedSuccesses(
    view.labelled > 0 ? view.cells : { ...view.allCells, truth: view.allCells.old },
    (truth, answer) => truth === answer,
  )
  return cases === undefined ? null : differenceOr(cases, cases.sample)
}

type Sample = Parameters<typeof designEffect>[1]

function differenceOr({ old, new: newer }: { old: Float64Array; new: Float64Array }, sample: Sample): number {
  const changes = difference(old, newer)
  return designEffect(changes.some((change) => change !== changes[0]) ? changes : newer, sample)
}

function difference(old: Float64Array, newer: Float64Array): Float64Array {
  return newer.map((value, i) => value - old[i]!)
}
