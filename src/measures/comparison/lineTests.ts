import type { TestName } from '../../core/comparisonTest.js'
import type { Task } from '../../core/task.js'
import { deming, type LineOfBias } from '../../stats/deming.js'
import { passingBablok } from '../../stats/passingBablok.js'
import type { CaseView } from '../caseView.js'
import type { ColumnSample } from '../rowSample.js'
import { untested, type Tested } from './tested.js'

/** Passing and Bablok's slopes are those of all pairs: half a million for these, the first of the sample, in an order that is random. */
export const MOST_PAIRED = 1000

/**
 * Does new add a constant to what old says, or multiply it? Old's numbers across, new's upwards: the values of a regression, or the score of the
 * positive label of two. With more labels the two sides' scores need not be of the same one: no line.
 */
export function lineTests(view: CaseView, task: Task, answers: readonly ColumnSample[]): Tested[] {
  const isLine =
    task === 'regression' || (task === 'classification' && view.labels.length === 2 && view.positive !== null)
  const [old, newer] = answers
  if (!isLine || old === undefined || newer === undefined) return []
  const [x, y] = presentPairs(old.values, newer.values)
  if (x.length === 0) return []
  const sampled = x.length < view.n
  const few = [x.subarray(0, MOST_PAIRED), y.subarray(0, MOST_PAIRED)] as const
  return [
    line('deming', deming(x, y, view.confidence), x, y, sampled),
    line('passing-bablok', passingBablok(...few, view.confidence), ...few, sampled || few[0].length < x.length),
  ]
}

function line(test: TestName, of: LineOfBias | null, x: Float64Array, y: Float64Array, sampled: boolean): Tested {
  const n = x.length
  const inSample = sampled ? ({ sampled: true } as const) : {}
  if (of === null) return untested(test, n, n < 3 ? 'too-few-cases' : reasonFor(x, y), inSample)
  return {
    test,
    statistic: null,
    degrees: null,
    pValue: null,
    estimates: [
      { name: 'slope', value: of.slope, interval: of.slopeInterval },
      { name: 'intercept', value: of.intercept, interval: of.interceptInterval },
    ],
    n,
    ...inSample,
  }
}

function reasonFor(x: Float64Array, y: Float64Array): string {
  return isConstant(x) || isConstant(y) ? 'constant-side' : 'no-line'
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0])
}

function presentPairs(old: Float64Array, newer: Float64Array): [Float64Array, Float64Array] {
  const isThere = (i: number) => Number.isFinite(old[i]) && Number.isFinite(newer[i])
  return [old.filter((_, i) => isThere(i)), newer.filter((_, i) => isThere(i))]
}
