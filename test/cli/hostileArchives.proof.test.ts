import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import { setUpPython } from '../models/pythonEnvironment.js'
import { expectCouldNotRun, layHandover, REGRESSION, type Handover } from './handover.js'
import { ROOT, temporaryFolder } from './runCli.js'
import { firstName, zipWith, type ZipEntry } from './zipWith.js'

const MODELS = join(ROOT, 'test/fixtures/models')
const LINK = 0o120777
/** Zeros, of which deflate makes a thousandth. */
const FLOOD = new Uint8Array(300 << 20)
const MEBIBYTE = 1 << 20

/** A whole model of each kind of archive, to which something is added. */
const ARCHIVES = ['python/churn.skops', 'python/torch-reader.pt', 'python/exported.pt2', 'tensorflow/dense.keras']

/** What is added, and what must be said of it. `outside` is a path that nobody may write to. */
const HOSTILE: readonly [string, (outside: string, taken: string) => ZipEntry, RegExp][] = [
  ['an entry that leads up', () => entry('../touched', 'mine'), /the entry "\.\.\/touched", which leads out/],
  ['an entry at an absolute place', (outside) => entry(outside, 'mine'), /the entry "\/.*", which leads out/],
  [
    'a link',
    () => ({ ...entry('weights', '/etc/hostname'), mode: LINK }),
    /the entry "weights", which leads out of the archive/,
  ],
  ['an entry that is there already', (_, taken) => entry(taken, 'another'), /two entries of the name ".*": which/],
  [
    'an entry that unpacks to a thousand times its size',
    () => ({ name: 'zeros', content: FLOOD, deflated: true }),
    /would unpack to \d+ bytes, \d+ times its size/,
  ],
  ['an entry that claims four gigabytes', () => ({ ...entry('big', 'x'), claims: 0xffff_fff0 }), /would unpack to \d+/],
]

function entry(name: string, content: string): ZipEntry {
  return { name, content: Buffer.from(content) }
}

const skipped = await setUpPython('churn.skops', 'exported.pt2', 'torch-reader.pt', '../tensorflow/dense.keras')

describe.skipIf(skipped !== null)('an archive that is made to harm could not run, and nothing is touched', () => {
  // All of them in one kind, which run soonest; in the others one that misleads, and one that would fill the machine.
  const cases = ARCHIVES.flatMap((archive, index) =>
    HOSTILE.filter((_, which) => index === 0 || which === index || which === HOSTILE.length - 1 - (index % 2)).map(
      (hostile) => [archive, ...hostile] as const,
    ),
  )
  it.each(cases)('%s with %s', async (archive, _, make, expected) => {
    const outside = join(temporaryFolder(), 'touched')
    const original = readFileSync(join(MODELS, archive))
    const bytes = zipWith(original, make(outside, firstName(original)))
    // TensorFlow alone takes half a gigabyte; over the limit another error would be told.
    const handover = await layArtifact(basename(archive), bytes, 'memory: 1 GiB')
    const started = performance.now()
    await expectCouldNotRun(handover, expected)
    expect(performance.now() - started).toBeLessThan(30_000)
    expect(existsSync(outside)).toBe(false)
    expect(existsSync(handover.path('touched'))).toBe(false)
  })

  it('a .skops whose entry holds more than it claims is told as damaged', async () => {
    const more = { name: 'schema.json', content: Buffer.alloc(4 * MEBIBYTE, 0x20), deflated: true, claims: 10 }
    const handover = await layArtifact('lies.skops', zipWith(EMPTY, more))
    await expectCouldNotRun(handover, /lies\.skops is not a whole \.skops archive: .*Bad CRC-32/)
  })

  it('a pickle that unpacks to more than the memory that it may use is stopped', async () => {
    // Protocol 4: a byte string of the length that its head says, so that what unpacks it must hold it.
    const head = Buffer.from('\x80\x04\x8e\x00\x00\x00\x00\x02\x00\x00\x00', 'latin1')
    const path = join(temporaryFolder(), 'flood.pkl.gz')
    writeFileSync(path, gzipSync(Buffer.concat([head, Buffer.alloc(64 * MEBIBYTE), Buffer.from('.')])))
    const handover = await layArtifact('flood.pkl.gz', readFileSync(path), 'memory: 512 MiB')
    await expectCouldNotRun(handover, /✖ .*(memory|flood\.pkl\.gz|failed)/)
  })
})

/** An archive without entries. */
const EMPTY = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])

/** A handover whose new model is this file, trusted, so that only what is in it can be the reason. */
async function layArtifact(name: string, bytes: Uint8Array, more = ''): Promise<Handover> {
  const handover = await layHandover({ plan: '', models: ['log.onnx'], files: { [name]: bytes } })
  const trust = await sha256Path(handover.path(name))
  const plan = REGRESSION(`${name}, trust: "${trust}"${more === '' ? '' : `, ${more}`}`)
  writeFileSync(handover.path('recette.yaml'), plan)
  return handover
}

describe('a folder whose files lie elsewhere could not run', () => {
  it('for a SavedModel whose variables are a link', async () => {
    const handover = await layHandover({ plan: REGRESSION('dense-savedmodel'), models: ['log.onnx'] })
    const [folder, elsewhere] = [handover.path('dense-savedmodel'), join(temporaryFolder(), 'variables')]
    cpSync(join(MODELS, 'tensorflow/dense-savedmodel'), folder, { recursive: true })
    cpSync(join(folder, 'variables'), elsewhere, { recursive: true })
    rmSync(join(folder, 'variables'), { recursive: true })
    symlinkSync(elsewhere, join(folder, 'variables'))
    await expectCouldNotRun(handover, /✖ .*variables is neither a file nor a folder, but a link/)
  })

  it('for a SavedModel whose weights are a link, by whatever name it is given', async () => {
    for (const name of ['dense-savedmodel', 'dense-savedmodel/saved_model.pb']) {
      const handover = await layHandover({ plan: REGRESSION(name), models: ['log.onnx'] })
      const folder = handover.path('dense-savedmodel')
      cpSync(join(MODELS, 'tensorflow/dense-savedmodel'), folder, { recursive: true })
      const weights = join(folder, 'variables/variables.data-00000-of-00001')
      const elsewhere = join(temporaryFolder(), 'weights')
      cpSync(weights, elsewhere)
      rmSync(weights)
      symlinkSync(elsewhere, weights)
      await expectCouldNotRun(
        handover,
        /variables\.data-00000-of-00001.* (a link|outside its folder)|outside its folder: "variables/,
      )
    }
  })

  it('for an MLflow folder with a link, and one that names a file above it', async () => {
    const linked = await layHandover({ plan: REGRESSION('mlflow'), models: ['log.onnx'] })
    cpSync(join(MODELS, 'python/mlflow/onnx'), linked.path('mlflow'), { recursive: true })
    const elsewhere = join(temporaryFolder(), 'model.onnx')
    cpSync(linked.path('mlflow/model.onnx'), elsewhere)
    rmSync(linked.path('mlflow/model.onnx'))
    symlinkSync(elsewhere, linked.path('mlflow/model.onnx'))
    await expectCouldNotRun(linked, /✖ .*model\.onnx is neither a file nor a folder, but a link/)

    const above = await layHandover({ plan: REGRESSION('mlflow'), models: ['log.onnx'] })
    cpSync(join(MODELS, 'python/mlflow/onnx'), above.path('mlflow'), { recursive: true })
    const mlmodel = above.path('mlflow/MLmodel')
    writeFileSync(mlmodel, readFileSync(mlmodel, 'utf8').replaceAll('model.onnx', '../log.onnx'))
    await expectCouldNotRun(above, /names the file "\.\.\/log\.onnx", which lies outside its folder/)
  })

  it('for a TF.js model whose manifest is not one, or claims a tebibyte', async () => {
    for (const [find, put, expected] of [
      [/"group1-shard1of2\.bin"/, '42', /weightsManifest/],
      [/"group1-shard1of2\.bin"/, '{"a": 1}', /weightsManifest/],
      [/"shape": \[\s*20,\s*16\s*\]/, '"shape": [1048576, 262144]', /hold \d+ bytes, but model\.json describes \d+/],
      [/"shape": \[\s*20,\s*16\s*\]/, '"shape": "all"', /weightsManifest/],
    ] as const) {
      const handover = await layHandover({ plan: REGRESSION('tfjs-layers'), models: ['log.onnx', 'tfjs-layers'] })
      const path = handover.path('tfjs-layers/model.json')
      const written = readFileSync(path, 'utf8').replace(find, put)
      expect(written).toContain(put)
      writeFileSync(path, written)
      await expectCouldNotRun(handover, expected)
    }
  })
})
