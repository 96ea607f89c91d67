import { describe, expect, it } from 'vitest'
import type { Batch, Column, Field } from '../../src/core/batch.js'
import { RecetteErrors } from '../../src/core/errors.js'
import type { Port } from '../../src/core/signature.js'
import type { ArtifactSpec } from '../../src/core/spec.js'
import { fromHalf } from '../../src/models/half.js'
import { planInputs, type InputMapper } from '../../src/models/inputs.js'
import { numbers, specOf } from './fixtures.js'

const field = (name: string, kind: Field['kind'] = 'number', shape?: number[]): Field => ({
  name,
  kind,
  type: kind === 'text' ? 'utf8' : kind === 'bool' ? 'bool' : 'float64',
  ...(shape === undefined ? {} : { shape }),
})
const port = (name: string, shape: (number | null)[], dtype: Port['dtype'] = 'float32'): Port => ({
  name,
  dtype,
  shape,
})

function plan(
  inputs: readonly Port[],
  fields: readonly Field[],
  declared?: ArtifactSpec['inputs'],
  reserved: readonly string[] = ['id', 'label'],
): InputMapper {
  const spec = specOf('churn.onnx', declared === undefined ? {} : { inputs: declared })
  return planInputs({ side: 'new', signature: { inputs, outputs: [] }, fields, spec, reserved })
}

function problems(run: () => unknown): string[] {
  const thrown = catchError(run)
  expect(thrown).toBeInstanceOf(RecetteErrors)
  expect((thrown as RecetteErrors).kind).toBe('usage')
  return (thrown as RecetteErrors).problems.map((problem) => problem.message)
}

function catchError(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

const column = (name: string, ...values: number[]): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
  valid: null,
})

const batch = (start: number, ...columns: Column[]): Batch => {
  const [first] = columns
  const rows =
    first?.kind === 'text'
      ? first.codes.length
      : first?.kind === 'tensor'
        ? first.values.length / 4
        : first!.values.length
  return { rows, start, columns }
}

describe('columns guessed for inputs', () => {
  it('are the number columns in the set’s order for a single tensor of that width, leaving out those with another role', () => {
    const fields = [
      field('id', 'text'),
      field('age'),
      field('city', 'text'),
      field('active', 'bool'),
      field('income'),
      field('label'),
    ]
    const mapper = plan([port('features', [null, 3])], fields)
    expect(mapper.record).toEqual([
      { input: 'features', by: 'by-order', columns: [{ column: 'age' }, { column: 'active' }, { column: 'income' }] },
    ])
    expect(mapper.columns).toEqual(['age', 'active', 'income'])
  })

  it('bear the input’s name where there is one input a column, also with the signs that exporters replace', () => {
    const mapper = plan(
      [port('income', [null, 1]), port('sepal_length__cm_', [null]), port('city', [null, 1], 'utf8')],
      [field('sepal length (cm)'), field('city', 'text'), field('income')],
    )
    expect(mapper.record.map(({ by, columns }) => [by, columns[0]!.column])).toEqual([
      ['by-name', 'income'],
      ['by-name', 'sepal length (cm)'],
      ['by-name', 'city'],
    ])
  })

  it('are by order what names leave over, when one input is left', () => {
    const mapper = plan([port('grade', [null, 1]), port('rest', [null, 2])], [field('a'), field('grade'), field('b')])
    expect(mapper.record[1]).toEqual({ input: 'rest', by: 'by-order', columns: [{ column: 'a' }, { column: 'b' }] })
  })

  it('are the one tensor column of the same size', () => {
    const mapper = plan([port('pixels', [null, 2, 2, 1])], [field('image', 'tensor', [2, 2]), field('width')])
    expect(mapper.record).toEqual([{ input: 'pixels', by: 'single-input', columns: [{ column: 'image' }] }])
  })

  it('give way to what the plan declares, whatever its role', () => {
    const mapper = plan([port('x', [null, 2])], [field('id'), field('a'), field('b')], {
      x: [{ column: 'b' }, { column: 'id' }],
    })
    expect(mapper.record).toEqual([{ input: 'x', by: 'declared', columns: [{ column: 'b' }, { column: 'id' }] }])
  })
})

describe('columns that do not fit', () => {
  it('are counted against the width, and named', () => {
    expect(
      problems(() => plan([port('features', [null, 4])], [field('age'), field('income'), field('city', 'text')])),
    ).toEqual([
      'new (delivery/churn.onnx) input "features" takes float32 of shape [?, 4]: 4 values a case, but the set has 2 number columns without another role (age, income).',
    ])
  })

  it('are missing, with the nearest name, for each input', () => {
    const found = problems(() =>
      plan([port('incme', [null, 1]), port('zzz', [null, 1])], [field('income'), field('age')]),
    )
    expect(found[0]).toBe(
      'new (delivery/churn.onnx) input "incme" takes float32 of shape [?, 1], but the set has no number column of that name. Did you mean "income"?',
    )
    expect(found[1]).toMatch(/input "zzz" .* there are income, age\.$/)
  })

  it('are declared for an input that is not there, or from a column that is not there: all are told at once', () => {
    const found = problems(() =>
      plan([port('x', [null, 1])], [field('income')], { x: [{ column: 'incom' }], y: [{ column: 'income' }] }),
    )
    expect(found).toEqual([
      'new (delivery/churn.onnx) has no input "y"; it takes "x".',
      'new (delivery/churn.onnx) input "x": the set has no column "incom". Did you mean "income"?',
    ])
  })

  it('are declared in the wrong number', () => {
    expect(
      problems(() => plan([port('x', [null, 3])], [field('a'), field('b')], { x: [{ column: 'a' }, { column: 'b' }] })),
    ).toEqual(['new (delivery/churn.onnx) input "x" takes [?, 3], that is 3 values a case, but its 2 columns give 2.'])
  })

  it('hold text where the model takes numbers', () => {
    expect(problems(() => plan([port('x', [null, 1])], [field('city', 'text')], { x: [{ column: 'city' }] }))).toEqual([
      'new (delivery/churn.onnx) input "x" takes float32, but column "city" holds text.',
    ])
  })

  it('are multiplied though they are no numbers', () => {
    const declared = { x: [{ column: 'city', multiply: 2 }] }
    expect(problems(() => plan([port('x', [null, 1], 'utf8')], [field('city', 'text')], declared))[0]).toMatch(
      /"multiply" and "add" need numbers/,
    )
  })

  it('cannot fill an input without a batch axis', () => {
    expect(problems(() => plan([port('x', [])], [field('x')]))[0]).toMatch(/no batch axis/)
  })
})

describe('a batch made into tensors', () => {
  it('stands row by row, missing numbers as NaN, converted where the plan says so', async () => {
    const mapper = plan([port('x', [null, 2])], [field('age'), field('km')], {
      x: [{ column: 'age' }, { column: 'km', multiply: 0.5, add: 1 }],
    })
    const [x] = await mapper.tensors(batch(0, column('km', 2, 4), column('age', 30, NaN)))
    expect(x!.shape).toEqual([2, 2])
    expect(x!.data).toBeInstanceOf(Float32Array)
    expect(numbers(x)).toEqual([30, 2, NaN, 3])
  })

  it('has a truth value as 0 and 1, missing as NaN in a float', async () => {
    const mapper = plan([port('x', [null, 1])], [field('b', 'bool')])
    const b: Column = { kind: 'bool', name: 'b', values: Uint8Array.of(1, 0, 1), valid: Uint8Array.of(1, 1, 0) }
    expect(numbers((await mapper.tensors(batch(0, b)))[0])).toEqual([1, 0, NaN])
  })

  it('has texts, a missing one empty, and numbers as their shortest text', async () => {
    const mapper = plan([port('x', [null, 2], 'utf8')], [field('city', 'text'), field('code')], {
      x: [{ column: 'city' }, { column: 'code' }],
    })
    const city: Column = {
      kind: 'text',
      name: 'city',
      codes: Int32Array.of(1, -1),
      dictionary: ['Lyon', 'Nice'],
      valid: null,
    }
    expect((await mapper.tensors(batch(0, city, column('code', 75, 0.5))))[0]!.data).toEqual(['Nice', '75', '', '0.5'])
  })

  it('has the type that the model takes', async () => {
    const fields = [field('a'), field('b'), field('c'), field('d')]
    const mapper = plan(
      [
        port('a', [null], 'int64'),
        port('b', [null], 'float64'),
        port('c', [null], 'bool'),
        port('d', [null], 'float16'),
      ],
      fields,
    )
    const tensors = await mapper.tensors(batch(0, column('a', -5), column('b', 0.1), column('c', 1), column('d', 1.5)))
    expect(tensors.map((tensor) => tensor.shape)).toEqual([[1], [1], [1], [1]])
    expect(tensors[0]!.data).toEqual(BigInt64Array.of(-5n))
    expect(tensors[1]!.data).toEqual(Float64Array.of(0.1))
    expect(tensors[2]!.data).toEqual(Uint8Array.of(1))
    expect(fromHalf((tensors[3]!.data as Uint16Array)[0]!)).toBe(1.5)
  })

  it.each([
    ['int32', 1.5, 'is 1.5', 'whole numbers from -2147483648 to 2147483647'],
    ['int32', NaN, 'is missing', 'whole numbers'],
    ['int8', 128, 'is 128', '-128 to 127'],
    ['uint8', -1, 'is -1', '0 to 255'],
    ['int64', 2 ** 60, 'is 1152921504606847000', 'whole numbers'],
    ['bool', 2, 'is 2', '0 and 1'],
  ] as const)('refuses for %s the value %d, with its row in the set', async (dtype, value, found, range) => {
    const mapper = plan([port('n', [null], dtype)], [field('n')])
    await expect(mapper.tensors(batch(1000, column('n', 1, value)))).rejects.toThrow(
      expect.objectContaining({
        code: 'MODEL_INPUT_VALUE',
        row: 1001,
        message: expect.stringContaining(`column "n" ${found} in row 1002 of the set`),
      }),
    )
    await expect(mapper.tensors(batch(1000, column('n', 1, value)))).rejects.toThrow(range)
  })

  it('takes a tensor column in the model’s own shape', async () => {
    const image: Column = {
      kind: 'tensor',
      name: 'image',
      shape: [2, 2],
      values: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8),
      valid: null,
    }
    for (const [shape, expected] of [
      [
        [null, 4],
        [2, 4],
      ],
      [
        [null, 2, 2, 1],
        [2, 2, 2, 1],
      ],
      [
        [null, null, null],
        [2, 2, 2],
      ],
      [
        [null, null, 1],
        [2, 4, 1],
      ],
    ] as const) {
      const [tensor] = await plan([port('image', [...shape])], [field('image', 'tensor', [2, 2])]).tensors(
        batch(0, image),
      )
      expect(tensor!.shape).toEqual(expected)
      expect(numbers(tensor)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    }
  })
})

describe('an input that no column fits, and that has the shape of an output', () => {
  it('may be a state: the hint says how to write that', () => {
    const signature = {
      inputs: [port('x', [null, 2]), port('h', [null, 8])],
      outputs: [port('y', [null, 1]), port('h_next', [null, 8])],
    }
    const planning = (): unknown =>
      planInputs({ side: 'new', signature, fields: [field('a')], spec: specOf('cell.onnx', {}), reserved: [] })
    const hints = (catchError(planning) as RecetteErrors).problems.map(({ hint }) => hint)
    expect(hints).toHaveLength(2)
    expect(hints[0]).not.toContain('state')
    expect(hints[1]).toContain('write { h: { state: h_next } } there, and columns.group')
  })
})
