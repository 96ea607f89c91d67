import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readResult } from './handover.js'
import { writeKindsGraph } from './kindsGraph.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

const FIXTURES = join(ROOT, 'test/fixtures/heads')
const LABELS = 'labels: [low, normal, high]'

/** Each kind of output of kinds.onnx, the plain one that says the same, and what it is held against. */
const KINDS: readonly {
  readonly kind: string
  readonly plain: string
  readonly head: string
  readonly own?: string
}[] = [
  ...['scores_f16', 'scores_f64', 'index_i64', 'index_i32', 'index_i16', 'index_i8', 'index_u8'].map((kind) => ({
    kind,
    plain: 'scores_f32',
    head: 'label: urgency_label',
    own: LABELS,
  })),
  { kind: 'text', plain: 'scores_f32', head: 'label: urgency_label', own: LABELS },
  { kind: 'flag_bool', plain: 'flag_f32', head: 'label: urgent, positive: "true"', own: 'labels: ["false", "true"]' },
  ...['days_f16', 'days_f64', 'days_i64', 'days_i32', 'days_i16', 'days_i8', 'days_u8'].map((kind) => ({
    kind,
    plain: 'days_f32',
    head: 'task: regression, label: whole_days',
  })),
]

/** Of TensorFlow.js, which has no integers but int32. */
const OF_TFJS = KINDS.filter(({ kind }) => ['index_i32', 'text', 'flag_bool', 'days_i32'].includes(kind))

/** A head for each kind, so that one run shows them all. */
function planOf(side: 'old' | 'new', artifact = 'kinds.onnx', kinds = KINDS): string {
  const answers = (output: string, own?: string): string =>
    `{ output: ${output}${own === undefined ? '' : `, ${own}`} }`
  const heads = kinds.map(({ kind, plain, head, own }) => {
    const [mine, other] = [answers(kind, own), answers(plain, own)]
    return `  ${kind}: { ${head}, old: ${side === 'old' ? mine : other}, new: ${side === 'new' ? mine : other} }`
  })
  return `recette: 1
task: classification
models:
  old: { artifact: ${artifact}, inputs: { x: [a, b, c, d, e] } }
  new: { artifact: ${artifact}, inputs: { x: [a, b, c, d, e] } }
sets: { test: test.csv }
columns: { id: id }
heads:
${heads.join('\n')}
criteria:
  - { measure: accuracy, maxDegradation: 0 points, basis: fixed }
  - { measure: mae, maxDegradation: 0, basis: fixed }
  - { measure: coverage, atLeast: 100 % }
report: { languages: [en] }
`
}

describe.each(['old', 'new'] as const)('outputs that are no plain floats, of the %s model', (side) => {
  it('are read, each kind as what it is, and say what the plain output says', async () => {
    const folder = temporaryFolder()
    cpSync(FIXTURES, folder, { recursive: true })
    writeFileSync(join(folder, 'recette.yaml'), planOf(side))
    const done = await runCli(['run', 'recette.yaml', '--out', 'out'], { cwd: folder })
    expect(done.code, done.stderr).toBe(0)
    const { heads, estimates } = readResult(join(folder, 'out'))
    const told = heads!.map(({ name, outputs }) => [name, outputs[side]!.meaning])
    expect(Object.fromEntries(told)).toEqual({
      scores_f16: 'probabilities',
      scores_f64: 'probabilities',
      ...Object.fromEntries(['i64', 'i32', 'i16', 'i8', 'u8'].map((type) => [`index_${type}`, 'label-index'])),
      text: 'label',
      flag_bool: 'label-index',
      ...Object.fromEntries(['f16', 'f64', 'i64', 'i32', 'i16', 'i8', 'u8'].map((type) => [`days_${type}`, 'value'])),
    })
    // 216 of 240 labels are those that the models answer (see make.py), and every number of days is.
    for (const { kind } of KINDS) {
      const found = estimates.find(
        ({ measure, options, of }) =>
          options.head === kind && of === side && (measure === 'accuracy' || measure === 'mae'),
      )
      expect([kind, found?.value]).toEqual([kind, kind.startsWith('days') ? 0 : 0.9])
    }
  })
  it('are read of a TensorFlow.js graph too: label numbers, truth values, and texts that it looks up in a table', async () => {
    const folder = temporaryFolder()
    cpSync(FIXTURES, folder, { recursive: true })
    const types = { f32: 'DT_FLOAT', i32: 'DT_INT32', bool: 'DT_BOOL', text: 'DT_STRING' } as const
    const outputs = ['scores_f32', 'flag_f32', 'days_f32', ...OF_TFJS.map(({ kind }) => kind)]
    writeKindsGraph(
      join(folder, 'graph'),
      Object.fromEntries(outputs.map((name) => [name, types[name.split('_').at(-1) as keyof typeof types]])),
    )
    writeFileSync(join(folder, 'recette.yaml'), planOf(side, 'graph/model.json', OF_TFJS))
    const done = await runCli(['run', 'recette.yaml', '--out', 'out'], { cwd: folder })
    expect(done.code, done.stderr).toBe(0)
    const { heads, estimates } = readResult(join(folder, 'out'))
    expect(heads!.map(({ name, outputs: of }) => [name, of[side]!.meaning])).toEqual([
      ['index_i32', 'label-index'],
      ['text', 'label'],
      ['flag_bool', 'label-index'],
      ['days_i32', 'value'],
    ])
    const right = estimates.filter(({ measure, of }) => of === side && (measure === 'accuracy' || measure === 'mae'))
    expect(right.map(({ options, value }) => [options.head, value])).toEqual([
      ['index_i32', 0.9],
      ['text', 0.9],
      ['flag_bool', 0.9],
      ['days_i32', 0],
    ])
  })
})
