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

async function weightsOf(file: string): Promise<WeightsReport | undefined> {
  await using model = await openFixture(`python/${file}`, { trust: await sha256Path(join(FIXTURES, 'python', file)) })
  return model.weights
}
