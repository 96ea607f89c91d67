import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import type { ArtifactSpec } from '../../src/core/spec.js'
import { runCli } from '../cli/runCli.js'
import { FIXTURES, floats, numbers, openFixture } from './fixtures.js'
import { setUpPython } from './pythonEnvironment.js'

/** Folders that MLflow itself saved, of models whose answers are known; see make_mlflow_torch.py and make_mlflow_keras.py. */
const FOLDERS = 'python/mlflow-networks'
const torch = known<{ cases: number[]; probabilities: number[] }>('python/torch.json')
const dense = known<{ cases: number[] }>('tensorflow/dense.json')
const FLOAT32 = 1e-6
/** TensorFlow takes its time to be imported. */
const SLOW: Partial<ArtifactSpec> = { timeoutMs: 90_000, memoryBytes: 4 * 2 ** 30 }

const torchMissing = await setUpPython('mlflow-networks/torch-pickle')
const kerasMissing = await setUpPython('mlflow-networks/keras')

describe.skipIf(torchMissing !== null)(`an MLflow folder of PyTorch's${said(torchMissing)}`, () => {
  it.each([
    ['torch-program', 'softmax', /^torch \S+ \(exported program\), from an MLflow folder \(pytorch\)$/],
    ['torch-script', 'output', /^torch \S+ \(TorchScript\), from an MLflow folder \(pytorch\)$/],
    ['torch-pickle', 'prediction', /^mlflow \S+ \(mlflow\.pytorch\)$/],
  ])('(%s) answers as PyTorch did, and is trusted by the digest of the folder', async (name, output, runtime) => {
    const path = `${FOLDERS}/${name}`
    await expect(openFixture(path)).rejects.toMatchObject({ code: 'MODEL_NOT_TRUSTED' })
    await using model = await openFixture(path, { trust: await sha256Path(join(FIXTURES, path)) })
    expect(model.runtime).toMatch(runtime)
    expect(model.warnings).toEqual([])
    const [input] = model.signature.inputs
    const answer = await model.predict([floats(input!.name, [torch.cases.length / 4, 4], torch.cases)], [output])
    expect(largestDifference(numbers(answer.outputs[0]), torch.probabilities)).toBeLessThanOrEqual(FLOAT32)
  })

  it('with pickled objects of a class that is not there is refused, with what to ask for', async () => {
    const path = `${FOLDERS}/torch-own-class`
    await expect(openFixture(path, { trust: await sha256Path(join(FIXTURES, path)) })).rejects.toMatchObject({
      code: 'PYTHON_PACKAGE_MISSING',
      message: expect.stringContaining('of a class in "agency_networks", which is neither in the folder') as string,
      hint: expect.stringContaining('serialization_format="pt2"') as string,
    })
  })

  it('is shown by inspect with its flavours, the one that is run, and whether it has an example', async () => {
    const path = join(FIXTURES, FOLDERS, 'torch-program')
    const trust = await sha256Path(path)
    const { stdout } = await runCli(['inspect', path, '--trust', trust])
    expect(stdout).toContain(
      'mlflow   flavours python_function, pytorch (pytorch is run); with a signature, with an input example',
    )
    const json = await runCli(['inspect', join(FIXTURES, FOLDERS, 'torch-pickle'), '--json', '--trust', trust])
    // Another folder's digest allows nothing.
    expect(`${json.code} ${json.stderr}`).toContain('execute any code')
    const pickled = join(FIXTURES, FOLDERS, 'torch-pickle')
    const told = await runCli(['inspect', pickled, '--json', '--trust', await sha256Path(pickled)])
    expect((JSON.parse(told.stdout) as { mlflow: unknown }[])[0]!.mlflow).toEqual({
      flavours: ['python_function', 'pytorch'],
      runs: 'python_function',
      signature: true,
      inputExample: false,
    })
  })
})

describe.skipIf(kerasMissing !== null)(`an MLflow folder of Keras's${said(kerasMissing)}`, () => {
  it.each([
    ['keras', /^keras \S+ \(tensorflow \S+\), from an MLflow folder \(keras\)$/],
    [
      'keras-exported',
      /^tensorflow .*, from an MLflow folder \(keras\)$|^tfjs-node .*, from an MLflow folder \(keras\)$/,
    ],
    ['tensorflow', /^keras \S+ \(tensorflow \S+\), from an MLflow folder \(tensorflow\)$/],
  ])('(%s) is run by its own file, without trust, and agrees with the same weights in ONNX', async (name, runtime) => {
    await using model = await openFixture(`${FOLDERS}/${name}`, SLOW)
    await using twin = await openFixture('tensorflow/dense.onnx')
    expect(model.runtime).toMatch(runtime)
    const ask = (input: string) => floats(input, [dense.cases.length / 4, 4], dense.cases)
    const [answer, expected] = await Promise.all([
      model.predict([ask(model.signature.inputs[0]!.name)]),
      twin.predict([ask(twin.signature.inputs[0]!.name)]),
    ])
    expect(largestDifference(numbers(answer.outputs[0]), numbers(expected.outputs[0]))).toBeLessThanOrEqual(FLOAT32)
  })
})

function known<T>(name: string): T {
  return JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as T
}

function said(reason: string | null): string {
  return reason === null ? '' : ` (${reason})`
}

/** NaN, which no bound holds, where there is not the same number of values. */
function largestDifference(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length || found.length === 0) return NaN
  return Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)))
}
