import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Signature } from '../../src/core/signature.js'
import { draftPlan } from '../../src/plan/draftPlan.js'
import { loadText, PLANS, problemsOf, smallPlan } from './refusals.js'

/** The new model stands on line 3. */
function planWith(
  state: string,
  { columns = ', group: visit', more = '', model = 'artifact: delivery/saved_model' } = {},
) {
  const text = smallPlan()
  expect(text).toMatch(/columns: \{.*\}/)
  return text
    .replace('{ artifact: delivery/saved_model }', `{ ${model}, inputs: { x: [age, income], ${state} }${more} }`)
    .replace(/(columns: \{.*?) \}/, `$1${columns} }`)
}

async function problems(...given: Parameters<typeof planWith>): Promise<string> {
  return (await problemsOf(loadText(planWith(...given)))).map((problem) => problem.replace(/^\d+:\d+ /, '')).join('\n')
}

describe('an input that is fed from an output', () => {
  it('begins with 0 unless the plan says otherwise, and stands apart from the inputs that take columns', async () => {
    const { plan } = await loadText(
      planWith('h: { state: h_next }, c: { state: c_next, initial: -1.5 }', { columns: ', group: visit, order: day' }),
    )
    expect(plan.models.new).toMatchObject({
      inputs: { x: [{ column: 'age' }, { column: 'income' }] },
      states: { h: { output: 'h_next', initial: 0 }, c: { output: 'c_next', initial: -1.5 } },
    })
    expect(plan.columns).toMatchObject({ group: 'visit', order: 'day' })
  })

  it('needs to be told which cases follow one another', async () => {
    expect(await problems('h: { state: h_next }', { columns: '' })).toContain(
      'PLAN_MISSING models.new is fed from its own output, but the plan does not say which cases follow one another.',
    )
  })

  it.each([
    ['a column', 'h: { state: h_next, column: age }', 'models.new.inputs.h.column does not go together with state'],
    ['a picture', 'h: { state: h_next, image: file }', 'models.new.inputs.h.image does not go together with state'],
    ['a scale', 'h: { state: h_next, scale: 2 }', 'models.new.inputs.h.scale does not go together with state'],
  ])('takes no %s', async (_, state, message) => {
    expect(await problems(state)).toBe(
      `PLAN_DOES_NOT_FIT ${message}: the input takes an output of the case before, as it is.`,
    )
  })

  it('is not to be had from a server, nor behind a preparation', async () => {
    const endpoint = 'endpoint: { protocol: oip-v2, url: "https://models.example.com", model: churn }'
    expect(await problems('h: { state: h_next }', { model: endpoint })).toContain(
      'PLAN_DOES_NOT_FIT models.new.inputs.h is fed from an output, but cases are sent to an endpoint in no set order.',
    )
    expect(await problems('h: { state: h_next }', { more: ', prepare: prepare.ts' })).toContain(
      'PLAN_DOES_NOT_FIT models.new.inputs.h is fed from an output, but a preparation gives all inputs of the model.',
    )
  })
})

describe('columns that are about sequences', () => {
  it.each([
    [
      'where nothing is fed back',
      'h: age',
      ', group: visit',
      'columns.group is about sequences of cases, but no model',
    ],
    [
      'where nothing begins',
      'h: { column: age, initial: 1 }',
      '',
      'h.initial says how a state begins, but the input takes none',
    ],
    [
      'that are the label',
      'h: { state: h_next }',
      ', group: churned',
      'columns.group is "churned", which is what is right',
    ],
    ['that are both', 'h: { state: h_next }', ', group: visit, order: visit', 'which is also the order of the cases'],
  ])('are refused %s', async (_, state, columns, message) => {
    const found = await problems(state, { columns })
    expect(found).toContain(message)
    expect(found.split('\n')).toHaveLength(1)
  })
})

describe('a drafted plan', () => {
  const port = (name: string, ...shape: readonly (number | null)[]) => ({ name, dtype: 'float32', shape }) as const
  const draft = (signature: Signature): string => {
    const file = (shown: string) => ({ path: join(PLANS, shown), shown })
    const number = (name: string) => ({ name, kind: 'number', type: 'float64' }) as const
    const model = { file: file('handover/churn.onnx'), format: 'onnx', signature }
    const fields = ['age', 'income', 'churned'].map(number)
    const set = { name: 'test', role: 'test', file: file('datasets/churn/test.csv'), fields } as const
    return draftPlan({ directory: PLANS, old: model, new: model, sets: [set], label: 'churned' }).yaml
  }

  it('proposes the outputs of the same shape, in their order, for inputs that may be states', () => {
    const yaml = draft({
      inputs: [port('x', null, 2), port('h', null, 8), port('c', null, 8)],
      outputs: [port('y', null, 1), port('hn', null, 8), port('cn', null, 8)],
    })
    expect(yaml).toContain('# inputs: { x: [age, income], h: { state: hn }, c: { state: cn } }')
    expect(yaml).toContain('columns needs group: COLUMN')
  })

  it('does not where a model has but one input, whose shape an output has too', () => {
    const yaml = draft({ inputs: [port('x', null, 2)], outputs: [port('code', null, 1), port('copy', null, 2)] })
    expect(yaml).not.toContain('state')
  })
})
