import { execa } from 'execa'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { setUpPython } from '../models/pythonEnvironment.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

const MODELS = join(ROOT, 'test/fixtures/models/python')
const INTERPRETER = join(ROOT, '.venv/python/bin/python')
const SET = 'age,income,answer\n40,30,1\n55,20,0\n28,41,1\n61,38,0\n'

const skipped = await setUpPython('xgboost-binary.ubj')

describe.skipIf(skipped !== null)(`a Python that is named${skipped === null ? '' : ` (${skipped})`}`, () => {
  it('in the plan comes before that of RECETTE_PYTHON, which comes before the environment', async () => {
    const folder = lay(`python: ${INTERPRETER}`)
    const planned = await runCli(['run', 'recette.yaml', '--quiet'], {
      cwd: folder,
      env: { RECETTE_PYTHON: '/nowhere/python' },
    })
    expect(planned.stderr).toBe('')
    const named = await runCli(['run', lay('', folder), '--quiet'], {
      cwd: folder,
      env: { RECETTE_PYTHON: '/nowhere/python' },
    })
    expect(named.code).toBe(2)
    expect(named.stderr).toMatch(/^✖ .*interpreter "python", which is named to run old\.ubj, does not start/)
  })

  it('without the packages is refused, with the line that installs exactly those', async () => {
    const folder = temporaryFolder()
    await execa('python3', ['-m', 'venv', '--without-pip', join(folder, 'bare')])
    lay('python: ./bare/bin/python', folder)
    const { code, stderr } = await runCli(['run', 'recette.yaml', '--quiet'], { cwd: folder })
    expect(code).toBe(2)
    expect(stderr).toContain(
      'old.ubj needs numpy, pyarrow, picklescan, xgboost, which the Python interpreter "python" does not have',
    )
    expect(stderr).toMatch(
      /→ Install it there: python -m pip install numpy==\S+ pyarrow==\S+ picklescan==\S+ 'xgboost-cpu==/,
    )
  })

  it('and is not there is a mistake of the plan, told with its place', async () => {
    const { code, stderr } = await runCli(['run', 'recette.yaml'], { cwd: lay('python: ./venv/bin/python') })
    expect(code).toBe(2)
    expect(stderr).toContain('python: there is no file "venv/bin/python"')
  })

  it('on the command line runs without a plan, and stands in the plan that is drafted', async () => {
    const folder = lay('')
    const sources = [
      '--old',
      'old.ubj',
      '--new',
      'new.onnx',
      '--set',
      'test.csv',
      '--label',
      'answer',
      '--positive',
      '1',
    ]
    const env = { RECETTE_CACHE: join(folder, 'empty') }
    const without = await runCli(['run', ...sources, '--quiet'], { cwd: folder, env })
    expect(without.stderr).toContain('recette setup python')
    const drafted = await runCli(['init', ...sources, '--python', INTERPRETER, '--out', 'drafted.yaml'], {
      cwd: folder,
      env,
    })
    expect(`${drafted.code} ${drafted.stderr}`).toBe('0 ')
    expect(readFileSync(join(folder, 'drafted.yaml'), 'utf8')).toMatch(/^python: \S*\.venv\/python\/bin\/python /m)
    const run = await runCli(['run', 'drafted.yaml', '--out', 'out', '--quiet'], { cwd: folder, env })
    expect(run.stderr).toBe('')
  })
})

/** A handover of an XGBoost model; returns its folder, or the name of a second plan in the folder given. */
function lay(line: string, into?: string): string {
  const folder = into ?? temporaryFolder()
  copyFileSync(join(MODELS, 'xgboost-binary.ubj'), join(folder, 'old.ubj'))
  copyFileSync(join(MODELS, 'xgboost-binary.onnx'), join(folder, 'new.onnx'))
  writeFileSync(join(folder, 'test.csv'), SET)
  const name = into === undefined || line !== '' ? 'recette.yaml' : 'other.yaml'
  writeFileSync(
    join(folder, name),
    `recette: 1
task: classification
models: { old: { artifact: old.ubj }, new: { artifact: new.onnx } }
sets: { test: test.csv }
columns: { label: answer, positive: "1" }
criteria: [{ measure: coverage, atLeast: 100 % }, { measure: largestScoreDifference, atMost: 1 }]
${line}
`,
  )
  return into === undefined ? folder : name
}
