import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expectRefusal, layHandover, PLAN, readResult, REPORT_FILES, snapshot } from './handover.js'
import { runCli } from './runCli.js'

describe('a plan with mistakes', () => {
  it('is told all of them at once, each with line and column, what was found and what was expected', async () => {
    const plan = PLAN.replace('title:', 'titel:')
      .replace('classification', 'clasification')
      .replace('old.onnx', 'odl.onnx')
      .replace('positive: "yes"', 'positive: "maybe", cluster: id')
      .replace('accuracy', 'acuracy')
      .replace('atLeast: 100 %', 'atMost: a lot')
      .replace('report:', '  - { measure: f1, maxDegradation: -1 point }\nconfidence: 120 %\nreport:')
    const measures = /→ Measures: accuracy, balancedAccuracy, .*, peakMemory\.\n/
    const handover = await layHandover({ plan })
    const before = snapshot(handover.folder)
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stderr).toMatch(measures)
    expect(run.stderr.replace(measures, '→ Measures.\n').replace(/→ Known keys: .*\n/, '→ Known keys.\n')).toBe(
      `✖ The plan has no key "titel". Did you mean "title"?
→ Known keys.
  at recette.yaml:2:1
✖ task is "clasification", but must be one of classification, multilabel, regression, tensors. Did you mean "classification"?
→ Correct the value.
  at recette.yaml:3:7
✖ models.old.artifact: there is no file "odl.onnx". Did you mean "old.onnx"?
→ Paths are relative to the plan; check the name.
  at recette.yaml:5:20
✖ columns.positive is "maybe", which is not one of the labels that the models declare.
→ Labels: no, yes.
  at recette.yaml:8:44
✖ The column "id" cannot be both the id and the cluster of a case: an id names one case alone, so no two would ever be of one cluster.
→ Name the column whose values repeat within a household or company, or leave cluster out.
  at recette.yaml:8:62
✖ There is no measure "acuracy". Did you mean "accuracy"?
→ Measures.
  at recette.yaml:10:16
✖ atMost of criterion 2: "a lot" is not an amount: it must be a finite number with its unit.
→ Write 2 % or 0.02.
  at recette.yaml:11:34
✖ maxDegradation of criterion 3: "-1 point" is negative, but a margin says how far, never which way: for f1, lower is worse.
→ Write 1 point.
  at recette.yaml:12:36
✖ confidence is "120 %", but must be at least 50 % and below 100 %.
→ Write 95 % (or 0.95).
  at recette.yaml:13:13`,
    )
    expect(snapshot(handover.folder)).toEqual(before)
  })

  it('is told one alone just so: an unknown criterion', async () => {
    const handover = await layHandover({ plan: PLAN.replace('maxDegradation', 'maxDegredation') })
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stderr).toMatch(/maxDegredation.*Did you mean "maxDegradation"\?\n→ .+\n {2}at recette\.yaml:10:\d+/)
  })

  it('is told where its YAML breaks off', async () => {
    const handover = await layHandover({
      plan: PLAN.replace('label: label, positive', 'label: label, positive: "yes"], x'),
    })
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stderr).toMatch(/^✖ .+\n→ .+\n {2}at recette\.yaml:8:\d+/)
  })
})

describe('a command line with mistakes', () => {
  it('names no plan and not enough files', async () => {
    await expectRefusal(
      await layHandover(),
      `✖ Without a plan, both models and a set are needed; --set is missing.
→ For example: recette run --old a.onnx --new b/model.json --set test.csv --label churned`,
      'run',
      '--old',
      'old.onnx',
      '--new',
      'new.onnx',
    )
  })

  it('names a plan and files: which counts?', async () => {
    await expectRefusal(
      await layHandover(),
      `✖ Both a plan (recette.yaml) and --old are given: which counts?
→ Change the plan, or leave it out to have one inferred from the options.`,
      'run',
      'recette.yaml',
      '--old',
      'old.onnx',
    )
  })

  it.each([
    [['rnu', 'recette.yaml'], /unknown command 'rnu'/],
    [['run', 'recette.yaml', '--uot', 'x'], /unknown option '--uot'/],
    [['run', 'recette.yaml', 'more.yaml'], /too many arguments/],
    [['run', '--lang', 'de'], /Allowed choices are en, fr/],
    [['judge', 'report/result.json'], /required option '-p, --plan <plan>'/],
    [[], /Usage: recette/],
  ])('%j is told with a way to help', async (args, expected) => {
    const { out, folder } = await layHandover()
    const before = snapshot(out)
    const run = await runCli(args, { cwd: folder })
    expect(run.stderr).toMatch(expected)
    expect(run.stderr).toMatch(/--help/)
    expect(run.code).toBe(2)
    expect(snapshot(out)).toEqual(before)
  })
})

describe('a report folder that cannot be written', () => {
  it('is refused before anything is run', async () => {
    const handover = await layHandover()
    await expectRefusal(
      handover,
      `✖ The reports cannot be written into test.csv/report: ${handover.path('test.csv')} is a file, not a folder.
→ Give a folder that can be written with --out; it is made if it is not there.`,
      'run',
      'recette.yaml',
      '--out',
      'test.csv/report',
    )
  })

  it('only at the last file leaves the earlier report as it was, whole', async () => {
    const handover = await layHandover()
    rmSync(handover.path('report/summary.md'))
    mkdirSync(handover.path('report/summary.md'))
    writeFileSync(handover.path('report/summary.md/notes'), 'kept')
    const before = snapshot(handover.folder)
    const run = await handover.run()
    expect(run.code).toBe(4)
    expect(run.stderr).toMatch(
      /^✖ The reports could not be written into report: .*summary\.md is a folder.* An earlier report there is as it was\.\n→ /,
    )
    expect(run.stdout).toBe('')
    expect(snapshot(handover.folder)).toEqual(before)
  })
})

describe('a report folder with a later success', () => {
  it('takes the new report in the place of the old one, whole', async () => {
    const handover = await layHandover()
    writeFileSync(handover.path('recette.yaml'), PLAN.replace('A small handover', 'The second delivery'))
    const run = await handover.run()
    expect(run.code).toBe(0)
    expect(Object.keys(snapshot(handover.out))).toEqual(REPORT_FILES)
    expect(readResult(handover.out).title).toBe('The second delivery')
  })
})
