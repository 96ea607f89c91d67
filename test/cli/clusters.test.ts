import { describe, expect, it } from 'vitest'
import { layHandover, readResult } from './handover.js'

/**
 * 2,000 rows of 100 households of 20. Old is right on 1,800. New answers whole households otherwise: 3 of them (60 rows) it gets wrong that old
 * got right, and the first 50 rows of what old got wrong it gets right: half a point worse.
 */
const ROWS = Array.from({ length: 2000 }, (_, i) => {
  const household = Math.floor(i / 20)
  const [label, other] = i % 2 === 0 ? ['yes', 'no'] : ['no', 'yes']
  const old = i >= 1800 ? other : label
  const newer = household < 3 || i >= 1850 ? other : label
  return { id: `c${i}`, household: `h${household}`, weight: 1 + (i % 3), label, old, new: newer }
})

function planOf(columns: string): string {
  return `recette: 1
task: classification
models:
  old: { predictions: old.csv, id: id, predicted: answer, labels: ["no", "yes"] }
  new: { predictions: new.csv, id: id, predicted: answer, labels: ["no", "yes"] }
sets: { test: test.csv }
columns: { id: id, label: label${columns} }
criteria:
  - { measure: accuracy, maxDegradation: 2 points }
report: { languages: [en, fr] }
`
}

function filesOf(weightOf: (row: number) => string = (row) => String(ROWS[row]!.weight)) {
  const answers = (side: 'old' | 'new') => ['id,answer', ...ROWS.map((row) => `${row.id},${row[side]}`), ''].join('\n')
  return {
    'test.csv': [
      'id,household,weight,label',
      ...ROWS.map((row, i) => `${row.id},${i === 7 ? '' : row.household},${weightOf(i)},${row.label}`),
      '',
    ].join('\n'),
    'old.csv': answers('old'),
    'new.csv': answers('new'),
  }
}

describe('rows of one household', () => {
  it('pass a margin when taken for independent cases, and are undecided when counted together', async () => {
    const alone = await layHandover({ plan: planOf(''), files: filesOf() })
    expect((await alone.run()).code).toBe(0)

    const together = await layHandover({ plan: planOf(', cluster: household'), files: filesOf() })
    const run = await together.run()
    expect(run.code).toBe(3)
    const result = readResult(together.out)
    const [finding] = result.findings
    expect(finding).toMatchObject({ status: 'inconclusive', n: 2000 })
    expect(finding!.value).toBeCloseTo(0.005, 12)
    expect(finding!.casesNeeded).toBeGreaterThan(2000)
    const difference = result.estimates.find(({ measure, of }) => measure === 'accuracy' && of === 'difference')
    expect(difference?.method).toBe('cluster-tango')
    expect(result.sets['test']!.sample).toMatchObject({ cluster: 'household', clusters: 101, largest: 20, unnamed: 1 })
    expect(result.sets['test']!.sample!.designEffect).toBeGreaterThan(10)
    expect(result.notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['clusters', 'clusters-unnamed', 'sample-not-in-drift', 'sample-no-tests']),
    )
    // The halves of the search are halves of the households: 2,000 rows, 101 households in all.
    const { clusters, exploredCases, confirmedCases } = result.sliceSearch![0]!
    expect(exploredCases + confirmedCases).toBe(2000)
    expect(clusters!.explored + clusters!.confirmed).toBeGreaterThan(95)
    expect(clusters!.explored + clusters!.confirmed).toBeLessThanOrEqual(101)
    expect(run.stdout.replace(/\s+/g, ' ')).toContain(
      'cases that share a value of household were counted together, as 101 groups',
    )
  })

  it('count by their weight, and one of weight 0 is left out and said to be', async () => {
    const handover = await layHandover({
      plan: planOf(', cluster: household, weight: weight'),
      files: filesOf((row) => (row === 3 ? '0' : String(ROWS[row]!.weight))),
    })
    expect((await handover.run()).code).toBe(3)
    const result = readResult(handover.out)
    expect(result.sets['test']).toMatchObject({ compared: 1999, excluded: [{ reason: 'weight of 0', count: 1 }] })
    const weights = ROWS.map(({ weight }, row) => (row === 3 ? 0 : weight))
    const right = weights.reduce((sum, weight, row) => sum + (ROWS[row]!.old === ROWS[row]!.label ? weight : 0), 0)
    const old = result.estimates.find(({ measure, of }) => measure === 'accuracy' && of === 'old')
    expect(old!.value).toBeCloseTo(right / weights.reduce((a, b) => a + b), 12)
  })

  it.each([
    ['-1', 'is -1'],
    ['', 'is missing'],
  ])('whose weight is "%s" cannot be run, and the row is named', async (weight, said) => {
    const handover = await layHandover({
      plan: planOf(', weight: weight'),
      files: filesOf((row) => (row === 41 ? weight : '2')),
    })
    const run = await handover.run()
    expect(run.code).toBe(4)
    expect(run.stderr + run.stdout).toContain('row 42: the weight in column "weight"')
    expect(run.stderr + run.stdout).toContain(said)
  })

  it('that are one household only have a value and no verdict', async () => {
    const files = filesOf()
    const handover = await layHandover({
      plan: planOf(', cluster: village'),
      files: {
        ...files,
        'test.csv': files['test.csv']
          .replace('household', 'village')
          .replaceAll(/,h\d+,/g, ',v,')
          .replace('c7,,', 'c7,v,'),
      },
    })
    expect((await handover.run()).code).toBe(3)
    expect(readResult(handover.out).findings[0]).toMatchObject({ status: 'inconclusive', reason: 'one-cluster' })
  })
})
