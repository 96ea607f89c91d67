import { assert, property, string } from 'fast-check'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Field } from '../../src/core/batch.js'
import { RecetteError } from '../../src/core/errors.js'
import type { FileRef } from '../../src/core/spec.js'
import { draftPlan, type DraftFacts } from '../../src/plan/draftPlan.js'
import { yamlComment, yamlList, yamlMap, yamlText } from '../../src/core/yamlText.js'
import { loadText, PLANS } from './refusals.js'

const text = (name: string): Field => ({ name, kind: 'text', type: 'utf8' })
const number = (name: string, type: Field['type'] = 'float64'): Field => ({ name, kind: 'number', type })

function file(shown: string): FileRef {
  return { path: join(PLANS, shown), shown }
}

/** Two models that take ten numbers and give a label and two probabilities. */
function facts(more: Partial<DraftFacts> = {}): DraftFacts {
  const signature = {
    inputs: [{ name: 'features', dtype: 'float32', shape: [null, 10] }],
    outputs: [
      { name: 'label', dtype: 'int64', shape: [null] },
      { name: 'probabilities', dtype: 'float32', shape: [null, 2] },
    ],
  } as const
  return {
    directory: PLANS,
    old: { file: file('handover/churn.onnx'), format: 'onnx', signature },
    new: { file: file('delivery/saved_model'), format: 'tfjs-graph', signature: null },
    sets: [
      {
        name: 'test',
        role: 'test',
        file: file('datasets/churn/test.csv'),
        fields: [number('customer_id', 'int64'), number('age'), text('region'), text('churned')],
      },
    ],
    ...more,
  }
}

describe('a drafted plan', () => {
  it('loads as it stands, and says beside each line what was guessed', async () => {
    const { yaml, notes } = draftPlan(facts({ label: 'churned', labelValues: ['yes', 'no'] }))
    const { plan } = await loadText(yaml)
    expect(plan).toMatchObject({
      title: 'churn.onnx → saved_model',
      task: 'classification',
      preset: 'replacement',
      columns: { id: 'customer_id', label: 'churned', positive: 'yes', segments: [] },
    })
    expect(plan.models.old).toMatchObject({ artifact: { shown: 'handover/churn.onnx' } })
    expect(yaml).toContain('task: classification   # guessed: the label column does not hold numbers')
    expect(yaml).toContain('# takes: features float32 [?, 10]')
    expect(yaml).toContain('# segments: [region]')
    expect(notes).toEqual([
      'task: classification (guessed: the label column does not hold numbers)',
      'id column: customer_id (guessed from its name)',
      'positive label: yes (guessed: of no and yes)',
    ])
  })

  it('guesses nothing that the user has said', async () => {
    const said = {
      label: 'age',
      id: 'region',
      task: 'regression',
      segments: ['churned'],
      title: 'Ages: a test',
    } as const
    const { yaml, notes } = draftPlan(facts(said))
    const { plan } = await loadText(yaml)
    expect(plan).toMatchObject({
      title: said.title,
      task: 'regression',
      columns: { id: 'region', label: 'age', segments: [{ name: 'churned', parts: [{ column: 'churned' }] }] },
    })
    expect(notes).toEqual([])
    expect(yaml).not.toContain('guessed from')
  })

  it.each([
    ['text', facts({ label: 'churned' }), 'classification'],
    ['a few whole numbers', facts({ label: 'age', labelValues: ['0', '1', '2'] }), 'classification'],
    ['a few fractions', facts({ label: 'age', labelValues: ['0.5', '1.5'] }), 'regression'],
    ['many numbers', facts({ label: 'age', labelValues: null }), 'regression'],
    ['nothing known', facts(), 'tensors'],
  ] as const)('takes a label column of %s for %s', (_, given, task) => {
    expect(draftPlan(given).yaml).toContain(`task: ${task}`)
  })

  it('without a label asks for the same numbers, and says that right and wrong are not known', async () => {
    const { yaml, notes } = draftPlan(facts())
    expect((await loadText(yaml)).plan.preset).toBe('same-model')
    expect(notes).toContain('no label column: old and new are compared with each other only')
  })

  it('judges labels only when a model gives no scores', async () => {
    const signature = { inputs: [], outputs: [{ name: 'label', dtype: 'utf8', shape: [null] }] } as const
    const labelsOnly = { file: file('handover/churn.onnx'), format: 'onnx', signature }
    const { yaml, notes } = draftPlan(facts({ label: 'churned', labelValues: ['yes', 'no'], old: labelsOnly }))
    const { plan } = await loadText(yaml)
    expect(plan.criteria.map(({ measure }) => measure)).toEqual([
      'coverage',
      'accuracy',
      'balancedAccuracy',
      'negativeFlipRate',
    ])
    expect(notes).toContain('a model gives labels without scores: only labels are judged')
  })

  it('takes recorded predictions with the columns that hold them', async () => {
    const { yaml } = draftPlan(
      facts({
        label: 'churned',
        new: {
          file: file('handover/answers.csv'),
          format: 'predictions',
          signature: null,
          predictions: { id: 'case', scores: { no: 'p_no', yes: 'p yes: new' } },
        },
      }),
    )
    expect((await loadText(yaml)).plan.models.new).toMatchObject({
      kind: 'predictions',
      id: 'case',
      scores: { no: 'p_no', yes: 'p yes: new' },
    })
  })

  it('takes a text column called label for the label, but not a column of numbers', () => {
    const withLabel = (label: Field) => facts({ sets: [{ ...facts().sets[0]!, fields: [number('age'), label] }] })
    expect(draftPlan(withLabel(text('label'))).notes).toContain('label column: label (guessed from its name)')
    expect(draftPlan(withLabel(number('label'))).notes).toContain(
      'no label column: old and new are compared with each other only',
    )
  })

  it('never takes a column that a model reads for the id or the label', () => {
    const inputs = [{ name: 'customer_id', dtype: 'float32', shape: [null, 1] } as const]
    const reads = { file: file('handover/churn.onnx'), format: 'onnx', signature: { inputs, outputs: [] } }
    expect(draftPlan(facts({ old: reads, label: 'churned' })).notes).toContain(
      'no id column: cases are known by their row number',
    )
  })

  it('names the nearest column when the user names one that is not there', () => {
    expect(() => draftPlan(facts({ label: 'chruned' }))).toThrow(RecetteError)
    expect(() => draftPlan(facts({ label: 'churnd' }))).toThrow('has no column "churnd". Did you mean "churned"?')
  })

  it('keeps the path of a file that was named from the root, which is then shown by its last name', async () => {
    const path = join(PLANS, 'handover/churn.onnx')
    const outside = { file: { path, shown: basename(path) }, format: 'onnx', signature: null }
    const { yaml } = draftPlan(facts({ directory: join(PLANS, 'datasets'), old: outside }))
    expect(yaml).toContain(`artifact: ${yamlText(path)}`)
  })
})

describe('text written into a plan', () => {
  it('reads back as it was, whatever it is', () => {
    assert(
      property(string({ unit: 'binary', minLength: 1 }), (anything) => {
        expect(parse(`key: ${yamlText(anything)}`)).toEqual({ key: anything })
        expect(parse(`key: ${yamlList([anything, 'x'])}`)).toEqual({ key: [anything, 'x'] })
      }),
      { seed: 11, numRuns: 500 },
    )
  })

  it.each([
    'yes',
    'No',
    'null',
    'true',
    '1',
    '1.0',
    '-',
    '- a',
    'a: b',
    'a #b',
    '[x',
    '{x',
    "it's",
    '"q"',
    ' a',
    'a ',
    '~',
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    '',
    'é',
    'a b',
  ])('%o is never mistaken for something else', (written) => {
    expect(parse(`[${yamlText(written)}]`)).toEqual([written])
    expect(parse(yamlMap({ [written]: written }))).toEqual({ [written]: written })
  })

  it('in a comment stays in it', () => {
    expect(yamlComment('a\nb: 1\u2028c')).toBe('a b: 1 c')
  })
})
