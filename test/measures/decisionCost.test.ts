import { describe, expect, it } from 'vitest'
import { costMatrix } from '../../src/core/decisionCosts.js'
import type { Interval } from '../../src/core/estimate.js'
import type { PairedBatch } from '../../src/core/predictions.js'
import { viewOf } from '../../src/measures/caseView.js'
import { decisionCost } from '../../src/measures/decisionCost.js'
import { startMeasuring } from '../../src/measures/measuring.js'
import { seededRandom } from '../../src/stats/random.js'
import { BINARY, classBatch, find, measure, swapped } from './given.js'

/** A false alarm costs 5, a missed "yes" 100. */
const COSTS = costMatrix({ no: { yes: 5 }, yes: { no: 100 } }, ['no', 'yes'])
const OPTIONS = { ...BINARY, costs: COSTS }

function answered(truth: readonly number[], old: readonly number[], newer: readonly number[]): PairedBatch {
  const side = (predicted: readonly number[]) => ({ predicted, scores: null })
  return classBatch({ truth, old: side(old), new: side(newer) }, ['no', 'yes'], 1)
}

/** n cases, a tenth of them "yes"; each model misses and raises false alarms at random, the new one more rarely a false alarm. */
function drawn(n: number, seed: number): PairedBatch {
  const random = seededRandom(seed)
  const truth = Array.from({ length: n }, () => (random() < 0.1 ? 1 : 0))
  const answers = (missed: number, alarms: number) =>
    truth.map((label) => (random() < (label === 1 ? missed : alarms) ? 1 - label : label))
  return answered(truth, answers(0.2, 0.1), answers(0.2, 0.04))
}

/** Of the difference, without the other measures. */
function intervalAlone(batch: PairedBatch): Interval | null {
  const measuring = startMeasuring(OPTIONS)
  measuring.add(batch)
  const view = viewOf(measuring.data.overall, { ...OPTIONS, purpose: 'alone' })
  return decisionCost.estimate(view, {}).find(({ of }) => of === 'difference')!.interval
}

describe('the cost of decisions', () => {
  it('is the mean over the cases of what truth and answer cost', () => {
    // Old misses one "yes" of two (100); new finds both and raises two false alarms of three (5 each).
    const { estimates } = measure(OPTIONS, [answered([1, 1, 0, 0, 0], [1, 0, 0, 0, 0], [1, 1, 1, 1, 0])])
    expect(find(estimates, 'decisionCost', 'old')).toMatchObject({ value: 20, unit: 'target', n: 5 })
    expect(find(estimates, 'decisionCost', 'new').value).toBe(2)
    expect(find(estimates, 'decisionCost', 'difference')).toMatchObject({
      value: -18,
      method: 'multinomial-bootstrap',
    })
  })

  it('is not asked where the plan gives no costs', () => {
    const { estimates } = measure(BINARY, [drawn(50, 1)])
    expect(estimates.filter(({ measure: name }) => name === 'decisionCost')).toEqual([])
  })

  it('has an interval that holds the true difference as often as it says', () => {
    // Costs a case: old 0.1 x 0.2 x 100 + 0.9 x 0.1 x 5 = 2.45, new 0.1 x 0.2 x 100 + 0.9 x 0.04 x 5 = 2.18: a difference of -0.27.
    let held = 0
    for (let seed = 1; seed <= 150; seed++) {
      const interval = intervalAlone(drawn(400, seed))
      if (interval![0] <= -0.27 && -0.27 <= interval![1]) held++
    }
    // 142.5 of 150 expected at 95 %; fewer than 136 would happen once in a hundred.
    expect(held).toBeGreaterThanOrEqual(136)
  })

  it('leaves room for the dearest mistake that was not seen, and changes sign with the models', () => {
    const truth = Array.from({ length: 100 }, (_, i) => (i < 10 ? 1 : 0))
    const same = find(measure(OPTIONS, [answered(truth, truth, truth)]).estimates, 'decisionCost', 'difference')
    // 100 x z² / (100 + z²), z = 1.96: a share of unseen cases, each of which costs 100.
    expect(same.interval![1]).toBeCloseTo((100 * 3.8415) / 103.8415, 3)
    expect(same.interval![0]).toBeCloseTo(-same.interval![1], 12)
    const [there, back] = [drawn(300, 3), swapped(drawn(300, 3))].map((batch) =>
      find(measure(OPTIONS, [batch]).estimates, 'decisionCost', 'difference'),
    )
    expect(back!.value).toBeCloseTo(-there!.value!, 12)
  })

  it('takes gains for costs below zero', () => {
    const gain = costMatrix({ yes: { yes: -30 } }, ['no', 'yes'])
    const { estimates } = measure({ ...BINARY, costs: gain }, [answered([1, 0], [0, 0], [1, 0])])
    expect(find(estimates, 'decisionCost', 'difference').value).toBe(-15)
  })

  it('names the nearest label for one that is not there', () => {
    expect(() => costMatrix({ yess: { no: 1 } }, ['no', 'yes'])).toThrow(/none of the labels: no, yes\..*"yes"/)
  })
})
