import type { MeasureName } from '../../core/measureCatalog.js'
import type { Task } from '../../core/task.js'
import { normalTail, studentTail } from '../../stats/distributions.js'
import { varianceOfDifference } from '../../stats/influence.js'
import { moments } from '../../stats/moments.js'
import type { PairedMoments } from '../../stats/pairedMoments.js'
import { absoluteErrors } from '../absoluteErrors.js'
import type { CaseView } from '../caseView.js'
import { rankStatistics } from '../rocAuc.js'
import { untested, type Tested } from './tested.js'

/** Is the mean loss, or the ranking, the same? Tests of "no difference" at all, without a margin. */
export function meanTests(view: CaseView, task: Task): Tested[] {
  if (view.labelled === 0) return []
  if (task === 'regression') return [pairedT('mae', absoluteErrors(view))]
  if (!view.hasScores('old') || !view.hasScores('new')) return []
  return [
    ...(task === 'classification' ? [delongTest(view)] : []),
    pairedT('logLoss', view.losses.log),
    pairedT('brier', view.losses.brier),
  ]
}

/** t = mean / (s / √n) of the paired differences; none where they are all equal. */
function pairedT(measure: MeasureName, { difference }: PairedMoments): Tested {
  const { n, mean, variance } = moments.value(difference)
  const about = { measure, options: {} }
  if (n < 2) return untested('paired-t', n, 'too-few-cases', about)
  if (!(variance > 0)) return untested('paired-t', n, mean === 0 ? 'no-changes' : 'constant-difference', about)
  const statistic = mean / Math.sqrt(variance / n)
  return {
    test: 'paired-t',
    ...about,
    statistic,
    degrees: n - 1,
    pValue: 2 * studentTail(Math.abs(statistic), n - 1),
    estimates: [],
    n,
  }
}

function delongTest(view: CaseView): Tested {
  const about = { measure: 'rocAuc' as const, options: {} }
  const ranked = rankStatistics(view, {})
  if ('reason' in ranked) return untested('delong', view.labelled, ranked.reason, about)
  const { old, new: newer, smaller } = ranked
  if (old === null || newer === null) return untested('delong', view.labelled, 'no-scores', about)
  if (smaller < 2) return untested('delong', view.labelled, 'too-few-cases', about)
  const variance = varianceOfDifference(old.influences, newer.influences)
  if (!(variance > 1e-30)) return untested('delong', view.labelled, 'no-changes', about)
  const statistic = (newer.value - old.value) / Math.sqrt(variance)
  return {
    test: 'delong',
    ...about,
    statistic,
    degrees: null,
    pValue: 2 * normalTail(Math.abs(statistic)),
    estimates: [],
    n: view.labelled,
  }
}
