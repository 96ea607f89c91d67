import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256, sha256Path } from '../../src/core/digest.js'
import { listRuntimes } from '../../src/models/doctor.js'
import { findModel } from '../../src/models/findModel.js'
import { identifyArtifact, type ArtifactIdentity } from '../../src/models/identity.js'
import { inspectModel } from '../../src/models/inspectModel.js'
import { FIXTURES, specOf, temporaryFolder } from './fixtures.js'

async function identify(path: string): Promise<ArtifactIdentity> {
  return identifyArtifact(await findModel(specOf('', { artifact: { path, shown: 'it' } })))
}

describe('an artifact’s identity', () => {
  it('is the digest of its one file', async () => {
    const bytes = await readFile(join(FIXTURES, 'mlp.onnx'))
    expect(await identify(join(FIXTURES, 'mlp.onnx'))).toEqual({ bytes: bytes.length, sha256: sha256(bytes) })
  })

  it('of a folder is that of its listing', async () => {
    const folder = join(FIXTURES, 'tfjs-graph')
    const { bytes, sha256 } = await identify(folder)
    expect(sha256).toBe(await sha256Path(folder))
    const sizes = ['model.json', 'group1-shard1of1.bin'].map(
      async (name) => (await readFile(join(folder, name))).length,
    )
    expect(bytes).toBe((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0))
  })

  it.each([
    ['tfjs-graph', 'model.json', 'group1-shard1of1.bin'],
    ['external', 'external.onnx', 'external.bin'],
  ])('of %s changes with the weights in the files beside the one that is named', async (what, named, weights) => {
    const folder = await temporaryFolder()
    const from = what === 'external' ? FIXTURES : join(FIXTURES, what)
    for (const name of [named, weights]) await cp(join(from, name), join(folder, name))
    const before = await identify(join(folder, named))
    // As sha256sum lists the two files, in the order of their names.
    const lines = [named, weights].sort().map(async (name) => `${await sha256Path(join(folder, name))}  ${name}\n`)
    expect(before.sha256).toBe(sha256((await Promise.all(lines)).join('')))
    const content = await readFile(join(folder, weights))
    content[0]! ^= 1
    await writeFile(join(folder, weights), content)
    const after = await identify(join(folder, named))
    expect(after.bytes).toBe(before.bytes)
    expect(after.sha256).not.toBe(before.sha256)
  })
})

describe('an inspection', () => {
  it('tells all that a run would find out about an artifact before the first case', async () => {
    const found = await inspectModel(specOf('zipmap.onnx'))
    expect(found).toMatchObject({
      format: 'onnx',
      labels: ['no', 'yes'],
      sha256: await sha256Path(join(FIXTURES, 'zipmap.onnx')),
      signature: { inputs: [{ name: 'X', dtype: 'float32', shape: [null, 2] }] },
    })
    expect(found.runtime).toMatch(/^onnxruntime-node/)
  })
})

describe('the runtimes of this machine', () => {
  it('are those that load, each with its version; the others with the command that gets them', async () => {
    const runtimes = await listRuntimes()
    expect(runtimes.map((runtime) => runtime.name)).toEqual([
      'onnxruntime-node',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-node',
      'Python scikit-learn',
      'Python lightgbm',
      'Python xgboost',
      'Python catboost',
      'Python torch',
    ])
    for (const { available, version, howToGet } of runtimes) {
      expect(available).toBe(version !== null)
      expect(available).toBe(howToGet === null)
    }
    expect(runtimes.slice(0, 2).map((runtime) => runtime.version)).toEqual([
      expect.stringMatching(/^1\.\d+/),
      expect.stringMatching(/^4\.\d+/),
    ])
  })
})
