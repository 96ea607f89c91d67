import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/core/result.js'
import { layHandover, PLAN, readResult, testSet, type Handover } from './handover.js'
import { columnsOf, writeArrow, writeParquet } from './tableFiles.js'

const SET = testSet()
const REFERENCE = testSet((line) => line.replace(/^c(\d+),/, 'r$1,'))
const COLUMNS = columnsOf(SET, ['age', 'income'])
/** Segments, drift and scores: everything that looks at the cells of a set. */
const RICH = PLAN.replace('{ test: test.csv }', '{ test: test.csv, reference: reference.csv }')
  .replace('positive: "yes"', 'positive: "yes", segments: [region]')
  .replace(
    'criteria:',
    'criteria:\n  - { measure: rocAuc, by: region, maxDegradation: 20 points }\n  - { measure: psi, column: age, atMost: 0.5 }',
  )

/** What must be the same for the same cases: all but the machine, the plan's bytes, and the identity of the files. */
function answers(result: Result): string {
  const { environment: _, plan, sets, ...rest } = result
  const same = {
    ...rest,
    plan: { ...plan, sha256: '' },
    sets: Object.fromEntries(Object.entries(sets).map(([name, set]) => [name, { ...set, identity: null }])),
  }
  return JSON.stringify(same)
}

async function runIn(handover: Handover): Promise<Result> {
  const run = await handover.run()
  expect(run.code, run.stderr + run.stdout).toBe(0)
  return readResult(handover.out)
}

describe('the same table', () => {
  it('as CSV, as another CSV, as Parquet and as Arrow gives the same result, byte for byte', async () => {
    const handover = await layHandover({ plan: RICH, files: { 'reference.csv': REFERENCE }, earlier: false })
    const csv = await runIn(handover)
    expect(csv.estimates.length).toBeGreaterThan(20)
    expect(csv.sets['test']).toMatchObject({ compared: 120, identity: { format: 'csv' } })

    const others = {
      'french.csv': 'csv',
      'test.parquet': 'parquet',
      'test.arrow': 'arrow',
    }
    // Semicolons, decimal commas, quotes, Windows line ends, and the mark of UTF-8 at the beginning.
    const french = SET.replaceAll(',', ';')
      .replaceAll('.', ',')
      .replaceAll(/Nord|Sud/g, '"$&"')
      .replaceAll('\n', '\r\n')
    writeFileSync(handover.path('french.csv'), `\ufeff${french}`)
    await writeParquet(handover.path('test.parquet'), handover.path('test.csv'), COLUMNS)
    writeArrow(handover.path('test.arrow'), COLUMNS)
    const digests = new Set([csv.sets['test']!.identity.sha256])
    for (const [name, format] of Object.entries(others)) {
      writeFileSync(handover.path('recette.yaml'), RICH.replace('test.csv', name))
      const result = await runIn(handover)
      expect(result.sets['test']!.identity, name).toMatchObject({ format, file: name })
      expect(answers(result), name).toBe(answers(csv))
      digests.add(result.sets['test']!.identity.sha256)
    }
    expect(digests.size).toBe(4)
  })

  it('with one cell changed gives another result: the comparison above can fail', async () => {
    const handover = await layHandover({ plan: RICH, files: { 'reference.csv': REFERENCE }, earlier: false })
    const before = await runIn(handover)
    writeFileSync(handover.path('test.csv'), SET.replace(/^c60,[^,]*/m, 'c60,2.999'))
    expect(answers(await runIn(handover))).not.toBe(answers(before))
  })
})

describe('recorded predictions', () => {
  /** What the old model would have said, and a new one that is a little less sure. */
  const scores = (shift: number): string => {
    const ids = COLUMNS['id']!
    const lines = ids.map((id, i) => {
      const margin = Number(COLUMNS['age']![i]) - Number(COLUMNS['income']![i])
      return `${id},${(1 / (1 + Math.exp(-margin * shift))).toFixed(6)}`
    })
    // Shuffled by a rule: 49 and 120 have no common divisor, so that i -> 49 i mod 120 takes every line once.
    return `case,p\n${lines.map((_, i) => lines[(i * 49) % 120]!).join('\n')}\n`
  }
  const plan = (old: string, new_: string): string =>
    PLAN.replace(/old: \{.*\}/, `old: { predictions: ${old}, id: case, score: p }`).replace(
      /new: \{.*\}/,
      `new: { predictions: ${new_}, id: case, score: p }`,
    )

  it('as CSV, NDJSON, Parquet and Arrow, on either side and in any order, give the same result', async () => {
    const handover = await layHandover({ plan: plan('old.csv', 'new.csv'), earlier: false })
    for (const [side, shift] of [
      ['old', 2],
      ['new', 1.5],
    ] as const) {
      const csv = scores(shift)
      writeFileSync(handover.path(`${side}.csv`), csv)
      const columns = columnsOf(csv, ['p'])
      await writeParquet(handover.path(`${side}.parquet`), handover.path(`${side}.csv`), columns)
      writeArrow(handover.path(`${side}.arrow`), columns)
      // Case by case, with the score one level down.
      const objects = columns['case']!.map((id, i) => JSON.stringify({ case: id, scores: { yes: columns['p']![i] } }))
      writeFileSync(handover.path(`${side}.ndjson`), objects.join('\n'))
    }
    const csv = await runIn(handover)
    expect(csv.sets['test']!.compared).toBe(120)
    // Less sure, never another answer: labels agree on all, scores on few.
    expect(csv.estimates.find(({ measure }) => measure === 'agreement')!.value).toBe(1)
    expect(csv.estimates.find(({ measure }) => measure === 'largestScoreDifference')!.value).toBeGreaterThan(0.01)
    const numbers = (result: Result): string => answers({ ...result, models: csv.models })
    writeFileSync(
      handover.path('recette.yaml'),
      plan('old.ndjson', 'new.ndjson').replaceAll('score: p ', 'score: scores.yes '),
    )
    expect(numbers(await runIn(handover))).toBe(numbers(csv))
    for (const [old, new_] of [
      ['old.parquet', 'new.arrow'],
      ['old.arrow', 'new.parquet'],
    ] as const) {
      writeFileSync(handover.path('recette.yaml'), plan(old, new_))
      const result = await runIn(handover)
      expect(result.models.old).toMatchObject({ artifact: old, format: 'predictions' })
      expect(numbers(result), old).toBe(numbers(csv))
    }
  })

  it('as NDJSON need no plan: the set and both recordings are read, and nested scores are found by their label', async () => {
    const handover = await layHandover({ earlier: false })
    const ids = COLUMNS['id']!
    const lines = (object: (i: number) => object): string => ids.map((_, i) => JSON.stringify(object(i))).join('\n')
    const labels = COLUMNS['label']!
    writeFileSync(
      handover.path('cases.jsonl'),
      lines((i) => ({ id: ids[i], age: Number(COLUMNS['age']![i]), label: labels[i] })),
    )
    for (const [side, sure] of [
      ['old', 0.9],
      ['new', 0.8],
    ] as const)
      writeFileSync(
        handover.path(`${side}.jsonl`),
        lines((i) => ({
          id: ids[i],
          scores: labels[i] === 'yes' ? { no: 1 - sure, yes: sure } : { no: sure, yes: 1 - sure },
        })),
      )
    const sources = [
      '--old',
      'old.jsonl',
      '--new',
      'new.jsonl',
      '--set',
      'cases.jsonl',
      '--label',
      'label',
      '--positive',
      'yes',
    ]
    const run = await handover.run('run', ...sources, '--out', 'planless', '--quiet')
    expect(run.stderr).toBe('')
    const result = readResult(handover.path('planless'))
    expect(result.sets['test']).toMatchObject({ compared: 120, identity: { format: 'ndjson' } })
    expect(result.models.old!.mapping!.output).toMatchObject({ output: 'scores.no, scores.yes' })
    const largest = result.estimates.find(({ measure }) => measure === 'largestScoreDifference')
    expect(largest!.value).toBeCloseTo(0.1, 12)
  })

  it('of a model give the same quality as the model itself', async () => {
    const live = await layHandover({ earlier: false })
    const direct = await runIn(live)
    // sigmoid.onnx gives 1 / (1 + exp(income - age)): shift 1.
    const recorded = await layHandover({
      plan: PLAN.replace(/old: \{.*\}/, 'old: { predictions: old.csv, id: case, score: p }'),
      files: { 'old.csv': scores(1) },
      earlier: false,
    })
    const result = await runIn(recorded)
    const accuracy = ({ estimates }: Result) => estimates.filter(({ measure }) => measure === 'accuracy')
    expect(accuracy(result)).toEqual(accuracy(direct))
    const difference = result.estimates.find(({ measure }) => measure === 'largestScoreDifference')!.value!
    // Six decimals were recorded.
    expect(difference).toBeLessThanOrEqual(0.5e-6 + 1e-7)
  })
})
