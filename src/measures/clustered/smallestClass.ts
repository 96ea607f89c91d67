import { rowsWhere, selectSample, type ClusterSample } from '../../stats/clusterSample.js'
import type { CaseView } from '../caseView.js'
import type { ClusteredRanks } from './clusteredRanks.js'

/** The cases, and those of the class (of one label's two, or of its positives) that the fewest clusters speak for. */
export function smallestClass(
  view: CaseView,
  sample: ClusterSample,
  labels: readonly number[],
  of: 'both' | 'positives',
): ClusteredRanks {
  const classes = labels.flatMap((label) => {
    const { positive } = view.ranked(label)
    return (of === 'both' ? [1, 0] : [1]).map((wanted) =>
      selectSample(
        sample,
        rowsWhere(positive, (flag) => flag === wanted),
      ),
    )
  })
  return { sample, smaller: classes.reduce((a, b) => (b.effective < a.effective ? b : a)) }
}
