import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import type { ArtifactSpec } from '../../src/core/spec.js'
import { findModel } from '../../src/models/findModel.js'
import type { Model } from '../../src/models/model.js'
import { environmentFolder, interpreterIn } from '../../src/models/python/environment.js'
import { digestOfPins } from '../../src/models/tensorflow/installation.js'
import type { Tensor } from '../../src/models/tensor.js'
import { FIXTURES, floats, numbers, openFixture, someCases, specOf, temporaryFolder } from './fixtures.js'
import { setUpPython } from './pythonEnvironment.js'
import { setUpTensorflow } from './tensorflowEnvironment.js'

const HOME = join(FIXTURES, 'tensorflow')
/** Forty cases, and Keras' own answers; see harness/make/tensorflow_fixtures.py. */
const known = JSON.parse(await readFile(join(HOME, 'dense.json'), 'utf8')) as {
  cases: number[]
  probabilities: number[]
}
const cases = floats('features', [40, 4], known.cases)
/** Sums of at most 25 float32 products, in whatever order a processor adds them. */
const FLOAT32 = 2e-6
/** TensorFlow takes its time to start, and several hosts share the processor. */
const SLOW: Partial<ArtifactSpec> = { timeoutMs: 90_000, memoryBytes: 4 * 2 ** 30 }

const noNative = await setUpTensorflow()
const noPython = await setUpPython('../tensorflow/dense.keras', '../tensorflow/dense.tflite')
const interpreter = interpreterIn(environmentFolder())

afterEach(() => vi.unstubAllEnvs())

const PROGRAMS = [
  ['native TensorFlow', noNative, /^tfjs-node 4\.22\.0 \(tensorflow 2\.21\.0\)$/],
  ['the Python host', noPython, /^tensorflow 2\.21\.0$/],
] as const

describe.each(PROGRAMS)('a SavedModel in %s', (program, missing, runtime) => {
  beforeEach(async () => {
    if (program === 'native TensorFlow') return
    vi.stubEnv('RECETTE_CACHE', await temporaryFolder())
    vi.stubEnv('RECETTE_PYTHON', interpreter)
  })

  it.skipIf(missing !== null)(`that Keras exported answers as at home, and as its weights in ONNX`, async () => {
    await using model = await open('dense-savedmodel')
    await using twin = await open('dense.onnx')
    expect(model.runtime).toMatch(runtime)
    expect(model.threads).toBe(1)
    expect(model.warnings).toEqual([])
    expect(model.signature).toEqual({
      inputs: [{ name: 'features', dtype: 'float32', shape: [null, 4] }],
      outputs: [{ name: 'output_0', dtype: 'float32', shape: [null, 3] }],
    })
    const [answer, expected] = await Promise.all([model.predict([cases]), twin.predict([cases])])
    expect(largestDifference(numbers(answer.outputs[0]), known.probabilities)).toBeLessThanOrEqual(FLOAT32)
    expect(largestDifference(numbers(answer.outputs[0]), numbers(expected.outputs[0]))).toBeLessThanOrEqual(FLOAT32)
  })

  it.skipIf(missing !== null)(
    'of a tf.Module: the signature that is named, inputs and outputs of many types',
    async () => {
      await using model = await open('two-signatures', { signature: 'classify' })
      const big = 2n ** 52n
      const inputs: Tensor[] = [
        { name: 'count', dtype: 'int64', shape: [2], data: BigInt64Array.from([big, -7n]) },
        { name: 'member', dtype: 'bool', shape: [2], data: Uint8Array.from([1, 0]) },
        { name: 'patch', dtype: 'uint8', shape: [2, 2, 2], data: Uint8Array.from([255, 255, 255, 255, 1, 2, 3, 4]) },
        floats('x', [2, 3], [0, 0, 0, 1, 2, 3]),
      ]
      const { outputs } = await model.predict(inputs)
      const byName = Object.fromEntries(outputs.map((output) => [output.name, output]))
      expect(byName['next']!.data).toEqual(BigInt64Array.from([big + 1n, -6n]))
      expect(byName['guest']).toMatchObject({ dtype: 'bool', data: Uint8Array.from([0, 1]) })
      expect(byName['total']).toMatchObject({ dtype: 'int32', data: Int32Array.from([1020, 10]) })
      const scores = numbers(byName['scores'])
      // Without any input the two scores are equal; others sum to one.
      expect(scores.slice(0, 2)).toEqual([0.5, 0.5])
      expect(scores[2]! + scores[3]!).toBeCloseTo(1, 6)
      expect(scores[2]).not.toBeCloseTo(0.5, 3)
    },
  )

  it.skipIf(missing !== null)('gives only the outputs that are wanted, in that order', async () => {
    await using model = await open('columns-savedmodel')
    await using twin = await open('columns.onnx')
    const inputs = model.signature.inputs.map((port) => someCases(port, 9))
    expect(inputs.map(({ name }) => name)).toEqual(['age', 'income', 'tenure'])
    const wanted = ['value', 'churn']
    const [answer, expected] = await Promise.all([model.predict(inputs, wanted), twin.predict(inputs, wanted)])
    expect(answer.outputs.map(({ name, shape }) => [name, shape])).toEqual([
      ['value', [9, 1]],
      ['churn', [9, 2]],
    ])
    answer.outputs.forEach((output, index) =>
      expect(largestDifference(numbers(output), numbers(expected.outputs[index]))).toBeLessThanOrEqual(FLOAT32),
    )
  })

  it.skipIf(missing !== null)('takes and gives texts', async () => {
    await using model = await open('texts')
    const texts: Tensor = { name: 'text', dtype: 'utf8', shape: [3], data: ['été', '', 'naïve 数'] }
    const { outputs } = await model.predict([texts])
    expect(numbers(outputs[0])).toEqual([3, 0, 7])
    expect(outputs[1]!.data).toEqual(['ÉTÉ', '', 'NAÏVE 数'])
  })

  it.skipIf(missing !== null)('of a convolution takes tensors', async () => {
    await expectTwins('convolution-savedmodel', 'convolution.onnx')
  })

  it.skipIf(missing !== null)('without its weights is unreadable, and says what to look at', async () => {
    const folder = join(await temporaryFolder(), 'model')
    await cp(join(HOME, 'dense-savedmodel'), folder, { recursive: true })
    await rm(join(folder, 'variables'), { recursive: true })
    const source = await findModel(specOf('', { artifact: { path: folder, shown: 'model' }, ...SLOW }))
    await expect(source.open({})).rejects.toMatchObject({
      code: 'MODEL_UNREADABLE',
      hint: expect.stringContaining('variables/') as string,
    })
  })

  it.skipIf(missing !== null)('that reads files runs once the plan trusts the folder', async () => {
    const trust = await sha256Path(join(HOME, 'reads-files'))
    await using model = await open('reads-files', { trust })
    const { outputs } = await model.predict([floats('features', [1, 4], [1, 2, 3, 4])])
    expect(numbers(outputs[0])).toEqual([1, 2, 3])
  })
})

describe('a SavedModel where native TensorFlow cannot run it', () => {
  it.skipIf(noPython !== null)('for its types goes to Python, though native TensorFlow is set up', async () => {
    await using model = await open('two-signatures', { signature: 'embed' })
    expect(model.runtime).toBe('tensorflow 2.21.0')
    const doubles: Tensor = { name: 'x', dtype: 'float64', shape: [1, 3], data: Float64Array.from([1, 1e-300, 3]) }
    expect(numbers((await model.predict([doubles])).outputs[0])).toEqual([0.5, 5e-301, 1.5])
  })

  it.skipIf(noPython !== null)('because the native module does not load goes to Python', async () => {
    const cache = await temporaryFolder()
    const binding = 'broken.node'
    await mkdir(join(cache, 'tensorflow'))
    await writeFile(join(cache, 'tensorflow', binding), 'no library')
    const stamp = { digest: await digestOfPins(), version: '4.22.0', library: '2.21.0', binding, source: null }
    await writeFile(join(cache, 'tensorflow', 'recette.json'), JSON.stringify(stamp))
    vi.stubEnv('RECETTE_CACHE', cache)
    // Without Python that is the end of it.
    await expect(open('dense-savedmodel')).rejects.toMatchObject({ code: 'TENSORFLOW_UNLOADABLE' })
    vi.stubEnv('RECETTE_PYTHON', interpreter)
    await using model = await open('dense-savedmodel')
    expect(model.runtime).toBe('tensorflow 2.21.0')
  })
})

describe.skipIf(noPython !== null)('a Keras model', () => {
  it.each(['dense.keras', 'dense.h5'])('%s answers as at home, and as its weights in ONNX', async (file) => {
    await using model = await open(file)
    expect(model.runtime).toBe('keras 3.15.1 (tensorflow 2.21.0)')
    expect(model.warnings).toEqual([])
    expect(model.signature).toEqual({
      inputs: [{ name: 'features', dtype: 'float32', shape: [null, 4] }],
      outputs: [{ name: 'probabilities', dtype: 'float32', shape: [null, 3] }],
    })
    const { outputs } = await model.predict([cases])
    expect(largestDifference(numbers(outputs[0]), known.probabilities)).toBeLessThanOrEqual(FLOAT32)
    await expectTwins(file, 'dense.onnx')
  })

  it('with named inputs and several heads calls them by their names', async () => {
    await expectTwins('columns.keras', 'columns.onnx')
  })

  it('of a convolution takes tensors', async () => {
    await expectTwins('convolution.keras', 'convolution.onnx')
  })

  it('that was saved by another Keras says so', async () => {
    await using model = await open('dense-saved-by-3.5.keras')
    expect(model.warnings).toEqual([
      { code: 'version-mismatch', values: { package: 'Keras', saved: '3.5.0', running: '3.15.1' } },
    ])
  })

  it.each(['lambda.keras', 'lambda.h5'])('%s holds code: it is refused until its bytes are trusted', async (file) => {
    const trust = await sha256Path(join(HOME, file))
    await expect(open(file)).rejects.toMatchObject({
      code: 'MODEL_NOT_TRUSTED',
      kind: 'usage',
      hint: expect.stringContaining(`trust: "${trust}"`) as string,
    })
    await expect(open(file, { trust: '0'.repeat(64) })).rejects.toMatchObject({ code: 'MODEL_NOT_TRUSTED' })
    await using model = await open(file, { trust })
    const { outputs } = await model.predict([floats('features', [1, 4], [1, 2, 3, 4])])
    expect(numbers(outputs[0])).toEqual([2, 4, 6, 8])
  })

  it.each([
    ['own-class.keras', 'MODEL_CODE_MISSING', /Could not locate class 'Own'/],
    ['only.weights.h5', 'MODEL_CODE_MISSING', /weights only/],
    ['zip-slip.keras', 'MODEL_DANGEROUS', /"\.\.\/outside\.txt", which leads out of the archive/],
    ['linked-weights.keras', 'MODEL_DANGEROUS', /takes its content from another file, "\/etc\/hostname"/],
  ])('%s is refused', async (file, code, message) => {
    // Of a copy, so that an entry that got out would be seen beside it.
    const folder = join(await temporaryFolder(), 'inside')
    await mkdir(folder)
    const path = join(folder, file)
    await cp(join(HOME, file), path)
    const source = await findModel(specOf('', { artifact: { path, shown: file }, ...SLOW }))
    await expect(source.open({})).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string })
    expect(await readdir(dirname(folder))).toEqual(['inside'])
    expect(await readdir(folder)).toEqual([file])
  })

  it('that is cut off is unreadable', async () => {
    const folder = await temporaryFolder()
    for (const [name, cut] of [
      ['dense.keras', 200],
      ['dense.h5', 2_000],
    ] as const) {
      const path = join(folder, name)
      await writeFile(path, (await readFile(join(HOME, name))).subarray(0, -cut))
      const source = await findModel(specOf('', { artifact: { path, shown: name }, ...SLOW }))
      await expect(source.open({})).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' })
    }
  })
})

describe.skipIf(noPython !== null)('a TensorFlow Lite model', () => {
  it('answers as its weights in ONNX', async () => {
    await expectTwins('dense.tflite', 'dense.onnx')
  })

  it('of one case at a time, without a signature, is asked case by case', async () => {
    await using model = await open('dense-one-case.tflite')
    expect(model.signature.inputs).toEqual([{ name: 'features', dtype: 'float32', shape: [1, 4] }])
    const { outputs } = await model.predict([cases])
    expect(largestDifference(numbers(outputs[0]), known.probabilities)).toBeLessThanOrEqual(FLOAT32)
  })

  it.each(['int8', 'uint8'])(
    'that is quantised to %s takes and gives real numbers, and says how coarse they are',
    async (dtype) => {
      await using model = await open(`dense-${dtype}.tflite`)
      expect(model.signature.inputs).toMatchObject([{ name: 'features', dtype: 'float32', shape: [null, 4] }])
      // TensorFlow Lite fixes the grid of a softmax: 0 to 255/256.
      expect(model.signature.outputs).toMatchObject([{ dtype: 'float32', shape: [null, 3], step: 1 / 256 }])
      expect(model.warnings).toHaveLength(1)
      expect(model.warnings[0]!.code).toBe('quantised')
      expect(model.warnings[0]!.values['tensors']).toMatch(
        new RegExp(`^features \\(${dtype}: -\\d\\.\\d+ … \\d\\.\\d+\\), output_0 \\(${dtype}: 0 … 0\\.9961\\)$`),
      )
      const { outputs } = await model.predict([cases])
      const answers = numbers(outputs[0])
      for (const value of answers) expect(Number.isInteger(value * 256)).toBe(true)
      const difference = largestDifference(answers, known.probabilities)
      expect(difference).toBeGreaterThan(1e-4)
      // Measured with TensorFlow's own interpreter: 0.0117, three steps of the grid.
      expect(difference).toBeLessThanOrEqual(0.02)
    },
  )

  it('that is quantised refuses a missing value, which its integers cannot hold', async () => {
    await using model = await open('dense-int8.tflite')
    await expect(model.predict([floats('features', [1, 4], [1, NaN, 1, 1])])).rejects.toMatchObject({
      code: 'MODEL_INPUT_VALUE',
    })
  })
})

function open(file: string, more: Partial<ArtifactSpec> = {}): Promise<Model> {
  return openFixture(`tensorflow/${file}`, { ...SLOW, ...more })
}

/** Both give the same outputs for the same made-up cases; they may be called otherwise. */
async function expectTwins(file: string, onnx: string): Promise<void> {
  await using model = await open(file)
  await using twin = await open(onnx)
  const inputs = twin.signature.inputs.map((port) => someCases(port, 7))
  const [answer, expected] = await Promise.all([model.predict(inputs), twin.predict(inputs)])
  expect(answer.outputs.length).toBeGreaterThan(0)
  expect(answer.outputs.map(({ shape }) => shape)).toEqual(expected.outputs.map(({ shape }) => shape))
  answer.outputs.forEach((output, index) =>
    expect(largestDifference(numbers(output), numbers(expected.outputs[index]))).toBeLessThanOrEqual(FLOAT32),
  )
}

/** NaN, which no bound holds, where there is not the same number of values. */
function largestDifference(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length || found.length === 0) return NaN
  return Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)))
}
