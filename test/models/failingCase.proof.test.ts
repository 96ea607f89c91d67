import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readResult } from '../cli/handover.js'
import { runCli, temporaryFolder } from '../cli/runCli.js'
import { FIXTURES } from './fixtures.js'
import { setUpPython } from './pythonEnvironment.js'

const skipped = await setUpPython('strict.skops', 'xgboost-mixed.ubj')

/** 400 cases of which those of the given rows (1-based) have a region that no model was trained on. */
function layHandover(artifact: string, columns: string, cells: (row: number) => string, columnsOfPlan: string): string {
  const folder = temporaryFolder()
  const rows = Array.from({ length: 400 }, (_, i) => `customer-${i + 1},${cells(i + 1)},${i % 2 === 0 ? 'yes' : 'no'}`)
  writeFileSync(join(folder, 'test.csv'), `id,${columns},label\n${rows.join('\n')}\n`)
  writeFileSync(join(folder, 'old.csv'), `id,p\n${rows.map((_, i) => `customer-${i + 1},0.5`).join('\n')}\n`)
  writeFileSync(
    join(folder, 'recette.yaml'),
    `recette: 1
task: classification
models:
  old: { predictions: old.csv, score: p, labels: ["no", "yes"] }
  new: { artifact: ${join(FIXTURES, 'python', artifact)}${columnsOfPlan} }
sets: { test: test.csv }
columns: { id: id, label: label, positive: "yes" }
criteria: [{ measure: coverage, atLeast: 100 % }]
`,
  )
  return folder
}

describe.skipIf(skipped !== null)(`a case that a model cannot answer${skipped === null ? '' : ` (${skipped})`}`, () => {
  it.each([
    {
      what: 'scikit-learn’s OneHotEncoder, which refuses a category it never saw',
      artifact: 'strict.skops',
      columns: 'age,region',
      cells: (row: number) => `${20 + (row % 50)},${row === 137 || row === 300 ? 'Outremer' : 'Nord'}`,
      plan: '',
      says: /^✖ new \(skops\): row 137 of the set: the artifact failed: ValueError: Found unknown categories \['Outremer'\] in column 0 during transform$/m,
    },
    {
      what: 'XGBoost, which refuses one too',
      artifact: 'xgboost-mixed.ubj',
      columns: 'age,income,region',
      cells: (row: number) => `${20 + (row % 50)},1000,${row === 399 ? 'Outremer' : 'north'}`,
      plan: ', labels: ["no", "yes"]',
      says: /^✖ new \(xgboost\): row 399 of the set: column "region" holds the category "Outremer"/m,
    },
  ])('is named by its row and its line: $what', async ({ artifact, columns, cells, plan, says }) => {
    const folder = layHandover(artifact, columns, cells, plan)
    const done = await runCli(['run', 'recette.yaml', '--out', 'out'], { cwd: folder })
    expect(done.code, done.stderr).toBe(4)
    expect(done.stderr).toMatch(says)
    const row = Number(says.source.match(/row (\d+)/)![1])
    const [problem] = readResult(join(folder, 'out')).problems
    expect(problem).toMatchObject({ of: 'new', at: `test.csv:${row + 1}` })
    expect(JSON.stringify(problem)).not.toContain('customer-')
  })
})
