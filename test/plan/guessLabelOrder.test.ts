import { describe, expect, it } from 'vitest'
import type { DraftModel } from '../../src/plan/draftFacts.js'
import { guessLabelOrder } from '../../src/plan/guessLabelOrder.js'

function model(...outputs: readonly (readonly [string, readonly (number | null)[]])[]): DraftModel {
  const ports = outputs.map(([name, shape]) => ({ name, dtype: 'float32' as const, shape }))
  return { file: { path: 'm', shown: 'm' }, format: 'xgboost', signature: { inputs: [], outputs: ports } }
}

describe('the labels that a draft guesses for a model without names', () => {
  it('have the positive one last where a single score speaks of it, whatever the alphabet says', () => {
    const single = model(['probability', [null]], ['raw_score', [null, 1]])
    expect(guessLabelOrder(single, ['stay', 'churn'], 'churn').labels).toEqual(['stay', 'churn'])
    expect(guessLabelOrder(single, ['stay', 'churn'], 'stay').labels).toEqual(['churn', 'stay'])
  })

  it('are sorted where each has a score of its own, there are more than two, or nobody says which is positive', () => {
    expect(guessLabelOrder(model(['p', [null, 2]]), ['stay', 'churn'], 'churn').labels).toEqual(['churn', 'stay'])
    expect(guessLabelOrder(model(['p', [null]]), ['b', 'c', 'a'], 'a').labels).toEqual(['a', 'b', 'c'])
    expect(guessLabelOrder(model(['p', [null]]), ['stay', 'churn'], undefined).labels).toEqual(['churn', 'stay'])
  })
})
