import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resultSchema, type Result } from '../../src/core/result.js'
import { runCli, temporaryFolder } from './runCli.js'

/** Recorded answers of one and the same good model for both sides, so that nothing but the case at hand could fail. */
async function runRecorded(given: {
  readonly test: readonly string[]
  readonly reference?: readonly string[]
  readonly columns: string
  readonly criteria: readonly string[]
}): Promise<{ readonly code: number; readonly result: Result }> {
  const folder = temporaryFolder()
  const write = (file: string, lines: readonly string[]) => writeFileSync(join(folder, file), `${lines.join('\n')}\n`)
  const cases = given.test.length - 1
  write('test.csv', given.test)
  if (given.reference !== undefined) write('reference.csv', given.reference)
  write('answers.csv', ['id,p', ...Array.from({ length: cases }, (_, i) => `c${i},${i % 2 === 0 ? 0.9 : 0.1}`)])
  write('recette.yaml', [
    'recette: 1',
    'title: Nothing to see',
    'task: classification',
    'models:',
    '  old: { predictions: answers.csv, id: id, score: p, labels: ["no", "yes"] }',
    '  new: { predictions: answers.csv, id: id, score: p, labels: ["no", "yes"] }',
    `sets: { test: test.csv${given.reference === undefined ? '' : ', reference: reference.csv'} }`,
    `columns: ${given.columns}`,
    'criteria:',
    ...given.criteria.map((criterion) => `  - ${criterion}`),
  ])
  const run = await runCli(['run', 'recette.yaml', '--out', 'out'], { cwd: folder })
  const path = join(folder, 'out', 'result.json')
  return { code: run.code, result: resultSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) }
}

const labelOf = (i: number): string => (i % 2 === 0 ? 'yes' : 'no')
const table = (n: number, header: string, row: (i: number) => string): string[] => [
  header,
  ...Array.from({ length: n }, (_, i) => row(i)),
]

describe('a run in which nothing was compared', () => {
  it('does not pass for its coverage when every case was left out for want of a label', async () => {
    const { code, result } = await runRecorded({
      test: table(20, 'id,label', (i) => `c${i},`),
      columns: '{ id: id, label: label, positive: "yes", missingLabels: exclude }',
      criteria: ['{ measure: coverage, atLeast: 100 % }'],
    })
    expect(result.sets.test!.compared).toBe(0)
    expect(result.verdict).toEqual({ status: 'could-not-run', reason: 'nothing-compared' })
    expect(code).toBe(4)
  })
})

describe('the drift of the columns', () => {
  const columns = '{ id: id, label: label, positive: "yes", features: [age, town] }'
  const criteria = ['{ measure: coverage, atLeast: 100 % }', '{ measure: psi, atMost: 9 }']

  it('could not run when a column of numbers holds text now: the column that changed most must not drop out', async () => {
    const { code, result } = await runRecorded({
      test: table(60, 'id,label,age,town', (i) => `c${i},${labelOf(i)},${20 + i} years,T${i % 3}`),
      reference: table(60, 'id,label,age,town', (i) => `r${i},${labelOf(i)},${20 + i},T${i % 3}`),
      columns,
      criteria,
    })
    const [, drift] = result.findings
    expect([drift!.status, drift!.reason]).toEqual(['could-not-run', 'incomparable-column'])
    expect(code).toBe(4)
  })

  it('could not run when the reference lacks a column that the plan names', async () => {
    const { code, result } = await runRecorded({
      test: table(60, 'id,label,age,town', (i) => `c${i},${labelOf(i)},${20 + i},T${i % 3}`),
      reference: table(60, 'id,age', (i) => `r${i},${20 + i}`),
      columns,
      criteria,
    })
    const [, drift] = result.findings
    expect([drift!.status, drift!.reason]).toEqual(['could-not-run', 'incomparable-column'])
    expect(code).toBe(4)
  })

  it('passes when both sets hold the same', async () => {
    const rows = table(60, 'id,label,age,town', (i) => `c${i},${labelOf(i)},${20 + i},T${i % 3}`)
    const { code } = await runRecorded({ test: rows, reference: rows, columns, criteria })
    expect(code).toBe(0)
  })
})

describe('one and the same model on both sides', () => {
  it('does not keep 1 % of anything by 8 cases', async () => {
    const { code, result } = await runRecorded({
      test: table(8, 'id,label', (i) => `c${i},${labelOf(i)}`),
      columns: '{ id: id, label: label, positive: "yes" }',
      criteria: ['rocAuc', 'averagePrecision', 'logLoss', 'brier', 'expectedCalibrationError'].map(
        (measure) => `{ measure: ${measure}, maxDegradation: 1 % }`,
      ),
    })
    expect(result.findings.map(({ status }) => status)).not.toContain('pass')
    expect([3, 4]).toContain(code)
  })
})
