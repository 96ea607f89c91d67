import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import type { Tensor } from '../../src/models/tensor.js'
import { runCli } from '../cli/runCli.js'
import { FIXTURES, numbers, openFixture, temporaryFolder } from './fixtures.js'
import { setUpPython } from './pythonEnvironment.js'

/** Twelve cases, and PyTorch's own answers; see make_torch_inputs.py. */
const known = JSON.parse(readFileSync(join(FIXTURES, 'python', 'torch-inputs.json'), 'utf8')) as {
  ids: number[][]
  mask: number[][]
  numbers: number[][]
  user: number[]
  item: number[]
  probabilities: number[][]
  scores: number[]
  lengths: number[]
}
const rows = known.user.length
/** Sums of a few float32 products, in whatever order a processor adds them. */
const FLOAT32 = 1e-6

const skipped = await setUpPython('torch-reader.pt', 'torch-reader.pt2')

describe.skipIf(skipped !== null)(
  `a PyTorch program of several inputs${skipped === null ? '' : ` (${skipped})`}`,
  () => {
    it('as TorchScript: what first uses an input tells its type, and a layer its width; a dictionary names its outputs', async () => {
      await using model = await open('torch-reader.pt')
      expect(model.signature).toEqual({
        inputs: [
          { name: 'ids', dtype: 'int64', shape: [null, null] },
          { name: 'mask', dtype: 'float32', shape: [null, null] },
          { name: 'numbers', dtype: 'float32', shape: [null, 2] },
        ],
        outputs: [
          { name: 'logits', dtype: 'float32', shape: [null, 3] },
          { name: 'probabilities', dtype: 'float32', shape: [null, 3] },
        ],
      })
      const { outputs } = await model.predict(texts(), ['probabilities'])
      expect(largestDifference(numbers(outputs[0]), known.probabilities.flat())).toBeLessThanOrEqual(FLOAT32)
    })

    it('as an exported program: all is in the file', async () => {
      await using reader = await open('torch-reader.pt2')
      expect(reader.signature.inputs.map(({ name, dtype, shape }) => `${name} ${dtype} ${shape.join()}`)).toEqual([
        'ids int64 ,6',
        'mask float32 ,6',
        'numbers float32 ,2',
      ])
      const read = await reader.predict(texts(), ['probabilities'])
      expect(largestDifference(numbers(read.outputs[0]), known.probabilities.flat())).toBeLessThanOrEqual(FLOAT32)

      await using recommender = await open('torch-recommender.pt2')
      expect(recommender.signature.inputs).toEqual([
        { name: 'user', dtype: 'int64', shape: [null] },
        { name: 'item', dtype: 'int64', shape: [null] },
      ])
      const { outputs } = await recommender.predict([whole('user', known.user), whole('item', known.item)])
      expect(largestDifference(numbers(outputs[0]), known.scores)).toBeLessThanOrEqual(FLOAT32)
      expect(largestDifference(numbers(outputs[1]), known.lengths)).toBeLessThanOrEqual(FLOAT32)
    })

    it.each(['torch-reader.pt', 'torch-reader.pt2'])(
      '%s agrees with its weights in ONNX, the plan saying which columns go where',
      async (file) => {
        const inputs = '{ ids: [t0, t1, t2, t3, t4, t5], mask: [m0, m1, m2, m3, m4, m5], numbers: [a, b] }'
        const { code, stderr } = await compare(file, 'torch-reader.onnx', {
          set: readerSet(),
          task: 'classification',
          columns: '{ label: label }',
          model: `inputs: ${inputs}, output: probabilities, labels: [x, y, z]`,
          measure: 'largestScoreDifference',
        })
        expect(`${code} ${stderr}`).toBe('0 ')
      },
    )

    it('of one number a case in each input agrees with its weights in ONNX, its columns known by their names', async () => {
      const { code, stderr } = await compare('torch-recommender.pt', 'torch-recommender.onnx', {
        set: recommenderSet(),
        task: 'regression',
        columns: '{ label: rating }',
        model: 'output: output_0',
        measure: 'mae',
      })
      expect(`${code} ${stderr}`).toBe('0 ')
    })

    it('asks for the columns of its inputs, by name, where no column bears the name', async () => {
      const { code, stderr } = await compare('torch-reader.pt', 'torch-reader.onnx', {
        set: readerSet(),
        task: 'classification',
        columns: '{ label: label }',
        model: 'output: probabilities, labels: [x, y, z]',
        measure: 'largestScoreDifference',
      })
      expect(code).not.toBe(0)
      expect(stderr).toMatch(
        /forward\(ids, mask, numbers\).*nothing tells how many values a case go into ids, mask\).*\n→ Map each input.*inputs: \{ ids: COLUMN, mask: COLUMN, numbers: COLUMN \}/,
      )
    })

    it('is not run where no trial succeeds, and says why', async () => {
      const { code, stderr } = await compare('torch-reader.pt', 'torch-reader.onnx', {
        set: readerSet(),
        task: 'classification',
        columns: '{ label: label }',
        // Five parts of a mask for six words.
        model: `inputs: { ids: [t0, t1, t2, t3, t4, t5], mask: [m0, m1, m2, m3, m4], numbers: [a, b] }, output: probabilities, labels: [x, y, z]`,
        measure: 'largestScoreDifference',
      })
      expect(code).not.toBe(0)
      expect(stderr).toMatch(
        /no trial found it out \(RuntimeError: .*The plan gives ids: \[6\], mask: \[5\], numbers: \[2\]/,
      )
    })
  },
)

interface Comparison {
  readonly set: string
  readonly task: string
  readonly columns: string
  readonly model: string
  readonly measure: string
}

/** The program as the old model, its twin as the new one; for a regression the true values are PyTorch's own. */
async function compare(file: string, twin: string, { set, task, columns, model, measure }: Comparison) {
  const folder = await temporaryFolder()
  for (const name of [file, twin]) copyFileSync(join(FIXTURES, 'python', name), join(folder, name))
  writeFileSync(join(folder, 'test.csv'), set)
  const trust = await sha256Path(join(folder, file))
  writeFileSync(
    join(folder, 'recette.yaml'),
    `recette: 1
task: ${task}
models:
  old: { artifact: ${file}, trust: ${trust}, ${model} }
  new: { artifact: ${twin}, ${model} }
sets: { test: test.csv }
columns: ${columns}
basis: fixed
criteria: [{ measure: ${measure}, atMost: ${FLOAT32} }, { measure: coverage, atLeast: 100 % }]
`,
  )
  return runCli(['run', 'recette.yaml', '--quiet'], { cwd: folder })
}

function readerSet(): string {
  const words = [0, 1, 2, 3, 4, 5]
  const head = [...words.map((at) => `t${at}`), ...words.map((at) => `m${at}`), 'a', 'b', 'label']
  const lines = known.ids.map((ids, row) => [...ids, ...known.mask[row]!, ...known.numbers[row]!, 'xyz'[row % 3]])
  return `${[head, ...lines].map((line) => line.join()).join('\n')}\n`
}

function recommenderSet(): string {
  const lines = known.user.map((user, row) => [user, known.item[row], known.scores[row]])
  return `${[['user', 'item', 'rating'], ...lines].map((line) => line.join()).join('\n')}\n`
}

function texts(): Tensor[] {
  const data = (values: number[][]): Float32Array => Float32Array.from(values.flat())
  return [
    { name: 'ids', dtype: 'int64', shape: [rows, 6], data: BigInt64Array.from(known.ids.flat().map(BigInt)) },
    { name: 'mask', dtype: 'float32', shape: [rows, 6], data: data(known.mask) },
    { name: 'numbers', dtype: 'float32', shape: [rows, 2], data: data(known.numbers) },
  ]
}

function whole(name: string, values: readonly number[]): Tensor {
  return { name, dtype: 'int64', shape: [rows], data: BigInt64Array.from(values.map(BigInt)) }
}

async function open(file: string) {
  const path = `python/${file}`
  return openFixture(path, { trust: await sha256Path(join(FIXTURES, path)) })
}

/** NaN, which no bound holds, where there is not the same number of values. */
function largestDifference(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length || found.length === 0) return NaN
  return Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)))
}
