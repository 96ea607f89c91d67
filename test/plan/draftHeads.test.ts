import { describe, expect, it } from 'vitest'
import type { Port, Signature } from '../../src/core/signature.js'
import { answersOf, draftHeads } from '../../src/plan/draftHeads.js'

const port = (name: string, dtype: Port['dtype'], ...shape: (number | null)[]): Port => ({ name, dtype, shape })
const gives = (...outputs: Port[]): Signature => ({ inputs: [], outputs })
const asked = (signature: Signature): string[] => answersOf(signature).map(({ name }) => name)

describe('the questions that a model answers', () => {
  it('are one where label, scores and logits are ways of writing the same answer', () => {
    expect(asked(gives(port('label', 'int64', null), port('probabilities', 'float32', null, 3)))).toEqual([
      'probabilities',
    ])
    expect(
      asked(
        gives(
          port('predict_proba', 'float64', null, 2),
          port('decision_function', 'float64', null),
          port('predict', 'utf8', null),
        ),
      ),
    ).toEqual(['predict_proba'])
  })

  it('are not embeddings, hidden states or attention, which a model gives out beside its answer', () => {
    const signature = gives(
      port('logits', 'float32', null, 2),
      port('last_hidden_state', 'float32', null, null, 768),
      port('embedding', 'float32', null, 768),
    )
    expect(asked(signature)).toEqual(['logits'])
  })

  it('are several where outputs differ by more than how they are written', () => {
    const signature = gives(
      port('intent_logits', 'float32', null, 5),
      port('intent_label', 'int64', null),
      port('urgency', 'utf8', null),
      port('days', 'float32', null, 1),
    )
    expect(asked(signature)).toEqual(['intent_logits', 'urgency', 'days'])
    expect(
      asked(
        gives(
          port('predict', 'float64', null, 2),
          port('predict_0', 'float64', null),
          port('predict_1', 'float64', null),
        ),
      ),
    ).toEqual(['predict_0', 'predict_1'])
  })

  it('become heads with the columns that are called like them, and blanks for what no file tells', () => {
    const lines = draftHeads({
      signatures: { old: gives(port('intent', 'float32', null, 2), port('days', 'float32', null, 1)), new: null },
      task: 'classification',
      outputs: { old: 'intent' },
      labels: { old: ['order', 'no'] },
      label: 'what',
      fields: ['what', 'days_needed'].map((name) => ({ name, kind: 'number', type: 'float64' }) as const),
    })
    expect(lines).toEqual([
      'heads:',
      '  intent:',
      '    label: what',
      // Quoted: a bare no is a truth value in YAML.
      '    old: { labels: [order, "no"] }',
      '    new: { predicted: COLUMN }',
      '  days:',
      '    task: regression   # guessed from its shape',
      '    label: days_needed',
      '    old: { output: days }',
      '    new: { value: COLUMN }',
    ])
  })
})
