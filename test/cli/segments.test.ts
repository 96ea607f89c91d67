import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { layHandover, PLAN, readResult } from './handover.js'

/*
 * 240 cases, both models recorded: region by turns of three (Nord, Nord, Sud), age 20, 21, ... 79 over and over, so that each age stands four
 * times. Old is right but for every tenth case; new is wrong besides where region is Sud and age is 50 or more.
 */
const CASES = Array.from({ length: 240 }, (_, i) => {
  const region = i % 3 === 2 ? 'Sud' : 'Nord'
  const age = 20 + (i % 60)
  const label = i % 2 === 0 ? 'yes' : 'no'
  const other = label === 'yes' ? 'no' : 'yes'
  const old = i % 10 === 0 ? other : label
  return { id: `c${i}`, region, age, label, old, new: region === 'Sud' && age >= 50 ? other : old }
})
const table = (columns: readonly (keyof (typeof CASES)[number])[]): string =>
  [columns.join(','), ...CASES.map((one) => columns.map((column) => one[column]).join(','))].join('\n') + '\n'
const FILES = {
  'test.csv': table(['id', 'region', 'age', 'label']),
  'old.csv': table(['id', 'old']),
  'new.csv': table(['id', 'new']),
}

const plan = (segments: string, ...criteria: string[]): string =>
  PLAN.replace(/old: \{.*\}/, 'old: { predictions: old.csv, id: id, predicted: old }')
    .replace(/new: \{.*\}/, 'new: { predictions: new.csv, id: id, predicted: new }')
    .replace('positive: "yes"', `positive: "yes", segments: ${segments}`)
    .replace('  - { measure: coverage', `${criteria.map((line) => `  - ${line}\n`).join('')}  - { measure: coverage`)
    .replace('languages: [en]', 'languages: [en, fr], smallestCell: 5')

describe('segments by bins and by two columns', () => {
  it('are judged one by one, named in words in the report and by their edges in the result', async () => {
    const handover = await layHandover({
      plan: plan(
        '[{ column: age, bins: 4 }, { cross: [region, { column: age, edges: [50] }] }]',
        '{ measure: accuracy, by: [region, age], maxDegradation: 5 points, minCases: 30 }',
      ),
      files: FILES,
      earlier: false,
    })
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(1)
    const result = readResult(handover.out)
    // Ages 20 to 79, four times each: a quarter lies below 35, 50 and 65. Between 34 and 35 the shortest decimal is 35.
    expect(result.plan.segmentBins).toEqual([
      { segment: 'age', column: 'age', from: 'quantiles', edges: [35, 50, 65] },
      { segment: 'region × age', column: 'age', from: 'plan', edges: [50] },
    ])
    expect(result.plan.segments).toEqual(['age', 'region × age'])
    const found = result.findings.filter(({ slice }) => slice !== null)
    // New loses every case in Sud from 50 on, but for those that old had wrong, and none elsewhere. Without a lost case the interval reaches
    // z² / (n + z²): 4.6 points with 80 cases, 8.8 with 40.
    expect(found.map(({ slice, status, n }) => [slice!.map(({ value }) => value).join(' '), status, n])).toEqual([
      ['Nord (-∞, 50)', 'pass', 80],
      ['Nord [50, ∞)', 'pass', 80],
      ['Sud (-∞, 50)', 'inconclusive', 40],
      ['Sud [50, ∞)', 'fail', 40],
    ])
    expect(run.stdout).toContain('region\u00A0=\u00A0Sud, age 50 or more')
    // Three of the four lose nothing, and one everything: Q is far beyond its three degrees of freedom.
    const [byAge, crossed] = result.heterogeneity!
    expect([byAge!.segment, byAge!.segments, byAge!.degrees]).toEqual(['age', 4, 3])
    expect(crossed).toMatchObject({ segment: 'region × age', measure: 'accuracy', segments: 4, leftOut: 0 })
    expect(crossed!.pValue).toBeLessThan(1e-6)
    expect(crossed!.iSquared).toBeGreaterThan(0.9)
    const report = readFileSync(join(handover.out, 'report.html'), 'utf8')
    expect(report).toContain(
      'Between the 4 segments by region × age the change in accuracy differs by more than chance',
    )
    expect(report).toContain('age 35 to under 50')
    expect(report).toContain('age de 35 à moins de 50')
    expect(report).toContain('age de moins de 35')
  })

  it('of a value that no case has could not be judged, and nothing passes', async () => {
    const handover = await layHandover({
      plan: plan('[region, [region, age]]', '{ measure: accuracy, by: [region, age], maxDegradation: 5 points }'),
      files: { ...FILES, 'test.csv': 'id,region,age,label\n' },
      earlier: false,
    })
    const run = await handover.run()
    expect(run.code).toBe(4)
  })

  it('by a column of texts are refused before anything is run, and so is a number with too many values, which names the bins', async () => {
    const texts = await layHandover({ plan: plan('[{ column: region, bins: 3 }]'), files: FILES, earlier: false })
    const refused = await texts.run()
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('column "region" holds texts, but the plan cuts it into bins of numbers')

    const income = FILES['test.csv'].replace('age', 'income').replace(/,(\d+),/g, (_, age: string) => `,${age}.`)
    const rows = income.split('\n').map((line, i) => (i === 0 ? line : line.replace(/\.(yes|no)$/, `.${i},$1`)))
    const many = await layHandover({
      plan: plan('[income]'),
      files: { ...FILES, 'test.csv': rows.join('\n') },
      earlier: false,
    })
    const stopped = await many.run()
    expect(stopped.code).not.toBe(0)
    expect(stopped.stderr).toContain('cut it into bins: { column: income, bins: 4 }')
  })
})
