import { describe, expect, it } from 'vitest'
import { standIn } from '../../src/cli/power/standIn.js'
import { decide } from '../../src/judge/decide.js'
import { forecast } from '../../src/judge/forecast.js'
import { seededRandom } from '../../src/stats/random.js'
import { summaryOf } from '../../src/measures/measuring.js'
import { viewOf } from '../../src/measures/caseView.js'
import { toEstimate } from '../../src/measures/toEstimate.js'
import { REGISTRY } from '../../src/measures/registry.js'
import { BINARY, classBatch, find, measure } from '../measures/given.js'
import type { Estimate } from '../../src/core/estimate.js'
import type { Criterion } from '../../src/core/criterion.js'
import type { PairedBatch } from '../../src/core/predictions.js'
import { criterion, own, points, TEST_SET } from '../judge/given.js'

/** A model that errs in a tenth of the cases, with scores; 30 % of the cases are positive. */
function oldAlone(n: number, seed: number): PairedBatch {
  const random = seededRandom(seed)
  const truth = Array.from({ length: n }, () => (random() < 0.3 ? 1 : 0))
  const scores = truth.map((label) => {
    const sure = random() < 0.9 ? 0.5 + random() / 2 : random() / 2
    return label === 1 ? [1 - sure, sure] : [sure, 1 - sure]
  })
  const predicted = scores.map(([no, yes]) => (yes! > no! ? 1 : 0))
  return classBatch({ truth, old: { predicted, scores }, new: { predicted, scores } }, ['no', 'yes'], 1)
}

const rehearsed = (batch: PairedBatch, share: number, seed = 1) =>
  measure(BINARY, [standIn(batch, share, seed)]).estimates

const ask = (asked: readonly Criterion[], batch: PairedBatch, share: number) =>
  forecast({ criteria: asked, estimates: rehearsed(batch, share), sets: TEST_SET, confidence: 0.95, power: 0.8 })

describe('a stand-in for the new model', () => {
  it('is exactly as good as old by every measure, and differs the more the less it shares with it', () => {
    const batch = oldAlone(2000, 1)
    const [alike, apart] = [rehearsed(batch, 0.25), rehearsed(batch, 1)]
    for (const key of ['accuracy', 'f1', 'rocAuc', 'logLoss', 'brier'])
      expect(find(apart, key, 'difference').value).toBeCloseTo(0, 12)
    const differing = (of: typeof alike) => 1 - find(of, 'agreement', 'pair').value!
    // Two independent models that err in a tenth differ in 2 x 0.1 x 0.9 = 18 % of the cases.
    expect(differing(apart)).toBeGreaterThan(0.15)
    expect(differing(apart)).toBeLessThan(0.21)
    expect(differing(alike) / differing(apart)).toBeGreaterThan(0.15)
    expect(differing(alike) / differing(apart)).toBeLessThan(0.35)
    expect(differing(rehearsed(batch, 0))).toBe(0)
  })
})

describe('the forecast of a criterion', () => {
  it.each([
    ['accuracy', points(1)],
    ['rocAuc', points(1)],
    ['logLoss', own('maxDegradation', 0.01)],
    ['f1', points(1)],
  ] as const)('of %s names the margin that equal models pass with the stated probability', (name, demand) => {
    const n = 600
    // One rehearsal is a sample too, so what it says varies; forty together are the formula's.
    const margins = Array.from({ length: 40 }, (_, i) => {
      const estimates = estimatesOf(standIn(oldAlone(n, 5000 + i), 0.5, i), name, i)
      const asked = [criterion({ measure: name, demand })]
      const [one] = forecast({ criteria: asked, estimates, sets: TEST_SET, confidence: 0.95, power: 0.8 })
      return one!.strictest!
    })
    const margin = margins.reduce((sum, one) => sum + one, 0) / margins.length
    const runs = name === 'f1' ? 200 : 500
    let passes = 0
    for (let run = 0; run < runs; run++) {
      const estimates = estimatesOf(fresh(n, 100 + run), name, run)
      const [low, high] = estimates.find(({ of }) => of === 'difference')!.interval!
      const degradation: [number, number] = name === 'logLoss' ? [low, high] : [-high, -low]
      if (decide(degradation, { low: -Infinity, high: margin }) === 'pass') passes++
    }
    // Three points, and three standard errors of the runs (1.8 points of 500).
    expect(Math.abs(passes / runs - 0.8)).toBeLessThan(0.03 + 3 * Math.sqrt(0.16 / runs))
  })

  it('tells what cannot be forecast, and why', () => {
    const batch = oldAlone(300, 3)
    const forecasts = ask(
      [
        criterion({ id: 'fact', measure: 'coverage', demand: { kind: 'atLeast', bound: { value: 1, unit: 'own' } } }),
        criterion({ id: 'fixed', basis: 'fixed' }),
        criterion({ id: 'better', demand: { kind: 'minImprovement', margin: { value: 1, unit: 'point' } } }),
        criterion({ id: 'few', minCases: 1000 }),
        criterion({ id: 'nowhere', by: 'region' }),
        criterion({ id: 'waived', waived: 'agreed' }),
      ],
      batch,
      0.5,
    )
    expect(forecasts.map((one) => [one.criterion, one.kind, one.decided, one.casesNeeded])).toEqual([
      ['fact', 'fact', null, null],
      ['fixed', 'fact', null, null],
      ['better', 'improvement', null, null],
      ['few', 'impossible', false, 1000],
      ['nowhere', 'impossible', false, null],
    ])
  })
})

/** New cases, and a new model of the same quality that shares half of its answers with old: as in the rehearsal, drawn anew. */
function fresh(n: number, seed: number): PairedBatch {
  const random = seededRandom(seed)
  const one = (label: number): [number, number] => {
    const sure = random() < 0.9 ? 0.5 + random() / 2 : random() / 2
    return label === 1 ? [1 - sure, sure] : [sure, 1 - sure]
  }
  const truth = Array.from({ length: n }, () => (random() < 0.3 ? 1 : 0))
  const old = truth.map(one)
  const newer = truth.map((label, i) => (random() < 0.5 ? old[i]! : one(label)))
  const answers = (scores: [number, number][]) => ({ scores, predicted: scores.map(([no, yes]) => (yes > no ? 1 : 0)) })
  return classBatch({ truth, old: answers(old), new: answers(newer) }, ['no', 'yes'], 1)
}

/** The estimates of one measure and of the agreement, without all the others: a thousand times. */
function estimatesOf(batch: PairedBatch, name: 'accuracy' | 'rocAuc' | 'logLoss' | 'f1', seed: number): Estimate[] {
  const summary = summaryOf(BINARY)
  const view = viewOf(summary.add(summary.empty(), batch), { ...BINARY, seed, purpose: 'test/' })
  return [name, 'agreement' as const].flatMap((one) =>
    REGISTRY[one].estimate(view, {}).map((figure) => toEstimate(figure, one, {}, 'test', null)),
  )
}
