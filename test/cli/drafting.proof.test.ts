import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { terminalAsker, type Question } from '../../src/cli/drafting/asker.js'
import { readResult } from './handover.js'
import { ROOT, runCli, temporaryFolder, type CliRun } from './runCli.js'

const MODELS = join(ROOT, 'test/fixtures/models')
const model = (name: string): string => join(MODELS, name)

function lay(head: string, rows: number, row: (i: number) => string, card?: string) {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'set.csv'), `${head}\n${Array.from({ length: rows }, (_, i) => row(i)).join('\n')}\n`)
  if (card !== undefined) writeFileSync(join(cwd, 'card.yaml'), card)
  return {
    plan: (): string => readFileSync(join(cwd, 'recette.yaml'), 'utf8'),
    out: join(cwd, 'recette-report'),
    cli: (...args: string[]): Promise<CliRun> => runCli(args, { cwd }),
  }
}

const sources = (name: string): string[] => ['--old', model(name), '--new', model(name), '--set', 'set.csv']

/** sigmoid.onnx takes two numbers and answers true where the first is larger; the set has four more of them. */
const CROWDED = (card?: string) =>
  lay(
    'id,age,income,visits,member_id,late',
    600,
    (i) => `c${i},${i % 7},3.5,${i % 4},${1000 + i},${i % 7 > 3 !== (i % 50 === 0) ? 'yes' : 'no'}`,
    card,
  )

describe('a matrix input beside more number columns than it takes, without a terminal', () => {
  it('is an error that lists what could be meant, and the option that decides', async () => {
    const { cli } = CROWDED()
    for (const command of ['init', 'run']) {
      const run = await cli(command, ...sources('sigmoid.onnx'), '--label', 'late')
      expect(run.code).toBe(2)
      expect(run.stderr).toBe(
        `✖ Which 2 columns does input "x" of old take, in which order? It takes float32 [?, 2]; the set has 4 number columns without another role: age, income, visits, member_id. The files do not say; it could be:
  x=age,income   (the first ones)
  x=visits,member_id   (the last ones)
→ Say it with --inputs-old x=COLUMN,COLUMN,…, e.g. --inputs-old x=age,income.`,
      )
    }
  })

  it('proposes what the other model takes, and what the card describes, and goes through once it is said', async () => {
    const card = 'columns: [{ name: age, unit: years }, { name: visits }]\n'
    const { cli, plan, out } = CROWDED(card)
    const said = ['--inputs-old', 'x=income,age']
    const asked = await cli('init', ...sources('sigmoid.onnx'), '--label', 'late', ...said)
    expect(asked.stderr).toContain(`
  x=income,age   (those that the other model takes)
  x=age,visits   (those that the set's card describes)
`)

    const both = ['--inputs-old', 'x=age,income', '--inputs-new', 'x=age,income']
    const drafted = await cli('init', ...sources('sigmoid.onnx'), '--label', 'late', ...both)
    expect(drafted.code, drafted.stderr).toBe(0)
    expect(plan()).toContain('    inputs: { x: [age, income] }\n')
    const run = await cli('run')
    expect(run.code, run.stderr).toBe(0)
    expect(readResult(out).models.old?.mapping?.inputs).toEqual([
      { input: 'x', columns: [{ column: 'age' }, { column: 'income' }], by: 'declared' },
    ])
    // The same options do for a run without a plan.
    const planless = await cli('run', ...sources('sigmoid.onnx'), '--label', 'late', ...both)
    expect(planless.code, planless.stderr).toBe(0)
  })
})

describe('a model without names for its labels', () => {
  it('gets those of the set in sorted order, marked as a guess; --labels-new says another', async () => {
    const { cli, plan } = lay('a,b,c,kind', 60, (i) => `${i % 3},${i % 5},${i % 7},${['x', 'y', 'z'][i % 3]}`)
    const drafted = await cli('init', ...sources('logits.onnx'), '--label', 'kind', '--labels-new', 'z,x,y')
    expect(drafted.code, drafted.stderr).toBe(0)
    expect(plan()).toContain(
      '    labels: [x, "y", z]   # guessed: the labels of the set in sorted order; a run tests that order, and says if another fits far better\n',
    )
    expect(plan()).toContain('    labels: [z, x, "y"]\n')
    expect(drafted.stdout).toContain('• labels of old: x, y, z (guessed: the labels of the set in sorted order')
  })

  it('with more scores than the set has labels is an error that asks for them', async () => {
    const { cli } = lay('a,b,c,kind', 60, (i) => `${i % 3},${i % 5},${i % 7},${['x', 'y'][i % 2]}`)
    const refused = await cli('init', ...sources('logits.onnx'), '--label', 'kind')
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('It gives 3 scores and no names; the set has the labels x, y.')
    expect(refused.stderr).toContain('→ Say it with --labels-old LABEL,LABEL,….')
  })
})

describe('labels that differ', () => {
  it('become a map of guesses in a drafted plan, and stay an error where the plan would be run at once', async () => {
    // zipmap.onnx knows no and yes.
    const { cli, plan } = lay('X_a,X_b,kind', 60, (i) => `${i % 7},${i % 5},${['non', 'oui', 'bof'][i % 3]}`)
    const args = [
      ...sources('no-zipmap.onnx'),
      '--label',
      'kind',
      '--inputs-old',
      'X=X_a,X_b',
      '--inputs-new',
      'X=X_a,X_b',
    ]
    const drafted = await cli('init', ...args)
    expect(drafted.code, drafted.stderr).toBe(0)
    expect(plan()).toContain(`labels:   # what corresponds where old, new and the set differ: read each guess
  "no": { set: ["no", non] }   # guessed: words of one meaning
  "yes": { set: ["yes", oui] }   # guessed: words of one meaning
  bof: { old: [], new: [] }   # guessed: nothing like it elsewhere; [] = old and new cannot say it
`)
    const run = await cli('run', ...args)
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('✖ The labels do not correspond: ')
    expect(run.stderr).toContain('`recette init` with the same options writes one')
  })
})

describe('models that answer several questions', () => {
  const HEADS = join(ROOT, 'test/fixtures/heads')
  const INPUTS = ['--inputs-old', 'x=a,b,c,d,e', '--inputs-new', 'x=a,b,c,d,e']
  const ask = (old: string, newer: string, label: string): string[] =>
    ['--old', join(HEADS, old), '--new', join(HEADS, newer), '--set', join(HEADS, 'test.csv'), '--label', label].concat(
      INPUTS,
    )

  it('get a question where any could be meant; without a terminal an error shows them, and the heads to write', async () => {
    const run = await runCli(['run', ...ask('values.onnx', 'late.onnx', 'days')], { cwd: temporaryFolder() })
    expect(run.code).toBe(2)
    expect(run.stderr).toBe(`✖ Which output of old is to be compared? The files do not say; it could be:
  price   (float32 [?, 1])
  days   (float32 [?, 1])
→ Say it with --output-old OUTPUT, e.g. --output-old price.
To compare every answer, write a plan that names the heads, in the place of columns.label:
heads:
  price:
    label: price_eur
    old: { output: price }
    new: { output: price }
  days:
    label: days
    old: { output: days }
    new: { output: days }`)
  })

  it('are compared by the one that fits the labels, marked as a guess, with heads that only want their comment marks taken off', async () => {
    const cwd = temporaryFolder()
    const order = ['--labels-old', 'order,invoice,return,complaint,other']
    const drafted = await runCli(['init', ...ask('old.onnx', 'new.onnx', 'intent_label'), ...order], { cwd })
    expect(drafted.code, drafted.stderr).toBe(0)
    expect(drafted.stdout).toContain(
      'output of old: intent (guessed: it fits the labels; not urgency (float32 [?, 3]))',
    )
    const plan = readFileSync(join(cwd, 'recette.yaml'), 'utf8')
    const written = plan
      .replace(/^ {4}(?:output|labels): .*\n/gm, '')
      .replace(/^ {2}label: .*\n/m, '')
      .replace(/# heads:[^]*?\n\n/, (block) => block.replaceAll(/^# /gm, ''))
      .replaceAll('LABEL_1, LABEL_2, LABEL_3', 'low, normal, high')
    writeFileSync(join(cwd, 'recette.yaml'), written)
    const done = await runCli(['run', 'recette.yaml', '--out', 'out'], { cwd })
    // Equal models, but 240 cases do not settle every margin.
    expect(done.code, done.stderr).toBe(3)
    const heads = readResult(join(cwd, 'out')).heads!
    expect(heads.map(({ name, label, outputs }) => [name, label, outputs.new!.output])).toEqual([
      ['intent', 'intent_label', 'topic_scores'],
      ['urgency', 'urgency_label', 'priority_scores'],
    ])
  })
})

describe('roles that several columns could have', () => {
  it('the label: an error that lists those that are called so', async () => {
    const { cli } = lay('x0,x1,target,outcome', 20, (i) => `${i},${i},a${i % 2},b${i % 2}`)
    const run = await cli('init', ...sources('sigmoid.onnx'))
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('✖ Which column holds the right answer? The files do not say; it could be:\n  target')
    expect(run.stderr).toContain('--label target')
  })

  it('the positive label, where a single score speaks of it and neither name says so', async () => {
    const { cli, plan } = lay('x0,x1,animal', 20, (i) => `${i % 7},3.5,${i % 2 === 0 ? 'chat' : 'chien'}`)
    const run = await cli('init', ...sources('sigmoid.onnx'), '--label', 'animal')
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('A model gives a single score, which speaks of that label.')
    expect(run.stderr).toContain('--positive chien')
    const said = await cli('init', ...sources('sigmoid.onnx'), '--label', 'animal', '--positive', 'chat')
    expect(said.code, said.stderr).toBe(0)
    expect(plan()).toContain('  positive: chat\n')
  })
})

describe('asking on a terminal', () => {
  const QUESTION: Question = {
    text: 'Which way?',
    choices: [{ value: 'left', note: 'the short one' }, { value: 'right' }],
    decides: '--way WAY',
  }

  async function ask(question: Question, typed: string): Promise<{ answer: string; shown: string }> {
    const [input, output] = [new PassThrough(), new PassThrough()]
    let shown = ''
    output.on('data', (chunk: Buffer) => (shown += chunk.toString()))
    input.end(typed)
    const { value } = await terminalAsker(input, output, new AbortController().signal).ask(question)
    return { answer: value, shown }
  }

  it('numbers the choices, says which option would decide, and takes a number or the word itself', async () => {
    const { answer, shown } = await ask(QUESTION, '2\n')
    expect(answer).toBe('right')
    expect(shown).toContain('Which way?\n  1) left   the short one\n  2) right\n  (--way WAY on the command line)\n')
    expect((await ask(QUESTION, 'left\n')).answer).toBe('left')
  })

  it('takes the usual answer by the return key, and asks again after one that will not do', async () => {
    expect((await ask({ ...QUESTION, usual: 'right' }, '\n')).answer).toBe('right')
    const { answer, shown } = await ask(QUESTION, '\n7\nup\n1\n')
    expect(answer).toBe('left')
    expect(shown.match(/Answer with a number from 1 to 2\./g)).toHaveLength(3)
  })

  it('takes another answer where the question allows it, and says what is wrong with it', async () => {
    const other = (text: string): string | null => (text === 'through' ? null : 'There is a wall.')
    const { answer, shown } = await ask({ ...QUESTION, other }, 'over\nthrough\n')
    expect(answer).toBe('through')
    expect(shown).toContain('There is a wall.')
  })

  it('ends when the input ends, and says what would have decided', async () => {
    await expect(ask(QUESTION, '')).rejects.toMatchObject({ code: 'NO_ANSWER', hint: 'Say it with --way WAY.' })
  })
})
