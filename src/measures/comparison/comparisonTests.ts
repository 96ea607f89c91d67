import type { ComparisonTest, TestName } from '../../core/comparisonTest.js'
import type { Task } from '../../core/task.js'
import type { CaseView } from '../caseView.js'
import type { ColumnSample } from '../rowSample.js'
import { agreementTests } from './agreementTests.js'
import { answerTests } from './answerTests.js'
import { lineTests } from './lineTests.js'
import { meanTests } from './meanTests.js'
import { untested, type Tested } from './tested.js'

/**
 * Tests of the two models as two instruments that measure the same cases: do they differ, and could one stand in for the other? `answers` are
 * the samples of both models' answers, numbers old and new first.
 */
export function comparisonTests(
  view: CaseView,
  task: Task,
  answers: readonly ColumnSample[],
  set: string,
): ComparisonTest[] {
  if (view.n === 0 || task === 'tensors') return []
  // They take every case for one of its own: on cases that belong together they would find differences that are none.
  if (view.sample !== null) return notForClusters(view, task).map((tested) => toTest(tested, set))
  return [
    ...answerTests(view, task),
    ...meanTests(view, task),
    ...agreementTests(view, task),
    ...lineTests(view, task, answers),
  ].map((tested) => toTest(tested, set))
}

function notForClusters(view: CaseView, task: Task): Tested[] {
  const reason = view.unnamedClusters === view.n ? 'weighted' : 'clustered'
  const names: readonly TestName[] =
    task === 'regression'
      ? ['paired-t', 'limits-of-agreement', 'concordance', 'deming', 'passing-bablok']
      : ['mcnemar-exact', 'mcnemar-mid-p', 'stuart-maxwell', 'bhapkar', 'limits-of-agreement', 'concordance']
  return names.map((test) => untested(test, view.n, reason))
}

/** The one door: nothing that is not finite passes, and a test without any number says why. */
function toTest(tested: Tested, set: string): ComparisonTest {
  const pValue = finite(tested.pValue)
  return {
    ...tested,
    set,
    slice: null,
    statistic: finite(tested.statistic),
    degrees: finite(tested.degrees),
    pValue: pValue === null ? null : Math.min(1, Math.max(0, pValue)),
    estimates: tested.estimates
      .filter(({ value }) => Number.isFinite(value))
      .map(({ name, value, interval }) => ({
        name,
        value: value + 0,
        interval: interval?.every(Number.isFinite) === true ? [interval[0] + 0, interval[1] + 0] : null,
      })),
  }
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value + 0 : null
}
