import { describe, expect, it } from 'vitest'
import type { ArtifactSpec } from '../../src/core/spec.js'
import { planOutputs } from '../../src/models/outputs.js'
import { referenceCases } from '../stats/reference.js'
import { floats, specOf } from './fixtures.js'

interface VotesCase {
  name: string
  labels: string[]
  values: number[][]
  predicted: string[]
}

const CASES = referenceCases<VotesCase[]>('one-vs-one')

function predict({ labels, values }: VotesCase, spec: Partial<ArtifactSpec> = {}) {
  const width = values[0]!.length
  // The comparison has the labels in another order than the model.
  const order = labels.toReversed()
  const mapper = planOutputs({
    side: 'old',
    signature: { inputs: [], outputs: [{ name: 'decision', dtype: 'float32', shape: [null, width] }] },
    task: 'classification',
    labels: order,
    own: { labels, from: 'plan' },
    positive: null,
    spec: specOf('svm.onnx', { side: 'old', ...spec }),
  })
  const output = floats('decision', [values.length, width], values.flat())
  const found = mapper.predictions({ outputs: [output], elapsedNs: 1 }, values.length)
  if (found.kind !== 'classes') throw new Error(found.kind)
  return {
    predicted: Array.from(found.predicted, (label) => order[label]!),
    scores: found.scores,
    record: mapper.record(),
  }
}

/** Cases in which several labels have the most votes. */
function tied({ labels, values }: VotesCase): number {
  return values.filter((row) => {
    const votes = labels.map(() => 0)
    let at = 0
    for (let i = 0; i < labels.length; i++) for (let j = i + 1; j < labels.length; j++) votes[row[at++]! > 0 ? i : j]!++
    return votes.filter((count) => count === Math.max(...votes)).length > 1
  }).length
}

describe('one-vs-one decision values', () => {
  for (const reference of CASES)
    it(`give the labels that scikit-learn's SVC predicts: ${reference.name}`, () => {
      const { predicted, scores } = predict(reference, { outputIs: 'one-vs-one' })
      expect(predicted).toEqual(reference.predicted)
      // Distances from planes are no probabilities.
      expect(scores).toBeNull()
    })

  it('are tied now and then in these cases, so that the rule for ties is tested too', () => {
    expect(CASES.map(tied).reduce((sum, cases) => sum + cases)).toBeGreaterThan(3)
  })

  it('are recognised where there is one for each pair and not one for each label', () => {
    const [three, four, ten] = CASES as [VotesCase, VotesCase, VotesCase]
    expect(predict(four).record).toMatchObject({ meaning: 'one-vs-one', by: 'detected' })
    expect(predict(ten).predicted).toEqual(ten.predicted)
    // Three labels have three pairs: unless the plan says so these are taken for logits, as nearly always they are.
    expect(predict(three).record).toMatchObject({ meaning: 'logits', by: 'detected' })
  })

  it('are refused for another number of labels than there are pairs', () => {
    const [, four] = CASES as [VotesCase, VotesCase, VotesCase]
    expect(() => predict({ ...four, labels: four.labels.slice(1) }, { outputIs: 'one-vs-one' })).toThrow(
      /one-vs-one decision values of 3 labels \(from the plan\) are 3, one for each pair/,
    )
  })
})
