import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expectCouldNotRun, expectRefusal, layHandover, PLAN, readResult, REPORT_FILES, snapshot } from './handover.js'
import { ROOT } from './runCli.js'

const LOOK_AGAIN = "The file is truncated or corrupt: copy it again, and compare its size and sha256 with the sender's."
const MAPPING =
  "Map the set's columns to the model's inputs under models.new.inputs, as { name: column } or { name: [columns in order] }."

describe('a file that is not there', () => {
  it('is refused for each place that names it, with the nearest name that exists', async () => {
    const handover = await layHandover({ plan: PLAN.replace('new.onnx', 'nwe.onnx').replace('test.csv', 'tset.csv') })
    await expectRefusal(
      handover,
      `✖ models.new.artifact: there is no file "nwe.onnx". Did you mean "new.onnx"?
→ Paths are relative to the plan; check the name.
  at recette.yaml:6:20
✖ sets.test: there is no file "tset.csv". Did you mean "test.csv"?
→ Paths are relative to the plan; check the name.
  at recette.yaml:7:15`,
    )
  })

  it('is refused when it is the plan', async () => {
    await expectRefusal(
      await layHandover(),
      `✖ There is no plan "recete.yaml". Did you mean "recette.yaml"?
→ Check the name, or make a plan with "recette init".
  at recete.yaml`,
      'run',
      'recete.yaml',
    )
  })

  it('is refused when the command line names it', async () => {
    const handover = await layHandover()
    const sources = (old: string, set: string): string[] => ['run', '--old', old, '--new', 'new.onnx', '--set', set]
    await expectRefusal(
      handover,
      `✖ The old model odl.onnx does not exist. Did you mean "old.onnx"?
→ Check the path; a relative path in a plan starts from the plan's folder.`,
      ...sources('odl.onnx', 'test.csv'),
    )
    await expectRefusal(
      handover,
      `✖ There is no file tset.csv. Did you mean "test.csv"?
→ Check the path of the set: in a plan it is relative to the plan.
  at tset.csv`,
      ...sources('old.onnx', 'tset.csv'),
    )
  })
})

describe('an artifact that is damaged', () => {
  it('by a copy that stopped half-way is named, with its side, what is wrong, and what to do', async () => {
    const handover = await layHandover()
    const whole = readFileSync(handover.path('new.onnx'))
    const half = whole.subarray(0, whole.length / 2)
    writeFileSync(handover.path('new.onnx'), half)
    const result = await expectCouldNotRun(
      handover,
      `✖ new (onnx): new.onnx cannot be read as ONNX: its ${half.length} bytes end in the middle of a field, or are not a model.
→ ${LOOK_AGAIN}`,
    )
    expect(result.problems[0]).toMatchObject({ of: 'new', code: 'MODEL_UNREADABLE' })
    // Which delivery failed is on record, with its digest.
    expect(result.models.new).toMatchObject({
      artifact: 'new.onnx',
      format: 'onnx',
      bytes: half.length,
      signature: null,
    })
    expect(result.models.old!.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is told for both sides at once', async () => {
    const handover = await layHandover({
      files: { 'old.onnx': '', 'new.onnx': 'PK\u0001 not a model, whatever its name' },
    })
    const result = await expectCouldNotRun(
      handover,
      /^✖ The old model old\.onnx is empty \(0 bytes\)\.\n→ .*\n✖ new \(onnx\): new\.onnx cannot be read as ONNX: .*\n→ .*sha256.*$/,
    )
    expect(result.problems.map(({ of }) => of)).toEqual(['old', 'new'])
  })

  it('by a weight file that was not sent is told which one', async () => {
    const handover = await layHandover({ plan: PLAN.replace('new.onnx', 'tfjs-layers'), models: ['tfjs-layers'] })
    rmSync(handover.path('tfjs-layers/group1-shard2of2.bin'))
    await expectCouldNotRun(
      handover,
      `✖ new (tfjs-layers): tfjs-layers: the weight file "group1-shard2of2.bin" that its model.json names is missing.
→ Copy every file of the folder: model.json alone holds no weights.`,
    )
  })

  it('in a first run leaves a report that says so, and the next failed run takes its place', async () => {
    const handover = await layHandover({ earlier: false, files: { 'new.onnx': 'not a model at all' } })
    expect((await handover.run()).code).toBe(4)
    expect(Object.keys(snapshot(handover.out))).toEqual(REPORT_FILES)
    expect(readResult(handover.out).problems[0]!.of).toBe('new')

    cpSync(handover.path('old.onnx'), handover.path('new.onnx'))
    writeFileSync(handover.path('old.onnx'), 'not a model either')
    expect((await handover.run()).code).toBe(4)
    expect(Object.keys(snapshot(handover.out))).toEqual(REPORT_FILES)
    expect(readResult(handover.out).problems[0]!.of).toBe('old')
  })

  it('is of a kind that is not read: the plan is refused, with the kinds that are', async () => {
    const handover = await layHandover({
      plan: PLAN.replace('new.onnx', 'notes.txt'),
      files: { 'notes.txt': 'hello\n' },
    })
    await expectRefusal(
      handover,
      `✖ The new model notes.txt is in no format that Recette knows (.txt).
→ Supported: ONNX (.onnx), TensorFlow.js layers models and graph models (model.json, or the folder that holds it), scikit-learn (.joblib, .pkl, .skops), LightGBM (its text format), XGBoost (.json, .ubj), CatBoost (.cbm, .json), MLflow model folders, PyTorch programs (TorchScript .pt, exported .pt2), TensorFlow (SavedModel folders, .tflite), Keras (.keras, .h5), and recorded predictions.`,
    )
  })
})

describe('columns that do not fit what a model takes', () => {
  const expectRefused = async (inputs: string, message: string): Promise<void> => {
    const at = PLAN.lastIndexOf('{ x: [age, income] }')
    const plan = PLAN.slice(0, at) + inputs + PLAN.slice(at + '{ x: [age, income] }'.length)
    await expectRefusal(await layHandover({ plan }), `✖ new (new.onnx) ${message}\n→ ${MAPPING}`)
  }

  it('in number are counted', async () => {
    await expectRefused(
      '{ x: [age, income, age] }',
      'input "x" takes [?, 2], that is 2 values a case, but its 3 columns give 3.',
    )
  })

  it('in type are named, with the type that the model takes', async () => {
    await expectRefused('{ x: [age, region] }', 'input "x" takes float32, but column "region" holds text.')
  })

  it('by the name of the input are told the right one', async () => {
    await expectRefused('{ features: [age, income] }', 'has no input "features"; it takes "x".')
  })

  it('by the name of a column are told the nearest', async () => {
    await expectRefused('{ x: [age, incmoe] }', 'input "x": the set has no column "incmoe". Did you mean "income"?')
  })

  it('on both sides are told at once', async () => {
    const handover = await layHandover({ plan: PLAN.replaceAll('[age, income]', '[age]') })
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stderr.match(/^✖ (old|new) \(\w+\.onnx\) input "x" takes \[\?, 2\]/gm)).toHaveLength(2)
  })
})

describe('a model that says what no case can be', () => {
  it('is found out by the very first example of the repository when a file of it is swapped', async () => {
    // A digits model takes 28 x 28 pixels or so, never two columns.
    const handover = await layHandover({ plan: PLAN.replace('new.onnx', 'digits.onnx') })
    cpSync(join(ROOT, 'harness/examples/same-model/old.onnx'), handover.path('digits.onnx'))
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stderr).toMatch(/^✖ new \(digits\.onnx\) .*\n→ Map the set's columns/)
  })
})
