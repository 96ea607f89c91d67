import { describe, expect, it } from 'vitest'
import type { DType } from '../../src/core/dtype.js'
import type { LabelSetPredictions } from '../../src/core/predictions.js'
import type { Port } from '../../src/core/signature.js'
import type { ArtifactSpec } from '../../src/core/spec.js'
import { planOutputs, type OutputMapper } from '../../src/models/outputs.js'
import type { Tensor, TensorData } from '../../src/models/tensor.js'
import { floats, specOf } from './fixtures.js'

const LABELS = ['spam', 'urgent', 'billing']
const port = (name: string, shape: (number | null)[], dtype: DType = 'float32'): Port => ({ name, dtype, shape })
const tensor = (name: string, dtype: DType, shape: number[], data: TensorData): Tensor => ({ name, dtype, shape, data })

/** Unless told, the model has its labels in the order billing, spam, urgent. */
function plan(
  outputs: readonly Port[],
  spec: Partial<ArtifactSpec> = {},
  own = ['billing', 'spam', 'urgent'],
): OutputMapper {
  return planOutputs({
    side: 'new',
    signature: { inputs: [], outputs },
    task: 'multilabel',
    labels: LABELS,
    own: { labels: own, from: 'artifact' },
    positive: null,
    spec: specOf('m.onnx', { side: 'new', ...spec }),
  })
}

const read = (mapper: OutputMapper, outputs: Tensor[], start = 0): LabelSetPredictions =>
  mapper.predictions({ outputs, elapsedNs: 1 }, outputs[0]!.shape[0]!, start) as LabelSetPredictions

describe('scores of each label by itself', () => {
  it('that lie in [0, 1] are probabilities, whatever they sum to, and are put in the comparison’s order by name', () => {
    const mapper = plan([port('p', [null, 3])])
    const found = read(mapper, [floats('p', [2, 3], [0.25, 0.75, 0.5, 0, 1, 0.49])])
    expect(Array.from(found.scores!).map((score) => Number(score.toFixed(6)))).toEqual([0.75, 0.5, 0.25, 1, 0.49, 0])
    // 0.5 is enough, 0.49 is not.
    expect(Array.from(found.decided)).toEqual([1, 1, 0, 1, 0, 0])
    expect(mapper.record()).toEqual({
      output: 'p',
      meaning: 'label-probabilities',
      labels: ['billing', 'spam', 'urgent'],
      labelsFrom: 'artifact',
      by: 'detected',
      threshold: 0.5,
    })
  })

  it('of any other size are logits, each of which goes through a sigmoid of its own', () => {
    const mapper = plan([port('z', [null, 3])])
    const found = read(mapper, [floats('z', [1, 3], [Math.log(3), -1000, 0])])
    // sigmoid(log 3) = 3/4; the sums do not matter.
    expect(found.scores![2]).toBeCloseTo(0.75, 6)
    expect(Array.from(found.scores!.slice(0, 2))).toEqual([0, 0.5])
    expect(Array.from(found.decided)).toEqual([0, 1, 1])
    expect(mapper.record()).toMatchObject({ meaning: 'label-logits', by: 'detected' })
  })

  it('that were taken for probabilities and leave [0, 1] after the first thousand rows stop the run', () => {
    const mapper = plan([port('p', [null, 3])])
    const values = new Float32Array(3 * 1_500).fill(0.4)
    values[3 * 1_400 + 1] = 3
    expect(() => read(mapper, [floats('p', [1_500, 3], [...values])], 100)).toThrow(
      /output "p" was taken for label-probabilities, but row 1501 of the set has 3/,
    )
  })

  it('give their labels from the plan’s thresholds on, which name labels that there are', () => {
    const mapper = plan([port('p', [null, 3])], { threshold: { urgent: 0.3 } })
    expect(Array.from(read(mapper, [floats('p', [1, 3], [0.4, 0.4, 0.4])]).decided)).toEqual([0, 1, 0])
    expect(() => plan([port('p', [null, 3])], { threshold: { urgnt: 0.3 } })).toThrow(/Did you mean "urgent"\?/)
  })

  it('of a label that the model does not know are 0, and it is never given', () => {
    const mapper = plan([port('p', [null, 2])], {}, ['urgent', 'spam'])
    const found = read(mapper, [floats('p', [1, 2], [0.9, 0.8])])
    expect(Array.from(found.scores!).map((score) => Number(score.toFixed(6)))).toEqual([0.8, 0.9, 0])
    expect(Array.from(found.decided)).toEqual([1, 1, 0])
  })
})

describe('decisions', () => {
  it.each([
    ['bool', Uint8Array.of(1, 0, 1)],
    ['uint8', Uint8Array.of(1, 0, 1)],
    ['int8', Int8Array.of(1, 0, 1)],
    ['int64', BigInt64Array.of(1n, 0n, 1n)],
    ['float32', Float32Array.of(1, 0, 1)],
    // 0x3c00 is 1 in half precision.
    ['float16', Uint16Array.of(0x3c00, 0, 0x3c00)],
  ] as const)('of %s are read as they are, without scores', (dtype, data) => {
    const mapper = plan([port('d', [null, 3], dtype)])
    const found = read(mapper, [tensor('d', dtype, [1, 3], data)])
    expect(found).toEqual({ kind: 'label-sets', decided: Uint8Array.of(0, 1, 1), scores: null })
    expect(mapper.record()).toMatchObject({ meaning: 'decisions' })
    expect(mapper.record()).not.toHaveProperty('threshold')
  })

  it('are contradicted by any other number, and quantised scores are not guessed at', () => {
    const mapper = plan([port('d', [null, 3], 'uint8')])
    read(mapper, [tensor('d', 'uint8', [1, 3], Uint8Array.of(1, 0, 1))])
    expect(() => read(mapper, [tensor('d', 'uint8', [1, 3], Uint8Array.of(1, 2, 1))], 7)).toThrow(
      /was taken for decisions, but row 8 of the set has 2/,
    )
    expect(() =>
      read(plan([port('d', [null, 3], 'uint8')]), [tensor('d', 'uint8', [1, 3], Uint8Array.of(200, 3, 1))]),
    ).toThrow(/whole numbers other than 0 and 1 .*neither decisions nor plainly scores/)
  })
})

describe('the output to read', () => {
  it('is the one that has a value for each label, scores before decisions, probabilities before logits', () => {
    const chosen = (...ports: Port[]) => plan(ports).wanted
    expect(chosen(port('label', [null, 3], 'int64'), port('p', [null, 3]))).toEqual(['p'])
    expect(chosen(port('logits', [null, 3]), port('probabilities', [null, 3]))).toEqual(['probabilities'])
    expect(chosen(port('embedding', [null, 64]), port('scores', [null, 3]))).toEqual(['scores'])
    expect(plan([port('d', [null, 3], 'int64'), port('p', [null, 3])], { outputIs: 'decisions' }).wanted).toEqual(['d'])
    expect(() => chosen(port('a', [null, 3]), port('b', [null, 3]))).toThrow(/several outputs that could be read/)
    expect(() => chosen(port('a', [null, 4]))).toThrow(/needs one score for each of 3 labels/)
  })

  it('may be one for each label, called after it, with one column or with those of no and yes', () => {
    const mapper = plan([port('urgent', [null, 1]), port('spam', [null, 2]), port('billing', [null, 1])])
    expect(mapper.wanted).toEqual(['billing', 'spam', 'urgent'])
    const found = read(mapper, [
      floats('urgent', [2, 1], [0.7, 0.1]),
      floats('spam', [2, 2], [0.75, 0.25, 0, 1]),
      floats('billing', [2, 1], [0, 0.6]),
    ])
    expect(Array.from(found.scores!).map((score) => Number(score.toFixed(6)))).toEqual([0.25, 0.7, 0, 1, 0.1, 0.6])
    const odd = plan([port('urgent', [null, 1]), port('spam', [null, 2]), port('billing', [null, 1])])
    expect(() =>
      read(odd, [floats('urgent', [1, 1], [0.7]), floats('spam', [1, 2], [3, 4]), floats('billing', [1, 1], [0])]),
    ).toThrow(/sum to 7: not the probabilities of no and yes/)
  })

  it('must not be declared as something that has one answer a case', () => {
    expect(() =>
      read(plan([port('p', [null, 3])], { outputIs: 'positive-logit' }), [floats('p', [1, 3], [0, 1, 0])]),
    ).toThrow(/declared to give positive-logit, but the task multilabel needs/)
  })
})
