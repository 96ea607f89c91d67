import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/core/result.js'
import { expectRefusal, layHandover, PLAN, readResult, type Handover } from './handover.js'

/**
 * 120 cases, 40 of them "yes". Old's score is k/120 for the k-th case, in another order for new; both recorded. So what a threshold
 * answers can be counted by hand.
 */
const CASES = Array.from({ length: 120 }, (_, i) => ({ id: `c${i + 1}`, yes: i % 3 === 0, old: (i + 1) / 120 }))
const SET = ['id,age,income,region,label', ...CASES.map(({ id, yes }) => `${id},1,2,Nord,${yes ? 'yes' : 'no'}`)]
const OLD = ['id,p', ...CASES.map(({ id, old }) => `${id},${old}`)]
/** A tenth lower for every case: 12 cases fewer reach any threshold. */
const NEW = ['id,p', ...CASES.map(({ id, old }) => `${id},${Math.max(0, old - 0.1)}`)]

const RECORDED = `recette: 1
title: An operating threshold
task: classification
models:
  old: { predictions: old.csv, score: p }
  new: { predictions: new.csv, score: p }
sets: { test: test.csv }
columns: { id: id, label: label, positive: "yes" }
criteria:
  - { measure: recall, maxDegradation: 50 points }
  - { measure: coverage, atLeast: 100 % }
report: { languages: [en, fr] }
`

const lay = (plan: string): Promise<Handover> =>
  layHandover({ plan, files: { 'test.csv': lines(SET), 'old.csv': lines(OLD), 'new.csv': lines(NEW) } })
const lines = (rows: readonly string[]): string => `${rows.join('\n')}\n`

async function measured(plan: string): Promise<Result> {
  const handover = await lay(plan)
  const run = await handover.run()
  expect(run.stderr).toBe('')
  return readResult(handover.out)
}

function valueOf(result: Result, measure: string, of: string): number | null | undefined {
  return result.estimates.find((one) => one.measure === measure && one.of === of && one.slice === null)?.value
}

describe('a plan with an operating threshold', () => {
  it('measures the answers of operation on both sides', async () => {
    const result = await measured(RECORDED.replace('sets:', 'threshold: 0.35\nsets:'))
    // Old reaches 0.35 = 42/120 from the 42nd case on: 79 cases, of which every third from c43 on is a "yes": 26 of 40.
    const found = CASES.filter(({ yes, old }) => yes && old >= 0.35).length
    expect(found).toBe(26)
    expect(valueOf(result, 'recall', 'old')).toBe(26 / 40)
    // New reaches it from the 54th on (54/120 - 0.1 = 0.35, a hair's breadth that rounding decides: counted as the file has it).
    const foundByNew = NEW.slice(1).filter((line, i) => CASES[i]!.yes && Number(line.split(',')[1]) >= 0.35).length
    expect(valueOf(result, 'recall', 'new')).toBe(foundByNew / 40)
    expect(result.models.old?.mapping?.output).toMatchObject({ meaning: 'positive-probability', threshold: 0.35 })
  })

  it('keeps to the highest score where it says nothing', async () => {
    const result = await measured(RECORDED)
    expect(valueOf(result, 'recall', 'old')).toBe(CASES.filter(({ yes, old }) => yes && old >= 0.5).length / 40)
    expect(result.models.old?.mapping?.output).not.toHaveProperty('threshold')
  })

  it('lets one side operate at another, and says both in the report', async () => {
    const handover = await lay(
      RECORDED.replace('new.csv, score: p', 'new.csv, score: p, threshold: 0.25').replace(
        'sets:',
        'threshold: 0.35\nsets:',
      ),
    )
    const run = await handover.run()
    expect(run.stderr).toBe('')
    const { models } = readResult(handover.out)
    expect([models.old, models.new].map((model) => model?.mapping?.output.threshold)).toEqual([0.35, 0.25])
    const html = readFileSync(handover.path('report/report.html'), 'utf8')
    expect(html).toContain('the positive label is answered from 0.25 on')
    expect(html).toContain('l’étiquette positive est donnée à partir de 0,35')
    // Old raises 79 alerts from 42/120 on; new, a tenth lower, some twelve fewer. It will not operate there: the first screen is silent.
    expect(run.stdout).not.toContain('Keeping the threshold')
    expect(html).toMatch(/Le plan donne au nouveau modèle un autre seuil, 0,25/)
    expect(html).toMatch(/En gardant le seuil de 0,35, le nouveau modèle lève 15\u202F% d’alertes de moins/)
    expect(html).toContain('New, at its own threshold')
    const [effect] = readResult(handover.out).operatingEffects ?? []
    expect(effect).toMatchObject({ threshold: 0.35, assumed: false, n: 120, positives: 40, positive: 'yes' })
  })

  it('answers by the threshold what an artifact scores', async () => {
    const handover = await layHandover({ plan: PLAN.replace('sets:', 'threshold: 0.9\nsets:') })
    await handover.run()
    const answered = readResult(handover.out).evidence[0]?.outcome
    if (answered?.kind !== 'classes') throw new Error('no classes')
    // The sigmoid of a difference that is never 2: at most 0.88.
    expect(answered.joint.cells.every(([, old, newer]) => old === 0 && newer === 0)).toBe(true)
  })

  it('counts what the decisions cost, and judges it by a margin in the same unit', async () => {
    const handover = await lay(
      RECORDED.replace('criteria:', 'criteria:\n  - { measure: decisionCost, maxDegradation: 40 EUR }').replace(
        'sets:',
        'costs: { "no": { "yes": 5 }, "yes": { "no": 100 } }\ncostUnit: EUR\nsets:',
      ),
    )
    const run = await handover.run()
    expect(run.stderr).toBe('')
    const result = readResult(handover.out)
    // Old answers "yes" from c60 on: 61 cases, 20 of them right; 41 x 5 + 20 x 100 = 2205 over 120 cases.
    expect(valueOf(result, 'decisionCost', 'old')).toBeCloseTo(2205 / 120, 12)
    expect(result).toMatchObject({ targetUnit: 'EUR', costs: { no: { yes: 5 }, yes: { no: 100 } } })
    expect(result.findings.find(({ measure }) => measure === 'decisionCost')).toMatchObject({
      status: 'pass',
      margin: 40,
    })
    expect(run.stdout).toMatch(/Over 1,000 cases, the decisions of the new model cost about \S+\s+EUR\s+more/)
    expect(readFileSync(handover.path('report/report.html'), 'utf8')).toContain('Ce que coûte une décision')
  })

  it('is refused before anything is replayed when the sets hold more than two labels', async () => {
    const handover = await layHandover({
      plan: RECORDED.replace('sets:', 'threshold: 0.35\nsets:').replace('p }', 'p, labels: ["no", "yes", perhaps] }'),
      files: { 'test.csv': lines(SET), 'old.csv': lines(OLD), 'new.csv': lines(NEW) },
    })
    await expectRefusal(
      handover,
      `✖ threshold is for two labels, but there are 3: no, yes, perhaps. Of more than two the answer is the label with the highest score.
→ Remove threshold.
  at recette.yaml:7:12`,
    )
    // Where only the set knows a third label.
    const unnamed = await layHandover({
      plan: RECORDED.replace('sets:', 'threshold: 0.35\nsets:'),
      files: {
        'test.csv': lines(SET).replace('Nord,no', 'Nord,perhaps'),
        'old.csv': lines(OLD),
        'new.csv': lines(NEW),
      },
    })
    await expectRefusal(
      unnamed,
      `✖ The plan has a threshold, from which on the positive label of two is the answer, but there are 3 labels: no, perhaps, yes.
→ Remove threshold: of more than two labels the answer is the one with the highest score.`,
    )
  })
})
