import { describe, expect, it } from 'vitest'
import type { Batch, TensorColumn } from '../../src/core/batch.js'
import type { ComparedOutput } from '../../src/core/comparedOutput.js'
import type { DType } from '../../src/core/dtype.js'
import { RecetteErrors } from '../../src/core/errors.js'
import type { TensorOutput } from '../../src/core/tensorOutput.js'
import type { Port } from '../../src/core/signature.js'
import type { OutputPlan } from '../../src/core/spec.js'
import { matchOutputs } from '../../src/models/matchOutputs.js'
import { planOutputs } from '../../src/models/outputs.js'
import { reduceOutput } from '../../src/models/reduceOutput.js'
import type { Tensor } from '../../src/models/tensor.js'
import { floats, specOf } from './fixtures.js'

const port = (name: string, shape: (number | null)[], dtype: DType = 'float32'): Port => ({ name, dtype, shape })

const match = (old: readonly Port[], newer: readonly Port[], planned?: readonly OutputPlan[], chosen?: string) =>
  matchOutputs(
    {
      old: { who: 'old (a.onnx)', ports: old, chosen },
      new: { who: 'new (b.onnx)', ports: newer, chosen: undefined },
    },
    planned,
  )

/** What is said against a match: every problem's message, then its hint. */
function refusal(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof RecetteErrors)
      return error.problems.map(({ message, hint }) => `${message} → ${hint}`).join('\n')
    return `${(error as Error).message} → ${(error as { hint?: string }).hint ?? ''}`
  }
  return 'nothing'
}

const A = port('a', [null, 3])
const B = port('b', [null, 3])
const PLAIN = { mask: null, reduce: 'none', axis: null, neighbours: null }

describe('outputs of the two models', () => {
  it('are matched by name, in the order of old, whatever the order of new', () => {
    expect(match([A, B], [B, A])).toEqual({
      outputs: [
        { name: 'a', old: 'a', new: 'a', ...PLAIN },
        { name: 'b', old: 'b', new: 'b', ...PLAIN },
      ],
      left: { old: [], new: [] },
    })
  })

  it('one with one, whatever their names; also where models.old.output chooses one of several', () => {
    const [only] = match([A], [B]).outputs
    expect(only).toMatchObject({ name: 'a', old: 'a', new: 'b' })
    const chosen = match([A, B], [port('c', [null, 3])], undefined, 'b')
    expect(chosen.outputs).toMatchObject([{ name: 'b', old: 'b', new: 'c' }])
    expect(chosen.left).toEqual({ old: ['a'], new: [] })
  })

  it('are refused when one has no counterpart, with both lists and a plan to paste', () => {
    expect(refusal(() => match([A, B], [A]))).toBe(
      'The outputs cannot be matched by name. old (a.onnx) gives "a" (float32 [?, 3]), "b" (float32 [?, 3]); new (b.onnx) gives "a" (float32 [?, 3]). → ' +
        'Say in the plan which to compare, one entry for each: outputs: { a: {} }.',
    )
  })

  it('are refused when the plan names one that is not there, all of them at once', () => {
    const said = refusal(() => match([A], [B], [{ name: 'x', old: 'aa', new: 'bb' }]))
    expect(said).toContain('old (a.onnx) has no output "aa", which outputs.x compares; it gives "a" (float32 [?, 3]).')
    expect(said).toContain('new (b.onnx) has no output "bb"')
  })

  it('are refused when a number has no counterpart: other axes, another length, text', () => {
    expect(refusal(() => match([A], [port('a', [null, 4])]))).toContain('has shape [?, 3] in old and [?, 4] in new')
    expect(refusal(() => match([A], [port('a', [null, 3, 1])]))).toContain('its numbers have no counterparts')
    expect(refusal(() => match([A], [port('a', [null, 3], 'utf8')]))).toContain('text and numbers cannot be compared')
  })

  it('may have other shapes once they are reduced, or compared by neighbours', () => {
    const pooled: OutputPlan = { name: 'x', old: 'a', new: 'b', reduce: 'mean', axis: 1 }
    expect(match([port('a', [null, 5, 4])], [port('b', [null, 9, 4])], [pooled]).outputs).toHaveLength(1)
    const near: OutputPlan = { name: 'x', old: 'a', new: 'b', neighbours: 5 }
    expect(match([port('a', [null, 4])], [port('b', [null, 7])], [near]).outputs).toHaveLength(1)
  })

  it('cannot be reduced over an axis that is not there, nor be text', () => {
    const over = (axis: number) => [{ name: 'a', reduce: 'mean' as const, axis }]
    expect(refusal(() => match([A], [A], over(2)))).toContain('there is no axis 2 to reduce')
    expect(refusal(() => match([A], [A], over(-2)))).toContain('there is no axis -2 to reduce but that of the batch')
    const text = port('a', [null], 'utf8')
    expect(refusal(() => match([text], [text], [{ name: 'a', neighbours: 3 }]))).toContain('letter by letter alone')
  })
})

describe('a reduction', () => {
  // Two cases of shape [2, 3].
  const values = Float64Array.of(1, 2, 3, 4, 5, 6, -1, -9, 0, 7, 7, 2)
  const given = { shape: [2, 3], values, mask: null }

  it('takes the mean, the largest, the sum or the place of the largest over the axis that it is told', () => {
    expect(reduceOutput(given, 'mean', 0, 2)).toEqual({
      shape: [3],
      values: Float64Array.of(2.5, 3.5, 4.5, 3, -1, 1),
      mask: null,
    })
    expect([...reduceOutput(given, 'sum', 1, 2).values]).toEqual([6, 15, -10, 16])
    expect([...reduceOutput(given, 'max', 1, 2).values]).toEqual([3, 6, 0, 7])
    // Of two sevens the first.
    expect([...reduceOutput(given, 'argmax', 1, 2).values]).toEqual([2, 2, 2, 0])
  })

  it('leaves out what the mask hides, and what is left of nothing is hidden itself', () => {
    const mask = { keep: Uint8Array.of(1, 0, 0, 0), each: 3 }
    const pooled = reduceOutput({ ...given, mask }, 'mean', 0, 2)
    expect([...pooled.values.subarray(0, 3)]).toEqual([1, 2, 3])
    expect(pooled.mask).toEqual({ keep: Uint8Array.of(1, 1, 1, 0, 0, 0), each: 1 })
    const places = reduceOutput({ ...given, mask }, 'argmax', 1, 2)
    expect([...places.mask!.keep]).toEqual([1, 0, 0, 0])
  })

  it('does not lose a NaN', () => {
    const broken = { shape: [3], values: Float64Array.of(1, Number.NaN, 3), mask: null }
    for (const reduce of ['mean', 'max', 'sum', 'argmax'] as const)
      expect([...reduceOutput(broken, reduce, 0, 1).values]).toEqual([Number.NaN])
  })
})

const compared = (more: Partial<ComparedOutput> = {}): ComparedOutput => ({
  name: 'y',
  old: 'y',
  new: 'y',
  mask: null,
  reduce: 'none',
  axis: null,
  neighbours: null,
  ...more,
})

function read(output: Tensor, more: Partial<ComparedOutput> = {}, cases?: Batch): TensorOutput {
  const mapper = planOutputs({
    side: 'old',
    signature: { inputs: [], outputs: [] },
    task: 'tensors',
    labels: [],
    own: null,
    positive: null,
    spec: specOf('m.onnx', { side: 'old' }),
    outputs: [compared(more)],
  })
  const found = mapper.predictions({ outputs: [output], elapsedNs: 1 }, output.shape[0]!, 10, cases)
  if (found.kind !== 'tensors') throw new Error('no tensors')
  return found.outputs[0]!
}

const maskColumn = (values: readonly number[], shape: readonly number[] = [2]): Batch => {
  const column: TensorColumn = { kind: 'tensor', name: 'mask', shape, valid: null, values: Float64Array.from(values) }
  return { rows: values.length / shape.reduce((product, length) => product * length, 1), start: 10, columns: [column] }
}

describe('an answer', () => {
  it('is read with its mask, which has the leading axes of the output', () => {
    const output = floats('y', [2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8])
    expect(read(output, { mask: 'mask' }, maskColumn([1, 0, 1, 1]))).toMatchObject({
      shape: [2, 2],
      mask: { keep: Uint8Array.of(1, 0, 1, 1), each: 2 },
    })
    const plain: Batch = {
      rows: 2,
      start: 10,
      columns: [{ kind: 'number', name: 'mask', valid: null, values: Float64Array.of(0, 1) }],
    }
    expect(read(output, { mask: 'mask' }, plain)).toMatchObject({ mask: { keep: Uint8Array.of(0, 1), each: 4 } })
  })

  it('is not read with a mask of another shape, or of other numbers than 0 and 1', () => {
    const output = floats('y', [1, 3], [1, 2, 3])
    expect(() => read(output, { mask: 'mask' }, maskColumn([1, 1]))).toThrow(
      'The mask "mask" has shape [2] a case, but output "y" of old (delivery/m.onnx) has [3]',
    )
    expect(() => read(output, { mask: 'mask' }, maskColumn([1, 0.5, 1], [3]))).toThrow(
      'The mask "mask" holds 0.5 in row 11 of the set, expected 0 or 1.',
    )
    expect(() => read(output, { mask: 'mask' }, maskColumn([1, Number.NaN, 1], [3]))).toThrow('holds nothing in row 11')
  })

  it('keeps whole numbers whole, and refuses those that doubles cannot tell apart', () => {
    const whole = (values: readonly bigint[]): Tensor => ({
      name: 'y',
      dtype: 'int64',
      shape: [values.length],
      data: BigInt64Array.from(values),
    })
    expect(read(whole([1n, -2n]))).toMatchObject({ whole: true, values: Float64Array.of(1, -2) })
    expect(() => read(whole([1n, 2n ** 53n + 1n]))).toThrow('output "y" is 9007199254740993 for row 12 of the set')
  })

  it('of texts is texts', () => {
    expect(read({ name: 'y', dtype: 'utf8', shape: [2], data: ['a', 'b'] })).toMatchObject({
      kind: 'texts',
      values: ['a', 'b'],
    })
  })
})
