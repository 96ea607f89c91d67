import type { Task } from '../../core/task.js'
import { concordance } from '../../stats/concordance.js'
import { limitsOfAgreement } from '../../stats/limitsOfAgreement.js'
import { moments } from '../../stats/moments.js'
import { pairedCovariance } from '../../stats/pairedMoments.js'
import type { CaseView } from '../caseView.js'
import { untested, type Tested } from './tested.js'

/**
 * How far apart do the two models' numbers lie on one case, and how much of their variation is common? Of the values of a regression; of
 * the scores of a classification, as `scoreChanges` takes them: labels or not.
 */
export function agreementTests(view: CaseView, task: Task): Tested[] {
  if (task !== 'classification' && task !== 'regression') return []
  const { pairs } = view.changes
  const { n, mean, variance } = moments.value(pairs.difference)
  // Without scores there is nothing to compare: no test, rather than one that failed.
  if (n === 0) return []
  return [limits(n, mean, variance, view.confidence), lin(view)]
}

function limits(n: number, mean: number, variance: number, confidence: number): Tested {
  const found = limitsOfAgreement(n, mean, variance, confidence)
  if (found === null) return untested('limits-of-agreement', n, n < 2 ? 'too-few-cases' : 'not-finite')
  return {
    test: 'limits-of-agreement',
    statistic: null,
    degrees: null,
    pValue: null,
    estimates: [
      { name: 'bias', value: found.bias, interval: found.biasInterval },
      { name: 'deviation', value: found.deviation, interval: null },
      { name: 'low-limit', value: found.low, interval: found.lowInterval },
      { name: 'high-limit', value: found.high, interval: found.highInterval },
    ],
    n,
  }
}

function lin(view: CaseView): Tested {
  const { old, new: newer } = view.changes.pairs
  const n = old.n
  const ab = n < 2 ? 0 : pairedCovariance(view.changes.pairs) * (n - 1)
  const found = concordance({ n, a: old.mean, b: newer.mean, aa: old.m2, bb: newer.m2, ab }, view.confidence)
  if (found === null) return untested('concordance', n, n < 2 ? 'too-few-cases' : 'constant-side')
  return {
    test: 'concordance',
    statistic: null,
    degrees: null,
    pValue: null,
    estimates: [
      { name: 'concordance', value: found.value, interval: found.interval },
      { name: 'correlation', value: found.correlation, interval: null },
      { name: 'accuracy', value: found.accuracy, interval: null },
    ],
    n,
  }
}
