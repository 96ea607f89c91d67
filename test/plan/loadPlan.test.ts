import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { segmentOf } from '../../src/core/segment.js'
import { loadPlan } from '../../src/plan/loadPlan.js'
import { loadStored, loadText, PLANS, planAsking, smallPlan } from './refusals.js'

describe('the plan of the design', () => {
  it('loads with its paths resolved against its own folder and shown as written', async () => {
    const { plan, sha256, source, file } = await loadStored('design.yaml')
    expect(plan.models.old).toMatchObject({
      kind: 'artifact',
      side: 'old',
      artifact: { path: join(PLANS, 'handover/churn.onnx'), shown: 'handover/churn.onnx' },
      labels: ['no', 'yes'],
      timeoutMs: 60_000,
      memoryBytes: 4 * 1024 ** 3,
    })
    expect(plan.models.new).toMatchObject({
      labels: ['yes', 'no'],
      inputs: { features: [{ column: 'age' }, { column: 'income' }, { column: 'distance_km', multiply: 0.621371 }] },
    })
    expect(plan.sets.map(({ name, role }) => [name, role])).toEqual([
      ['test', 'test'],
      ['reference', 'reference'],
    ])
    expect(plan.columns).toEqual({
      id: 'customer_id',
      label: 'churned',
      positive: 'yes',
      segments: [segmentOf({ column: 'region' }), segmentOf({ column: 'plan' })],
      missingLabels: 'refuse',
    })
    const bytes = readFileSync(join(PLANS, 'design.yaml'))
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(source).toBe(bytes.toString())
    expect(file.shown).toBe('design.yaml')
  })

  it('puts its own criteria behind the preset, in the place of those that ask about the same thing', async () => {
    const { plan } = await loadStored('design.yaml')
    expect(plan.criteria.map(({ id, from }) => `${id} (${from})`)).toEqual([
      'coverage atLeast 100 % (preset)',
      // accuracy maxDegradation 2 points and negativeFlipRate atMost 5 % of the preset have made way
      'balancedAccuracy maxDegradation 4 points (preset)',
      'rocAuc maxDegradation 2 points (preset)',
      'logLoss maxDegradation 10 % (preset)',
      'psi atMost 0.2 (preset)',
      'missingRateDifference atMost 5 % (preset)',
      'newCategoryRate atMost 2 % (preset)',
      'domainClassifierAuc atMost 60 % (preset)',
      'accuracy maxDegradation 1 point (plan)',
      'accuracy maxDegradation 3 points by region (plan)',
      'negativeFlipRate atMost 2 % (plan)',
      'latencyP95 maxDegradation 10 % (plan)',
    ])
    const byRegion = plan.criteria.find(({ by }) => by === 'region')
    expect(byRegion).toMatchObject({ minCases: 200, level: 'error', basis: 'sample', on: null, waived: null })
    expect(plan.criteria.at(-1)).toMatchObject({ level: 'warn' })
    expect(plan.criteria[0]).toMatchObject({ basis: 'fixed' })
  })

  it('says where each value stands, and where its holder stands for one that is not there', async () => {
    const { at } = await loadStored('design.yaml')
    const file = join(PLANS, 'design.yaml')
    expect(at(['models', 'old', 'artifact'])).toEqual({ file, line: 6, column: 20 })
    expect(at(['criteria', 1, 'by'])).toEqual({ file, line: 20, column: 30 })
    expect(at(['models', 'old', 'trust'])).toEqual({ file, line: 6, column: 8 })
    expect(at([])).toEqual({ file, line: 2, column: 1 })
  })

  it('positions carry the name by which the plan was opened', async () => {
    const path = 'test/fixtures/plans/design.yaml'
    const loaded = await loadPlan(path)
    expect(loaded.at(['title']).file).toBe(path)
    expect(loaded.file.shown).toBe(path)
  })
})

describe('defaults', () => {
  it('are the replacement preset, said so, when neither preset nor criteria are given', async () => {
    const { plan, notices } = await loadText(smallPlan())
    expect(plan.preset).toBe('replacement')
    expect(plan.criteria.length).toBeGreaterThan(4)
    expect(new Set(plan.criteria.map(({ from }) => from))).toEqual(new Set(['inferred']))
    expect(notices).toEqual([{ code: 'default-preset', values: { preset: 'replacement' } }])
  })

  it('are same-model without a label, because nothing else could be judged', async () => {
    const { plan } = await loadText(smallPlan().replace('label: churned, ', ''))
    expect(plan.preset).toBe('same-model')
  })

  it('are no preset at all when the plan has criteria of its own', async () => {
    const { plan, notices } = await loadText(planAsking('{ measure: accuracy, maxDegradation: 1 point }'))
    expect([plan.preset, plan.criteria.length, notices]).toEqual([null, 1, []])
  })

  it('fill in the rest', async () => {
    const { plan } = await loadText(smallPlan())
    expect(plan).toMatchObject({
      title: 'churn.onnx → saved_model',
      confidence: 0.95,
      basis: 'sample',
      report: { languages: ['fr', 'en'], smallestCell: 10 },
      targetUnit: null,
      parties: { client: null, old: null, new: null, delivery: null, decideBy: null },
    })
  })
})

describe('what a plan can say', () => {
  it('holds for a regression with every option set', async () => {
    const { plan } = await loadStored('regression.yaml')
    expect(plan).toMatchObject({
      task: 'regression',
      targetUnit: 'EUR',
      confidence: 0.9,
      basis: 'fixed',
      seed: 7,
      parties: { client: 'Maison Roux', delivery: '2', decideBy: '2026-03-31' },
      report: { languages: ['fr'], smallestCell: 5 },
      sets: [{ name: 'recent', role: 'validation' }],
    })
    expect(plan.models.old).toMatchObject({
      timeoutMs: 300_000,
      memoryBytes: 512 * 1024 ** 2,
      trust: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      output: 'price',
      outputIs: 'value',
    })
    expect(plan.criteria.map(({ id, demand, basis, waived }) => ({ id, demand, basis, waived }))).toEqual([
      {
        id: 'mae maxDegradation 5 on recent sample',
        demand: { kind: 'maxDegradation', margin: { value: 5, unit: 'own' } },
        basis: 'sample',
        waived: null,
      },
      {
        id: 'rmse maxDegradation 10 %',
        demand: { kind: 'maxDegradation', margin: { value: 10, unit: 'percent' } },
        basis: 'fixed',
        waived: null,
      },
      {
        id: 'meanScoreDifference within [-2.5, 2.5]',
        demand: { kind: 'within', low: { value: -2.5, unit: 'own' }, high: { value: 2.5, unit: 'own' } },
        basis: 'fixed',
        waived: null,
      },
      {
        id: `peakMemory atMost ${1024 ** 3} B`,
        demand: { kind: 'atMost', bound: { value: 1024 ** 3, unit: 'own' } },
        basis: 'fixed',
        waived: null,
      },
      {
        id: 'r2 atLeast -0.5',
        demand: { kind: 'atLeast', bound: { value: -0.5, unit: 'own' } },
        basis: 'fixed',
        waived: 'agreed with the client on 3 March',
      },
    ])
  })

  it('keeps labels and column names as they were written, even those that YAML reads as numbers', async () => {
    const { plan } = await loadStored('labels-as-written.yaml')
    expect(plan.models.old).toMatchObject({ labels: ['no', 'yes', '1.0', '007', 'true', '1e3'] })
    expect(plan.models.new).toMatchObject({
      inputs: { '2020': [{ column: '2019' }, { column: '2020' }], x: [{ column: '1.50', multiply: 2 }] },
    })
    expect(plan.columns).toMatchObject({ label: '2021', positive: '1.0', segments: [segmentOf({ column: '2022' })] })
    expect(plan.criteria.map(({ options, by }) => [options, by])).toEqual([
      [{ class: '007' }, null],
      [{}, '2022'],
    ])
  })

  it('takes recorded predictions, and leaves out of the preset what labels alone cannot answer', async () => {
    const { plan, notices } = await loadStored('predictions.yaml')
    expect(plan.models.old).toEqual({
      side: 'old',
      kind: 'predictions',
      files: { '*': { path: join(PLANS, 'handover/answers.csv'), shown: 'handover/answers.csv' } },
      id: 'case',
      predicted: 'answer',
    })
    expect(plan.models.new).toMatchObject({
      files: { test: { shown: 'handover/answers.csv' } },
      id: 'customer_id',
      scores: { no: 'p_no', yes: 'p_yes' },
    })
    expect(plan.sets[0]!.file.shown).toBe('datasets/churn/test.csv')
    expect(plan.criteria.map(({ measure }) => measure)).toEqual([
      'coverage',
      'accuracy',
      'balancedAccuracy',
      'negativeFlipRate',
    ])
    expect(notices.map(({ values }) => `${values['measure']}: ${values['reason']}`)).toEqual([
      'rocAuc: no-scores',
      'logLoss: no-scores',
      'psi: no-reference-set',
    ])
  })

  it('shows a path from the root by its last name only, so that no path of the machine gets into a report', async () => {
    const absolute = join(PLANS, 'handover/churn.onnx')
    const { plan } = await loadText(smallPlan().replace('handover/churn.onnx', absolute))
    expect(plan.models.old).toMatchObject({ artifact: { path: absolute, shown: 'churn.onnx' } })
  })

  it('may be loaded without the files that it names, to judge a result again', async () => {
    const text = smallPlan().replace('handover/churn.onnx', 'gone.onnx')
    const { loadPlanBytes } = await import('../../src/plan/loadPlan.js')
    const loaded = await loadPlanBytes(new TextEncoder().encode(text), 'recette.yaml', { filesMustExist: false })
    expect(loaded.plan.criteria.length).toBeGreaterThan(0)
  })

  it('a floor under a measure does not do away with its comparison to the old model', async () => {
    const { plan } = await loadText(
      smallPlan('preset: replacement', 'criteria: [{ measure: accuracy, atLeast: 90 % }]'),
    )
    expect(plan.criteria.filter(({ measure }) => measure === 'accuracy').map(({ id }) => id)).toEqual([
      'accuracy maxDegradation 2 points',
      'accuracy atLeast 90 %',
    ])
  })

  it('takes bounds as per cent, points or a share', async () => {
    const demands = await Promise.all(
      ['2 %', '2 points', '0.02', '"2 percent"'].map(async (amount) => {
        const { plan } = await loadText(planAsking(`{ measure: negativeFlipRate, atMost: ${amount} }`))
        return plan.criteria[0]!.demand
      }),
    )
    expect(demands).toEqual([
      { kind: 'atMost', bound: { value: 2, unit: 'percent' } },
      { kind: 'atMost', bound: { value: 2, unit: 'point' } },
      { kind: 'atMost', bound: { value: 0.02, unit: 'own' } },
      { kind: 'atMost', bound: { value: 2, unit: 'percent' } },
    ])
  })
})
