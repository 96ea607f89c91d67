import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { resultSchema } from '../../src/core/result.js'
import { seededRandom } from '../../src/stats/random.js'
import { runCli } from './runCli.js'

const ROWS = 600

/** Age, town and fare; in the set everybody is older by 15 years, one town is new, and the fare goes with the age, which it did not before. */
function rows(seed: number, now: boolean): string[] {
  const random = seededRandom(seed)
  return Array.from({ length: ROWS }, (_, i) => {
    const age = 20 + 40 * random()
    const town = now && random() < 0.2 ? 'Metz' : (['Lyon', 'Nice', 'Brest'][i % 3] as string)
    const fare = now ? age / 2 + 4 * random() : 10 + 20 * random()
    return [`c${i}`, i % 2 === 0 ? 'yes' : 'no', (age + (now ? 15 : 0)).toFixed(2), town, fare.toFixed(2), i % 7].join(
      ',',
    )
  })
}

async function runDrift(): Promise<{ folder: string; stdout: string; code: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'recette-test-'))
  const write = (name: string, lines: readonly string[]) => writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
  write('test.csv', ['id,label,age,town,fare,visits', ...rows(1, true)])
  write('reference.csv', ['id,label,age,town,fare,salary', ...rows(2, false)])
  write('answers.csv', ['id,p', ...Array.from({ length: ROWS }, (_, i) => `c${i},${i % 2 === 0 ? 0.9 : 0.1}`)])
  write('recette.yaml', [
    'recette: 1',
    'title: Other people than before',
    'task: classification',
    'models:',
    '  old: { predictions: answers.csv, id: id, score: p, labels: ["no", "yes"] }',
    '  new: { predictions: answers.csv, id: id, score: p, labels: ["no", "yes"] }',
    'sets: { test: test.csv, reference: reference.csv }',
    'columns: { id: id, label: label, positive: "yes" }',
    'preset: replacement',
    'report: { languages: [en, fr] }',
  ])
  const run = await runCli(['run', 'recette.yaml', '--out', 'out'], { cwd: folder })
  return { folder, stdout: run.stdout, code: run.code }
}

describe('a set whose cases are no longer like the reference', async () => {
  const { folder, stdout, code } = await runDrift()
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const read = (name: string) => readFileSync(join(folder, 'out', name), 'utf8')
  const result = resultSchema.parse(JSON.parse(read('result.json')))

  it('only warns: it is no fault of the models', () => {
    expect(result.verdict.status).toBe('pass')
    expect(code).toBe(0)
  })

  it('names the columns that changed, the farthest beyond its bound first, and no other', () => {
    const changed = result.columnFindings!.filter(({ status }) => status === 'fail')
    expect(changed.map(({ measure, options }) => `${measure} ${options.column}`)).toEqual([
      'psi age',
      'psi town',
      'newCategoryRate town',
    ])
  })

  it('finds that two columns go together now', () => {
    const together = result.findings.find(({ measure }) => measure === 'domainClassifierAuc')
    expect(together).toMatchObject({ status: 'fail', level: 'warn' })
  })

  it('says how often chance alone would pass each bound in sets of this size', () => {
    const alarms = result.evidence[0]!.falseAlarms!
    expect(alarms.map(({ measure, columns, n }) => `${measure} ${columns} ${n}`)).toEqual([
      'psi 3 600',
      'missingRateDifference 3 600',
      'newCategoryRate 1 600',
      'domainClassifierAuc 3 600',
    ])
    for (const { anyColumn } of alarms) expect(anyColumn).toBeLessThan(0.01)
  })

  it('tells of columns that one of the two sets lacks', () => {
    const told = result.notices.filter(({ code: of }) => of.startsWith('columns-'))
    expect(told.map(({ code: of, values }) => `${of} ${values['columns']}`)).toEqual([
      'columns-not-in-reference visits',
      'columns-only-in-reference salary',
    ])
  })

  it('puts it in words, in the terminal and in both languages of the report', () => {
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      '2 columns of the tested cases are no longer like the reference: age and town.',
    )
    const html = read('report.html')
    expect(html).toContain('2 columns changed by more than the plan allows, the most changed first:')
    expect(html).toContain('2 colonnes ont changé plus que le plan ne l’admet')
    expect(html).toContain('a column that has not changed passes the threshold 0.2')
    expect(html).toContain('moins d’un jeu sur 1\u202F000')
    expect(html).toContain('has a column that the reference lacks, whose drift cannot be measured: visits.')
  })

  it('names no value of a column of which no card says that it is not personal', () => {
    const town = result.evidence[0]!.drift.find(({ column }) => column === 'town')!
    expect(new Set(town.categories)).toEqual(new Set([null]))
    const html = read('report.html')
    for (const name of ['Metz', 'Lyon', 'Brest']) expect(html).not.toContain(name)
    expect(html).toContain('value 1, not named')
  })

  it('is judged again with other bounds, without the sets', async () => {
    const plan = readFileSync(join(folder, 'recette.yaml'), 'utf8')
    writeFileSync(
      join(folder, 'wide.yaml'),
      plan.replace(
        'preset: replacement',
        'criteria: [{ measure: psi, atMost: 90 }, { measure: coverage, atLeast: 100 % }]',
      ),
    )
    const args = ['judge', 'out/result.json', '--plan', 'wide.yaml', '--out', 'wide']
    expect((await runCli(args, { cwd: folder })).code).toBe(0)
    const judged = resultSchema.parse(JSON.parse(readFileSync(join(folder, 'wide', 'result.json'), 'utf8')))
    expect(judged.columnFindings).toBeUndefined()
  })
})
