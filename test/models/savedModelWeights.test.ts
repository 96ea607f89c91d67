import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { cp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCheckpointIndex } from '../../src/models/host/checkpointIndex.js'
import { onnxWeights } from '../../src/models/host/onnxWeights.js'
import { savedModelWeights } from '../../src/models/host/savedModelWeights.js'
import { isBrokenWire } from '../../src/models/host/wire.js'
import { FIXTURES, temporaryFolder } from './fixtures.js'

const TENSORFLOW = join(FIXTURES, 'tensorflow')

describe('the weights of a SavedModel, read without TensorFlow', () => {
  // What recette_host.weights.tally says of the variables of the signature's function in TensorFlow 2.21.
  it.each([
    ['dense-savedmodel', '34a73648d53f708abb39a43734d081e3a48c15d05b55162e50aa625d38d7e54a', 4],
    ['convolution-savedmodel', 'b8c71f8204c11cfeeadff25ff59ae16b892d58f0041c0d1d11ea223b85ebdc2d', 4],
    ['columns-savedmodel', 'af79903eaae4fc13c0b348a5be3759ab5e90262f1411e39d0bebd61c2309dcdc', 4],
    ['two-signatures', '9ccef6cb1d097d5631a66a4837ec088655aedfb4c5055f7f8b936851254fe7fb', 1],
  ])('of %s are those that the Python host tells', async (folder, sha256, tensors) => {
    expect(await savedModelWeights(join(TENSORFLOW, folder))).toMatchObject({ sha256, tensors })
  })

  it.each(['dense', 'convolution', 'columns'])(
    'of %s are those of its export to ONNX, number by number',
    async (name) => {
      const path = join(TENSORFLOW, `${name}.onnx`)
      const onnx = await onnxWeights(readFileSync(path), path)
      expect(onnx!.parts.length).toBeGreaterThan(0)
      const saved = await savedModelWeights(join(TENSORFLOW, `${name}-savedmodel`))
      expect(saved!.parts).toEqual(onnx!.parts)
      expect(saved!.elements).toBe(onnx!.elements)
    },
  )

  it('are not told where a file is missing or cut off: the model runs all the same', async () => {
    const folder = join(await temporaryFolder(), 'model')
    await cp(join(TENSORFLOW, 'dense-savedmodel'), folder, { recursive: true })
    const data = join(folder, 'variables', 'variables.data-00000-of-00001')
    await writeFile(data, readFileSync(data).subarray(0, 100))
    expect(await savedModelWeights(folder)).toBeNull()
    await rm(data)
    expect(await savedModelWeights(folder)).toBeNull()
    expect(await savedModelWeights(join(TENSORFLOW, 'texts'))).toBeNull()
  })

  it('in an index that is cut off or changed anywhere are read, or refused as no index, and nothing else', () => {
    const bytes = readFileSync(join(TENSORFLOW, 'dense-savedmodel', 'variables', 'variables.index'))
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(bytes.length - 1), fc.nat(255), (end, at, value) => {
        const broken = Buffer.from(bytes)
        broken[at] = value
        for (const some of [broken, bytes.subarray(0, end)]) expect(readOrRefuse(some)).toBe(true)
      }),
      { seed: 20261124, numRuns: 500 },
    )
  })
})

function readOrRefuse(bytes: Uint8Array): boolean {
  try {
    return readCheckpointIndex(bytes) === null || Array.isArray(readCheckpointIndex(bytes)!.entries)
  } catch (error) {
    return isBrokenWire(error)
  }
}
