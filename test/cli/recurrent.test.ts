import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { layHandover, readResult, type Handover } from './handover.js'
import { ROOT } from './runCli.js'

/** See test/fixtures/recurrent/make.py: twelve mixed sequences, and the answers of a loop in numpy that no model has a part in. */
const FIXTURES = join(ROOT, 'test/fixtures/recurrent')
const [HEAD = '', ...ROWS] = readFileSync(join(FIXTURES, 'mixed.csv'), 'utf8').trimEnd().split('\n')
const sequenceOf = (row: string): string => row.split(',')[1]!

interface Given {
  readonly model?: string
  readonly answers?: string
  readonly state?: string
  readonly columns?: string
  readonly rows?: readonly string[]
}

async function layRecurrent(given: Given = {}): Promise<Handover> {
  const { model = 'cell.onnx', answers = 'cell', state = '{ state: h_next }', rows = ROWS } = given
  const handover = await layHandover({
    plan: `recette: 1
title: A model that remembers
task: regression
models:
  old: { predictions: answers.csv, value: ${answers} }
  new: { artifact: ${model}, inputs: { x: [a, b], h: ${state} } }
sets: { test: mixed.csv }
columns: { id: id, label: target${given.columns ?? ', group: sequence, order: step'} }
criteria:
  - { measure: largestScoreDifference, atMost: 0.000001 }
  - { measure: coverage, atLeast: 100 % }
report: { languages: [en, fr] }
`,
    files: { 'mixed.csv': `${[HEAD, ...rows].join('\n')}\n` },
    earlier: false,
  })
  for (const name of ['answers.csv', 'cell.onnx', 'layered.onnx']) cpSync(join(FIXTURES, name), handover.path(name))
  return handover
}

describe('a model whose state is fed back from an output', () => {
  it('answers each case of mixed sequences as if they had been asked one after the other, and the report says what feeds it', async () => {
    const handover = await layRecurrent()
    const run = await handover.run()
    expect(run.code, run.stderr + run.stdout).toBe(0)
    const { models, sets, noiseFloor, notices } = readResult(handover.out)
    expect(sets['test']!.compared).toBe(ROWS.length)
    expect(models.new?.mapping?.inputs[1]).toEqual({
      input: 'h',
      columns: [],
      by: 'declared',
      state: { output: 'h_next', initial: 0, group: 'sequence', order: 'step' },
    })
    // Asked in any order of cases it would answer otherwise, and rightly so; asked one by one or in odd batches it must not.
    const { conditions, unstable } = noiseFloor!.sides!.new!
    expect(conditions.map(({ condition }) => condition)).toEqual(['repeat', 'odd-sizes', 'one-by-one', 'threads'])
    expect(unstable).toBe(0)
    expect(notices).toContainEqual({ code: 'sequences-independent', values: {} })
    const html = readFileSync(join(handover.out, 'report.html'), 'utf8')
    expect(html).toContain('the output “h_next” of the case before')
    expect(html).toMatch(/la sortie «\u00a0h_next\u00a0» du cas précédent/)
  })

  it('answers alike however the sequences are mixed, and begins each with the number that the plan gives', async () => {
    // One sequence after the other, the last first: the order within each stays.
    const rows = ROWS.toSorted((a, b) => sequenceOf(b).localeCompare(sequenceOf(a)))
    expect(rows).not.toEqual(ROWS)
    const handover = await layRecurrent({
      rows,
      answers: 'cell_from_half',
      state: '{ state: h_next, initial: 0.5 }',
      columns: ', group: sequence',
    })
    const run = await handover.run()
    expect(run.code, run.stderr + run.stdout).toBe(0)
  })

  it('may count its cases on the second axis of the state, as PyTorch and ONNX lay it out', async () => {
    const handover = await layRecurrent({ model: 'layered.onnx', answers: 'layered' })
    const run = await handover.run()
    expect(run.code, run.stderr + run.stdout).toBe(0)
    expect(readResult(handover.out).models.new?.mapping?.batch).toEqual({ is: 'absent', by: 'detected' })
  })

  it('is not compared on a sequence that stands in the wrong order: the row is named and nothing passes', async () => {
    const second = ROWS.findIndex((row, at) =>
      ROWS.slice(0, at).some((earlier) => sequenceOf(earlier) === sequenceOf(row)),
    )
    const first = ROWS.findIndex((row) => sequenceOf(row) === sequenceOf(ROWS[second]!))
    const rows = ROWS.with(first, ROWS[second]!).with(second, ROWS[first]!)
    const run = await (await layRecurrent({ rows })).run()
    expect(run.code).toBe(4)
    expect(run.stderr + run.stdout).toContain(
      `Row ${second + 1} of the set comes after row ${first + 1} of the same sequence, but its "step" is the earlier one.`,
    )
  })

  it('is refused with the outputs that there are, when the one that feeds it is none of them', async () => {
    const run = await (await layRecurrent({ model: 'layered.onnx', state: '{ state: hnext }' })).run()
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('input "h" is fed from the output "hnext", which the model does not have')
    expect(run.stderr).toContain('Did you mean "h_next"?')
  })

  it('is refused before anything runs while the plan does not say what a sequence is', async () => {
    const run = await (await layRecurrent({ columns: '' })).run()
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('the plan does not say which cases follow one another')
    expect(run.stderr).toContain('Add group: COLUMN to columns')
  })
})
