import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Model } from '../../src/models/model.js'
import { fromHalf, toHalf } from '../../src/models/half.js'
import { FIXTURES, floats, numbers, openFixture, runningHosts, someCases } from './fixtures.js'

describe('an ONNX artifact in its host', () => {
  it('tells its signature, its labels and what runs it', async () => {
    await using model = await openFixture('mlp.onnx')
    expect(model.signature).toEqual({
      inputs: [{ name: 'features', dtype: 'float32', shape: [null, 20] }],
      outputs: [{ name: 'probabilities', dtype: 'float32', shape: [null, 3] }],
      labels: ['red', 'green', 'blue'],
    })
    expect(model.runtime).toMatch(/^onnxruntime-node \d+\.\d+\.\d+ \(cpu\)$/)
    expect(model.isolation).toEqual(expect.arrayContaining(['clean-environment', 'memory-limit', 'time-limit']))
  })

  it('answers each batch in the order of the calls, also when several are in flight', async () => {
    await using model = await openFixture('float64.onnx')
    // y = 1.5 x0 + 0.25 x1 - 2
    const calls = Array.from({ length: 20 }, (_, i) => {
      const data = Float64Array.of(i, 4, i, 8)
      return model.predict([{ name: 'x', dtype: 'float64', shape: [2, 2], data }])
    })
    const answers = await Promise.all(calls)
    expect(answers.map((answer) => numbers(answer.outputs[0]))).toEqual(
      Array.from({ length: 20 }, (_, i) => [1.5 * i - 1, 1.5 * i]),
    )
    expect(answers.every((answer) => answer.elapsedNs > 0)).toBe(true)
    expect(model.peakMemoryBytes()).toBeGreaterThan(20 * 2 ** 20)
  })

  it('takes batches of any size, also larger than a pipe', async () => {
    await using model = await openFixture('two-inputs.onnx')
    for (const rows of [1, 70_000, 3]) {
      const left = floats(
        'left',
        [rows, 2],
        Array.from({ length: rows * 2 }, (_, i) => i % 7),
      )
      const right = floats(
        'right',
        [rows, 3],
        Array.from({ length: rows * 3 }, (_, i) => i % 5),
      )
      const { outputs } = await model.predict([right, left])
      // y = sum(left) + 10 sum(right); the last case, from the formulas above
      const last = rows - 1
      const expected =
        ((last * 2) % 7) + ((last * 2 + 1) % 7) + 10 * (((last * 3) % 5) + ((last * 3 + 1) % 5) + ((last * 3 + 2) % 5))
      expect(outputs[0]!.shape).toEqual([rows, 1])
      expect(numbers(outputs[0])[last]).toBe(expected)
    }
  })

  it('takes whole numbers, truth values and texts, each in its own column, and gives texts back', async () => {
    await using model = await openFixture('columns.onnx')
    const { outputs } = await model.predict([
      floats('price', [3, 1], [2, 3, 5]),
      { name: 'count', dtype: 'int64', shape: [3, 1], data: BigInt64Array.of(1n, 2n, 3n) },
      { name: 'member', dtype: 'bool', shape: [3, 1], data: Uint8Array.of(1, 0, 1) },
      { name: 'city', dtype: 'utf8', shape: [3, 1], data: ['Orléans', '', '東京'] },
    ])
    // total = price * (count + member)
    expect(numbers(outputs[0])).toEqual([4, 6, 20])
    expect(outputs[1]!.data).toEqual(['Orléans', '', '東京'])
  })

  it('fetches only the wanted outputs, in the order asked for', async () => {
    await using model = await openFixture('columns.onnx')
    const inputs = [
      floats('price', [1, 1], [2]),
      { name: 'count', dtype: 'int64', shape: [1, 1], data: BigInt64Array.of(1n) } as const,
      { name: 'member', dtype: 'bool', shape: [1, 1], data: Uint8Array.of(0) } as const,
      { name: 'city', dtype: 'utf8', shape: [1, 1], data: ['x'] } as const,
    ]
    const { outputs } = await model.predict(inputs, ['place', 'total'])
    expect(outputs.map((output) => output.name)).toEqual(['place', 'total'])
    await expect(model.predict(inputs, ['total'])).rejects.toThrow(/must not change/)
  })

  it('takes and gives half precision', async () => {
    await using model = await openFixture('float16.onnx')
    const data = Uint16Array.from([1.5, -0.25], toHalf)
    const { outputs } = await model.predict([{ name: 'x', dtype: 'float16', shape: [1, 2], data }])
    expect(Array.from(outputs[0]!.data as Uint16Array, fromHalf)).toEqual([3, -0.5])
  })

  it('exported for four cases at a time answers any number of them, one answer a case', async () => {
    await using model = await openFixture('batch-of-four.onnx')
    for (const rows of [1, 4, 10]) {
      const x = floats(
        'x',
        [rows, 2],
        Array.from({ length: rows * 2 }, (_, i) => i),
      )
      const { outputs } = await model.predict([x])
      // Case i holds 2i and 2i + 1.
      expect(numbers(outputs[0])).toEqual(Array.from({ length: rows }, (_, i) => 4 * i + 1))
    }
  })

  it('finds weights that are kept in a file beside it', async () => {
    await using model = await openFixture('external.onnx')
    const { outputs } = await model.predict([floats('x', [1, 2], [10, 1])])
    expect(numbers(outputs[0])).toEqual([12])
  })
})

describe('a scikit-learn classifier', () => {
  const reference = JSON.parse(readFileSync(join(FIXTURES, 'zipmap.json'), 'utf8')) as {
    x: number[][]
    labels: string[]
    probabilities: number[][]
  }

  it.each([
    ['zipmap.onnx', 'output_probability'],
    ['no-zipmap.onnx', 'probabilities'],
  ])('exported as %s gives scikit-learn’s own probabilities as a matrix, and its labels', async (file, output) => {
    await using model = await openFixture(file)
    expect(model.signature.labels).toEqual(reference.labels)
    const { outputs } = await model.predict([floats('X', [5, 2], reference.x.flat())], [output])
    expect(outputs[0]!.shape).toEqual([5, 2])
    // float32 against scikit-learn's float64.
    numbers(outputs[0]).forEach((score, i) => expect(score).toBeCloseTo(reference.probabilities.flat()[i]!, 6))
  })
})

describe('a TF.js artifact in its host', () => {
  it.each(['tfjs-layers', 'tfjs-graph', 'tfjs-graph/model.json'])(
    '%s gives what its ONNX twin gives',
    async (artifact) => {
      await using twin = await openFixture('mlp.onnx')
      await using model = await openFixture(artifact)
      const expected = await answerOf(twin)
      const found = await answerOf(model)
      expect(found).toHaveLength(1500)
      // Two runtimes add 20 float32 products in different orders.
      found.forEach((score, i) => expect(Math.abs(score - expected[i]!)).toBeLessThan(2e-6))
    },
  )

  it('tells names, shapes and labels as the artifact has them', async () => {
    await using graph = await openFixture('tfjs-graph')
    expect(graph.signature).toEqual({
      inputs: [{ name: 'features', dtype: 'float32', shape: [null, 20] }],
      outputs: [{ name: 'probabilities', dtype: 'float32', shape: [null, 3] }],
      labels: ['red', 'green', 'blue'],
    })
    expect(graph.runtime).toMatch(/^tfjs 4\.\d+\.\d+ \(wasm\)$|^tfjs-node/)
    await using layers = await openFixture('tfjs-layers')
    expect(layers.signature.inputs).toEqual([{ name: 'hidden_input', dtype: 'float32', shape: [null, 20] }])
    expect(layers.signature.outputs[0]!.name).toBe('probabilities')
  })

  it('goes over to plain JavaScript for an operation that WebAssembly lacks, and says so', async () => {
    await using model = await openFixture('tfjs-cpu-only')
    expect(model.runtime).toMatch(/\(cpu: wasm has no Einsum\)$|^tfjs-node/)
    const { outputs } = await model.predict([floats('x', [3, 1], [1, -3, 2])])
    expect(model.signature.outputs).toEqual([{ name: 'y', dtype: 'float32', shape: [null] }])
    expect(numbers(outputs[0])).toEqual([1, 9, 4])
  })

  it('keeps no tensors: its memory stands still over many batches', async () => {
    await using model = await openFixture('tfjs-layers')
    const inputs = [someCases(model.signature.inputs[0]!, 20_000)]
    for (let i = 0; i < 15; i++) await model.predict(inputs)
    const before = model.peakMemoryBytes()
    // Each batch is 1.6 MB in and 0.24 MB out, and 1.3 MB in between: 60 of them kept would be 190 MB.
    for (let i = 0; i < 60; i++) await model.predict(inputs)
    expect(model.peakMemoryBytes() - before).toBeLessThan(60 * 2 ** 20)
  })
})

describe('a host', () => {
  it.runIf(process.platform === 'linux')('is gone when its model is disposed of', async () => {
    const model = await openFixture('mlp.onnx')
    expect(runningHosts()).toHaveLength(1)
    await model[Symbol.asyncDispose]()
    expect(runningHosts()).toEqual([])
    await expect(model.predict([someCases(model.signature.inputs[0]!, 1)])).rejects.toThrow(/after dispose/)
  })
})

async function answerOf(model: Model): Promise<number[]> {
  const { outputs } = await model.predict([someCases(model.signature.inputs[0]!, 500)])
  return numbers(outputs[0])
}
