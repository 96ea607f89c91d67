import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import type { Model } from '../../src/models/model.js'
import type { Tensor } from '../../src/models/tensor.js'
import { FIXTURES, floats, numbers, openFixture } from './fixtures.js'
import { setUpPython } from './pythonEnvironment.js'

/** Some cases, and what each library itself answers to them; see make.py beside it. */
const known = JSON.parse(readFileSync(join(FIXTURES, 'python', 'cases.json'), 'utf8')) as {
  age: number[]
  income: number[]
  region: string[]
  labels: string[]
  pipeline: number[][]
  predicted: string[]
  regression: number[]
  lightgbm: number[]
  lightgbmCategories: number[]
}
const rows = known.age.length

/** The library against itself, through the host. */
const SAME = 1e-12
/** ONNX adds in float32 what the library adds in float64. */
const FLOAT32 = 2e-6

const skipped = await setUpPython('churn.joblib', 'lightgbm-wrapper.joblib', 'lightgbm.txt')

describe.skipIf(skipped !== null)(`an artifact in the Python host${skipped === null ? '' : ` (${skipped})`}`, () => {
  it.each(['churn.joblib', 'churn.pkl.gz', 'churn.skops'])(
    'of scikit-learn (%s): the whole pipeline is given its columns by name, numbers and texts, and answers as it did at home',
    async (file) => {
      await using model = await open(file)
      expect(model.signature).toEqual({
        inputs: [
          { name: 'age', dtype: 'float64', shape: [null] },
          { name: 'income', dtype: 'float64', shape: [null] },
          { name: 'region', dtype: 'utf8', shape: [null] },
        ],
        outputs: [
          { name: 'predict_proba', dtype: 'float64', shape: [null, 2] },
          { name: 'decision_function', dtype: 'float64', shape: [null] },
          { name: 'predict', dtype: 'utf8', shape: [null] },
        ],
        labels: ['no', 'yes'],
      })
      expect(model.runtime).toBe('scikit-learn 1.9.1 (Pipeline)')
      expect(model.warnings).toEqual([])
      const { outputs, elapsedNs } = await model.predict(columns(), ['predict_proba', 'predict'])
      expect(largestDifference(numbers(outputs[0]), known.pipeline.flat())).toBeLessThanOrEqual(SAME)
      expect(outputs[1]!.data).toEqual(known.predicted)
      expect(elapsedNs).toBeGreaterThan(0)
      expect(model.peakMemoryBytes()).toBeGreaterThan(50 * 2 ** 20)
    },
  )

  it('of scikit-learn agrees with the same weights in ONNX', async () => {
    await using model = await open('churn.joblib')
    await using twin = await openFixture('python/churn.onnx')
    const { outputs } = await model.predict(columns(), ['predict_proba'])
    const answer = await twin.predict(
      [
        floats('age', [rows, 1], known.age),
        floats('income', [rows, 1], known.income),
        { name: 'region', dtype: 'utf8', shape: [rows, 1], data: known.region },
      ],
      ['probabilities'],
    )
    expect(largestDifference(numbers(outputs[0]), numbers(answer.outputs[0]))).toBeLessThanOrEqual(FLOAT32)
  })

  it('that was fitted without column names takes one matrix', async () => {
    await using model = await open('regression.joblib')
    expect(model.signature).toEqual({
      inputs: [{ name: 'X', dtype: 'float64', shape: [null, 2] }],
      outputs: [{ name: 'predict', dtype: 'float64', shape: [null] }],
    })
    const { outputs } = await model.predict([matrix('float64')])
    expect(largestDifference(numbers(outputs[0]), known.regression)).toBeLessThanOrEqual(1e-9)
  })

  it('says that it was saved with another version than it is run with', async () => {
    await using model = await open('old-version.joblib')
    expect(model.warnings).toEqual([
      { code: 'version-mismatch', values: { package: 'scikit-learn', saved: '1.2.2', running: '1.9.1' } },
    ])
  })

  it('of LightGBM needs no trust, answers as it did at home, and agrees with the same trees in ONNX', async () => {
    await using model = await openFixture('python/lightgbm.txt')
    await using twin = await openFixture('python/lightgbm.onnx')
    expect(model.signature.outputs.map(({ name }) => name)).toEqual(['probability', 'raw_score'])
    const { outputs } = await model.predict([matrix('float64')], ['probability'])
    expect(largestDifference(numbers(outputs[0]), known.lightgbm)).toBeLessThanOrEqual(SAME)
    const answer = await twin.predict([floats('X', [rows, 2], interleaved())])
    expect(largestDifference(numbers(outputs[0]), numbers(answer.outputs[0]))).toBeLessThanOrEqual(FLOAT32)
  })

  it.each(['lightgbm-categories.txt', 'lightgbm-wrapper.joblib'])(
    'of LightGBM trained on pandas categories (%s) takes them as texts; one that it never saw is missing to it',
    async (file) => {
      await using model = await open(file)
      expect(model.signature.inputs.map(({ dtype }) => dtype)).toEqual(['float64', 'float64', 'utf8'])
      const { name } = model.signature.outputs[0]!
      const { outputs } = await model.predict(columns(), [name])
      const found = numbers(outputs[0])
      const positive = name === 'probability' ? found : found.filter((_, i) => i % 2 === 1)
      expect(largestDifference(positive, known.lightgbmCategories)).toBeLessThanOrEqual(SAME)
      const [unseen, missing] = await Promise.all(
        ['nowhere', ''].map((region) => model.predict(columns(Array.from({ length: rows }, () => region)), [name])),
      )
      expect(numbers(unseen!.outputs[0])).toEqual(numbers(missing!.outputs[0]))
    },
  )

  it('answers the same whatever the batch that a case stands in', async () => {
    await using model = await open('churn.joblib')
    const whole = await model.predict(columns(), ['predict_proba'])
    const single = await Promise.all(
      Array.from({ length: rows }, (_, row) =>
        model.predict(
          columns().map((t) => rowOf(t, row)),
          ['predict_proba'],
        ),
      ),
    )
    expect(
      largestDifference(
        single.flatMap(({ outputs }) => numbers(outputs[0])),
        numbers(whole.outputs[0]),
      ),
    ).toBeLessThanOrEqual(SAME)
  })
})

async function open(file: string): Promise<Model> {
  const path = `python/${file}`
  return openFixture(path, { trust: await sha256Path(join(FIXTURES, path)) })
}

function columns(region: readonly string[] = known.region): Tensor[] {
  return [
    { name: 'age', dtype: 'float64', shape: [rows], data: Float64Array.from(known.age) },
    { name: 'income', dtype: 'float64', shape: [rows], data: Float64Array.from(known.income) },
    { name: 'region', dtype: 'utf8', shape: [rows], data: region },
  ]
}

function interleaved(): number[] {
  return known.age.flatMap((age, row) => [age, known.income[row]!])
}

function matrix(dtype: 'float64'): Tensor {
  return { name: 'X', dtype, shape: [rows, 2], data: Float64Array.from(interleaved()) }
}

function rowOf(tensor: Tensor, row: number): Tensor {
  return { ...tensor, shape: [1], data: tensor.data.slice(row, row + 1) as Tensor['data'] }
}

/** NaN, which no bound holds, where there is not the same number of values. */
function largestDifference(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length || found.length === 0) return NaN
  return Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)))
}
