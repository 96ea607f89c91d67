import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { measureKey } from '../../src/core/measureCatalog.js'
import { resultSchema, type Result } from '../../src/core/result.js'
import { ROOT, runCli, temporaryFolder, type CliRun } from './runCli.js'

/** See make.py there: the models' formulas, and what scikit-learn makes of their answers. */
const FIXTURES = join(ROOT, 'test/fixtures/multilabel')
const EXPECTED = JSON.parse(readFileSync(join(FIXTURES, 'expected.json'), 'utf8')) as {
  old: Record<string, number>
  new: Record<string, number>
  newWithThreshold: Record<string, number>
  agreement: number
}

const PLAN = `recette: 1
task: multilabel
models:
  old: { artifact: old.onnx, inputs: { x: [a, b, c] } }
  new: { artifact: new.onnx, inputs: { x: [a, b, c] } }
sets: { test: separated.csv }
columns: { id: id, label: tags, separator: ";", missingLabels: none }
criteria:
  - { measure: coverage, atLeast: 100 % }
  - { measure: f1, average: micro, maxDegradation: 20 points }
`

/** The fixtures and this plan, in a folder of their own. */
function handover(plan: string) {
  const cwd = temporaryFolder()
  cpSync(FIXTURES, cwd, { recursive: true })
  writeFileSync(join(cwd, 'recette.yaml'), plan)
  return {
    cwd,
    run: (...args: string[]): Promise<CliRun> => runCli(['run', 'recette.yaml', '--out', 'out', ...args], { cwd }),
    result: (): Result => resultSchema.parse(JSON.parse(readFileSync(join(cwd, 'out/result.json'), 'utf8'))),
    report: (): string => readFileSync(join(cwd, 'out/report.html'), 'utf8'),
  }
}

/** What of `expected` the result does not say, for one side. */
function misses(result: Result, side: 'old' | 'new', expected: Readonly<Record<string, number>>): string[] {
  return Object.entries(expected).flatMap(([key, value]) => {
    const found = result.estimates.find(
      ({ measure, options, of, slice }) => measureKey(measure, options) === key && of === side && slice === null,
    )
    // The models compute in float32; none of these scores stands so near to another, or to 1/2, that it matters.
    const near = Math.abs((found?.value ?? Number.NaN) - value) < 1e-6
    return near ? [] : [`${side} ${key}: ${found?.value}, expected ${value}`]
  })
}

describe('a task of several labels a case', () => {
  it('compares probabilities with logits in another order of labels, and says what it took them for', async () => {
    const { run, result, report } = handover(PLAN)
    const { code, stdout, stderr } = await run()
    expect(stderr).toBe('')
    expect(code).toBe(0)
    const found = result()
    expect([...misses(found, 'old', EXPECTED.old), ...misses(found, 'new', EXPECTED.new)]).toEqual([])
    const agreement = found.estimates.find(({ measure, options }) => measureKey(measure, options) === 'agreement')
    expect(agreement?.value).toBeCloseTo(EXPECTED.agreement, 12)
    expect(found.models.old?.mapping?.output).toMatchObject({ meaning: 'label-probabilities', threshold: 0.5 })
    expect(found.models.new?.mapping?.output).toMatchObject({
      meaning: 'label-logits',
      labels: ['billing', 'spam', 'urgent'],
      labelsFrom: 'artifact',
    })
    const printed = stdout.replace(/\s+/g, ' ')
    expect(printed).toContain(
      'The old model’s output “probabilities” was not declared, and was taken for: probability of each',
    )
    expect(printed).toContain(
      'turned into a probability by a sigmoid (a label is given from 0.5 on), in the order billing',
    )
    for (const words of [
      'Label by label, the worst change first',
      'Étiquette par étiquette, la plus forte dégradation',
    ])
      expect(report()).toContain(words)
  })

  it('reads one output for each label, and recorded answers', async () => {
    const ways = {
      '{ artifact: heads.onnx, inputs: { x: [a, b, c] } }': 'label-probabilities',
    }
    for (const [model, meaning] of Object.entries(ways)) {
      const { run, result } = handover(PLAN.replace('{ artifact: new.onnx, inputs: { x: [a, b, c] } }', model))
      expect((await run('--quiet')).stderr).toBe('')
      expect(result().models.new?.mapping?.output.meaning).toBe(meaning)
      expect(misses(result(), 'new', EXPECTED.new)).toEqual([])
    }
    // The labels given, as text with a separator: old and new files are written with the same one.
    const { run, result } = handover(
      PLAN.replace('separated.csv', 'lists.parquet')
        .replace(/label: tags.*none/, 'label: tags, separator: "|"')
        .replace('{ artifact: new.onnx, inputs: { x: [a, b, c] } }', '{ predictions: recorded.csv, predicted: given }'),
    )
    const { stderr } = await run('--quiet')
    expect(stderr).toBe('')
    expect(misses(result(), 'new', EXPECTED.new)).toEqual([])
  }, 120_000)

  it('gives labels from the thresholds of the plan, by label and by model', async () => {
    const { run, result } = handover(
      PLAN.replace('new: { artifact: new.onnx,', 'new: { artifact: new.onnx, threshold: { urgent: 0.3 },').replace(
        'sets:',
        'threshold: 0.5\nsets:',
      ),
    )
    await run('--quiet')
    expect([...misses(result(), 'old', EXPECTED.old), ...misses(result(), 'new', EXPECTED.newWithThreshold)]).toEqual(
      [],
    )
    expect(result().models.new?.mapping?.output.threshold).toEqual({ urgent: 0.3 })
  })

  it('judges by the presets, and leaves out what decisions alone cannot answer', async () => {
    const preset = PLAN.replace(/criteria:[^]*/, 'preset: replacement\n')
    const scored = handover(preset)
    await scored.run('--quiet')
    expect(scored.result().findings.map(({ measure }) => measure)).toEqual([
      'coverage',
      'f1',
      'f1',
      'rocAuc',
      'logLoss',
      'negativeFlipRate',
    ])
    const decided = handover(preset.replace('new.onnx', 'decisions.onnx'))
    await decided.run('--quiet')
    expect(decided.result().findings.map(({ measure }) => measure)).toEqual([
      'coverage',
      'f1',
      'f1',
      'negativeFlipRate',
    ])
  }, 120_000)

  it('needs no plan where the options say how the labels are written', async () => {
    const { cwd, result } = handover(PLAN)
    const models = ['run', '--old', 'old.onnx', '--new', 'new.onnx', '--set', 'lists.parquet', '--id', 'id']
    const run = await runCli(
      [
        ...models,
        '--task',
        'multilabel',
        '--label',
        'hot',
        '--labels',
        'spam,urgent,billing',
        '--out',
        'out',
        '--quiet',
      ],
      { cwd },
    )
    expect(run.stderr).toBe('')
    expect(misses(result(), 'new', EXPECTED.new)).toEqual([])
    const odd = await runCli([...models, '--task', 'regression', '--separator', ';'], { cwd })
    expect(odd.stderr).toContain('--separator is for models that give any number of labels')
    expect(odd.code).toBe(2)
  }, 120_000)

  it('says at once which labels have no threshold, no column and no score', async () => {
    const { run } = handover(PLAN.replace('sets:', 'threshold: { urgnt: 0.3 }\nsets:'))
    const told = await run('--quiet')
    expect(told.stderr).toContain('Did you mean "urgent"?')
    expect(told.code).toBe(2)
    const declared = handover(PLAN.replace('artifact: new.onnx', 'artifact: new.onnx, outputIs: decisions'))
    const contradicted = await declared.run('--quiet')
    expect(contradicted.stderr).toContain('is declared to hold decisions, but row 1 of the set has')
    expect(contradicted.code).toBe(4)
  }, 120_000)
})
