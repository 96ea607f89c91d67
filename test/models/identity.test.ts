import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { sha256, sha256Path } from '../../src/core/digest.js'
import { listRuntimes } from '../../src/models/doctor.js'
import { findModel } from '../../src/models/findModel.js'
import { identifyArtifact, type ArtifactIdentity } from '../../src/models/identity.js'
import { inspectModel } from '../../src/models/inspectModel.js'
import { encodeText, varintField, writeMessage } from '../../src/models/host/wire.js'
import { FIXTURES, runningHosts, specOf, temporaryFolder } from './fixtures.js'

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

describe('an artifact that is made of several files', () => {
  it('counts those of constants within its nodes too, and never one outside its folder', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'weights.bin'), Float32Array.of(1, 1))
    await writeFile(join(folder, 'model.onnx'), constantIn('weights.bin'))
    const before = await identify(join(folder, 'model.onnx'))
    await writeFile(join(folder, 'weights.bin'), Float32Array.of(1, 2))
    expect((await identify(join(folder, 'model.onnx'))).sha256).not.toBe(before.sha256)
    await mkdir(join(folder, 'inner'))
    const bytes = constantIn('../weights.bin')
    await writeFile(join(folder, 'inner', 'model.onnx'), bytes)
    expect(await identify(join(folder, 'inner', 'model.onnx'))).toEqual({ bytes: bytes.length, sha256: sha256(bytes) })
  })

  it('is the folder behind a link that is named', async () => {
    const folder = await temporaryFolder()
    await symlink(join(FIXTURES, 'tfjs-graph'), join(folder, 'latest'))
    expect(await identify(join(folder, 'latest'))).toEqual(await identify(join(FIXTURES, 'tfjs-graph')))
  })
})

describe('an artifact that is changed while it is hashed or loaded', () => {
  it('is refused, and its host is ended', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'mlp.onnx')
    await cp(join(FIXTURES, 'mlp.onnx'), path)
    const source = await findModel(specOf('', { artifact: { path, shown: 'it' } }))
    const opening = source.open({})
    // Between the start of the host, which takes a tenth of a second, and its end.
    await sleep(20)
    await writeFile(path, await readFile(path))
    await expect(opening).rejects.toMatchObject({ code: 'MODEL_CHANGED' })
    expect(runningHosts()).toEqual([])
  })
})

/** An ONNX model (of onnx.proto3 only what matters here) with a Constant whose tensor is kept in a file of that name. */
function constantIn(location: string): Uint8Array {
  const entry = writeMessage([
    [1, encodeText('location')],
    [2, encodeText(location)],
  ])
  const tensor = writeMessage([[13, entry]])
  const attribute = writeMessage([
    [1, encodeText('value')],
    [5, tensor],
  ])
  const node = writeMessage([
    [4, encodeText('Constant')],
    [5, attribute],
  ])
  return writeMessage([varintField(1, 8), [7, writeMessage([[1, node]])]])
}

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
      'tfjs-node (native TensorFlow)',
      'Python scikit-learn',
      'Python lightgbm',
      'Python xgboost',
      'Python catboost',
      'Python torch',
      'Python tensorflow',
      'Python ai-edge-litert',
      'Python mlflow-skinny',
      'Python onnxruntime',
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
