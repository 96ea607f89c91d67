import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { WeightsReport } from '../../src/core/weights.js'
import { toHalf } from '../../src/models/half.js'
import { findModel } from '../../src/models/findModel.js'
import { floatsOf } from '../../src/models/host/onnxWeights.js'
import { WeightTally } from '../../src/models/host/weightTally.js'
import { seededRandom } from '../../src/stats/random.js'
import { FIXTURES, specOf, temporaryFolder } from './fixtures.js'
import { writeOnnx, type OnnxWeight } from './writeOnnx.js'

const ROOT = join(import.meta.dirname, '../..')

/** What the host tells of the weights of an artifact that it has loaded. */
async function weightsOf(path: string): Promise<WeightsReport | undefined> {
  const source = await findModel(specOf('', { artifact: { path, shown: 'delivery/model' } }))
  await using model = await source.open({})
  return model.weights
}

const singles = (report: WeightsReport | undefined) => report?.parts.map(([elements, single]) => [elements, single])
const halves = (report: WeightsReport | undefined) => report?.parts.map(([elements, , half]) => [elements, half])

const random = seededRandom(3)
const KERNEL = Array.from({ length: 12 * 10 }, () => random() - 0.5)

/** y = x W with W of 12 rows and 10 columns, in the form that is asked for. */
async function linear(form: { weight: OnnxWeight; transposed?: boolean; cast?: boolean }): Promise<string> {
  const path = join(await temporaryFolder(), 'model.onnx')
  const { name } = form.weight
  const kernel = form.cast === true ? 'single' : name
  const cast = { op: 'Cast', from: [name], to: ['single'], with: { to: 1 } }
  const gemm = { op: 'Gemm', from: ['x', kernel], to: ['y'], with: { transB: form.transposed === true ? 1 : 0 } }
  const model = writeOnnx({
    inputs: [{ name: 'x', shape: [12] }],
    outputs: [{ name: 'y', shape: [10] }],
    weights: [form.weight],
    nodes: form.cast === true ? [cast, gemm] : [gemm],
  })
  writeFileSync(path, model)
  return path
}

const plain = { name: 'w', shape: [12, 10], values: KERNEL }

describe('the weights of an artifact', () => {
  it('are the same whatever they are called', async () => {
    const [one, other] = [
      await weightsOf(await linear({ weight: plain })),
      await weightsOf(await linear({ weight: { ...plain, name: 'dense_1/kernel:0' } })),
    ]
    expect(one?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(other?.sha256).toBe(one?.sha256)
    expect(one).toMatchObject({ tensors: 1, elements: 120, stored: { float32: 120 }, rounded: null })
  })

  it('are the same numbers when they are transposed or in double precision, though not the same bytes', async () => {
    const one = await weightsOf(await linear({ weight: plain }))
    const turned = Array.from({ length: 120 }, (_, i) => KERNEL[(i % 12) * 10 + Math.floor(i / 12)]!)
    const transposed = await weightsOf(
      await linear({ weight: { ...plain, shape: [10, 12], values: turned }, transposed: true }),
    )
    const double = await weightsOf(
      await linear({ weight: { ...plain, type: 'float64', values: KERNEL.map(Math.fround) }, cast: true }),
    )
    for (const other of [transposed, double]) {
      expect(other?.sha256).not.toBe(one?.sha256)
      expect(singles(other)).toEqual(singles(one))
    }
  })

  it('are the same up to half precision when they were rounded, and are seen to be rounded', async () => {
    const one = await weightsOf(await linear({ weight: plain }))
    const half = await weightsOf(
      await linear({ weight: { ...plain, type: 'float16bits', values: KERNEL.map(toHalf) }, cast: true }),
    )
    expect(singles(half)).not.toEqual(singles(one))
    expect(halves(half)).toEqual(halves(one))
    expect(half).toMatchObject({ stored: { float16: 120 }, rounded: null })
    const padded = await weightsOf(
      await linear({ weight: { ...plain, values: KERNEL.map((v) => Math.round(v * 2 ** 11) / 2 ** 11) } }),
    )
    expect(padded).toMatchObject({ stored: { float32: 120 }, rounded: 'float16' })
  })

  it('are others when a single number is', async () => {
    const one = await weightsOf(await linear({ weight: plain }))
    const other = await weightsOf(await linear({ weight: { ...plain, values: KERNEL.with(77, 0.1234567) } }))
    expect(singles(other)).not.toEqual(singles(one))
    expect(halves(other)).not.toEqual(halves(one))
  })

  it('that say nothing are not compared: zeros, ones, round numbers', async () => {
    for (const value of [0, 1, 0.25]) {
      const report = await weightsOf(await linear({ weight: { ...plain, values: KERNEL.map(() => value) } }))
      expect(report).toMatchObject({ tensors: 1, parts: [], rounded: null })
    }
  })

  it('are recognised across ONNX and both forms of TensorFlow.js', async () => {
    const [onnx, layers, graph] = await Promise.all(
      ['mlp.onnx', 'tfjs-layers', 'tfjs-graph'].map((name) => weightsOf(join(FIXTURES, name))),
    )
    expect(onnx?.parts.length).toBe(3)
    expect(layers).toEqual(onnx)
    expect(graph).toEqual(onnx)
  })

  it('are found in files beside the model', async () => {
    expect(await weightsOf(join(FIXTURES, 'external.onnx'))).toMatchObject({ tensors: 1, elements: 2 })
  })

  it('are told of alike by the Node host and the Python host', () => {
    const cases = JSON.parse(readFileSync(join(ROOT, 'test/reference/weights/cases.json'), 'utf8')) as Record<
      string,
      { tensors: { dtype: string; shape: number[]; hex: string }[]; report: WeightsReport }
    >
    expect(Object.keys(cases).length).toBeGreaterThan(4)
    for (const [name, { tensors, report }] of Object.entries(cases)) {
      const tally = new WeightTally()
      for (const { dtype, shape, hex } of tensors) {
        const bytes = Buffer.from(hex, 'hex')
        tally.add({ dtype, shape, bytes, floats: floatsOf(dtype, bytes) })
      }
      expect({ name, ...tally.report() }).toEqual({ name, ...report })
    }
  })
})
