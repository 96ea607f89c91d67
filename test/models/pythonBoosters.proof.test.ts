import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Model } from '../../src/models/model.js'
import type { Tensor } from '../../src/models/tensor.js'
import { FIXTURES, floats, numbers, openFixture, temporaryFolder } from './fixtures.js'
import { setUpPython } from './pythonEnvironment.js'

/** Some cases, and what each library itself answers to them; see make_boosters.py beside it. A missing age is null. */
const known = JSON.parse(readFileSync(join(FIXTURES, 'python', 'boosters.json'), 'utf8')) as {
  age: (number | null)[]
  income: number[]
  region: string[]
  xgboostBinary: number[]
  xgboostClasses: number[][]
  xgboostPrice: number[]
  xgboostMixed: number[]
  xgboostPlain: number[]
  xgboostRounds: { best: number; trained: number }
  xgboostSoftmax: number[]
  catboostBinary: number[][]
  catboostMixed: number[][]
  catboostClasses: number[][]
  catboostCount: number[]
  catboostPrice: number[]
}
const rows = known.income.length
const age = known.age.map((value) => value ?? NaN)

/** The library against itself, through the host. */
const SAME = 1e-12
/** ONNX adds in float32 what the library may add in float64. */
const FLOAT32 = 2e-6

const skipped = await setUpPython('xgboost-binary.ubj', 'catboost-binary.cbm')

describe.skipIf(skipped !== null)(`a boosted model in its own format${skipped === null ? '' : ` (${skipped})`}`, () => {
  it.each([
    ['xgboost-binary.ubj', 'probability', known.xgboostBinary],
    ['xgboost-classes.json', 'probabilities', known.xgboostClasses.flat()],
    ['xgboost-price.json', 'prediction', known.xgboostPrice],
    ['catboost-binary.cbm', 'probabilities', known.catboostBinary.flat()],
    ['catboost-classes.cbm', 'probabilities', known.catboostClasses.flat()],
    ['catboost-count.cbm', 'prediction', known.catboostCount],
    ['catboost-price.cbm', 'prediction', known.catboostPrice],
  ])('%s needs no trust, and answers as it did at home, missing numbers included', async (file, output, expected) => {
    await using model = await openFixture(`python/${file}`)
    expect(model.signature.inputs).toEqual([{ name: 'X', dtype: 'float64', shape: [null, 2] }])
    expect(model.signature.outputs[0]!.name).toBe(output)
    const { outputs } = await model.predict([matrix()], [output])
    expect(largestDifference(numbers(outputs[0]), expected)).toBeLessThanOrEqual(SAME)
  })

  it.each([
    ['xgboost-binary.ubj', 'probability', 'xgboost-binary.onnx', 'probabilities', FLOAT32],
    ['xgboost-classes.json', 'probabilities', 'xgboost-classes.onnx', 'probabilities', FLOAT32],
    ['xgboost-price.json', 'prediction', 'xgboost-price.onnx', 'variable', 1e-4],
    ['catboost-price.cbm', 'prediction', 'catboost-price.onnx', 'predictions', 1e-4],
  ])('%s agrees with the same trees in ONNX', async (file, output, twinFile, twinOutput, tolerance) => {
    await using model = await openFixture(`python/${file}`)
    await using twin = await openFixture(`python/${twinFile}`)
    const [answer, reference] = await Promise.all([
      model.predict([matrix()], [output]),
      twin.predict([floats(twin.signature.inputs[0]!.name, [rows, 2], interleaved())], [twinOutput]),
    ])
    const expected = numbers(reference.outputs[0])
    // The exporter writes a binary model's probability with its complement.
    const positive = output === 'probability' ? expected.filter((_, i) => i % 2 === 1) : expected
    expect(largestDifference(numbers(answer.outputs[0]), positive)).toBeLessThanOrEqual(tolerance)
  })

  it.each(['catboost-mixed.cbm', 'catboost-mixed.json'])(
    'of CatBoost (%s) takes its columns by name, categories as texts, and carries its labels',
    async (file) => {
      await using model = await openFixture(`python/${file}`)
      expect(model.signature.inputs.map(({ name, dtype }) => `${name}: ${dtype}`)).toEqual([
        'age: float64',
        'income: float64',
        'region: utf8',
      ])
      expect(model.signature.labels).toEqual(['no', 'yes'])
      expect(model.runtime).toBe('catboost 1.2.10 (Logloss)')
      const { outputs } = await model.predict(columns(), ['probabilities'])
      expect(largestDifference(numbers(outputs[0]), known.catboostMixed.flat())).toBeLessThanOrEqual(SAME)
    },
  )

  it('of XGBoost knows its categories by their texts, and stops at the best round as its wrapper does', async () => {
    await using model = await openFixture('python/xgboost-mixed.ubj')
    expect(model.signature.inputs.map(({ dtype }) => dtype)).toEqual(['float64', 'float64', 'utf8'])
    expect(model.warnings).toEqual([])
    expect(await positives(model)).toEqual(known.xgboostMixed)
    const missing = await model.predict(columns(Array.from({ length: rows }, () => '')), ['probability'])
    expect(numbers(missing.outputs[0])).toHaveLength(rows)
  })

  it('of XGBoost refuses a category that it never saw, as XGBoost itself does, and says which', async () => {
    await using model = await openFixture('python/xgboost-mixed.ubj')
    const answer = model.predict(columns(Array.from({ length: rows }, (_, i) => (i === 7 ? 'west' : 'east'))))
    await expect(answer).rejects.toMatchObject({
      code: 'MODEL_CATEGORY_UNSEEN',
      message: expect.stringMatching(/"region" holds the category "west".* knows east, north, south/) as string,
    })
  })

  it('of XGBoost, saved as a plain Booster after early stopping, uses all of its rounds, and says so', async () => {
    await using model = await openFixture('python/xgboost-plain.json')
    const { best, trained } = known.xgboostRounds
    expect(model.warnings).toEqual([{ code: 'all-rounds', values: { best: `${best}`, trained: `${trained}` } }])
    expect(await positives(model)).toEqual(known.xgboostPlain)
    expect(known.xgboostPlain).not.toEqual(known.xgboostMixed)
  })

  it('of XGBoost that gives labels only (multi:softmax) gives their places, and the scores behind them', async () => {
    await using model = await openFixture('python/xgboost-softmax.ubj')
    expect(model.signature.outputs).toEqual([
      { name: 'label', dtype: 'int64', shape: [null] },
      { name: 'raw_score', dtype: 'float32', shape: [null, 3] },
    ])
    const { outputs } = await model.predict([matrix()])
    expect(numbers(outputs[0])).toEqual(known.xgboostSoftmax)
    const scores = numbers(outputs[1])
    const best = known.xgboostSoftmax.map((_, row) => indexOfLargest(scores.slice(row * 3, row * 3 + 3)))
    expect(best).toEqual(known.xgboostSoftmax)
  })

  it.each([
    ['xgboost-binary.ubj', 3_000],
    ['xgboost-classes.json', 9_000],
    ['catboost-binary.cbm', 2_000],
    ['catboost-mixed.json', 9_000],
  ])('that is cut off (%s) is said to be unreadable', async (file, bytes) => {
    const path = join(await temporaryFolder(), file)
    writeFileSync(path, readFileSync(join(FIXTURES, 'python', file)).subarray(0, bytes))
    await expect(openFixture(file, { artifact: { path, shown: file } })).rejects.toMatchObject({
      code: 'MODEL_UNREADABLE',
      message: expect.stringContaining(file) as string,
    })
  })
})

async function positives(model: Model): Promise<number[]> {
  return numbers((await model.predict(columns(), ['probability'])).outputs[0])
}

function columns(region: readonly string[] = known.region): Tensor[] {
  return [
    { name: 'age', dtype: 'float64', shape: [rows], data: Float64Array.from(age) },
    { name: 'income', dtype: 'float64', shape: [rows], data: Float64Array.from(known.income) },
    { name: 'region', dtype: 'utf8', shape: [rows], data: region },
  ]
}

function interleaved(): number[] {
  return age.flatMap((value, row) => [value, known.income[row]!])
}

function matrix(): Tensor {
  return { name: 'X', dtype: 'float64', shape: [rows, 2], data: Float64Array.from(interleaved()) }
}

function indexOfLargest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values))
}

/** NaN, which no bound holds, where there is not the same number of values. */
function largestDifference(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length || found.length === 0) return NaN
  return Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)))
}
