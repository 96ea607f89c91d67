import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { RecetteError } from '../../src/core/errors.js'
import { findModel } from '../../src/models/findModel.js'
import { FIXTURES, specOf, temporaryFolder } from './fixtures.js'

let folder: string

beforeAll(async () => {
  folder = await temporaryFolder()
})

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, content)
  return path
}

async function find(path: string): Promise<unknown> {
  return findModel(specOf('', { artifact: { path, shown: 'handover/it' } })).then(
    (source) => source.format,
    (error: unknown) => error,
  )
}

describe('an artifact’s format', () => {
  it('is seen in its content and its extension, for a file and for a folder', async () => {
    expect(await find(join(FIXTURES, 'mlp.onnx'))).toBe('onnx')
    expect(await find(join(FIXTURES, 'tfjs-layers'))).toBe('tfjs-layers')
    expect(await find(join(FIXTURES, 'tfjs-layers', 'model.json'))).toBe('tfjs-layers')
    expect(await find(join(FIXTURES, 'tfjs-graph'))).toBe('tfjs-graph')
  })

  it('is recognised without an extension, by the version field that an ONNX model begins with', async () => {
    expect(await find(await put('model', new Uint8Array([0x08, 9, 0x12, 0])))).toBe('onnx')
  })

  it.each([
    ['model.pkl', '\x80\x04\x95', 'pickle'],
    ['renamed.bin', '\x80\x05\x95', 'pickle'],
    ['compressed.pkl.gz', '\x1f\x8b', 'pickle'],
    ['model.joblib', 'x', 'joblib'],
    ['model.joblib.xz', 'x', 'joblib'],
    ['model.skops', 'PK\x03\x04', 'skops'],
    ['model.pt2', 'PK\x03\x04', 'torch-export'],
    ['traced.pt', 'PK\x03\x04 traced/constants.pkl', 'torchscript'],
    ['model.txt', 'tree\nversion=v4\n', 'lightgbm'],
    ['xgboost.json', '{"learner":{"attributes":{},', 'xgboost'],
    ['xgboost-1.json', '{"version": [1, 7, 6],\n "learner": {"feature_names": [', 'xgboost'],
    ['model.ubj', '{L\0\0\0\0\0\0\0\x07learner{L', 'xgboost'],
    ['renamed.model', '{L\0\0\0\0\0\0\0\x07learner{L', 'xgboost'],
    ['model.cbm', 'CBM1\xd8\x1b', 'catboost'],
    ['catboost.json', '{\n"features_info":{"float_features":[', 'catboost'],
  ])('%s is one of those that the Python host runs', async (name, content, format) => {
    expect(await find(await put(`python/${name}`, Buffer.from(content, 'latin1')))).toBe(format)
  })

  it('is told by the topology where a model.json does not say it', async () => {
    expect(await find(await put('old/model.json', '{"modelTopology": {"node": []}}'))).toBe('tfjs-graph')
    expect(await find(await put('older/model.json', '{"modelTopology": {"model_config": {}}}'))).toBe('tfjs-layers')
  })

  it.each([
    ['model.pt', 'PK\x03\x04', /PyTorch file of weights .* not a program/, /torch\.export\.save.*torch\.onnx\.export/],
    ['weights.zip', 'PK\x03\x04 archive/data.pkl', /PyTorch/, /torch\.onnx/],
    ['model.keras', 'x', /neither a \.keras archive nor HDF5/, /sha256/],
    ['frozen.pb', '\x0a\x0b', /TensorFlow graph by itself/, /variables\//],
    ['model.tflite', 'x', /TensorFlow Lite/, /sha256/],
    [
      'package.json',
      '{"name": "x"}',
      /neither a model of TensorFlow.js .* of XGBoost .* nor of CatBoost/,
      /model\.json/,
    ],
    ['learners.json', '{"learner": "Ada"}', /neither/, /model\.json/],
    ['dump.json', '[ { "nodeid": 0, "depth": 0', /dump of the trees/, /save_model/],
    ['old.model', 'binf\0\0', /old binary format/, /save_model\("model\.ubj"\)/],
    ['broken/model.json', '{"modelTopology":', /neither/, /model\.json/],
    ['notes.txt', 'hello', /in no format that Recette knows \(\.txt\)/, /^Supported: ONNX/],
  ])('%s is refused with a reason and a way out', async (name, content, message, hint) => {
    const error = await find(await put(name, Buffer.from(content, 'latin1')))
    expect(error).toBeInstanceOf(RecetteError)
    expect(error).toMatchObject({ code: 'MODEL_FORMAT_UNSUPPORTED', kind: 'usage' })
    expect((error as RecetteError).message).toMatch(message)
    expect((error as RecetteError).hint).toMatch(hint)
  })

  it('of a folder without a model.json is unknown', async () => {
    await mkdir(join(folder, 'empty'), { recursive: true })
    expect(await find(join(folder, 'empty'))).toMatchObject({ code: 'MODEL_FORMAT_UNSUPPORTED' })
  })
})

describe('an artifact that is not there', () => {
  it('is named, with the nearest name in its folder', async () => {
    const error = await findModel(specOf('mpl.onnx')).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'MODEL_NOT_FOUND', kind: 'usage' })
    expect((error as Error).message).toBe('The new model delivery/mpl.onnx does not exist. Did you mean "mlp.onnx"?')
  })

  it('may have no folder either', async () => {
    expect(await find(join(folder, 'no', 'where.onnx'))).toMatchObject({
      message: 'The new model handover/it does not exist; neither does its folder.',
    })
  })

  it('is empty when it has no bytes', async () => {
    expect(await find(await put('empty.onnx', ''))).toMatchObject({ code: 'MODEL_UNREADABLE', kind: 'run' })
  })
})
