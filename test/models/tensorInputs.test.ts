import { describe, expect, it } from 'vitest'
import type { Batch, Column, Field } from '../../src/core/batch.js'
import { DTYPES } from '../../src/core/dtype.js'
import type { RecetteErrors } from '../../src/core/errors.js'
import type { Port } from '../../src/core/signature.js'
import { fromHalf } from '../../src/models/half.js'
import { planInputs } from '../../src/models/inputs.js'
import { specOf } from './fixtures.js'
import { answerAll, inputSet, numbersIn } from './inputFixtures.js'

const ELEMENTS = ['half', 'single', 'double', 'byte', 'long', 'ulong', 'truth'] as const

describe('five inputs of ranks 0 to 4, each from its own column', () => {
  // The sets hold 0 and 1 only, which every type holds, so that every element type goes into every type of input; the pairs are
  // spread over the types, and one type of input gets all of them.
  it.each(DTYPES.filter((dtype) => dtype !== 'utf8').map((dtype, index) => [dtype, index] as const))(
    'are filled for a model that takes %s, from Parquet and from Arrow',
    async (dtype, index) => {
      const all = dtype === 'float32'
      for (const [format, shift] of [
        ['parquet', 0],
        ['arrow', 3],
      ] as const) {
        const set = await inputSet(`tensors.${format}`)
        const expected = await numbersIn(set, 'sum')
        for (const element of all ? ELEMENTS : [ELEMENTS[(index + shift) % ELEMENTS.length]!]) {
          const inputs = Object.fromEntries(
            [0, 1, 2, 3, 4].map((rank) => [`rank${rank}`, [{ column: `${element}${rank}` }]]),
          )
          const { answered, shape } = await answerAll(set, `${dtype}.onnx`, { inputs }, 'sum')
          expect({ element, answered, shape }).toEqual({ element, answered: expected, shape: [10] })
        }
      }
    },
  )

  it.each(['parquet', 'arrow'])(
    'are filled with texts from lists of texts in %s; a missing one is empty',
    async (format) => {
      const set = await inputSet(`tensors.${format}`)
      const { answered, shape } = await answerAll(set, 'utf8.onnx', {}, 'again')
      expect(shape).toEqual([10, 2])
      expect(answered.slice(0, 8)).toEqual(['one', 'déjà', '', '', 'a', 'b0', 'a', 'b1'])
    },
  )
})

describe('a value that the input’s type does not hold', () => {
  const tensor = (...values: number[]): Column => ({
    kind: 'tensor',
    name: 'v',
    shape: [2],
    values: Float64Array.from(values),
    valid: null,
  })
  const fill = async (
    dtype: Port['dtype'],
    column: Column,
    rows: number,
    use: { multiply?: number; add?: number } = {},
  ) => {
    const field: Field = {
      name: 'v',
      kind: column.kind,
      type: 'float64',
      ...(column.kind === 'tensor' ? { shape: [2] } : {}),
    }
    const port: Port = { name: 'x', dtype, shape: [null, column.kind === 'tensor' ? 2 : 1] }
    const mapper = planInputs({
      side: 'new',
      signature: { inputs: [port], outputs: [] },
      fields: [field],
      spec: specOf('m.onnx', { inputs: { x: [{ column: 'v', ...use }] } }),
      reserved: [],
    })
    const batch: Batch = { rows, start: 40, columns: [column] }
    return (await mapper.tensors(batch))[0]!.data
  }

  it.each([
    ['uint8', [1, 2, 3, 256], 42, 'is 256', '0 to 255'],
    ['int8', [1, 2, -129, 4], 42, 'is -129', '-128 to 127'],
    ['uint16', [1, 65_536, 3, 4], 41, 'is 65536', '0 to 65535'],
    ['uint32', [1, 2, 3, -1], 42, 'is -1', '0 to 4294967295'],
    ['int32', [0.5, 2, 3, 4], 41, 'is 0.5', 'whole numbers'],
    ['uint64', [1, 2, NaN, 4], 42, 'is missing', 'whole numbers'],
    ['bool', [1, 0, 2, 0], 42, 'is 2', '0 and 1'],
    ['float32', [1, 2, 3, 1e39], 42, 'is 1e+39', 'numbers up to 3.4e38'],
    ['float16', [1, -65_520, 3, 4], 41, 'is -65520', 'numbers up to 65504'],
  ] as const)('is refused in a list for %s, with its row', async (dtype, values, row, found, range) => {
    const run = fill(dtype, tensor(...values), 2)
    await expect(run).rejects.toThrow(
      expect.objectContaining({
        code: 'MODEL_INPUT_VALUE',
        row: row - 1,
        message: expect.stringContaining(`"v" ${found} in row ${row}`),
      }),
    )
    await expect(run).rejects.toThrow(range)
  })

  it('is none at the very end of the type', async () => {
    expect(await fill('uint8', tensor(0, 255), 1)).toEqual(Uint8Array.of(0, 255))
    expect(await fill('int64', tensor(2 ** 53 - 1, -(2 ** 53) + 1), 1)).toEqual(
      BigInt64Array.of(2n ** 53n - 1n, -(2n ** 53n) + 1n),
    )
    expect(Array.from((await fill('float16', tensor(65_504, 65_519), 1)) as Uint16Array, fromHalf)).toEqual([
      65_504, 65_504,
    ])
  })

  it('is looked for after the unit conversion of the plan', async () => {
    expect(await fill('uint8', tensor(0, 1), 1, { multiply: 255 })).toEqual(Uint8Array.of(0, 255))
    await expect(fill('uint8', tensor(0, 1), 1, { multiply: 255, add: 1 })).rejects.toThrow(/is 256/)
  })

  it('rounds a half once, from the double: a detour by float32 would round the tie down', async () => {
    // 1 + 2^-11 + 2^-40 is above the middle of 1 and 1 + 2^-10; in float32 it is the middle itself, whose even neighbour is 1.
    const column: Column = { kind: 'number', name: 'v', values: Float64Array.of(1 + 2 ** -11 + 2 ** -40), valid: null }
    expect(fromHalf(((await fill('float16', column, 1)) as Uint16Array)[0]!)).toBe(1 + 2 ** -10)
  })
})

describe('a tensor column whose values lie otherwise than the model’s', () => {
  const check = (own: number[], shape: (number | null)[]): string | null => {
    const field: Field = { name: 'pixels', kind: 'tensor', type: 'float32', shape: own }
    try {
      planInputs({
        side: 'new',
        signature: { inputs: [{ name: 'x', dtype: 'float32', shape }], outputs: [] },
        fields: [field],
        spec: specOf('m.onnx'),
        reserved: [],
      })
      return null
    } catch (error) {
      return (error as RecetteErrors).problems.map(({ message, hint }) => `${message} ${hint}`).join()
    }
  }

  it('is refused where as many values would be read in another order', () => {
    const said = check([28, 28, 3], [null, 3, 28, 28])
    expect(said).toContain('column "pixels" holds tensors of [28, 28, 3]: as many values, in another order')
    expect(said).toContain('shape: [3, 28, 28]')
  })

  it('is taken where only axes of length 1, or a flat list, stand between the two', () => {
    expect(check([28, 28, 1], [null, 1, 28, 28])).toBeNull()
    expect(check([784], [null, 28, 28])).toBeNull()
    expect(check([28, 28], [null, 784])).toBeNull()
    expect(check([3, 32, 32], [null, 3, null, null])).toBeNull()
  })

  it('is refused where the model’s open axes could be cut in several ways', () => {
    expect(check([48], [null, null, null, 3])).toContain(
      'whose open axes cannot be told from the [48] values of a case',
    )
  })
})
