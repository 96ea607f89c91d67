import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import { resultSchema, type Result } from '../../src/core/result.js'
import { setUpPython } from '../models/pythonEnvironment.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

const MODELS = join(ROOT, 'test', 'fixtures', 'models', 'python')
const known = JSON.parse(readFileSync(join(MODELS, 'cases.json'), 'utf8')) as {
  age: number[]
  income: number[]
  region: string[]
  predicted: string[]
}

const skipped = await setUpPython('churn.joblib', 'lightgbm-wrapper.joblib')

describe('a plan with a pickle that it does not trust', () => {
  it('is a plan to be mended: the digest to write is said, nothing is run or written, and the exit code is 2', async () => {
    const folder = temporaryFolder()
    writePlan(folder, 'old-version.joblib', null)
    const { code, stderr } = await runCli(['run', 'recette.yaml', '--out', 'out', '--quiet'], { cwd: folder })
    expect(code).toBe(2)
    expect(stderr).toContain(`trust: "${await sha256Path(join(MODELS, 'old-version.joblib'))}"`)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })
})

describe.skipIf(skipped !== null)(`a plan with a scikit-learn model${skipped === null ? '' : ` (${skipped})`}`, () => {
  it('compares it with its twin in ONNX: the same model, and the report says what was trusted and which version differs', async () => {
    const digest = await sha256Path(join(MODELS, 'old-version.joblib'))
    const { code, result, report, stderr } = await compare('old-version.joblib', digest)
    expect(`${code} ${stderr}`).toMatch(/^0 /)
    expect(result.verdict.status).toBe('pass')
    expect(result.sets['test']).toMatchObject({ rows: 20, compared: 20 })
    expect(result.models.old).toMatchObject({ format: 'joblib', trusted: true, sha256: digest })
    expect(result.models.new).toMatchObject({ format: 'onnx', trusted: false })
    expect(result.notices).toContainEqual({
      code: 'version-mismatch-old',
      values: { package: 'scikit-learn', saved: '1.2.2', running: '1.9.1' },
    })
    expect(report).toContain('was saved with scikit-learn 1.2.2 and was run here with 1.9.1')
    expect(report).toContain('a été enregistré avec scikit-learn 1.2.2 et exécuté ici avec 1.9.1')
    expect(report).toContain('the plan allowed it')
  })

  it('that is hostile could not run, and nothing was touched', async () => {
    const folder = temporaryFolder()
    const [pickle, target] = [join(folder, 'hostile.pkl'), join(folder, 'touched')]
    writeFileSync(pickle, `cos\nsystem\n(S'touch ${target}'\ntR.`)
    const { code, result } = await compare(pickle, await sha256Path(pickle))
    expect(code).toBe(4)
    expect(result.problems).toMatchObject([{ code: 'MODEL_DANGEROUS', of: 'old' }])
    expect(existsSync(target)).toBe(false)
  })

  it('that reaches for what no model needs runs only with each thing named, and the report says so in both languages', async () => {
    const folder = temporaryFolder()
    const pickle = join(folder, 'model.pkl')
    // The same model, after a call that is dropped (`0`): protocol 2 and up begin with a version, which may come again.
    const call = Buffer.from('cos\ngetcwd\n(tR0', 'latin1')
    writeFileSync(pickle, Buffer.concat([call, readFileSync(join(MODELS, 'churn.joblib'))]))
    const trust = await sha256Path(pickle)
    const refused = await compare(pickle, trust)
    expect(refused.result.problems).toMatchObject([{ code: 'MODEL_DANGEROUS', of: 'old' }])
    expect(refused.result.problems[0]!.hint).toContain('despite: ["os.getcwd"]')
    const { code, stderr, result, report } = await compare(pickle, `${trust}, despite: [os.getcwd]`)
    expect(`${code} ${stderr}`).toMatch(/^0 /)
    expect(result.notices).toContainEqual({ code: 'dangerous-allowed-old', values: { names: 'os.getcwd' } })
    expect(report).toContain('The old model’s file reaches for things that no model needs')
    expect(report).toContain('Le fichier de l’ancien modèle fait appel à des fonctions dont aucun modèle n’a besoin')
    expect(report).toContain('(os.getcwd)')

    copyFileSync(join(MODELS, 'churn.onnx'), join(folder, 'churn.onnx'))
    writeSet(folder)
    const sources = ['--old', 'model.pkl', '--new', 'churn.onnx', '--set', 'test.csv', '--label', 'churned']
    const drafted = await runCli(['init', ...sources, '--trust', trust, '--despite', 'os.getcwd'], { cwd: folder })
    expect(`${drafted.code} ${drafted.stderr}`).toBe('0 ')
    expect(readFileSync(join(folder, 'recette.yaml'), 'utf8')).toMatch(/despite: \["?os\.getcwd"?\]/)
  })

  it('may be looked at, and a plan drafted, with its digest on the command line', async () => {
    const folder = temporaryFolder()
    const digest = await sha256Path(join(MODELS, 'churn.joblib'))
    copyFileSync(join(MODELS, 'churn.joblib'), join(folder, 'churn.joblib'))
    copyFileSync(join(MODELS, 'churn.onnx'), join(folder, 'churn.onnx'))
    writeSet(folder)
    const sources = ['--old', 'churn.joblib', '--new', 'churn.onnx', '--set', 'test.csv', '--label', 'churned']
    const refused = await runCli(['init', ...sources], { cwd: folder })
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain(`--trust ${digest}`)
    const drafted = await runCli(['init', ...sources, '--trust', digest], { cwd: folder })
    expect(`${drafted.code} ${drafted.stderr}`).toBe('0 ')
    expect(readFileSync(join(folder, 'recette.yaml'), 'utf8')).toContain(`trust: "${digest}"`)
  })
})

async function compare(
  old: string,
  trust: string,
): Promise<{ code: number; stderr: string; result: Result; report: string }> {
  const folder = temporaryFolder()
  writePlan(folder, old, trust)
  const { code, stderr } = await runCli(['run', 'recette.yaml', '--out', 'out', '--quiet'], { cwd: folder })
  const result = resultSchema.parse(JSON.parse(readFileSync(join(folder, 'out', 'result.json'), 'utf8')))
  return { code, stderr, result, report: readFileSync(join(folder, 'out', 'report.html'), 'utf8') }
}

function writePlan(folder: string, old: string, trust: string | null): void {
  writeSet(folder)
  const path = old.startsWith('/') ? old : join(MODELS, old)
  writeFileSync(
    join(folder, 'recette.yaml'),
    [
      'recette: 1',
      'task: classification',
      'models:',
      `  old: { artifact: ${path}${trust === null ? '' : `, trust: ${trust}`} }`,
      `  new: { artifact: ${join(MODELS, 'churn.onnx')} }`,
      'sets: { test: test.csv }',
      'columns: { label: churned, positive: "yes" }',
      'basis: fixed',
      'criteria:',
      '  - { measure: coverage, atLeast: 100 % }',
      '  - { measure: largestScoreDifference, atMost: 0.00001 }',
      'report: { languages: [en, fr] }',
    ].join('\n'),
  )
}

function writeSet(folder: string): void {
  const rows = known.age.map((age, i) => `${age},${known.income[i]},${known.region[i]},${known.predicted[i]}`)
  writeFileSync(join(folder, 'test.csv'), `age,income,region,churned\n${rows.join('\n')}\n`)
}
