import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import { findModel } from '../../src/models/findModel.js'
import { identifyArtifact } from '../../src/models/identity.js'
import { chooseSignature } from '../../src/models/savedModel/chooseSignature.js'
import { reachingOperations } from '../../src/models/savedModel/reachingOperations.js'
import { readSavedModel, type SavedGraph } from '../../src/models/savedModel/readSavedModel.js'
import { runsNatively, signatureOf } from '../../src/models/savedModel/savedPorts.js'
import { FIXTURES, openFixture, specOf, temporaryFolder } from './fixtures.js'

/** The folders are made by harness/make/tensorflow_fixtures.py; none of these tests needs TensorFlow. */
const read = (name: string): Promise<SavedGraph> =>
  readSavedModel(join(FIXTURES, 'tensorflow', name, 'saved_model.pb'), name)

afterEach(() => vi.unstubAllEnvs())

describe('a SavedModel, without TensorFlow,', () => {
  it('tells its signatures, their tensors in the order of the names, and which TensorFlow saved it', async () => {
    const { signatures, version } = await read('two-signatures')
    expect(version).toBe('2.21.0')
    expect(signatures.map(({ name }) => name)).toEqual(['classify', 'embed'])
    // As the module's input_signature and its returned dictionary say.
    expect(signatureOf(signatures[0]!, 'it')).toEqual({
      inputs: [
        { name: 'count', dtype: 'int64', shape: [null] },
        { name: 'member', dtype: 'bool', shape: [null] },
        { name: 'patch', dtype: 'uint8', shape: [null, 2, 2] },
        { name: 'x', dtype: 'float32', shape: [null, 3] },
      ],
      outputs: [
        { name: 'guest', dtype: 'bool', shape: [null] },
        { name: 'next', dtype: 'int64', shape: [null] },
        { name: 'scores', dtype: 'float32', shape: [null, 2] },
        { name: 'total', dtype: 'int32', shape: [null] },
      ],
    })
    expect(signatures.map(runsNatively)).toEqual([true, false])
    expect(signatureOf(signatures[1]!, 'it').inputs).toEqual([{ name: 'x', dtype: 'float64', shape: [null, 3] }])
  })

  it('must be told which signature is meant when it has several and none of the usual name', async () => {
    const { signatures } = await read('two-signatures')
    expect(() => chooseSignature(signatures, undefined, 'it')).toThrow(
      'it has several signatures and none is called "serving_default": "classify", "embed".',
    )
    expect(() => chooseSignature(signatures, 'clasify', 'it')).toThrow(
      'it has no signature "clasify"; it has "classify", "embed".',
    )
    expect(chooseSignature(signatures, 'embed', 'it').name).toBe('embed')
    expect(() => chooseSignature([], undefined, 'it')).toThrow('it has no signature')
    // Keras writes two, "serve" and the usual one.
    expect(chooseSignature((await read('dense-savedmodel')).signatures, undefined, 'it').name).toBe('serving_default')
    expect(chooseSignature([signatures[0]!], undefined, 'it').name).toBe('classify')
  })

  it('is asked for files: operations that read or write them are named wherever they stand', async () => {
    expect(reachingOperations(await read('reads-files'))).toEqual(['ReadFile'])
  })

  it('keeps its weights with an operation that writes files, which counts only where an answer comes to it', async () => {
    const dense = join(FIXTURES, 'tensorflow', 'dense-savedmodel', 'saved_model.pb')
    expect((await readFile(dense)).includes('SaveV2')).toBe(true)
    expect(reachingOperations(await read('dense-savedmodel'))).toEqual([])
    expect(reachingOperations(await read('saves-weights'))).toEqual(['SaveV2'])
  })

  it('that reads files is refused until the plan trusts it, with the digest of the whole folder', async () => {
    const folder = 'tensorflow/reads-files'
    const digest = await sha256Path(join(FIXTURES, folder))
    await expect(openFixture(folder)).rejects.toMatchObject({
      code: 'MODEL_NOT_TRUSTED',
      kind: 'usage',
      message: expect.stringContaining('its graph holds the operation ReadFile') as string,
      hint: expect.stringContaining(`trust: "${digest}"`) as string,
    })
  })

  it('is the same by its folder and by its saved_model.pb, and another when a weight changes', async () => {
    const folder = join(await temporaryFolder(), 'model')
    await cp(join(FIXTURES, 'tensorflow', 'dense-savedmodel'), folder, { recursive: true })
    const identify = async (path: string): Promise<string> =>
      (await identifyArtifact(await findModel(specOf('', { artifact: { path, shown: 'it' } })))).sha256
    const before = await identify(folder)
    expect(await identify(join(folder, 'saved_model.pb'))).toBe(before)
    const weights = join(folder, 'variables', 'variables.data-00000-of-00001')
    const content = await readFile(weights)
    content[0]! ^= 1
    await writeFile(weights, content)
    expect(await identify(folder)).not.toBe(before)
    expect(await identify(join(folder, 'saved_model.pb'))).toBe(await identify(folder))
  })

  it('that is cut off, in pieces, or without a graph for serving is refused', async () => {
    const folder = await temporaryFolder()
    const whole = await readFile(join(FIXTURES, 'tensorflow', 'dense-savedmodel', 'saved_model.pb'))
    const path = join(folder, 'saved_model.pb')
    await writeFile(path, whole.subarray(0, whole.length - 10))
    await expect(readSavedModel(path, 'it')).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' })
    await writeFile(path, Buffer.from([0x08, 0x01]))
    await expect(readSavedModel(path, 'it')).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
      message: 'it has no graph tagged "serve"; it has none.',
    })
    // TensorFlow would read these pieces, and never the file that was looked at.
    await writeFile(path, whole)
    await writeFile(join(folder, 'saved_model.cpb'), '')
    await expect(readSavedModel(path, 'it')).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
      message: expect.stringContaining('saved_model.cpb') as string,
    })
  })

  it('names both ways to get TensorFlow where there is none, and only Python where Node cannot exchange its types', async () => {
    vi.stubEnv('RECETTE_CACHE', await temporaryFolder())
    vi.stubEnv('RECETTE_PYTHON', '')
    await expect(openFixture('tensorflow/dense-savedmodel')).rejects.toMatchObject({
      code: 'TENSORFLOW_MISSING',
      hint: expect.stringMatching(
        /recette setup tensorflow.*recette setup python delivery\/tensorflow\/dense/,
      ) as string,
    })
    await expect(openFixture('tensorflow/two-signatures', { signature: 'embed' })).rejects.toMatchObject({
      code: 'TENSORFLOW_MISSING',
      hint: 'Run "recette setup python delivery/tensorflow/two-signatures".',
    })
    await expect(openFixture('tensorflow/dense.keras')).rejects.toMatchObject({
      code: 'PYTHON_MISSING',
      message: expect.stringContaining('Python with tensorflow') as string,
    })
    await expect(openFixture('tensorflow/dense.tflite')).rejects.toMatchObject({
      code: 'PYTHON_MISSING',
      message: expect.stringContaining('Python with ai-edge-litert') as string,
    })
  })
})
