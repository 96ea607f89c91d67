import { describe, expect, it } from 'vitest'
import { averageFigures, type DecisionRatio } from '../../src/measures/labelSets/averageRatio.js'
import { labelSetCases } from '../../src/measures/summaries/labelSetCases.js'
import { seededRandom } from '../../src/stats/random.js'
import { mismatch, referenceCases } from '../stats/reference.js'
import { find, labelSetBatch, measure, MULTILABEL, type LabelSetRows } from './given.js'

type Expected = Record<string, number>

interface LabelSetCase {
  name: string
  labels: string[]
  truth: number[][]
  old: { scores: number[][]; decided: number[][]; expected: Expected }
  new: { scores: number[][]; decided: number[][]; expected: Expected }
  pair: Expected
}

describe('multilabel measures equal scikit-learn:', () => {
  const averages = (['precision', 'recall', 'f1'] as const).flatMap((name) =>
    (['micro', 'macro', 'weighted', 'samples'] as const).map((average) => ({
      measure: name,
      options: { average },
      by: null,
    })),
  )
  const ranks = (['rocAuc', 'averagePrecision'] as const).flatMap((name) =>
    (['macro', 'weighted'] as const).map((average) => ({ measure: name, options: { average }, by: null })),
  )
  for (const reference of referenceCases<LabelSetCase[]>('multilabel')) {
    const { labels } = reference
    const options = { ...MULTILABEL, labels, wanted: [...averages, ...ranks] }
    const { estimates } = measure(options, [labelSetBatch(reference, labels)])

    it(`${reference.name}, each side and their difference`, () => {
      expect(Object.keys(reference.old.expected).length).toBeGreaterThan(15)
      const wrong = Object.entries(reference.old.expected).flatMap(([key, old]) => {
        const newer = reference.new.expected[key]!
        const difference = find(estimates, key, 'difference')
        const outside =
          difference.interval === null ||
          difference.interval[0] > difference.value! ||
          difference.interval[1] < difference.value!
        return [
          ...mismatch(find(estimates, key, 'old').value, old, `old ${key}`),
          ...mismatch(find(estimates, key, 'new').value, newer, `new ${key}`),
          ...mismatch(difference.value! + old, newer, `difference ${key}`),
          ...(outside ? [`difference ${key} is outside its interval ${String(difference.interval)}`] : []),
        ]
      })
      expect(wrong).toEqual([])
    })

    it(`${reference.name}, what is about both`, () => {
      const wrong = Object.entries(reference.pair).flatMap(([key, expected]) =>
        mismatch(find(estimates, key, 'pair').value, expected, key),
      )
      expect(wrong).toEqual([])
    })
  }
})

/** Two labels; the third of which nobody ever speaks. */
const labels = ['spam', 'urgent', 'never']

describe('cases with any number of labels', () => {
  it('that have none and are given none are right, and lose something when one is given', () => {
    // Old gives nothing to two cases without labels; new gives one of them a label: half of the cases are lost.
    const rows: LabelSetRows = {
      truth: [
        [0, 0, 0],
        [0, 0, 0],
        [1, 1, 0],
        [1, 0, 0],
      ],
      old: { decided: [[0, 0, 0], [0, 0, 0], [1, 1, 0], [1, 0, 0]], scores: null }, // prettier-ignore
      new: { decided: [[0, 0, 0], [1, 0, 0], [1, 1, 0], [1, 0, 0]], scores: null }, // prettier-ignore
    }
    const { estimates } = measure({ ...MULTILABEL, labels }, [labelSetBatch(rows, labels)])
    expect(find(estimates, 'f1(average=samples)', 'old').value).toBe(1)
    expect(find(estimates, 'f1(average=samples)', 'new').value).toBe(0.75)
    expect(find(estimates, 'subsetAccuracy', 'difference').value).toBe(-0.25)
    expect(find(estimates, 'negativeFlipRate', 'pair').value).toBe(0.25)
    expect(find(estimates, 'negativeFlipRate(class=spam)', 'pair').value).toBe(0.25)
    expect(find(estimates, 'negativeFlipRate(class=urgent)', 'pair').value).toBe(0)
    // One of 4 x 3 decisions is wrong.
    expect(find(estimates, 'hammingLoss', 'new').value).toBeCloseTo(1 / 12, 12)
    // Without scores there is nothing to rank by, and it says so.
    expect(find(estimates, 'rocAuc', 'difference')).toMatchObject({ value: null, reason: 'no-scores' })
  })

  it('do not dilute a macro average by labels that no case has', () => {
    // F1 of spam 1, of urgent 0: the mean over the two that occur is 1/2, over all three it would be 1/3.
    const rows: LabelSetRows = {
      truth: [
        [1, 1, 0],
        [1, 0, 0],
      ],
      old: { decided: [[1, 0, 0], [1, 0, 0]], scores: null }, // prettier-ignore
      new: { decided: [[1, 0, 0], [1, 0, 0]], scores: null }, // prettier-ignore
    }
    const { estimates } = measure({ ...MULTILABEL, labels }, [labelSetBatch(rows, labels)])
    expect(find(estimates, 'f1', 'old').value).toBe(0.5)
    expect(find(estimates, 'f1(class=never)', 'old')).toMatchObject({ value: null, reason: 'no-cases' })
  })

  it('of which not one has a label leave nothing to average, rather than a perfect score', () => {
    const none = [[0, 0, 0], [0, 0, 0]] // prettier-ignore
    const rows: LabelSetRows = {
      truth: none,
      old: { decided: none, scores: null },
      new: { decided: none, scores: null },
    }
    const { estimates } = measure({ ...MULTILABEL, labels }, [labelSetBatch(rows, labels)])
    for (const key of ['f1', 'f1(average=micro)', 'recall(average=weighted)', 'precision(average=samples)'])
      expect(find(estimates, key, 'difference')).toMatchObject({ value: null, reason: 'no-cases' })
  })

  it('without known labels are still compared with each other', () => {
    const rows: LabelSetRows = {
      truth: null,
      old: { decided: [[1, 0, 0], [0, 1, 0]], scores: [[0.9, 0.1, 0], [0.2, 0.8, 0]] }, // prettier-ignore
      new: { decided: [[1, 0, 0], [0, 0, 0]], scores: [[0.7, 0.1, 0], [0.2, 0.4, 0]] }, // prettier-ignore
    }
    const { estimates, evidence } = measure({ ...MULTILABEL, labels }, [labelSetBatch(rows, labels)])
    expect(find(estimates, 'agreement', 'pair').value).toBe(0.5)
    expect(find(estimates, 'largestScoreDifference', 'pair').value).toBeCloseTo(0.4, 12)
    // (0.2 + 0.4) / 3 labels / 2 cases, downwards.
    expect(find(estimates, 'meanScoreDifference', 'pair').value).toBeCloseTo(-0.1, 12)
    expect(find(estimates, 'f1', 'difference')).toMatchObject({ value: null, reason: 'no-labels' })
    expect(evidence.outcome).toMatchObject({ kind: 'label-sets', same: 1, exact: null })
  })
})

const F1: DecisionRatio = {
  above: (having, answered) => 2 * having * answered,
  below: (having, answered) => having + answered,
}

/** A case: four labels that hang together, of which new misses a little more than old. */
function drawCase(random: () => number): { truth: number[]; old: number[]; new: number[] } {
  const topic = random()
  const truth = [0.5, 0.3, 0.2, 0.1].map((rate, k) =>
    random() < (topic < 0.4 ? 1.5 : 0.6) * rate * (k < 2 ? 1 : 0.8) ? 1 : 0,
  )
  const answer = (flags: readonly number[], miss: number) =>
    flags.map((flag) => (random() < (flag === 1 ? miss : 0.04) ? 1 - flag : flag))
  const old = answer(truth, 0.2)
  return { truth, old, new: random() < 0.7 ? old : answer(truth, 0.3) }
}

function figuresOf(n: number, random: () => number, average: 'micro' | 'macro' | 'samples' | 'weighted') {
  const cases = Array.from({ length: n }, () => drawCase(random))
  const rows: LabelSetRows = {
    truth: cases.map(({ truth }) => truth),
    old: { decided: cases.map(({ old }) => old), scores: null },
    new: { decided: cases.map((one) => one.new), scores: null },
  }
  const state = labelSetCases.add(labelSetCases.empty(), labelSetBatch(rows, ['a', 'b', 'c', 'd']))
  return averageFigures(labelSetCases.value(state), 4, F1, average, 0.95)
}

describe('intervals of averages over labels', () => {
  // 400 samples: a coverage of 95 % shows as 92.8 to 97.2 % (two standard errors).
  const RUNS = 400
  for (const average of ['micro', 'macro', 'weighted', 'samples'] as const)
    it(`hold the truth for the ${average} F1 of 150 cases`, () => {
      const [value, , difference] = figuresOf(60_000, seededRandom(7), average).map((figure) => figure.value!)
      const random = seededRandom(8)
      let valueHeld = 0
      let differenceHeld = 0
      for (let run = 0; run < RUNS; run++) {
        const [old, , paired] = figuresOf(150, random, average)
        if (old!.interval![0] <= value! && value! <= old!.interval![1]) valueHeld++
        if (paired!.interval![0] <= difference! && difference! <= paired!.interval![1]) differenceHeld++
      }
      expect(valueHeld / RUNS).toBeGreaterThan(0.92)
      expect(differenceHeld / RUNS).toBeGreaterThan(0.93)
      expect(differenceHeld / RUNS).toBeLessThan(0.99)
    })
})
