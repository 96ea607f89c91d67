import { describe, expect, it } from 'vitest'
import type { DType } from '../../src/core/dtype.js'
import { outputLines } from '../../src/plan/draftOutputs.js'
import { loadText, problemsOf } from './refusals.js'

/** Task tensors; the first of `lines` is line 5. */
const planWith = (...lines: string[]): string =>
  [
    'recette: 1',
    'task: tensors',
    'models: { old: { artifact: handover/churn.onnx }, new: { artifact: delivery/saved_model } }',
    'sets: { test: datasets/churn/test.csv }',
    ...lines,
  ].join('\n')

const problems = (...lines: string[]): Promise<string[]> => problemsOf(loadText(planWith(...lines)))

describe('outputs in a plan', () => {
  it('are all that both models have when the plan does not speak of them, judged by same-model', async () => {
    const { plan } = await loadText(planWith())
    expect(plan.outputs).toBeUndefined()
    expect(plan.criteria.map(({ id }) => id)).toEqual([
      'coverage atLeast 100 %',
      'tightestTolerance(rtol=0.001) atMost 0.0001',
      'smallestCosineSimilarity atLeast 0.9999',
      'discreteAgreement atLeast 99.9 % fixed',
      'neighbourOverlap atLeast 99 % fixed',
    ])
  })

  it('say by name how each is compared', async () => {
    const { plan } = await loadText(
      planWith(
        'outputs:',
        '  logits: {}',
        '  tokens: { old: hidden, new: last_hidden_state, mask: attention_mask }',
        '  sentence: { old: hidden, new: last_hidden_state, mask: attention_mask, reduce: mean, axis: 1, neighbours: 10 }',
        'criteria:',
        '  - { measure: tightestTolerance, output: logits, rtol: 0.001, atMost: 1e-4 }',
        '  - { measure: argmaxAgreement, output: tokens, axis: -1, atLeast: 99 % }',
        '  - { measure: signalToNoise, output: tokens, atLeast: 40 dB, basis: fixed }',
        '  - { measure: cosineSimilarity, atLeast: -0.5 }',
      ),
    )
    expect(plan.outputs).toEqual([
      { name: 'logits' },
      { name: 'tokens', old: 'hidden', new: 'last_hidden_state', mask: 'attention_mask' },
      {
        name: 'sentence',
        old: 'hidden',
        new: 'last_hidden_state',
        mask: 'attention_mask',
        reduce: 'mean',
        axis: 1,
        neighbours: 10,
      },
    ])
    expect(plan.criteria.map(({ id, basis }) => `${id}: ${basis}`)).toEqual([
      'tightestTolerance(output=logits,rtol=0.001) atMost 0.0001: fixed',
      'argmaxAgreement(axis=-1,output=tokens) atLeast 99 %: sample',
      'signalToNoise(output=tokens) atLeast 40 dB fixed: fixed',
      'cosineSimilarity atLeast -0.5: sample',
    ])
  })

  it('are refused where they say what makes no sense, each at its place', async () => {
    expect(await problems('outputs: { a: { axis: 1 } }')).toEqual([
      '5:23 PLAN_DOES_NOT_FIT outputs.a.axis says along which axis to reduce, but there is no reduction.',
    ])
    expect(await problems('outputs: { a: { reduce: mean, axis: 0 } }')).toEqual([
      expect.stringMatching(/5:\d+ \S+ outputs\.a\.axis .* a whole number other than 0, which is the batch\.?/),
    ])
    expect(await problems('outputs: { a: { reduce: middle } }')).toEqual([
      expect.stringContaining('must be one of none, mean, max, sum, argmax'),
    ])
    expect(await problems('outputs: { a: { reduce: argmax, neighbours: 3 } }')).toEqual([
      expect.stringContaining('which have no direction'),
    ])
    expect(await problems('outputs: {}')).toEqual([expect.stringContaining('so nothing would be compared')])
    expect(await problems('outputs: { a: { neighbors: 3 } }')).toEqual([
      expect.stringContaining('Did you mean "neighbours"?'),
    ])
  })

  it('are for raw outputs alone, and criteria must name one of them', async () => {
    const classes = planWith('outputs: { a: {} }', 'columns: { label: churned }').replace('tensors', 'classification')
    expect(await problemsOf(loadText(classes))).toEqual([
      expect.stringContaining('outputs says how raw outputs are compared, but the task is classification.'),
    ])
    const lines = ['outputs: { logits: {} }', 'criteria:']
    expect(await problems(...lines, '  - { measure: cosineSimilarity, output: logit, atLeast: 0.9 }')).toEqual([
      '7:42 PLAN_UNKNOWN_OUTPUT "logit" is not one of the outputs that the plan compares. Did you mean "logits"?',
    ])
    expect(await problems('criteria:', '  - { measure: largestScoreDifference, atMost: 0.1 }')).toEqual([
      expect.stringContaining(
        'largestScoreDifference is for classification and multilabel and regression, but the task is tensors.',
      ),
    ])
    expect(await problems('criteria:', '  - { measure: cosineSimilarity, rtol: 0.1, atLeast: 0.9 }')).toEqual([
      expect.stringContaining('cosineSimilarity has no option rtol.'),
    ])
  })

  it('have neighbours among all cases, not by segment', async () => {
    const lines = ['columns: { segments: [region] }', 'criteria:']
    expect(await problems(...lines, '  - { measure: neighbourOverlap, by: region, atLeast: 90 % }')).toEqual([
      expect.stringContaining('neighbourOverlap is measured over all cases, not by segment.'),
    ])
  })
})

describe('a drafted plan', () => {
  const port = (name: string, shape: (number | null)[], dtype: DType = 'float32') => ({ name, dtype, shape })

  it('proposes pairs of outputs as comments, each guess with why, and says which have no counterpart', () => {
    const old = [port('hidden', [null, 6, 4]), port('logits', [null, 3]), port('label', [null], 'utf8')]
    const newer = [port('Logits', [null, 3]), port('last_hidden_state', [null, 6, 4]), port('count', [null], 'int64')]
    const fields = [{ name: 'attention_mask', kind: 'tensor', type: 'float32', shape: [6] }] as const
    expect(outputLines(old, newer, fields)).toEqual([
      '# outputs:         # only these, and how; without it, all outputs that both models have by name',
      '#   hidden: { new: last_hidden_state }   # guessed: the only one of its shape',
      '#   logits: { new: Logits }   # guessed: the same words',
      '#   # label of old has no counterpart',
      '#   # count of new has no counterpart',
      '#   # NAME: { mask: attention_mask }   only where it is 1; with reduce: mean, axis: 1, the mean over those',
      '#   # NAME: { neighbours: 10 }   embeddings: the nearest neighbours of each case, not its numbers',
    ])
  })

  it('does not guess between two of one shape', () => {
    const two = [port('a', [null, 3]), port('b', [null, 3])]
    const other = [port('c', [null, 3]), port('d', [null, 3])]
    expect(outputLines(two, other, []).filter((line) => line.includes('guessed'))).toEqual([])
  })

  it('loads once its comments are taken off', async () => {
    const lines = outputLines([port('a', [null, 3])], [port('b', [null, 3])], [])
    const { plan } = await loadText(planWith(...lines.map((line) => line.slice(2))))
    expect(plan.outputs).toEqual([{ name: 'a', new: 'b' }])
  })
})
