import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  expectRefusal,
  layHandover,
  PLAN,
  readResult,
  REPORT_FILES,
  snapshot,
  testSet,
  type Handover,
} from './handover.js'

/** A finished run whose models and set are gone. */
async function layFinished(plan: string): Promise<Handover> {
  const handover = await layHandover()
  for (const name of ['old.onnx', 'new.onnx', 'test.csv']) rmSync(handover.path(name))
  writeFileSync(handover.path('recette.yaml'), plan)
  return handover
}

describe('judging again', () => {
  it('by stricter criteria changes the verdict, without models or set, and leaves the first result alone', async () => {
    const handover = await layFinished(PLAN.replace('accuracy, maxDegradation: 5 points', 'accuracy, atLeast: 99 %'))
    const before = snapshot(handover.out)
    const run = await handover.run('judge', 'report/result.json', '--plan', 'recette.yaml', '--out', 'stricter')
    // 110 of 120 cases are right, every eleventh label being turned: 91.7 %, whose interval ends far below 99 %.
    expect(run.code, run.stderr).toBe(1)
    expect(snapshot(handover.out)).toEqual(before)
    const [first, judged] = [readResult(handover.out), readResult(handover.path('stricter'))]
    expect(first.verdict.status).toBe('pass')
    expect(judged.verdict.status).toBe('fail')
    expect(judged.findings[0]).toMatchObject({ measure: 'accuracy', status: 'fail', margin: 0.99, value: 110 / 120 })
    expect(judged.estimates).toEqual(first.estimates)
    expect(judged.plan.criteriaSha256).not.toBe(first.plan.criteriaSha256)
    expect(run.stdout).toContain('stricter/report.html')
  })

  it('by a margin that the interval straddles is inconclusive, and prints where no folder is given', async () => {
    const handover = await layFinished(PLAN.replace('5 points', '1 point'))
    const before = snapshot(handover.folder)
    const run = await handover.run('judge', 'report/result.json', '--plan', 'recette.yaml')
    expect(run.code, run.stderr).toBe(3)
    expect(run.stdout).toMatch(/Accuracy/)
    expect(snapshot(handover.folder)).toEqual(before)
  })

  it('by the same criteria gives the same findings and bytes of the report', async () => {
    const handover = await layFinished(PLAN)
    const run = await handover.run('judge', 'report/result.json', '--plan', 'recette.yaml', '--out', 'again')
    expect(run.code, run.stderr).toBe(0)
    expect(snapshot(handover.path('again'))).toEqual(snapshot(handover.out))
  })

  it('by a criterion on what was never measured is could not run, never a pass', async () => {
    const plan = PLAN.replace('coverage, atLeast', 'accuracy, by: region, atLeast').replace(
      '"yes" }',
      '"yes", segments: [region] }',
    )
    const handover = await layFinished(plan)
    const run = await handover.run('judge', 'report/result.json', '--plan', 'recette.yaml', '--out', 'more')
    expect(run.code, run.stderr).toBe(4)
    expect(readResult(handover.path('more')).verdict).toEqual({
      status: 'could-not-run',
      reason: 'criteria-could-not-run',
    })
  })

  it('at another confidence is refused: the intervals were made at the first', async () => {
    await expectRefusal(
      await layFinished(PLAN.replace('criteria:', 'confidence: 90 %\ncriteria:')),
      `✖ The plan asks for 90 % confidence, but the result's intervals were made at 95 %.
→ Run the plan again: intervals at another confidence need the cases.
  at recette.yaml:9:13`,
      'judge',
      'report/result.json',
      '--plan',
      'recette.yaml',
      '--out',
      'stricter',
    )
  })
})

describe('a second delivery', () => {
  it('is shown beside the first, in the terminal and in every report', async () => {
    const handover = await layFinished(PLAN.replace('accuracy, maxDegradation: 5 points', 'accuracy, atLeast: 99 %'))
    await handover.run('judge', 'report/result.json', '--plan', 'recette.yaml', '--out', 'stricter')
    const run = await handover.run('report', 'stricter/result.json', '--against', 'report/result.json')
    expect(run.code, run.stderr).toBe(1)
    expect(run.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'What changed since the previous delivery · Previous delivery, tested on',
    )
    expect(run.stdout).toContain('It is not the same exam; what changed: the criteria.')
    const read = (file: string): string => readFileSync(handover.path(`stricter/${file}`), 'utf8')
    expect(read('summary.md')).toContain('### What changed since the previous delivery')
    expect(read('report.html')).toContain('id="en-since"')
  })

  it('is not set beside the result of another task', async () => {
    const handover = await layFinished(PLAN)
    const other = { ...readResult(handover.out), task: 'regression' }
    writeFileSync(handover.path('other.json'), JSON.stringify(other))
    await expectRefusal(
      handover,
      `✖ other.json is about another task (regression) than report/result.json (classification).
→ Give the result of an earlier delivery of the same models with --against.`,
      'report',
      'report/result.json',
      '--against',
      'other.json',
    )
  })
})

describe('rendering again', () => {
  it('gives the same bytes beside the result, and elsewhere', async () => {
    const handover = await layFinished(PLAN)
    const before = snapshot(handover.out)
    rmSync(handover.path('report/report.html'))
    expect((await handover.run('report', 'report/result.json')).code).toBe(0)
    expect(snapshot(handover.out)).toEqual(before)
    expect((await handover.run('report', 'report/result.json', '--out', 'for-the-client')).code).toBe(0)
    expect(snapshot(handover.path('for-the-client'))).toEqual(before)
    expect(Object.keys(before)).toEqual(REPORT_FILES)
  })

  it('of a run that could not run says so again, in its own place, and exits with 4', async () => {
    const handover = await layHandover({ files: { 'test.csv': testSet().slice(0, 0) } })
    expect((await handover.run()).code).toBe(4)
    const before = snapshot(handover.out)
    const run = await handover.run('report', 'report/could-not-run/result.json')
    expect(run.code).toBe(4)
    expect(snapshot(handover.out)).toEqual(before)
  })
})

describe('a result that is not one', () => {
  const commands = [
    ['judge', 'report/result.json', '--plan', 'recette.yaml', '--out', 'again'],
    ['report', 'report/result.json', '--out', 'again'],
  ]

  it.each([
    [
      'is not there',
      null,
      /^✖ report\/result\.json cannot be read: ENOENT.*\n→ Give the result\.json that `recette run` wrote\.$/,
    ],
    ['is cut off', (text: string) => text.slice(0, 1000), /^✖ report\/result\.json is not JSON: .*\n→ .*unchanged\.$/],
    [
      'was edited by hand into what the schema does not allow',
      (text: string) => text.replace('"status": "pass"', '"status": "excellent"'),
      /^✖ report\/result\.json is not a result of this version of Recette: verdict\.status: .*\n→ Run the plan again/,
    ],
    [
      'lacks what a result must hold',
      (text: string) => text.replace('"findings"', '"finding"'),
      /^✖ report\/result\.json is not a result of this version of Recette: .*finding.*\n→ Run the plan again/,
    ],
    ['is of another version', (text: string) => text.replace('"recette": 1', '"recette": 2'), /: recette: .*1.*\n→ /],
  ])('because it %s is refused by both commands', async (_, edit, expected) => {
    const handover = await layFinished(PLAN)
    const path = handover.path('report/result.json')
    if (edit === null) rmSync(path)
    else writeFileSync(path, edit(readFileSync(path, 'utf8')))
    const before = snapshot(handover.folder)
    for (const command of commands) {
      const run = await handover.run(...command)
      expect(run.stderr).toMatch(expected)
      expect(run.code).toBe(2)
    }
    expect(snapshot(handover.folder)).toEqual(before)
    expect(existsSync(handover.path('again'))).toBe(false)
  })
})
