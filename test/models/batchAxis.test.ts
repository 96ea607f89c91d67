import { describe, expect, it } from 'vitest'
import type { Port, Signature } from '../../src/core/signature.js'
import { findBatchAxis } from '../../src/models/batchAxis.js'
import { specOf } from './fixtures.js'
import { answerAll, inputSet, numbersIn, openFor } from './inputFixtures.js'

const port = (name: string, ...shape: (number | null)[]): Port => ({ name, dtype: 'float32', shape })
const signature = (input: (number | null)[], output: (number | null)[]): Signature => ({
  inputs: [port('x', ...input)],
  outputs: [port('y', ...output)],
})
/** As if the set gave `count` values a case. */
const giving =
  (count: number) =>
  ({ inputs }: Signature): boolean =>
    inputs[0]!.shape.slice(1).reduce<number>((product, length) => product * (length ?? 1), 1) === count

describe('the batch axis of a model', () => {
  it.each([
    ['an open first axis', [null, 4], [null, 2], 4, 'dynamic'],
    ['a first axis of 1', [1, 4], [1, 2], 4, 1],
    ['a first axis of 8, over cases of 4 values', [8, 4], [8, 2], 4, 8],
    ['the same shape where the set gives 32 values a case', [8, 4], [8, 2], 32, 'absent'],
    ['outputs that do not follow the first axis', [28, 28], [10], 784, 'absent'],
    ['one list of values, given 4 a case', [4], [4], 4, 'absent'],
    ['one list of values, given one a case', [4], [4], 1, 4],
    ['a single value', [], [], 1, 'absent'],
  ] as const)('is recognised from %s', (_, input, output, count, is) => {
    expect(findBatchAxis(signature([...input], [...output]), specOf('m.onnx'), 'new', giving(count))).toEqual({
      is,
      by: 'detected',
    })
  })

  it('is a case a call when the inputs’ first axes have nothing to do with each other', () => {
    const inputs = [port('x', null, 512), port('state', 2, null, 128), port('rate')]
    expect(findBatchAxis({ inputs, outputs: [port('y', null, 1)] }, specOf('m.onnx'), 'new', () => true).is).toBe(
      'absent',
    )
  })

  it('is asked of the user when the set fits both ways', () => {
    expect(() => findBatchAxis(signature([4], [4]), specOf('m.onnx'), 'new (m.onnx)', () => true)).toThrow(
      expect.objectContaining({
        kind: 'usage',
        message: expect.stringContaining('fit both'),
        hint: expect.stringContaining('models.new.batch: absent'),
      }),
    )
  })

  it('is what the plan says, unless the artifact contradicts it', () => {
    const declared = (batch: 'dynamic' | 'absent' | number) =>
      findBatchAxis(signature([8, 4], [8, 2]), specOf('m.onnx', { batch }), 'new', giving(4))
    expect(declared('absent')).toEqual({ is: 'absent', by: 'declared' })
    expect(declared(8)).toEqual({ is: 8, by: 'declared' })
    expect(() => declared('dynamic')).toThrow(/first axis is always 8/)
    expect(() => declared(4)).toThrow(/batch is 4, but input "x" takes \[8, 4\]/)
  })
})

describe('a set of ten cases', () => {
  const x = { x: [{ column: 'double2' }] }

  it('goes in steps of four through a model that always takes four, and the filling of the last step is cut off', async () => {
    const set = await inputSet('tensors.parquet')
    const { answered, batch } = await answerAll(set, 'fixed-at-4.onnx', { inputs: x }, 'sum')
    expect(batch.is).toBe(4)
    expect(answered).toEqual(await numbersIn(set, 'sum2'))
  })

  it('goes case by case through a model that takes one without a batch axis', async () => {
    const set = await inputSet('tensors.parquet')
    const { answered, batch, shape } = await answerAll(set, 'no-batch-matrix.onnx', { inputs: x }, 'sum')
    expect(batch).toEqual({ is: 'absent', by: 'detected' })
    expect(shape).toEqual([10])
    expect(answered).toEqual(await numbersIn(set, 'sum2'))
  })

  it('fills a vector, or single values, from as many columns', async () => {
    const set = await inputSet('tensors.arrow')
    const columns = ['byte0', 'long0', 'truth0'].map((column) => ({ column }))
    const vector = await answerAll(set, 'no-batch-vector.onnx', { inputs: { x: columns } }, 'sum')
    const first = await numbersIn(set, 'byte0')
    expect(vector.answered).toEqual(first.map((value) => 3 * value))
    const values = await answerAll(
      set,
      'no-batch-values.onnx',
      { inputs: { a: [columns[0]!], b: [columns[1]!] } },
      'sum',
    )
    expect(values.answered).toEqual(first.map((value) => 2 * value))
  })

  it('tells by its columns whether three values are one case or three', async () => {
    const set = await inputSet('tensors.arrow')
    const one = await answerAll(set, 'flat-either.onnx', { inputs: { x: [{ column: 'single1' }] } }, 'y')
    expect([one.batch.is, one.shape]).toEqual(['absent', [10, 3]])
    const three = await answerAll(set, 'flat-either.onnx', { inputs: { x: [{ column: 'single0' }] } }, 'y')
    expect([three.batch.is, three.shape]).toEqual([3, [10]])
    expect(three.answered).toEqual((await numbersIn(set, 'single0')).map((value) => -value))
  })

  it('goes in the steps that the plan asks for, through a model that claims to take any number', async () => {
    const set = await inputSet('tensors.parquet')
    const inputs = { x: [{ column: 'single1' }] }
    await expect(answerAll(set, 'claims-dynamic.onnx', { inputs }, 'y')).rejects.toThrow(/Reshape/i)
    const { answered, shape } = await answerAll(set, 'claims-dynamic.onnx', { inputs, batch: 2 }, 'y')
    expect(shape).toEqual([10, 3])
    expect(answered.filter((value) => value !== 0 && value !== 1)).toEqual([])
  })

  it('is not answered by an output without the batch axis, even where its answers are as many as the cases by chance', async () => {
    const set = await inputSet('tensors.parquet')
    const inputs = { x: [{ column: 'single0' }] }
    const { model } = await openFor(set, 'three-for-four.onnx', { inputs, batch: 4 })
    await using opened = model
    const six = { name: 'x', dtype: 'float32' as const, shape: [6, 1], data: new Float32Array(6) }
    await expect(opened.predict([six], ['y'], 0)).rejects.toMatchObject({
      code: 'MODEL_OUTPUT_MISMATCH',
      message: expect.stringContaining('output "y" has shape [3, 1] for a batch of 4 cases'),
    })
  })
})
