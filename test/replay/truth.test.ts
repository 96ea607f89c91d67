import { describe, expect, it } from 'vitest'
import type { Batch, Column } from '../../src/core/batch.js'
import { RecetteError } from '../../src/core/errors.js'
import { readTruth } from '../../src/replay/truth.js'

function batchOf(column: Column, rows: number, start = 0): Batch {
  return { rows, start, columns: [column] }
}

const text = (codes: number[], dictionary: string[]): Column => ({
  kind: 'text',
  name: 'churned',
  codes: Int32Array.from(codes),
  dictionary,
  valid: null,
})

const columns = { label: 'churned', missingLabels: 'refuse' } as const
const asked = { set: 'test.csv', columns, labels: ['no', 'yes'] } as const

describe('reading what is right', () => {
  it('finds each label among those of the comparison, whatever order the set met them in', () => {
    const reader = readTruth({ ...asked, task: 'classification' })
    const { truth, keep } = reader.read(batchOf(text([0, 1, 0], ['yes', 'no']), 3))
    expect(truth).toEqual({ kind: 'classes', labels: Int32Array.of(1, 0, 1) })
    expect(keep).toBeNull()
  })

  it('understands a label column of numbers or booleans by what a reader would write', () => {
    const numbers = readTruth({ ...asked, labels: ['0', '1'], task: 'classification' })
    const column: Column = { kind: 'number', name: 'churned', values: Float64Array.of(1, 0, 1), valid: null }
    expect(numbers.read(batchOf(column, 3)).truth).toEqual({ kind: 'classes', labels: Int32Array.of(1, 0, 1) })

    const booleans = readTruth({ ...asked, labels: ['false', 'true'], task: 'classification' })
    const flags: Column = { kind: 'bool', name: 'churned', values: Uint8Array.of(0, 1), valid: null }
    expect(booleans.read(batchOf(flags, 2)).truth).toEqual({ kind: 'classes', labels: Int32Array.of(0, 1) })
  })

  it("names the row and the labels when a label is none of the models'", () => {
    const reader = readTruth({ ...asked, task: 'classification' })
    expect(() => reader.read(batchOf(text([0, 1], ['yes', 'yess']), 2, 40))).toThrow(
      'test.csv: row 42: the label "yess" in column "churned" is none of the models\' labels: no, yes. Did you mean "yes"?',
    )
  })

  it('refuses a case without a label unless the plan leaves such cases out, and then says which rows stay', () => {
    const column = text([0, -1, 1], ['yes', 'no'])
    expect(() => readTruth({ ...asked, task: 'classification' }).read(batchOf(column, 3))).toThrow(RecetteError)
    const lenient = readTruth({ ...asked, task: 'classification', columns: { ...columns, missingLabels: 'exclude' } })
    expect(lenient.read(batchOf(column, 3)).keep).toEqual(Uint8Array.of(1, 0, 1))
  })

  it('takes numbers for a regression, and neither text nor an infinite value', () => {
    const reader = readTruth({ ...asked, task: 'regression' })
    const column = (values: number[]): Column => ({
      kind: 'number',
      name: 'churned',
      values: Float64Array.from(values),
      valid: null,
    })
    expect(reader.read(batchOf(column([1, 2]), 2)).truth).toEqual({ kind: 'values', values: Float64Array.of(1, 2) })
    expect(() => reader.read(batchOf(column([1, Infinity]), 2))).toThrow('row 2: the label "churned" is Infinity')
    expect(() => reader.read(batchOf(column([NaN]), 1))).toThrow('has no label')
    expect(() => reader.read(batchOf(text([0], ['a']), 1))).toThrow('a regression needs numbers')
  })

  it('reads nothing where there is no label column: such a comparison makes no claim about quality', () => {
    const reader = readTruth({ ...asked, columns: { missingLabels: 'refuse' }, task: 'classification' })
    expect(reader.read(batchOf(text([0], ['a']), 1))).toEqual({ truth: { kind: 'none' }, keep: null })
  })
})
