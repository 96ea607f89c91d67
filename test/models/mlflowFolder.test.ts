import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import { findModel } from '../../src/models/findModel.js'
import { identifyArtifact } from '../../src/models/identity.js'
import { featuresOf } from '../../src/models/python/features.js'
import { FIXTURES, openFixture, specOf, temporaryFolder } from './fixtures.js'

const FOLDERS = join(FIXTURES, 'python', 'mlflow')

describe('a folder that MLflow saved', () => {
  it.each([
    ['onnx', 'onnx', false, []],
    ['xgboost', 'xgboost', false, ['xgboost']],
    ['lightgbm', 'skops', false, ['sklearn', 'lightgbm']],
    ['sklearn-skops', 'skops', false, ['sklearn']],
    ['sklearn-cloudpickle', 'pickle', true, ['sklearn']],
    ['function', 'mlflow', true, ['mlflow']],
  ])(
    '(%s) is run by way of its flavour, and needs trust where that executes code',
    async (name, format, executes, needs) => {
      const source = await findModel(specOf(`python/mlflow/${name}`))
      expect(source).toMatchObject({ format, executes })
      expect(format === 'onnx' ? [] : await featuresOf(source.format, source.path)).toEqual(needs)
      // Whatever is run, the whole folder is what the plan and the report speak of.
      expect((await identifyArtifact(source)).sha256).toBe(await sha256Path(join(FOLDERS, name)))
    },
  )

  it('with the flavour onnx runs its ONNX file, and is the same artifact when its MLmodel is named', async () => {
    await using model = await openFixture('python/mlflow/onnx')
    expect(model.runtime).toMatch(/^onnxruntime-node .*, from an MLflow folder \(onnx\)$/)
    expect(model.signature.labels).toEqual(['no', 'yes'])
    const named = await findModel(specOf('python/mlflow/onnx/MLmodel'))
    expect((await identifyArtifact(named)).sha256).toBe(await sha256Path(join(FOLDERS, 'onnx')))
  })

  it.each([
    [
      'names a file outside of it',
      'flavors: { onnx: { data: ../churn.onnx } }',
      'MODEL_OUTSIDE_FOLDER',
      /lies outside/,
    ],
    ['names a file that is not there', 'flavors: { onnx: { data: gone.onnx } }', 'MODEL_INCOMPLETE', /"gone.onnx"/],
    ['is no YAML', 'flavors: [', 'MODEL_UNREADABLE', /MLmodel cannot be read/],
    ['names no flavour', 'mlflow_version: 3', 'MODEL_UNREADABLE', /no flavours/],
    ['has only flavours of other languages', 'flavors: { mleap: {} }', 'MODEL_FORMAT_UNSUPPORTED', /flavour mleap/],
  ])('whose MLmodel %s is refused', async (_, mlmodel, code, message) => {
    const path = join(await temporaryFolder(), 'model')
    cpSync(join(FOLDERS, 'onnx'), path, { recursive: true })
    writeFileSync(join(path, 'MLmodel'), mlmodel)
    const error = findModel(specOf('', { artifact: { path, shown: 'delivery/model' } }))
    await expect(error).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string })
  })

  it('with a pickle in it is trusted by the digest of the whole folder', async () => {
    const path = join(await temporaryFolder(), 'model')
    cpSync(join(FOLDERS, 'sklearn-cloudpickle'), path, { recursive: true })
    const trust = await sha256Path(path)
    rmSync(join(path, 'requirements.txt'))
    const source = await findModel(specOf('', { artifact: { path, shown: 'delivery/model' }, trust }))
    await expect(source.open({})).rejects.toMatchObject({ code: 'MODEL_NOT_TRUSTED' })
  })
})
