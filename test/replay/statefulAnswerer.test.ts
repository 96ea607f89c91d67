import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { joinPredictions, type Predictions } from '../../src/core/predictions.js'
import type { SequenceColumns, StateUse } from '../../src/core/sequence.js'
import type { ArtifactSpec } from '../../src/core/spec.js'
import { openSet, readTable, type StoredSet } from '../../src/data/openSet.js'
import { findModel } from '../../src/models/findModel.js'
import { inspectModel } from '../../src/models/inspectModel.js'
import { planInputs } from '../../src/models/inputs.js'
import { planOutputs } from '../../src/models/outputs.js'
import { planStates, withoutStateOutputs } from '../../src/models/states.js'
import type { Answerer } from '../../src/replay/answerer.js'
import { answerInSequence } from '../../src/replay/statefulAnswerer.js'
import { temporaryFolder } from '../cli/runCli.js'

/** See test/fixtures/recurrent/make.py. */
const FIXTURES = join(import.meta.dirname, '../fixtures/recurrent')
const COLUMNS = { group: 'sequence', order: 'step' }

const openTable = (path: string): Promise<StoredSet> =>
  openSet({ name: 'test', role: 'test', file: { path, shown: 'set.csv' } })
const mixed = (): Promise<StoredSet> => openTable(join(FIXTURES, 'mixed.csv'))

function writeSet(...rows: readonly string[]): Promise<StoredSet> {
  const path = join(temporaryFolder(), 'set.csv')
  writeFileSync(path, `sequence,step,a,b\n${rows.join('\n')}\n`)
  return openTable(path)
}

function specOf(name: string, state: StateUse): ArtifactSpec {
  return {
    side: 'new',
    kind: 'artifact',
    artifact: { path: join(FIXTURES, `${name}.onnx`), shown: `${name}.onnx` },
    timeoutMs: 60_000,
    memoryBytes: 2 ** 31,
    inputs: { x: [{ column: 'a' }, { column: 'b' }] },
    states: { h: state },
  }
}

async function openCell(set: StoredSet, columns: SequenceColumns = COLUMNS, name = 'cell'): Promise<Answerer> {
  const spec = specOf(name, { output: 'h_next', initial: 0 })
  const model = await (await findModel(spec)).open({})
  const mapping = { side: 'new', spec } as const
  const inputs = planInputs({ ...mapping, signature: model.signature, fields: set.fields, reserved: [] })
  const signature = withoutStateOutputs(model.signature, spec)
  const outputs = planOutputs({ ...mapping, signature, task: 'regression', labels: [], own: null, positive: null })
  const states = planStates('new', spec, model.signature, model.batch.is)
  return answerInSequence(model, inputs, outputs, { who: 'new', states, columns })
}

async function replay(model: Answerer, set: StoredSet, maxRows?: number): Promise<number[]> {
  const parts: Promise<Predictions>[] = []
  const wanted = { columns: model.columns, ...(maxRows === undefined ? {} : { maxRows }) }
  // Several batches on their way at one time, as a run has them.
  for await (const batch of set.batches(wanted)) {
    const part = model.answer(batch).then(({ predictions }) => predictions)
    part.catch(() => {}) // Looked at below; until then it must not count as unhandled.
    parts.push(part)
  }
  const joined = joinPredictions(await Promise.all(parts))
  if (joined.kind !== 'values') throw new Error('a regression gives values')
  return [...joined.values]
}

async function answersOfLoop(column: string): Promise<number[]> {
  const { columns } = await readTable(await openTable(join(FIXTURES, 'answers.csv')))
  const found = columns.find(({ name }) => name === column)
  if (found?.kind !== 'number') throw new Error('the answers are stored otherwise')
  return [...found.values]
}

const largestGap = (a: readonly number[], b: readonly number[]): number => {
  expect(a.length).toBe(b.length)
  return Math.max(...a.map((value, at) => Math.abs(value - b[at]!)))
}

describe('sequences that are mixed and go on from batch to batch', () => {
  it.each([1, 7, 100, 1000])('are answered in batches of %i as by a loop over all cases', async (maxRows) => {
    const set = await mixed()
    await using model = await openCell(set)
    expect(largestGap(await replay(model, set, maxRows), await answersOfLoop('cell'))).toBeLessThan(1e-6)
  })

  it('go on where they were until the model is told to begin anew', async () => {
    const set = await mixed()
    await using model = await openCell(set, { group: 'sequence' })
    const first = await replay(model, set)
    const goingOn = await replay(model, set)
    expect(largestGap(first, goingOn)).toBeGreaterThan(0.01)
    model.restart?.()
    expect(await replay(model, set)).toEqual(first)
  })

  it('may be named by numbers and ordered by dates, and cases of one moment stay in the order of the set', async () => {
    const rows = ['7,2024-03-01,1,0', '8,2024-01-01,1,0', '7,2024-03-01,0,1', '8,2024-02-01,0,1']
    const set = await writeSet(...rows)
    await using model = await openCell(set)
    const [a, b, c, d] = await replay(model, set)
    expect([a, c]).toEqual([b, d])
    expect(a).not.toBe(c)
  })
})

describe('a set that does not tell what comes before a case', () => {
  it.each([
    ['s1,0,1,1', 'Row 3 of the set has no value in column "sequence"', ',1,1,1'],
    ['s1,0,1,1', 'Row 3 of the set has no value in column "step"', 's1,,1,1'],
    ['s1,2,1,1', 'its "step" is the earlier one', 's1,1,1,1'],
  ])('is refused by its row, also in a later batch', async (second, message, third) => {
    const set = await writeSet('s0,5,1,1', second, third, 's0,6,1,1')
    await using model = await openCell(set)
    await expect(replay(model, set, 1)).rejects.toMatchObject({
      row: 2,
      message: expect.stringContaining(message) as string,
    })
  })

  it('and a case whose answer is no number is named by its own row, whatever was asked with it', async () => {
    const set = await writeSet('s0,0,1,1', 's0,1,1,1', 's1,0,1,1', 's1,1,,1')
    await using model = await openCell(set)
    await expect(replay(model, set)).rejects.toMatchObject({ code: 'MODEL_OUTPUT_NOT_FINITE', row: 3 })
  })
})

describe('an export whose state is laid out as [layers, batch, hidden]', () => {
  it('is seen to take its cases there, before a plan says that it is a state', async () => {
    const { states: _, ...spec } = specOf('layered', { output: 'h_next', initial: 0 })
    const { signature } = await inspectModel(spec)
    expect(signature.inputs.map(({ shape }) => shape)).toEqual([
      [null, 2],
      [2, null, 3],
    ])
  })
})

describe('a state that no output can feed', () => {
  const port = (
    name: string,
    shape: readonly (number | null)[],
    dtype: 'float32' | 'float64' | 'int32' = 'float32',
  ) => ({
    name,
    dtype,
    shape,
  })
  const plan =
    (input: ReturnType<typeof port>, output: ReturnType<typeof port>, initial = 0) =>
    () =>
      planStates(
        'new',
        specOf('cell', { output: 'h_next', initial }),
        { inputs: [input], outputs: [output] },
        'dynamic',
      )

  it.each([
    ['of another name', plan(port('h', [null, 3]), port('hnext', [null, 3])), 'which the model does not have'],
    ['of another type', plan(port('h', [null, 3]), port('h_next', [null, 3], 'float64')), '(float32) cannot be fed'],
    ['of another size', plan(port('h', [null, 3]), port('h_next', [null, 4])), 'takes [?, 3]'],
    ['of no size at all', plan(port('h', [null, null]), port('h_next', [null, null])), 'cannot be told from that'],
    ['that cannot begin so', plan(port('h', [null], 'int32'), port('h_next', [null], 'int32'), 0.5), 'begin with 0.5'],
  ])('is refused: one %s', (_, planning, message) => {
    expect(planning).toThrow(message)
  })

  it('is one of known size where only its output tells it', () => {
    const [found] = plan(port('h', [null, null]), port('h_next', [null, 3]), 2)()
    expect(found!.initial).toMatchObject({ shape: [1, 3], data: Float32Array.of(2, 2, 2) })
  })
})
