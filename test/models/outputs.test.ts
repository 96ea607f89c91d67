import { describe, expect, it } from 'vitest'
import type { DType } from '../../src/core/dtype.js'
import type { ClassPredictions } from '../../src/core/predictions.js'
import type { Port } from '../../src/core/signature.js'
import type { ArtifactSpec } from '../../src/core/spec.js'
import { modelLabels, planOutputs, type OutputMapper, type OutputOptions } from '../../src/models/outputs.js'
import type { Tensor, TensorData } from '../../src/models/tensor.js'
import { floats, specOf } from './fixtures.js'

const port = (name: string, shape: (number | null)[], dtype: DType = 'float32'): Port => ({ name, dtype, shape })

function plan(
  outputs: readonly Port[],
  more: Partial<Omit<OutputOptions, 'spec'>> & { spec?: Partial<ArtifactSpec> } = {},
): OutputMapper {
  const { spec = {}, ...options } = more
  return planOutputs({
    side: 'old',
    signature: { inputs: [], outputs },
    task: 'classification',
    labels: ['no', 'yes'],
    own: null,
    positive: null,
    ...options,
    spec: specOf('m.onnx', { side: 'old', ...spec }),
  })
}

const read = (mapper: OutputMapper, output: Tensor, start = 0): ClassPredictions =>
  mapper.predictions({ outputs: [output], elapsedNs: 1 }, output.shape[0]!, start) as ClassPredictions

const tensor = (name: string, dtype: DType, shape: number[], data: TensorData): Tensor => ({ name, dtype, shape, data })

describe('scores', () => {
  it('that lie in [0, 1] and sum to 1 are probabilities, kept as they are, put in the comparison’s order by name', () => {
    const mapper = plan([port('p', [null, 2])], { own: { labels: ['yes', 'no'], from: 'plan' } })
    const found = read(mapper, floats('p', [2, 2], [0.25, 0.75, 0.5, 0.5]))
    expect(Array.from(found.scores!)).toEqual([0.75, 0.25, 0.5, 0.5])
    // The second is a tie: the first of the model's own labels, "yes".
    expect(Array.from(found.predicted)).toEqual([0, 1])
    expect(mapper.record()).toEqual({
      output: 'p',
      meaning: 'probabilities',
      labels: ['yes', 'no'],
      labelsFrom: 'plan',
      by: 'detected',
    })
  })

  it('are unknown before the first answer', () => {
    expect(plan([port('p', [null, 2])]).record()).toBeNull()
  })

  it('of any other size are logits, of which a softmax is taken', () => {
    const mapper = plan([port('z', [null, 2])], { own: { labels: ['no', 'yes'], from: 'artifact' } })
    const found = read(mapper, floats('z', [2, 2], [0, Math.fround(Math.log(3)), 1000, -1000]))
    // exp(0) : exp(log 3) = 1 : 3
    expect(found.scores![0]).toBeCloseTo(0.25, 7)
    expect(found.scores![1]).toBeCloseTo(0.75, 7)
    expect(Array.from(found.scores!.slice(2))).toEqual([1, 0])
    expect(mapper.record()).toMatchObject({ meaning: 'logits' })
  })

  it('that are a margin and its opposite are one logit, and not counted twice by a softmax', () => {
    // scikit-learn's decision function, exported with raw_scores: [-d, d] for d = log 3, and a sigmoid of d is 3/4.
    const d = Math.fround(Math.log(3))
    const mapper = plan([port('z', [null, 2])], { own: { labels: ['no', 'yes'], from: 'artifact' } })
    const found = read(mapper, floats('z', [2, 2], [-d, d, d, -d]))
    expect(found.scores![1]).toBeCloseTo(0.75, 7)
    expect(found.scores![2]).toBeCloseTo(0.75, 7)
    expect(Array.from(found.predicted)).toEqual([1, 0])
    expect(mapper.record()).toMatchObject({ meaning: 'positive-logit', labels: ['no', 'yes'] })
    expect(() => read(mapper, floats('z', [1, 2], [1, 2]), 5)).toThrow(
      'row 6 of the set has 1 and 2, which are not a logit and its opposite',
    )
  })

  it('that are a margin and its opposite belong to the labels in the model’s own order', () => {
    const mapper = plan([port('z', [null, 2])], { own: { labels: ['yes', 'no'], from: 'plan' }, positive: 'yes' })
    expect(Array.from(read(mapper, floats('z', [1, 2], [-2, 2])).predicted)).toEqual([0])
  })

  it('may be declared a softmax’s logits although they are opposite', () => {
    const own = { labels: ['no', 'yes'], from: 'artifact' } as const
    const mapper = plan([port('z', [null, 2])], { own, spec: { outputIs: 'logits' } })
    // exp(1) / (exp(1) + exp(-1))
    expect(read(mapper, floats('z', [1, 2], [-1, 1])).scores![1]).toBeCloseTo(0.8807971, 7)
  })

  it('given as one output for each label are refused, with the way to export them as one', () => {
    const outputs = [port('ino', [null]), port('iyes', [null]), port('label', [null], 'int64')]
    expect(() => plan(outputs)).toThrow(expect.objectContaining({ hint: expect.stringContaining('zipmap=False') }))
  })

  it('from 0 to 1 that do not sum to 1 are neither, until the plan says', () => {
    const outputs = [port('s', [null, 2])]
    const own = { labels: ['no', 'yes'], from: 'artifact' } as const
    expect(() => read(plan(outputs, { own }), floats('s', [1, 2], [0.25, 0.5]))).toThrow(
      /its rows do not sum to 1 \(the first: 0\.7500\)/,
    )
    const mapper = plan(outputs, { own, spec: { outputIs: 'logits' } })
    expect(read(mapper, floats('s', [1, 2], [0.5, 0.5])).scores).toEqual(Float64Array.of(0.5, 0.5))
    expect(mapper.record()).toMatchObject({ by: 'declared' })
  })

  it('of a label that the model does not know are 0', () => {
    const mapper = plan([port('p', [null, 2])], { labels: ['a', 'b', 'c'], own: { labels: ['c', 'a'], from: 'plan' } })
    const found = read(mapper, floats('p', [1, 2], [0.25, 0.75]))
    expect(Array.from(found.scores!)).toEqual([0.75, 0, 0.25])
    expect(Array.from(found.predicted)).toEqual([0])
  })

  it('that stop being probabilities later are an error that names the row', () => {
    const mapper = plan([port('p', [null, 2])], { own: { labels: ['no', 'yes'], from: 'set' } })
    read(mapper, floats('p', [1, 2], [0.5, 0.5]))
    expect(() => read(mapper, floats('p', [2, 2], [0.5, 0.5, 0.75, 0.75]), 100)).toThrow(
      expect.objectContaining({
        row: 101,
        message: 'old (delivery/m.onnx): output "p" was taken for probabilities, but row 102 of the set sums to 1.5.',
      }),
    )
    expect(() => read(mapper, floats('p', [1, 2], [-3, 4]))).toThrow(/has -3/)
  })

  it('a hair outside [0, 1] are put on its edge', () => {
    const mapper = plan([port('p', [null, 2])], { own: { labels: ['no', 'yes'], from: 'set' } })
    expect(Array.from(read(mapper, floats('p', [1, 2], [1.0000002, -0.0000002])).scores!)).toEqual([1, 0])
  })

  it('need labels, and as many as there are', () => {
    const three = floats('p', [1, 3], [0.25, 0.25, 0.5])
    expect(() => read(plan([port('p', [null, 3])]), three)).toThrow(/does not say which labels its 3 scores stand for/)
    expect(() => read(plan([port('p', [null, 3])], { own: { labels: ['no', 'yes'], from: 'set' } }), three)).toThrow(
      'old (delivery/m.onnx) gives 3 scores in output "p", but has 2 labels (as found in the set): "no", "yes".',
    )
    expect(() =>
      read(plan([port('p', [null, 2])], { own: { labels: ['No', 'yes'], from: 'plan' } }), floats('p', [1, 2], [0, 1])),
    ).toThrow(/has a label "No" that the comparison has not; it has "no", "yes"\. Did you mean "no"\?/)
  })
})

describe('a single score', () => {
  it('from 0 to 1 is the probability of the second of the model’s labels, which is predicted from 0.5 on', () => {
    const mapper = plan([port('p', [null, 1])], { own: { labels: ['yes', 'no'], from: 'plan' } })
    const found = read(mapper, floats('p', [3, 1], [0.25, 0.5, 1]))
    // P(no) = 0.25, 0.5, 1 in column 0
    expect(Array.from(found.scores!)).toEqual([0.25, 0.75, 0.5, 0.5, 1, 0])
    expect(Array.from(found.predicted)).toEqual([1, 0, 0])
    expect(mapper.record()).toMatchObject({ meaning: 'positive-probability', labels: ['yes', 'no'] })
  })

  it('of any other size is a logit', () => {
    const mapper = plan([port('z', [null])], { own: { labels: ['no', 'yes'], from: 'artifact' } })
    const found = read(mapper, floats('z', [3], [0, 800, -800]))
    expect(Array.from(found.scores!)).toEqual([0.5, 0.5, 0, 1, 1, 0])
    expect(Array.from(found.predicted)).toEqual([1, 1, 0])
  })

  it('is that of the positive label when the model has no labels of its own', () => {
    const mapper = plan([port('p', [null, 1])], { own: { labels: ['no', 'yes'], from: 'set' }, positive: 'no' })
    expect(Array.from(read(mapper, floats('p', [1, 1], [1])).predicted)).toEqual([0])
    expect(mapper.record()).toMatchObject({ labels: ['yes', 'no'], labelsFrom: 'set' })
  })

  it('cannot speak of three labels', () => {
    const mapper = plan([port('p', [null, 1])], { labels: ['a', 'b', 'c'] })
    expect(() => read(mapper, floats('p', [1, 1], [0.5]))).toThrow(/a single score .* but there are 3 labels/)
  })

  it('that leaves [0, 1] later is an error', () => {
    const mapper = plan([port('p', [null, 1])])
    read(mapper, floats('p', [1, 1], [0.5]))
    expect(() => read(mapper, floats('p', [1, 1], [2]))).toThrow(
      /was taken for positive-probability, but row 1 of the set has 2/,
    )
  })
})

describe('labels without scores', () => {
  it('that are whole numbers are places in the model’s own order', () => {
    const mapper = plan([port('label', [null], 'int64')], { own: { labels: ['yes', 'no'], from: 'plan' } })
    const found = read(mapper, tensor('label', 'int64', [3], BigInt64Array.of(0n, 1n, 0n)))
    expect(found).toEqual({ kind: 'classes', predicted: Int32Array.of(1, 0, 1), scores: null })
    expect(mapper.record()).toMatchObject({ meaning: 'label-index' })
    expect(() => read(mapper, tensor('label', 'int64', [1], BigInt64Array.of(2n)))).toThrow(/no place among 2 labels/)
  })

  it('that are whole numbers and labels themselves are labels', () => {
    const mapper = plan([port('label', [null], 'int64')], {
      labels: ['3', '7'],
      own: { labels: ['7', '3'], from: 'artifact' },
    })
    expect(Array.from(read(mapper, tensor('label', 'int64', [2], BigInt64Array.of(3n, 7n))).predicted)).toEqual([0, 1])
    expect(mapper.record()).toMatchObject({ meaning: 'label' })
  })

  it('that are texts are matched by name', () => {
    const mapper = plan([port('label', [null], 'utf8')])
    expect(Array.from(read(mapper, tensor('label', 'utf8', [2], ['yes', 'no'])).predicted)).toEqual([1, 0])
    expect(() => read(mapper, tensor('label', 'utf8', [1], ['maybe']), 9)).toThrow(
      /row 10 of the set has "maybe", which is not among the labels no, yes/,
    )
  })
})

describe('the output that is read', () => {
  const label = port('label', [null], 'int64')
  const probabilities = port('probabilities', [null, 2])

  it('is that of the scores rather than that of the labels', () => {
    expect(plan([label, probabilities]).wanted).toEqual(['probabilities'])
    expect(plan([label, probabilities], { spec: { outputIs: 'label-index' } }).wanted).toEqual(['label'])
  })

  it('is the one of the labels’ width, or the one called probabilities', () => {
    expect(plan([port('embedding', [null, 64]), port('out', [null, 2])]).wanted).toEqual(['out'])
    expect(plan([port('logits', [null, 2]), probabilities]).wanted).toEqual(['probabilities'])
  })

  it('is for the user to say when several could be', () => {
    expect(() => plan([port('a', [null, 2]), port('b', [null, 2])])).toThrow(
      'old (delivery/m.onnx) gives several outputs that could be read: "a" (float32 [?, 2]), "b" (float32 [?, 2]).',
    )
    expect(plan([port('a', [null, 2]), port('b', [null, 2])], { spec: { output: 'b' } }).wanted).toEqual(['b'])
    expect(() => plan([label, probabilities], { spec: { output: 'probability' } })).toThrow(
      /Did you mean "probabilities"\?/,
    )
    expect(() => plan([port('a', [null], 'utf8')], { task: 'regression' })).toThrow(
      /but a regression needs one number a case/,
    )
  })
})

describe('other tasks', () => {
  it('a regression has one number a case', () => {
    const mapper = plan([port('y', [null, 1], 'float64'), port('attention', [null, 8])], {
      task: 'regression',
      labels: [],
    })
    const output = tensor('y', 'float64', [2, 1], Float64Array.of(1.5, -2))
    expect(mapper.predictions({ outputs: [output], elapsedNs: 1 }, 2)).toEqual({
      kind: 'values',
      values: Float64Array.of(1.5, -2),
    })
    expect(mapper.record()).toEqual({ output: 'y', meaning: 'value', labels: null, labelsFrom: null, by: 'detected' })
  })

  it('tensors are compared as they are, each output by its name', () => {
    const compared = {
      name: 'z',
      old: 'y',
      new: 'z',
      mask: null,
      reduce: 'none' as const,
      axis: null,
      neighbours: null,
    }
    const mapper = plan([port('y', [null, 2, 2])], { task: 'tensors', labels: [], outputs: [compared] })
    expect(mapper.wanted).toEqual(['y'])
    expect(mapper.predictions({ outputs: [floats('y', [1, 2, 2], [1, 2, 3, 4])], elapsedNs: 1 }, 1)).toEqual({
      kind: 'tensors',
      outputs: [
        {
          kind: 'numbers',
          name: 'z',
          shape: [2, 2],
          mask: null,
          neighbours: null,
          whole: false,
          values: Float64Array.of(1, 2, 3, 4),
        },
      ],
    })
  })
})

describe('a model’s labels', () => {
  it('are the plan’s before the artifact’s', () => {
    const signature = { inputs: [], outputs: [], labels: ['a', 'b'] }
    expect(modelLabels(specOf('m', { labels: ['b', 'a'] }), signature)).toEqual({ labels: ['b', 'a'], from: 'plan' })
    expect(modelLabels(specOf('m'), signature)).toEqual({ labels: ['a', 'b'], from: 'artifact' })
    expect(modelLabels(specOf('m'), { inputs: [], outputs: [] })).toBeNull()
  })
})
