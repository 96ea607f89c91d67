import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import type { WeightsReport } from '../../src/core/weights.js'
import { FIXTURES, openFixture } from './fixtures.js'
import { setUpPython } from './pythonEnvironment.js'

const skipped = await setUpPython('exported.pt2', 'churn.joblib')

describe.skipIf(skipped !== null)(`weights in the Python host${skipped === null ? '' : ` (${skipped})`}`, () => {
  it.each(['torchscript.pt', 'exported.pt2'])('of %s are those of its export to ONNX', async (file) => {
    const onnx = await weightsOf('torch.onnx')
    expect(onnx?.parts.length).toBeGreaterThan(0)
    expect(await weightsOf(file)).toEqual(onnx)
  })

  it('are found inside a pipeline', async () => {
    const weights = await weightsOf('churn.joblib')
    expect(weights?.stored['float64']).toBeGreaterThan(0)
    expect(weights?.parts.length).toBeGreaterThan(0)
  })
})

const noBoosters = await setUpPython(
  'xgboost-binary.ubj',
  'catboost-binary.cbm',
  'lightgbm.txt',
  'xgboost-mixed.joblib',
)

describe.skipIf(noBoosters !== null)('weights of boosted trees', () => {
  it.each([
    // The booster's own file, and the same model pickled in its wrapper for scikit-learn.
    ['xgboost-mixed.ubj', 'xgboost-mixed.joblib'],
    ['lightgbm-categories.txt', 'lightgbm-wrapper.joblib'],
  ])('of %s are those of %s', async (own, wrapped) => {
    const weights = await weightsOf(own)
    expect(weights?.parts.length).toBeGreaterThan(0)
    expect(await weightsOf(wrapped)).toEqual(weights)
  })

  it('of a CatBoost model are the same in both of its formats, number by number', async () => {
    const [binary, json] = [await weightsOf('catboost-binary.cbm'), await weightsOf('catboost-binary.json')]
    expect(binary?.parts.length).toBeGreaterThan(0)
    // JSON rounds the last digits of doubles, so that the bytes differ, and the numbers in single precision do not.
    expect(json?.parts).toEqual(binary?.parts)
  })

  it('of other trees are others', async () => {
    const files = [
      'xgboost-binary.ubj',
      'xgboost-price.json',
      'xgboost-mixed.ubj',
      'catboost-binary.cbm',
      'lightgbm.txt',
    ]
    const found = new Set<string | undefined>()
    for (const file of files) found.add((await weightsOf(file))?.sha256)
    expect(found.size).toBe(files.length)
    expect(found).not.toContain(undefined)
  })
})

const noTensorflow = await setUpPython('../tensorflow/dense.keras', '../tensorflow/dense.tflite')

describe.skipIf(noTensorflow !== null)('weights of a network of TensorFlow', () => {
  it('are the same in Keras, in HDF5, in TensorFlow Lite and in ONNX, in whatever arrangement', async () => {
    const keras = await weightsOf('../tensorflow/dense.keras')
    const kernels = keras?.parts.map(([, single]) => single)
    expect(kernels?.length).toBeGreaterThan(0)
    for (const file of ['dense.h5', 'dense.tflite', 'dense.onnx']) {
      const parts = (await weightsOf(`../tensorflow/${file}`))?.parts.map(([, single]) => single)
      expect(parts, file).toEqual(kernels)
    }
  })
})

async function weightsOf(file: string): Promise<WeightsReport | undefined> {
  const trust = await sha256Path(join(FIXTURES, 'python', file))
  await using model = await openFixture(`python/${file}`, { trust, timeoutMs: 120_000 })
  return model.weights
}
