import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expectCouldNotRun, layHandover, readResult, REPORT_FILES } from './handover.js'

/** Cases that leave a statistic nothing to stand on, through the command line: what every criterion then says. */

const MEASURES = `
  - { measure: accuracy, maxDegradation: 5 points }
  - { measure: balancedAccuracy, maxDegradation: 5 points }
  - { measure: precision, maxDegradation: 5 points }
  - { measure: recall, maxDegradation: 5 points }
  - { measure: f1, maxDegradation: 5 points }
  - { measure: matthewsCorrelation, maxDegradation: 0.05 }
  - { measure: rocAuc, maxDegradation: 5 points }
  - { measure: averagePrecision, maxDegradation: 5 points }
  - { measure: logLoss, maxDegradation: 0.05 }
  - { measure: brier, maxDegradation: 0.05 }
  - { measure: expectedCalibrationError, maxDegradation: 5 points }
  - { measure: decisionCost, maxDegradation: 5 }
  - { measure: agreement, atLeast: 50 % }
  - { measure: cohenKappa, atLeast: 0.5 }
  - { measure: negativeFlipRate, atMost: 5 % }
  - { measure: ks, column: score, atMost: 0.5 }
  - { measure: recall, by: region, maxDegradation: 5 points }
`
const PLAN = `recette: 1
title: Little to stand on
task: classification
models:
  old: { predictions: old.csv, score: p, labels: ["no", "yes"] }
  new: { predictions: new.csv, score: p, labels: ["no", "yes"] }
sets: { test: test.csv }
columns: { id: id, label: label, positive: "yes", segments: [region] }
costs: { "no": { "yes": 5 }, "yes": { "no": 100 } }
criteria:${MEASURES}report: { languages: [en, fr] }
`

interface Row {
  readonly region: string
  readonly label: string
  readonly old: number
  readonly new: number
}

/** 200 cases, every third a "yes", with scores on the right side of one half eight times in nine. */
const GOOD: readonly Row[] = Array.from({ length: 200 }, (_, i) => {
  const yes = i % 3 === 0
  const score = (shift: number): number => {
    const distance = 0.05 + ((i * 37 + shift) % 40) / 100
    return Number((yes !== ((i + shift) % 9 === 0) ? 0.5 + distance : 0.5 - distance).toFixed(3))
  }
  return { region: i % 2 === 0 ? 'Nord' : 'Sud', label: yes ? 'yes' : 'no', old: score(0), new: score(2) }
})

const files = (rows: readonly Row[]): Record<string, string> => ({
  'test.csv': ['id,region,label', ...rows.map((row, i) => `c${i},${row.region},${row.label}`), ''].join('\n'),
  'old.csv': ['id,p', ...rows.map((row, i) => `c${i},${row.old}`), ''].join('\n'),
  'new.csv': ['id,p', ...rows.map((row, i) => `c${i},${row.new}`), ''].join('\n'),
})

/** Criterion (`recall Sud`, `precision`) -> `status reason` of those that did not plainly pass, and the exit code. */
async function answers(rows: readonly Row[], plan = PLAN, more: Record<string, string> = {}) {
  const handover = await layHandover({ plan, files: { ...files(rows), ...more }, earlier: false })
  const run = await handover.run()
  expect(run.stderr).toBe('')
  const result = readResult(handover.out)
  expect(result.findings.length).toBeGreaterThanOrEqual(17)
  for (const { status, value, measure, interval, n } of result.findings.filter((one) => one.status === 'pass')) {
    expect({ measure, status, finite: Number.isFinite(value) && n > 0 }).toEqual({ measure, status, finite: true })
    expect(interval === null || interval[0] <= interval[1]).toBe(true)
  }
  for (const { value, reason } of result.estimates) expect(value !== null || (reason ?? '') !== '').toBe(true)
  for (const name of REPORT_FILES) {
    // The form's program may speak of undefined; what is read and signed may not.
    const written = readFileSync(join(handover.out, name), 'utf8').replace(/<script type="module">[^]*?<\/script>/, '')
    expect(written).not.toMatch(/\bNaN\b|\bundefined\b|\bInfinity\b/)
  }
  const found = Object.fromEntries(
    result.findings.map(({ measure, slice, status, reason }) => [
      [measure, slice?.[0]?.value].filter((part) => part !== undefined).join(' '),
      `${status} ${reason}`,
    ]),
  )
  return { code: run.code, found, passes: result.findings.filter(({ status }) => status === 'pass').length }
}

const NOTHING = 'could-not-run nothing-compared'
const ONE_CLASS = 'could-not-run one-class'

describe('what a run says of', () => {
  it('a class that is absent from a segment: nothing was compared there, and that is no pass', async () => {
    const rows = GOOD.map((row) => (row.region === 'Sud' ? { ...row, label: 'no' } : row))
    const { found, code } = await answers(rows)
    expect(found['recall Sud']).toBe(NOTHING)
    expect(code).not.toBe(0)
  })

  it('a single class: what needs two could not run', async () => {
    const { found } = await answers(GOOD.map((row) => ({ ...row, label: 'no' })))
    expect(found).toMatchObject({
      precision: NOTHING,
      recall: NOTHING,
      f1: NOTHING,
      matthewsCorrelation: ONE_CLASS,
      rocAuc: ONE_CLASS,
      averagePrecision: ONE_CLASS,
    })
  })

  it('one case: nothing passes but a fact, and nothing is proven to fail', async () => {
    const { found, code } = await answers([{ region: 'Nord', label: 'yes', old: 0.8, new: 0.3 }])
    expect(Object.entries(found).filter(([, said]) => /^(pass|fail)/.test(said))).toEqual([])
    expect(code).toBe(4)
    expect(found).toMatchObject({ rocAuc: ONE_CLASS, logLoss: 'inconclusive too-few-cases' })
  })

  it('answers that are all the same: zero or not to be had, each with its reason', async () => {
    const { found } = await answers(GOOD.map((row) => ({ ...row, old: row.old / 2.1, new: row.new / 2.1 })))
    expect(found).toMatchObject({
      accuracy: 'pass within-margin',
      precision: NOTHING,
      cohenKappa: ONE_CLASS,
      matthewsCorrelation: 'inconclusive interval-straddles',
    })
  })

  it('scores that are all the same: no ranking, no precision, and the rest as it is', async () => {
    const { found } = await answers(GOOD.map((row) => ({ ...row, old: 0.4, new: 0.4 })))
    expect(found).toMatchObject({ accuracy: 'pass within-margin', precision: NOTHING, cohenKappa: ONE_CLASS })
  })

  it('two models without a discordant case: equal as far as that many cases can show', async () => {
    const many = await answers(GOOD.map((row) => ({ ...row, new: row.old })))
    expect(many.found).toMatchObject({ accuracy: 'pass within-margin', agreement: 'pass within-margin' })
    const few = await answers(GOOD.slice(0, 8).map((row) => ({ ...row, new: row.old })))
    expect(few.found).toMatchObject({
      accuracy: 'inconclusive interval-straddles',
      brier: 'inconclusive interval-straddles',
    })
    expect(few.code).toBe(3)
  })

  it('a column that is constant in the reference: a distance in its standard deviations could not run', async () => {
    const reference = ['id,region,label,x', ...GOOD.map((_, i) => `r${i},Nord,no,3`), ''].join('\n')
    const { 'test.csv': plain = '' } = files(GOOD)
    const test = plain.replaceAll(/^(c(\d+),.*)$/gm, '$1,$2').replace('id,region,label', 'id,region,label,x')
    const { found } = await answers(
      GOOD,
      PLAN.replace('{ test: test.csv }', '{ test: test.csv, reference: reference.csv }').replace(
        'report:',
        '  - { measure: wasserstein, column: x, atMost: 0.1 }\n  - { measure: psi, column: x, atMost: 0.1 }\nreport:',
      ),
      { 'test.csv': test, 'reference.csv': reference },
    )
    expect(found).toMatchObject({ wasserstein: 'could-not-run constant-reference', psi: 'fail beyond-margin' })
  })

  it('recorded scores that do not sum to one: the line, and the columns', async () => {
    const both = (name: 'old' | 'new', wrong: number): string =>
      [
        'id,p,q',
        ...GOOD.map((row, i) => `c${i},${row[name]},${i === wrong ? 0.9 : (1 - row[name]).toFixed(3)}`),
        '',
      ].join('\n')
    const handover = await layHandover({
      plan: PLAN.replaceAll('score: p, labels: ["no", "yes"]', 'scores: { "no": q, "yes": p }'),
      files: { ...files(GOOD), 'old.csv': both('old', -1), 'new.csv': both('new', 41) },
    })
    const sum = Number((GOOD[41]!.new + 0.9).toFixed(4))
    await expectCouldNotRun(
      handover,
      `✖ new.csv:43: the scores of a case (q, p) sum to ${sum}, expected 1.
→ Give a column of probabilities for each label in models.new.scores; of two labels, that of the positive one alone is models.new.score.`,
    )
  })
})
