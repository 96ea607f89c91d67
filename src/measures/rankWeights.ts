import type { CaseView } from './caseView.js'

/** What each label counts for in an average: the same, or as many as the cases that have it. */
export function weightsOf(view: CaseView, labels: readonly number[], byCases: boolean): number[] {
  const raw = labels.map((label) => (byCases ? view.ranked(label).weight : 1))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  return raw.map((weight) => weight / total)
}
