import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/core/result.js'
import { CASES, csv, handover, model } from './noPlanFolder.js'

/** One small model on both sides, and what it is asked. */
const FILES = ['--old', model('sigmoid.onnx'), '--new', model('sigmoid.onnx'), '--set', 'set.csv', '--label', 'late']

function estimate(result: Result, measure: string, of: string): number | null | undefined {
  return result.estimates.find((one) => one.measure === measure && one.of === of && one.slice === null)?.value
}

describe('a run without a plan', () => {
  it('takes a single score for that of true when the label is a truth value, and says so', async () => {
    // sigmoid.onnx answers true where x0 > x1; the label is that, but for every tenth case.
    const { cli, result } = handover({
      'set.csv': csv('x0,x1,late', CASES, (i) => `${i % 7},${3.5},${i % 7 > 3 !== (i % 10 === 0) ? 'True' : 'False'}`),
    })
    const run = await cli(
      'run',
      '--old',
      model('sigmoid.onnx'),
      '--new',
      model('sigmoid.onnx'),
      '--set',
      'set.csv',
      '--label',
      'late',
    )
    expect(run.stderr).toContain('• task: classification (guessed: the label column does not hold numbers)')
    expect(run.stderr).toContain('• positive label: true (guessed: of false and true)')
    expect(run.code).toBe(0)
    expect(estimate(result(), 'accuracy', 'old')).toBeCloseTo(0.9, 12)
  })

  it('never passes on a guessed order of labels that the cases contradict', async () => {
    // sigmoid.onnx answers with one score where x0 > x1; here that is the score of False in nine cases of ten.
    const { cli, result } = handover({
      'set.csv': csv('x0,x1,late', CASES, (i) => `${i % 7},${3.5},${i % 7 > 3 === (i % 10 === 0) ? 'True' : 'False'}`),
    })
    const run = await cli('run', ...FILES)
    expect(run.code).toBe(4)
    const told = run.stderr.replace(/\s+/g, ' ')
    expect(told).toContain(
      '[false, true] was tried, and the cases speak for [true, false] (right in 1800 of 2000 instead of 200)',
    )
    expect(told).toContain('to try [true, false] at once: --labels-new true,false')
    expect(run.stdout).not.toContain('Yes')
    expect(result().problems.map(({ code, of }) => [code, of])).toEqual([
      ['LABEL_ORDER_CONTRADICTED', 'old'],
      ['LABEL_ORDER_CONTRADICTED', 'new'],
    ])

    // Declared, the same order is taken at its word, and told of.
    const declared = await cli('run', ...FILES, '--labels-old', 'true,false', '--labels-new', 'true,false')
    expect(declared.code, declared.stderr).toBe(0)
    expect(estimate(result(), 'accuracy', 'new')).toBeCloseTo(0.9, 12)
  })

  it('knows an artifact’s labels that the set writes in another way, and calls that a guess', async () => {
    // zipmap.onnx knows the labels no and yes.
    const { cli, result, cwd } = handover({
      'set.csv': csv(
        'a,b,answer',
        CASES,
        (i) => `${i % 2 === 0 ? -1.5 : 0.9},${i % 2 === 0 ? 0 : 0.4},${i % 2 === 0 ? 'NO' : 'YES'}`,
      ),
    })
    const run = await cli(
      'run',
      '--old',
      model('zipmap.onnx'),
      '--new',
      model('no-zipmap.onnx'),
      '--set',
      'set.csv',
      '--label',
      'answer',
    )
    expect(run.stderr).toContain('• labels of old: NO, YES (guessed: the artifact writes no, yes)')
    expect(run.code).toBe(0)
    expect(result().labels).toEqual({ labels: ['NO', 'YES'], positive: 'YES' })
    // zipmap.json: the probability of yes is 0.005 in the first case and 0.805 in the fourth.
    expect(estimate(result(), 'accuracy', 'new')).toBe(1)
    expect(readFileSync(join(cwd, 'recette-report/report.html'), 'utf8')).toContain('(labels from the set)')
  })

  it('does not take for an id what repeats, nor an index without a heading for a feature', async () => {
    const { cli, result, cwd } = handover({
      'set.csv': csv(
        ',x0,x1,household_id,late',
        CASES,
        (i) => `${i},${i % 7},3.5,h${i >> 1},${i % 7 > 3 ? 'oui' : 'non'}`,
      ),
    })
    const run = await cli(
      'run',
      '--old',
      model('sigmoid.onnx'),
      '--new',
      model('sigmoid.onnx'),
      '--set',
      'set.csv',
      '--label',
      'late',
    )
    expect(run.stderr).toContain('• id column: column1 (guessed from its name)')
    // Two rows of one household are no two independent cases: whether these are, the user must say.
    expect(run.stderr.replace(/\s+/g, ' ')).toContain(
      `• columns.cluster, not set: household_id? its ${CASES / 2} values stand for ${CASES} rows: if they are people or households, name it`,
    )
    expect(run.code).toBe(0)
    const drafted = await cli('init', ...FILES, '--out', 'plan.yaml')
    expect(drafted.code).toBe(0)
    expect(readFileSync(join(cwd, 'plan.yaml'), 'utf8')).toContain('  # cluster: household_id   # its ')
    expect(result().models.old?.mapping?.inputs[0]?.columns.map(({ column }) => column)).toEqual(['x0', 'x1'])
  })

  it('refuses a label column that is not there before anything is run, and names the nearest', async () => {
    const { cli } = handover({ 'set.csv': 'x0,x1,Résilié\n1,2,oui\n' })
    const run = await cli(
      'run',
      '--old',
      model('sigmoid.onnx'),
      '--new',
      model('sigmoid.onnx'),
      '--set',
      'set.csv',
      '--label',
      'Resilie',
    )
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('set.csv has no column "Resilie". Did you mean "Résilié"?')
  })

  it('that does not fit says which option tells what is missing, and goes through with it', async () => {
    const { cli } = handover({ 'set.csv': 'age,x0,x1,late\n40,1,2,no\n50,3,2,yes\n' })
    const run = await cli('run', ...FILES)
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('x=x0,x1   (those that are called after the input)')
    expect(run.stderr).toContain('e.g. --inputs-old x=x0,x1.')
    // Two cases settle nothing, but they are compared.
    const said = await cli('run', ...FILES, '--inputs-old', 'x=x0,x1', '--inputs-new', 'x=x0,x1')
    expect(said.stdout).toContain('2 cases compared on “test”.')
  })

  it('that the models do not fit says how to get a plan to write the hint in', async () => {
    const { cli } = handover({ 'set.csv': 'age,late\n40,no\n50,yes\n' })
    const run = await cli('run', ...FILES)
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('models.new.inputs')
    expect(run.stderr).toContain('`recette init` with the same options writes one')
    expect(await cli('init', ...FILES)).toMatchObject({ code: 0, stderr: '' })
  })
})

/** The recorded score of churn: right for every case. */
const score = (i: number): string => (i % 2 === 0 ? '0.75' : '0.25')

describe('recorded predictions without a plan', () => {
  const set = csv('label,Customer ID', CASES, (i) => `${i % 2 === 0 ? 'churn' : 'stay'},C-${i}`)
  const run = (files: Readonly<Record<string, string>>, ...more: string[]) => {
    const made = handover({ 'set.csv': set, ...files })
    return made
      .cli('run', '--old', 'old.csv', '--new', 'new.csv', '--set', 'set.csv', '--label', 'label', ...more)
      .then((ran) => ({ ...made, ran }))
  }

  it('are read by the names that people give to columns, in any order of rows', async () => {
    const { ran, result } = await run({
      'old.csv': csv('Customer ID,P(churn)', CASES, (i) => `C-${i},${score(i)}`),
      'new.csv': csv(
        'customer_id,label,proba_stay,proba_churn',
        CASES,
        (i) => `C-${CASES - 1 - i},stay,${score(i)},${score(i + 1)}`,
      ),
    })
    expect(ran.stderr).toContain(
      '• old: id in Customer ID, score of churn in P(churn) (guessed from the names of its columns)',
    )
    expect(ran.stderr).toContain('• new: id in customer_id, score of churn in proba_churn, score of stay in proba_stay')
    expect(ran.code).toBe(0)
    // Row i of the new file is case CASES - 1 - i, whose score of churn is 0.75 when i + 1 is even, so when that case's number is even: always right.
    // The column "label" in it is not taken for the answer: it would be right half the time.
    expect(estimate(result(), 'accuracy', 'old')).toBe(1)
    expect(estimate(result(), 'accuracy', 'new')).toBe(1)
  })

  it('with one score of nobody knows which label are not guessed at: read the wrong way round on both sides they could pass', async () => {
    const recorded = csv('Customer ID,Probability', CASES, (i) => `C-${i},${score(i)}`)
    const { ran } = await run({ 'old.csv': recorded, 'new.csv': recorded })
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain(
      'Column "Probability" holds one score, and nothing says whether it is that of churn or of stay.',
    )
    expect(ran.stderr).toContain('--positive churn or --positive stay')
    const told = await run({ 'old.csv': recorded, 'new.csv': recorded }, '--positive', 'churn')
    expect(told.ran.code).toBe(0)
    expect(estimate(told.result(), 'accuracy', 'new')).toBe(1)
  })

  it('whose scores are of different labels are not compared', async () => {
    const { ran } = await run({
      'old.csv': csv('Customer ID,churn_probability', CASES, (i) => `C-${i},${score(i)}`),
      'new.csv': csv('Customer ID,stay_probability', CASES, (i) => `C-${i},${score(i + 1)}`),
    })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(
      'new: column "stay_probability" seems to hold the score of "stay", but the positive label is "churn"',
    )
  })

  it('of values are read from a French spreadsheet', async () => {
    const { cli, result } = handover({
      'set.csv': csv('réf;prix', CASES, (i) => `R${i};${i},5`),
      'old.csv': csv('réf;prix_prédit', CASES, (i) => `R${i};${i},25`),
      'new.csv': csv('réf;prédiction;modèle', CASES, (i) => `R${i};${i},75;v2`),
    })
    const ran = await cli(
      'run',
      '--old',
      'old.csv',
      '--new',
      'new.csv',
      '--set',
      'set.csv',
      '--label',
      'prix',
      '--lang',
      'fr',
    )
    expect(ran.stderr).toContain('• new: id in réf, value in prédiction')
    expect(ran.code).toBe(0)
    expect(estimate(result(), 'mae', 'new')).toBeCloseTo(0.25, 12)
    expect(ran.stdout).toContain('Peut-on prononcer la réception')
  })
})

describe('recette init', () => {
  it('writes the plan that a run without one follows, and keeps the one that is there', async () => {
    const { cli, cwd, result } = handover({
      'set.csv': csv('x0,x1,late', CASES, (i) => `${i % 7},3.5,${i % 7 > 3 ? 'yes' : 'no'}`),
    })
    const made = await cli('init', ...FILES)
    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(made.stdout).toContain('Wrote recette.yaml. Read it, then: recette run recette.yaml')
    const again = await cli('init', ...FILES)
    expect(again.code).toBe(2)
    expect(again.stderr).toContain('recette.yaml exists already')

    const planned = await cli('run', '--out', 'planned')
    const planless = await cli('run', ...FILES, '--out', 'planless')
    expect([planned.code, planless.code]).toEqual([0, 0])
    expect(result('planned').findings).toEqual(result('planless').findings)
    expect([result('planned').plan.inferred, result('planless').plan.inferred]).toEqual([false, true])
    expect(readFileSync(join(cwd, 'recette.yaml'), 'utf8')).toContain('preset: replacement')
  })

  it('names what is missing', async () => {
    const { cli } = handover({})
    const run = await cli('init', '--old', 'a.onnx')
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('--new and --set are missing')
  })
})

describe('a plan with a preset', () => {
  it('leaves out what the preset asks of scores when a model turns out to give labels alone, and says so', async () => {
    const { cli, result } = handover({
      'set.csv': csv(
        'p,q,r,kind',
        CASES,
        (i) => `${Number(i % 3 === 0)},${Number(i % 3 === 1)},${Number(i % 3 === 2)},${['a', 'b', 'ç'][i % 3]}`,
      ),
      'recette.yaml': `recette: 1
task: classification
models:
  old: { artifact: "${model('label-text.onnx')}" }
  new: { artifact: "${model('logits.onnx')}", labels: [a, b, ç] }
sets: { test: set.csv }
columns: { label: kind }
preset: replacement
`,
    })
    const run = await cli('run')
    expect(run.stdout).toContain('one of the models gives labels without scores')
    expect(run.code).toBe(0)
    expect(result().findings.every(({ status }) => status === 'pass')).toBe(true)
    // Judged again, it is the same.
    expect((await cli('judge', 'recette-report/result.json', '--plan', 'recette.yaml')).code).toBe(0)
  })
})
