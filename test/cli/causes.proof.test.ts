import { describe, expect, it } from 'vitest'
import { causesOf, compare, faulty, LABELS, regression, TRUE, withNewInputs } from './compareFaulty.js'
import {
  COLUMNS,
  customers,
  exportOnnx,
  filledWith,
  inOtherOrder,
  inOtherUnits,
  network,
  retrained,
  type Fault,
} from './faultyModels.js'
import { seededRandom } from '../../src/stats/random.js'
import { writeOnnx, type OnnxNode, type OnnxWeight } from '../models/writeOnnx.js'

describe('the probable cause of a bad failure', () => {
  it('is mended by what it says: with that line in the plan the run passes', async () => {
    const mended = await compare({
      new: exportOnnx(TRUE, { before: inOtherUnits([1, 1, 1.609344, 1, 1]) }),
      plan: (plan) => withNewInputs(plan, 'age, income, { column: distance_km, multiply: 0.621371 }, visits, tenure'),
    })
    expect(mended.verdict.status).toBe('pass')
    expect(mended.causes).toBeUndefined()
  })

  it('is two columns in other units', async () => {
    const result = await compare({ new: faulty({ before: inOtherUnits([1, 0.001, 1, 12, 1]) }) })
    expect(causesOf(result)).toEqual(['column-scale'])
    expect(String(result.causes![0]!.values['columns']).split('; ').sort()).toEqual([
      'income × 1000',
      'visits × 0.0833333',
    ])
  })

  it('is a standardisation that was left out of the export', async () => {
    const result = await compare({ new: faulty({ bare: true }) })
    expect(causesOf(result)).toEqual(['column-scale'])
    expect(result.causes![0]!.values['n']).toBe(COLUMNS.length)
    // income: about 1 / 15,000 and -40,000 / 15,000.
    const [, multiply, add] = /column: income, multiply: ([\d.e-]+), add: ([\d.-]+)/.exec(result.causes![0]!.mend!)!
    expect(Number(multiply) * 15_000).toBeCloseTo(1, 0)
    expect(Number(add)).toBeCloseTo(-2.67, 0)
  })

  it.each([
    ['two columns exchanged', [0, 1, 4, 3, 2], [...COLUMNS].with(2, 'tenure').with(4, 'distance_km')],
    ['columns in a whole other order', [3, 0, 4, 1, 2], ['income', 'visits', 'tenure', 'age', 'distance_km']],
  ])('is %s', async (_, order, mended) => {
    const result = await compare({ new: faulty({ before: inOtherOrder(order) }) })
    expect(causesOf(result)).toEqual(['column-order'])
    expect(result.causes![0]!.mend).toBe(`models: { new: { inputs: { x: [${mended.join(', ')}] } } }`)
  })

  it('is softmax twice', async () => {
    const after: Fault['after'] = [
      { op: 'Softmax', from: ['z'], to: ['q'], with: { axis: 1 } },
      { op: 'Softmax', from: ['q'], to: ['p'], with: { axis: 1 } },
    ]
    const result = await compare({ new: faulty({ after }) })
    expect(causesOf(result)).toEqual(['double-softmax'])
    expect(result.causes![0]).toMatchObject({ values: { step: 'softmax' }, mend: null })
  })

  it('is probabilities that the plan calls logits', async () => {
    const result = await compare({
      new: faulty({}),
      plan: (plan) => plan.replace('new: { artifact', 'new: { outputIs: logits, artifact'),
    })
    expect(causesOf(result)).toEqual(['double-softmax'])
    expect(result.causes![0]!.mend).toBe('models: { new: { outputIs: probabilities } }')
  })

  it('is a missing value that the new model was trained with something in place of', async () => {
    const result = await compare({
      set: customers(TRUE, { missing: 'visits' }),
      old: exportOnnx(TRUE, { before: filledWith([0, 0, 0, 0, 0]) }),
      // Where nothing fills it in before, a missing number is as good as forty visits.
      new: faulty({ before: filledWith([0, 0, 0, 40, 0]) }),
    })
    expect(causesOf(result)).toEqual(['missing-values'])
    expect(result.causes![0]!.values).toMatchObject({ way: 'filled', columns: 'visits', fill: '0' })
    // Only the cases without a value count: about 30 % of 300.
    expect(result.causes![0]!.n).toBeLessThan(120)
  })

  it('is a model that gives one answer to everything', async () => {
    const after: Fault['after'] = [
      { op: 'Mul', from: ['z', 'nothing'], to: ['still'] },
      { op: 'Softmax', from: ['still'], to: ['p'], with: { axis: 1 } },
    ]
    const result = await compare({
      new: faulty({ after, weights: [{ name: 'nothing', shape: [1], values: [0] }] }),
    })
    expect(causesOf(result)).toEqual(['constant'])
    expect(result.causes![0]!.values).toMatchObject({ kind: 'label', label: 'L0', share: 1 })
  })

  it.each([
    [
      'a logarithm that was not undone',
      [
        { op: 'Exp', from: ['z'], to: ['e'] },
        { op: 'Add', from: ['e', 'one'], to: ['p'] },
      ],
      'ln',
    ],
  ])('of a regression is %s', async () => {
    const { inner, outer } = network(1)
    // Logarithms between about -1 and 1.
    const one = { inner, outer: outer.map((weight) => weight * 0.25) }
    const result = await compare({
      old: exportOnnx(one, { after: [{ op: 'Exp', from: ['z'], to: ['p'] }] }),
      new: exportOnnx(retrained(one, 0.05, 3), { answer: 'value' }),
      set: customers(one, { answer: 'value' }).replace(/,([^,\n]+)$/gm, (all, value: string) =>
        value === 'label' ? all : `,${Math.exp(Number(value))}`,
      ),
      plan: regression,
    })
    expect(causesOf(result)).toEqual(['output-scale'])
    expect(result.causes![0]!.values['change']).toBe('exp')
    expect(result.causes![0]!.truth!.measure).toBe('mae')
  })
})

/** Pictures of 3 x 8 x 8 whole numbers up to 255, in one long list each, with what is true of them. */
function pictures(): string {
  const random = seededRandom(5)
  return Array.from({ length: 400 }, (_, row) => {
    const hue = [random(), random(), random()]
    const pixels = Array.from({ length: 192 }, (_pixel, i) =>
      Math.floor(255 * (0.6 * hue[Math.floor(i / 64)]! + 0.4 * random() * (1 - (i % 8) / 8))),
    )
    return JSON.stringify({ id: row + 1, pixels, label: `L${hue.indexOf(Math.max(...hue))}` })
  }).join('\n')
}

/** By channel and label: no exchange of labels makes up for one of channels. */
const BY_CHANNEL = [
  [0.3, -0.2, -0.05],
  [-0.15, 0.2, -0.3],
  [-0.05, 0.05, 0.2],
]

/** A linear network on pictures in 0..1, which looks at their left more than at their right. */
function picturesModel(before: readonly OnnxNode[], weights: readonly OnnxWeight[] = []): Uint8Array {
  const weight = (i: number, label: number): number => BY_CHANNEL[Math.floor(i / 64)]![label]! * (1 - (i % 8) / 10)
  return writeOnnx({
    inputs: [{ name: 'x', shape: [3, 8, 8] }],
    outputs: [{ name: 'p', shape: [3] }],
    weights: [
      {
        name: 'w',
        shape: [192, 3],
        values: Array.from({ length: 576 }, (_, at) => weight(Math.floor(at / 3), at % 3)),
      },
      { name: 'c255', shape: [1], values: [1 / 255] },
      ...weights,
    ],
    nodes: [
      ...before,
      { op: 'Flatten', from: ['image'], to: ['flat'], with: { axis: 1 } },
      { op: 'MatMul', from: ['flat', 'w'], to: ['z'] },
      { op: 'Softmax', from: ['z'], to: ['p'], with: { axis: 1 } },
    ],
  })
}

const SCALED: OnnxNode = { op: 'Mul', from: ['x', 'c255'], to: ['image'] }

describe('the probable cause of a bad failure on pictures', () => {
  const toPixels = (plan: string): string =>
    plan
      .replaceAll(`inputs: { x: [${COLUMNS.join(', ')}] }`, 'inputs: { x: pixels }')
      .replace('test.csv', 'test.ndjson')

  it.each([
    ['a division by 255 that was left out', [{ op: 'Identity', from: ['x'], to: ['image'] }], [], '× 0.00392157'],
    [
      'channels in another order',
      [
        { ...SCALED, to: ['scaled'] },
        { op: 'Gather', from: ['scaled', 'bgr'], to: ['image'], with: { axis: 1 } },
      ],
      [{ name: 'bgr', shape: [3], values: [2, 1, 0], type: 'int64' }],
      'RGB ↔ BGR',
    ],
    [
      'another layout',
      [
        { ...SCALED, to: ['scaled'] },
        { op: 'Reshape', from: ['scaled', 'hwc'], to: ['rows'] },
        { op: 'Transpose', from: ['rows'], to: ['image'], with: { perm: [0, 3, 1, 2] } },
      ],
      [{ name: 'hwc', shape: [4], values: [0, 8, 8, 3], type: 'int64' }],
      'C, H, W → H, W, C',
    ],
  ] as const)('is %s', async (_, before, weights, change) => {
    const result = await compare({
      old: picturesModel([SCALED]),
      new: picturesModel(before, weights),
      set: pictures(),
      file: 'test.ndjson',
      plan: toPixels,
    })
    expect(causesOf(result)).toEqual(['image-preparation'])
    expect(result.causes![0]!.values['change']).toBe(change)
  })
})

describe('no cause is named', () => {
  it.each([1, 2, 3, 4, 5, 6])('for a merely worse model (seed %i)', async (seed) => {
    // Weights moved by half to twice their own size: from somewhat worse to next to useless.
    const result = await compare({ new: exportOnnx(retrained(TRUE, 0.4 + 0.25 * seed, 100 + seed)) })
    expect(result.verdict.status).not.toBe('pass')
    expect(result.causes).toEqual([])
    expect(result.notices.map(({ code }) => code)).toContain('causes-none')
  })

  it.each([1, 2, 3])('for a model that never learnt some of the columns (seed %i)', async (seed) => {
    const { inner, outer } = retrained(TRUE, 0.05, seed)
    const deaf = { inner: inner.map((weight, i) => (i < 6 * ((seed % 3) + 1) ? 0 : weight)), outer }
    const result = await compare({ new: exportOnnx(deaf), always: true })
    expect(causesOf(result)).toEqual([])
  })

  it.each([1, 2])('for a model that knows nothing of the task (seed %i)', async (seed) => {
    const result = await compare({ new: exportOnnx(network(LABELS.length, 50 + seed)) })
    expect(causesOf(result)).toEqual([])
  })

  it('for a good model, even when causes are asked for', async () => {
    const result = await compare({ new: exportOnnx(retrained(TRUE, 0.02, 9)), always: true })
    expect(result.causes).toEqual([])
    expect(result.verdict.status).not.toBe('could-not-run')
  })

  it('that would make the new model agree with an old one that is wrong', async () => {
    const result = await compare({
      old: exportOnnx(TRUE, { before: inOtherUnits([1, 1, 1000, 1, 1]) }),
      new: exportOnnx(TRUE),
      plan: (plan) => `${plan}  - { measure: agreement, atLeast: 95 % }\n`,
    })
    expect(result.verdict.status).toBe('fail')
    expect(causesOf(result)).toEqual([])
  })
})
