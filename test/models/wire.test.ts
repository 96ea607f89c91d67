import { PassThrough } from 'node:stream'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DTYPES } from '../../src/core/dtype.js'
import { fromHalf, toHalf } from '../../src/models/half.js'
import { packBits, packTexts, unpackBits, unpackTexts } from '../../src/models/packing.js'
import { ARRAY_OF, joinTensors, sliceTensor, type NumberData, type Tensor } from '../../src/models/tensor.js'
import { decodeTensors, TensorWriter } from '../../src/models/tensorStream.js'

const SEED = { seed: 20260726 }

/** Any tensor of `rows` cases. */
const tensorOf = (name: string, rows: number): fc.Arbitrary<Tensor> =>
  fc
    .tuple(fc.constantFrom(...DTYPES), fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }))
    .chain(([dtype, shape]): fc.Arbitrary<Tensor> => {
      const whole = [rows, ...shape]
      const length = whole.reduce((product, axis) => product * axis, 1)
      const content = { minLength: length, maxLength: length }
      if (dtype === 'utf8')
        return fc.array(fc.string({ unit: 'grapheme' }), content).map((data) => ({ name, dtype, shape: whole, data }))
      const element = dtype === 'bool' ? fc.integer({ min: 0, max: 1 }) : fc.integer({ min: 0, max: 127 })
      return fc.array(element, content).map((values) => {
        const data: NumberData = new ARRAY_OF[dtype](length)
        values.forEach((value, i) => {
          if (data instanceof BigInt64Array || data instanceof BigUint64Array) data[i] = BigInt(value)
          else data[i] = value
        })
        return { name, dtype, shape: whole, data }
      })
    })

const tensors = fc.integer({ min: 1, max: 20 }).chain((rows) => fc.tuple(tensorOf('a', rows), tensorOf('b', rows)))

describe('tensors through an Arrow stream', () => {
  it('come back as they were sent, whatever their type and shape, in pieces of any length', async () => {
    await fc.assert(
      fc.asyncProperty(tensors, fc.integer({ min: 1, max: 100 }), async (sent, piece) => {
        const stream = new PassThrough()
        const writer = new TensorWriter(new Map([['for', 'them']]))
        for (let i = 0; i < 3; i++) writer.write(sent)
        writer.close()
        await writer.pipeTo(stream)
        stream.end()
        const { metadata, batches } = await decodeTensors(inPieces(stream, piece))
        expect(metadata.get('for')).toBe('them')
        let count = 0
        for await (const received of batches) {
          expect(received).toEqual(sent)
          count++
        }
        expect(count).toBe(3)
      }),
      { ...SEED, numRuns: 60 },
    )
  })

  it('must keep their shape', () => {
    const writer = new TensorWriter()
    writer.write([{ name: 'x', dtype: 'float32', shape: [1, 2], data: new Float32Array(2) }])
    expect(() => writer.write([{ name: 'x', dtype: 'float32', shape: [1, 3], data: new Float32Array(3) }])).toThrow(
      /must not change from batch to batch/,
    )
  })
})

async function* inPieces(stream: AsyncIterable<Buffer>, length: number): AsyncIterable<Uint8Array> {
  for await (const chunk of stream)
    for (let at = 0; at < chunk.length; at += length) yield Uint8Array.from(chunk.subarray(at, at + length))
}

describe('packing', () => {
  it('keeps truth values and texts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1 })),
        fc.array(fc.string({ unit: 'grapheme' })),
        (bits, texts) => {
          expect(Array.from(unpackBits(packBits(Uint8Array.from(bits)), bits.length))).toEqual(bits)
          const { offsets, bytes } = packTexts(texts)
          expect(unpackTexts(offsets, bytes, texts.length)).toEqual(texts)
        },
      ),
      SEED,
    )
  })

  it('does not let half a character join with the next text', () => {
    // Each half becomes U+FFFD, as everywhere in UTF-8; together they would be one character.
    const { offsets, bytes } = packTexts(['a\ud83d', '\ude00b'])
    expect(unpackTexts(offsets, bytes, 2)).toEqual(['a\ufffd', '\ufffdb'])
  })
})

describe('slices of a tensor', () => {
  it('join to the tensor again, wherever it is cut', () => {
    fc.assert(
      fc.property(tensorOf('x', 12), fc.integer({ min: 1, max: 11 }), (tensor, cut) => {
        expect(joinTensors([sliceTensor(tensor, 0, cut), sliceTensor(tensor, cut, 12)])).toEqual(tensor)
      }),
      SEED,
    )
  })
})

describe('half precision', () => {
  it('has the values of IEEE 754 binary16', () => {
    // Table of examples: https://en.wikipedia.org/wiki/Half-precision_floating-point_format#Half_precision_examples
    const known = [
      [0, 0x0000],
      [-0, 0x8000],
      [1, 0x3c00],
      [-2, 0xc000],
      [1 / 3, 0x3555],
      [65504, 0x7bff],
      [2 ** -14, 0x0400],
      [2 ** -24, 0x0001],
      [Infinity, 0x7c00],
      [-Infinity, 0xfc00],
      [1.00048828125, 0x3c00],
      [1.00146484375, 0x3c02],
      [65519.99, 0x7bff],
      [65520, 0x7c00],
      [1e-9, 0x0000],
      [1023.75 * 2 ** -24, 0x0400],
    ] as const
    for (const [value, bits] of known) expect([value, toHalf(value)]).toEqual([value, bits])
    expect(fromHalf(toHalf(NaN))).toBeNaN()
  })

  it('is kept exactly both ways for every pattern', () => {
    const patterns = Array.from({ length: 0x10000 }, (_, bits) => bits).filter((bits) => !Number.isNaN(fromHalf(bits)))
    // All but the 2 x 1,023 patterns of NaN.
    expect(patterns).toHaveLength(0x10000 - 2046)
    expect(patterns.map((bits) => toHalf(fromHalf(bits)))).toEqual(patterns)
  })
})
