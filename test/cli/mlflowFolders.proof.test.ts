import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import { resultSchema, type Result } from '../../src/core/result.js'
import { setUpPython } from '../models/pythonEnvironment.js'
import { ROOT, runCli, temporaryFolder, type CliRun } from './runCli.js'

const MODELS = join(ROOT, 'test/fixtures/models')
const FOLDERS = join(MODELS, 'python/mlflow')
const SET = 'age,income,answer\n1.5,1,yes\n1,1.25,no\n2,0.5,yes\n0.25,1,no\n'

const skipped = await setUpPython('mlflow/function', 'mlflow/sklearn-cloudpickle')

describe.skipIf(skipped !== null)(`a handover of an MLflow folder${skipped === null ? '' : ` (${skipped})`}`, () => {
  it('that holds a Python function runs it with its own code, and the report says so', async () => {
    const folder = temporaryFolder()
    cpSync(join(FOLDERS, 'function'), join(folder, 'model'), { recursive: true })
    const { run, result } = await compare(folder, await sha256Path(join(folder, 'model')))
    expect(`${run.code} ${run.stderr}`).toBe('0 ')
    expect(result.models.old).toMatchObject({
      format: 'mlflow',
      trusted: true,
      runtime: 'mlflow 3.17.2 (mlflow.pyfunc.model with code of its own)',
      mapping: { inputs: [{ input: 'age', by: 'by-name' }, { input: 'income' }], output: { meaning: 'probabilities' } },
    })
    expect(result.notices).toContainEqual({
      code: 'version-mismatch-old',
      values: { package: 'mlflow', saved: '2.9.0', running: '3.17.2' },
    })
  })

  it('whose code was changed after it was trusted is not run', async () => {
    const folder = temporaryFolder()
    cpSync(join(FOLDERS, 'function'), join(folder, 'model'), { recursive: true })
    const trust = await sha256Path(join(folder, 'model'))
    writeFileSync(join(folder, 'model/code/agency/score.py'), 'raise SystemExit("run")\n')
    const { run } = await compare(folder, trust)
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('is not the one that the plan trusts')
  })

  it('without a signature, or with a package that is not here, says what to ask for or to install', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'model')
    cpSync(join(FOLDERS, 'function'), path, { recursive: true })
    const mlmodel = readFileSync(join(path, 'MLmodel'), 'utf8')
    writeFileSync(join(path, 'MLmodel'), mlmodel.slice(0, mlmodel.indexOf('signature:')))
    const unsigned = await compare(folder, await sha256Path(path))
    expect(unsigned.run.code).toBe(4)
    expect(unsigned.run.stderr).toMatch(/without a signature.*\n.*infer_signature/)

    writeFileSync(join(path, 'MLmodel'), mlmodel)
    writeFileSync(join(path, 'code/agency/score.py'), 'import agency_of_the_past\n')
    writeFileSync(join(path, 'requirements.txt'), 'agency-of-the-past==1.0\n')
    const missing = await compare(folder, await sha256Path(path))
    expect(missing.run.code).toBe(4)
    expect(missing.run.stderr).toMatch(/needs the Python package "agency_of_the_past".*\n→ .*agency-of-the-past==1\.0/)
  })

  it('may be looked at, and a plan drafted for it', async () => {
    const folder = temporaryFolder()
    cpSync(join(FOLDERS, 'function'), join(folder, 'model'), { recursive: true })
    cpSync(join(MODELS, 'sigmoid.onnx'), join(folder, 'twin.onnx'))
    writeFileSync(join(folder, 'test.csv'), SET)
    const trust = await sha256Path(join(folder, 'model'))
    const drafted = await runCli(
      ['init', '--old', 'model', '--new', 'twin.onnx', '--set', 'test.csv', '--label', 'answer', '--trust', trust],
      { cwd: folder },
    )
    expect(`${drafted.code} ${drafted.stderr}`).toBe('0 ')
    expect(readFileSync(join(folder, 'recette.yaml'), 'utf8')).toMatch(new RegExp(`trust: "?${trust}`))
  })
})

async function compare(folder: string, trust: string): Promise<{ run: CliRun; result: Result }> {
  writeFileSync(join(folder, 'test.csv'), SET)
  writeFileSync(
    join(folder, 'recette.yaml'),
    `recette: 1
task: classification
models:
  old: { artifact: model, trust: "${trust}", labels: ["no", "yes"] }
  new: { artifact: ${join(MODELS, 'sigmoid.onnx')}, labels: ["no", "yes"] }
sets: { test: test.csv }
columns: { label: answer, positive: "yes" }
basis: fixed
criteria:
  - { measure: coverage, atLeast: 100 % }
  - { measure: largestScoreDifference, atMost: 0.000001 }
report: { languages: [en] }
`,
  )
  const run = await runCli(['run', 'recette.yaml', '--out', 'out', '--quiet'], { cwd: folder })
  const read = (): Result => resultSchema.parse(JSON.parse(readFileSync(join(folder, 'out/result.json'), 'utf8')))
  return {
    run,
    get result() {
      return read()
    },
  }
}
