import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resultSchema, type Result } from '../../src/core/result.js'
import { setUpPython } from '../models/pythonEnvironment.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

const MODELS = join(ROOT, 'test', 'fixtures', 'models', 'python')
const known = JSON.parse(readFileSync(join(MODELS, 'boosters.json'), 'utf8')) as {
  age: (number | null)[]
  income: number[]
  region: string[]
  /** What CatBoost itself answers; see make_boosters.py. */
  catboostMixed: number[][]
  xgboostRounds: { best: number; trained: number }
}

/** A made-up right answer a case, in the words of each model: what is compared here is old with new. */
const answers = {
  binary: known.income.map((income) => (income > 31 ? 1 : 0)),
  words: known.income.map((income) => (income > 31 ? 'yes' : 'no')),
  price: known.income.map((income) => income * 4),
}

const skipped = await setUpPython('xgboost-binary.ubj', 'catboost-binary.cbm')

describe.skipIf(skipped !== null)(`a handover of a boosted model${skipped === null ? '' : ` (${skipped})`}`, () => {
  it.each([
    ['xgboost-price.json', 'xgboost-price.onnx'],
    ['catboost-price.cbm', 'catboost-price.onnx'],
  ])('of a value (%s) agrees with the same trees in ONNX within 0.001', async (model, twin) => {
    for (const [old, next] of [
      [model, twin],
      [twin, model],
    ] as const) {
      const { code, stderr } = await compare({ old, next, truth: answers.price, positive: null, task: 'regression' })
      expect(`${code} ${stderr}`).toBe('0 ')
    }
  })

  it('that takes texts and numbers is given both by name; a Booster that uses more rounds than its best says so', async () => {
    const labels = { old: '["0", "1"]', new: '["0", "1"]' }
    const { code, result, report } = await compare({
      old: 'xgboost-plain.json',
      next: 'xgboost-mixed.ubj',
      truth: answers.binary,
      positive: '1',
      task: 'classification',
      labels,
    })
    // The same trees, but not the same number of them: their scores differ.
    expect(code).toBe(1)
    expect(result.models.old!.mapping!.inputs.map(({ input, by }) => `${input} ${by}`)).toEqual([
      'age by-name',
      'income by-name',
      'region by-name',
    ])
    const { best, trained } = known.xgboostRounds
    expect(report).toContain(`all of its ${trained} rounds are used`)
    expect(report).toContain(`non les ${best} premières seulement`)
  })

  it('of CatBoost with a category, which ONNX cannot hold, agrees with what the library itself recorded', async () => {
    const folder = temporaryFolder()
    writeSet(folder, answers.words)
    const recorded = known.catboostMixed.map(([no, yes], row) => `${row + 1},${no},${yes}`)
    writeFileSync(join(folder, 'recorded.csv'), `case,p_no,p_yes\n${recorded.join('\n')}\n`)
    writeFileSync(
      join(folder, 'recette.yaml'),
      `recette: 1
task: classification
models:
  old: { predictions: recorded.csv, id: case, scores: { "no": p_no, "yes": p_yes } }
  new: { artifact: ${join(MODELS, 'catboost-mixed.cbm')} }
sets: { test: test.csv }
columns: { label: answer, positive: "yes" }
basis: fixed
criteria: [{ measure: coverage, atLeast: 100 % }, { measure: largestScoreDifference, atMost: 1e-12 }]
`,
    )
    const { code, stderr } = await runCli(['run', 'recette.yaml', '--quiet'], { cwd: folder })
    expect(`${code} ${stderr}`).toBe('0 ')
  })

  it('can be looked at and a plan drafted for it', async () => {
    const folder = temporaryFolder()
    writeSet(folder, answers.words)
    for (const name of ['catboost-mixed.json', 'catboost-mixed.cbm'])
      copyFileSync(join(MODELS, name), join(folder, name))
    const seen = await runCli(['inspect', 'catboost-mixed.json', '--json'], { cwd: folder })
    expect(JSON.parse(seen.stdout)).toMatchObject([
      { kind: 'model', format: 'catboost', runtime: 'catboost 1.2.10 (Logloss)', labels: ['no', 'yes'] },
    ])
    const sources = ['--old', 'catboost-mixed.json', '--new', 'catboost-mixed.cbm', '--set', 'test.csv']
    const drafted = await runCli(['init', ...sources, '--label', 'answer'], { cwd: folder })
    expect(`${drafted.code} ${drafted.stderr}`).toBe('0 ')
    const run = await runCli(['run', 'recette.yaml', '--out', 'out', '--quiet'], { cwd: folder })
    expect(run.stderr).toBe('')
    const result = resultSchema.parse(JSON.parse(readFileSync(join(folder, 'out', 'result.json'), 'utf8')))
    expect(result.problems).toEqual([])
    expect(result.sets['test']).toMatchObject({ compared: known.age.length })
  })
})

interface Comparing {
  readonly old: string
  readonly next: string
  readonly truth: readonly (string | number)[]
  readonly positive: string | null
  readonly task: 'classification' | 'regression'
  readonly labels?: { readonly old: string; readonly new: string }
}

async function compare(options: Comparing): Promise<{ code: number; stderr: string; result: Result; report: string }> {
  const { old, next, truth, positive, task, labels } = options
  const folder = temporaryFolder()
  writeSet(folder, truth)
  const side = (file: string, given: string | undefined): string =>
    `{ artifact: ${join(MODELS, file)}${given === undefined ? '' : `, labels: ${given}`} }`
  writeFileSync(
    join(folder, 'recette.yaml'),
    [
      'recette: 1',
      `task: ${task}`,
      `models: { old: ${side(old, labels?.old)}, new: ${side(next, labels?.new)} }`,
      'sets: { test: test.csv }',
      `columns: { label: answer${positive === null ? '' : `, positive: "${positive}"`} }`,
      'basis: fixed',
      'criteria:',
      '  - { measure: coverage, atLeast: 100 % }',
      task === 'classification'
        ? '  - { measure: largestScoreDifference, atMost: 0.00001 }'
        : '  - { measure: largestScoreDifference, atMost: 0.001 }',
      'report: { languages: [en, fr] }',
    ].join('\n'),
  )
  const { code, stderr } = await runCli(['run', 'recette.yaml', '--out', 'out', '--quiet'], { cwd: folder })
  const result = resultSchema.parse(JSON.parse(readFileSync(join(folder, 'out', 'result.json'), 'utf8')))
  return { code, stderr, result, report: readFileSync(join(folder, 'out', 'report.html'), 'utf8') }
}

/** A missing age is an empty field. */
function writeSet(folder: string, truth: readonly (string | number)[]): void {
  const rows = known.age.map((age, i) => `${age ?? ''},${known.income[i]},${known.region[i]},${truth[i]}`)
  writeFileSync(join(folder, 'test.csv'), `age,income,region,answer\n${rows.join('\n')}\n`)
}
