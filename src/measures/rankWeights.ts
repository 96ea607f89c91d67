import type { Linearised } from '../stats/linearised.js'
import type { CaseView } from './caseView.js'

/** What each label counts for in an average: the same, or as many as the cases that have it. */
export function weightsOf(view: CaseView, labels: readonly number[], byCases: boolean): number[] {
  const raw = labels.map((label) => (byCases ? view.ranked(label).weight : 1))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  return raw.map((weight) => weight / total)
}

/** One side's statistic of the chosen labels by these weights, with the influence of each case; null without scores. */
export function averageOf(
  statistic: 'auc' | 'precision',
  view: CaseView,
  side: 'old' | 'new',
  chosen: readonly number[],
  weights: readonly number[],
): Linearised | null {
  if (!view.hasScores(side)) return null
  const ofLabel = (label: number): Linearised => view.ranked(label)[side]![statistic]
  if (chosen.length === 1) return ofLabel(chosen[0]!)
  const influences = new Float64Array(view.labelled)
  let value = 0
  chosen.forEach((label, k) => {
    const of = ofLabel(label)
    value += weights[k]! * of.value
    for (let i = 0; i < influences.length; i++) influences[i]! += weights[k]! * of.influences[i]!
  })
  return { value, influences }
}
