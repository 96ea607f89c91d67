import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli, temporaryFolder, type CliRun } from './runCli.js'

/**
 * 40 cases in two regions. Old is right of all but case-39; new is wrong of case-0 (North), case-1 (South) and case-2 (North), where it is the
 * less sure of its error the higher the number, and right of case-39. One id holds a comma.
 */
async function layRun(): Promise<string> {
  const folder = temporaryFolder()
  const write = (name: string, lines: readonly string[]): void =>
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
  const rows = Array.from({ length: 40 }, (_, i) => ({
    id: i === 1 ? '"case-1, South"' : `case-${i}`,
    region: i % 2 === 0 ? 'North' : 'South',
    label: i % 4 < 2 ? 'yes' : 'no',
    old: i === 39 ? 0.9 : i % 4 < 2 ? 0.9 : 0.1,
    new: [0.1, 0.2, 0.7][i] ?? (i % 4 < 2 ? 0.8 : 0.2),
  }))
  write('test.csv', ['id,region,label', ...rows.map(({ id, region, label }) => `${id},${region},${label}`)])
  for (const side of ['old', 'new'] as const)
    write(`${side}.csv`, ['id,p', ...rows.map((row) => `${row.id},${row[side]}`)])
  write('recette.yaml', [
    'recette: 1',
    'title: Cases',
    'task: classification',
    'models:',
    '  old: { predictions: old.csv, id: id, score: p }',
    '  new: { predictions: new.csv, id: id, score: p }',
    'sets: { test: test.csv }',
    'columns: { id: id, label: label, positive: "yes", segments: [region] }',
    'criteria:',
    '  - { measure: negativeFlipRate, atMost: 90 % }',
  ])
  const run = await runCli(['run', 'recette.yaml', '--out', 'report'], { cwd: folder })
  expect(run.code, run.stderr + run.stdout).toBe(0)
  return folder
}

function list(folder: string, ...args: string[]): Promise<CliRun> {
  return runCli(['cases', 'report/result.json', '--plan', 'recette.yaml', ...args], { cwd: folder })
}

describe('the cases behind a number', () => {
  it('are listed apart from the report, marked as personal data, for their owner’s eyes alone', async () => {
    const folder = await layRun()
    const run = await list(folder)
    expect(run.code, run.stderr).toBe(0)
    expect(run.stdout).toContain('3 cases, right before and wrong now\n  test: 3 (as the report counts)')
    const file = join(folder, 'recette-cases/cases-lost.personal-data.csv')
    // The error is 1 less the probability of the true label: 1 - 0.1 and 1 - 0.2 for "yes", and 0.7 for case-2, which is "no".
    expect(readFileSync(file, 'utf8').split('\n')).toEqual([
      'set,id,truth,old,new,old_score,new_score,error',
      'test,case-0,yes,yes,no,0.9,0.1,0.9',
      'test,"case-1, South",yes,yes,no,0.9,0.2,0.8',
      'test,case-2,no,no,yes,0.1,0.7,0.7',
      '',
    ])
    for (const name of readdirSync(join(folder, 'recette-cases'))) {
      expect(name).toContain('.personal-data.')
      expect(statSync(join(folder, 'recette-cases', name)).mode & 0o777).toBe(0o600)
    }
    expect(readFileSync(file.replace('.csv', '.txt'), 'utf8')).toContain('DONNÉES PERSONNELLES')
    expect(readdirSync(join(folder, 'report')).filter((name) => name.includes('personal'))).toEqual([])
  })

  it('can be those that were won, of one segment, or the farthest off', async () => {
    const folder = await layRun()
    const ids = (kind: string): string[] =>
      readFileSync(join(folder, `recette-cases/cases-${kind}.personal-data.csv`), 'utf8')
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(',')[1]!)
    expect((await list(folder, '--kind', 'won')).code).toBe(0)
    expect(ids('won')).toEqual(['case-39'])
    expect((await list(folder, '--slice', 'region=North')).code).toBe(0)
    expect(ids('lost')).toEqual(['case-0', 'case-2'])
    expect((await list(folder, '--kind', 'worst', '--most', '1')).code).toBe(0)
    expect(ids('worst')).toEqual(['case-0'])
  })

  it('are not listed from a set that is another than the result’s', async () => {
    const folder = await layRun()
    appendFileSync(join(folder, 'test.csv'), 'case-40,North,yes\n')
    for (const side of ['old', 'new']) appendFileSync(join(folder, `${side}.csv`), 'case-40,0.9\n')
    const run = await list(folder)
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('the old model, the new model, the set "test" are not what they were.')
    expect(existsSync(join(folder, 'recette-cases'))).toBe(false)
  })

  it('of a segment that is none are refused with those that there are', async () => {
    const folder = await layRun()
    const run = await list(folder, '--slice', 'region=Est')
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('Segments are written as COLUMN=VALUE: region=North; region=South.')
  })
})
