import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import type { Model } from '../../src/models/model.js'
import { FIXTURES, floats, numbers, openFixture } from './fixtures.js'
import { setUpPython } from './pythonEnvironment.js'

/** Ten cases, and PyTorch's own answers; see make_torch.py. */
const known = JSON.parse(readFileSync(join(FIXTURES, 'python', 'torch.json'), 'utf8')) as {
  cases: number[]
  probabilities: number[]
}
/** Sums of at most eight float32 products, in whatever order a processor adds them. */
const FLOAT32 = 1e-6

describe('a PyTorch file of bare weights', () => {
  it('is refused without Python, with what to ask the old agency for', async () => {
    await expect(openFixture('python/weights.pt')).rejects.toMatchObject({
      code: 'MODEL_FORMAT_UNSUPPORTED',
      message: expect.stringContaining('cannot be run without the code of its class') as string,
      hint: expect.stringMatching(/torch\.export\.save\(.*\.pt2.*torch\.jit\.script.*torch\.onnx\.export/) as string,
    })
  })
})

const skipped = await setUpPython('exported.pt2')

describe.skipIf(skipped !== null)(`a PyTorch program in its host${skipped === null ? '' : ` (${skipped})`}`, () => {
  it.each([
    ['torchscript.pt', null, 'output', 'TorchScript'],
    ['exported.pt2', null, 'softmax', 'exported program'],
    ['exported-batch-of-four.pt2', 4, 'softmax', 'exported program'],
  ])(
    '%s tells its signature, answers as at home, and agrees with its weights in ONNX',
    async (file, batch, name, kind) => {
      await using model = await open(file)
      await using twin = await openFixture('python/torch.onnx')
      expect(model.signature).toEqual({
        inputs: [{ name: 'features', dtype: 'float32', shape: [batch, 4] }],
        outputs: [{ name, dtype: 'float32', shape: [batch, 3] }],
      })
      expect(model.runtime).toMatch(new RegExp(`^torch 2\\.13\\.0\\S* \\(${kind}\\)$`))
      const cases = floats('features', [10, 4], known.cases)
      const [answer, expected] = await Promise.all([model.predict([cases]), twin.predict([cases])])
      expect(largestDifference(numbers(answer.outputs[0]), known.probabilities)).toBeLessThanOrEqual(FLOAT32)
      expect(largestDifference(numbers(answer.outputs[0]), numbers(expected.outputs[0]))).toBeLessThanOrEqual(FLOAT32)
    },
  )

  it('is refused unless its bytes are trusted', async () => {
    for (const file of ['torchscript.pt', 'exported.pt2'])
      await expect(openFixture(`python/${file}`)).rejects.toMatchObject({ code: 'MODEL_NOT_TRUSTED' })
  })
})

async function open(file: string): Promise<Model> {
  const path = `python/${file}`
  return openFixture(path, { trust: await sha256Path(join(FIXTURES, path)) })
}

/** NaN, which no bound holds, where there is not the same number of values. */
function largestDifference(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length || found.length === 0) return NaN
  return Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)))
}
