import { describe, expect, it } from 'vitest'
import { loadText, problemsOf, smallPlan } from './refusals.js'

const POSITIVE = (...lines: string[]): string =>
  smallPlan(...lines).replace('segments: [region]', 'segments: [region], positive: "yes"')
const problems = (yaml: string): Promise<string[]> => problemsOf(loadText(yaml))

describe('the operating threshold of a classification', () => {
  it('is the plan’s for both models, and of its own for each', async () => {
    const { plan } = await loadText(
      POSITIVE('threshold: 0.35').replace('saved_model }', 'saved_model, threshold: 0.4 }'),
    )
    expect([plan.models.old.threshold, plan.models.new.threshold]).toEqual([0.35, 0.4])
    const { plan: usual } = await loadText(POSITIVE())
    expect(usual.models.old.threshold).toBeUndefined()
  })

  it('is refused without a positive label, for more than two labels, and by label', async () => {
    expect(await problems(smallPlan('threshold: 0.35'))).toEqual([
      '6:12 PLAN_DOES_NOT_FIT threshold is the score from which on the positive label is the answer, but the plan does not say which label that is.',
    ])
    expect(
      await problems(POSITIVE('threshold: 0.35').replace('saved_model }', 'saved_model, labels: [yes, no, maybe] }')),
    ).toEqual([
      '6:12 PLAN_DOES_NOT_FIT threshold is for two labels, but there are 3: yes, no, maybe. Of more than two the answer is the label with the highest score.',
    ])
    expect(await problems(POSITIVE('threshold: { "yes": 0.35 }'))).toEqual([
      '6:12 PLAN_DOES_NOT_FIT threshold has a threshold by label, but in a classification it is one number: the score from which on the positive label is the answer.',
    ])
  })

  it('is refused where a model gives labels alone, and where its answers are recorded beside its scores', async () => {
    const recorded = (columns: string): string =>
      POSITIVE().replace('artifact: delivery/saved_model', `predictions: datasets/churn/test.csv, ${columns}`)
    expect(await problems(recorded('predicted: churned, threshold: 0.35'))).toEqual([
      '3:127 PLAN_DOES_NOT_FIT models.new.threshold needs scores, but models.new gives labels alone.',
    ])
    expect(await problems(recorded('predicted: churned, score: p, threshold: 0.35'))).toEqual([
      '3:137 PLAN_DOES_NOT_FIT models.new says twice what was answered: by the recorded column "churned", and by a threshold.',
    ])
    const { notices } = await loadText(`${recorded('predicted: churned, score: p')}threshold: 0.35\n`)
    expect(notices).toContainEqual({ code: 'threshold-recorded-new', values: { column: 'churned' } })
  })
})

describe('costs of decisions', () => {
  it('are read by truth and answer, with their unit', async () => {
    const { plan } = await loadText(
      POSITIVE(
        'costs: { "no": { "yes": 5 }, "yes": { "no": 100 } }',
        'costUnit: EUR',
        'criteria: [{ measure: decisionCost, maxDegradation: 0.2 EUR }]',
      ),
    )
    expect(plan).toMatchObject({ targetUnit: 'EUR', costs: { no: { yes: 5 }, yes: { no: 100 } } })
    expect(plan.criteria).toContainEqual(
      expect.objectContaining({
        measure: 'decisionCost',
        demand: { kind: 'maxDegradation', margin: { value: 0.2, unit: 'own' } },
      }),
    )
  })

  it('are refused of unknown labels, where nothing costs anything, and where decisionCost has none to count', async () => {
    const named = POSITIVE('costs: { "no": { yess: 5 } }').replace(
      'saved_model }',
      'saved_model, labels: ["no", "yes"] }',
    )
    expect(await problems(named)).toEqual([
      '6:24 PLAN_UNKNOWN_LABEL costs.no.yess is a cost of "yess", which is not one of the labels. Did you mean "yes"?',
    ])
    expect(await problems(POSITIVE('costs: { "no": { "yes": 0 } }'))).toEqual([
      '6:8 PLAN_NOTHING_COMPARED costs names no cost but 0, so every decision would cost the same.',
    ])
    expect(await problems(POSITIVE('criteria: [{ measure: decisionCost, maxDegradation: 1 }]'))).toEqual([
      '6:23 PLAN_MEASURE_NEEDS_COSTS decisionCost is the mean cost of a decision, but the plan does not say what decisions cost.',
    ])
    expect(await problems(POSITIVE('costUnit: EUR'))).toEqual([
      '6:11 PLAN_DOES_NOT_FIT costUnit is "EUR", but the plan has no costs.',
    ])
  })
})
