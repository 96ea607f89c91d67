import { describe, expect, it } from 'vitest'
import { BINARY, classBatch, find, measure, numberColumn, textColumn } from './given.js'
import type { Column } from '../../src/core/batch.js'
import { segmentOf } from '../../src/core/segment.js'

// Nord: 3 cases, old 3 right, new 2 right. Sud: 2 cases, old 1, new 2. No region: 1 case, both wrong.
const truth = [1, 1, 0, 0, 1, 1]
const old = { predicted: [1, 1, 0, 1, 1, 0], scores: null }
const newer = { predicted: [1, 0, 0, 0, 1, 0], scores: null }
const region = textColumn('region', ['Nord', 'Nord', 'Nord', 'Sud', 'Sud', null])

function measureBy(columns: readonly Column[], segments: readonly string[]) {
  return measure({ ...BINARY, segments: segments.map((column) => segmentOf({ column })) }, [
    classBatch({ truth, old, new: newer }, ['no', 'yes'], 1, columns),
  ])
}

describe('slices', () => {
  const { estimates } = measureBy([region, numberColumn('plan', [1, 1, 2, 2, 2, 1])], ['region', 'plan'])

  it('hold the cases of each value of each segment column', () => {
    expect(find(estimates, 'accuracy', 'old', 'region=Nord')).toMatchObject({ value: 1, n: 3 })
    expect(find(estimates, 'accuracy', 'new', 'region=Nord').value).toBeCloseTo(2 / 3, 12)
    expect(find(estimates, 'accuracy', 'difference', 'region=Sud')).toMatchObject({ value: 0.5, n: 2 })
    expect(find(estimates, 'negativeFlipRate', 'pair', 'region=Nord').value).toBeCloseTo(1 / 3, 12)
  })

  it('call cases without a value by a name of their own, and lose none', () => {
    expect(find(estimates, 'accuracy', 'old', 'region=(missing)')).toMatchObject({ value: 0, n: 1 })
    const cases = estimates
      .filter(({ measure: name, of, slice }) => name === 'accuracy' && of === 'old' && slice?.[0]?.column === 'region')
      .map(({ n }) => n)
    expect(cases.reduce((sum, n) => sum + n, 0)).toBe(6)
  })

  it('name numbers as tables in any format give them', () => {
    expect(find(estimates, 'accuracy', 'old', 'plan=1').n).toBe(3)
    expect(find(estimates, 'accuracy', 'old', 'plan=2').n).toBe(3)
  })

  it('come in the order of the segments and of their names, whatever the order of the cases', () => {
    const order = estimates.flatMap(({ measure: name, of, slice }) =>
      name === 'accuracy' && of === 'old' && slice !== null ? [`${slice[0]!.column}=${slice[0]!.value}`] : [],
    )
    expect(order).toEqual(['region=(missing)', 'region=Nord', 'region=Sud', 'plan=1', 'plan=2'])
  })

  it('keep a code and a text that look alike together, as one value', () => {
    // The text "(missing)" and a missing cell share a name; they must share a slice too.
    const column = textColumn('region', ['(missing)', null, 'a', 'a', 'a', 'a'])
    const found = measureBy([column], ['region']).estimates
    expect(find(found, 'accuracy', 'old', 'region=(missing)').n).toBe(2)
  })

  it('have options of their own only where a criterion asks', () => {
    const wanted = [{ measure: 'recall' as const, options: { class: 'no' }, by: 'region' }]
    const found = measure({ ...BINARY, segments: [segmentOf({ column: 'region' })], wanted }, [
      classBatch({ truth, old, new: newer }, ['no', 'yes'], 1, [region]),
    ]).estimates
    // Nord has one "no", answered so by both.
    expect(find(found, 'recall(class=no)', 'old', 'region=Nord')).toMatchObject({ value: 1, n: 1 })
    expect(() => find(estimates, 'recall(class=no)', 'old', 'region=Nord')).toThrowError(/^0 estimates/)
  })

  it('by bins of numbers have the lower edge inside, and a name that says so in every language', () => {
    const age = numberColumn('age', [29.9, 30, 49, 50, 70, null])
    const found = measure({ ...BINARY, segments: [segmentOf({ column: 'age', edges: [30, 50] })] }, [
      classBatch({ truth, old, new: newer }, ['no', 'yes'], 1, [age]),
    ]).estimates
    const sizes = found.flatMap(({ measure: name, of, slice, n }) =>
      name === 'accuracy' && of === 'old' && slice !== null ? [[slice[0]!.value, n]] : [],
    )
    expect(sizes).toEqual([
      ['(-∞, 30)', 1],
      ['(missing)', 1],
      ['[30, 50)', 2],
      ['[50, ∞)', 2],
    ])
  })

  it('by two columns hold the cases of each combination that occurs, and criteria find them by the name of the cross', () => {
    const plan = numberColumn('plan', [1, 1, 2, 2, 2, 1])
    const cross = segmentOf({ column: 'region' }, { column: 'plan' })
    const wanted = [{ measure: 'recall' as const, options: { class: 'no' }, by: cross.name }]
    const found = measure({ ...BINARY, segments: [cross], wanted }, [
      classBatch({ truth, old, new: newer }, ['no', 'yes'], 1, [region, plan]),
    ]).estimates
    const sizes = found.flatMap(({ measure: name, of, slice, n }) =>
      name === 'accuracy' && of === 'old' && slice !== null ? [[...slice.map(({ value }) => value), n]] : [],
    )
    // Nord holds plan 1 twice and plan 2 once; Sud only plan 2; the case without a region has plan 1.
    expect(sizes).toEqual([
      ['(missing)', '1', 1],
      ['Nord', '1', 2],
      ['Nord', '2', 1],
      ['Sud', '2', 2],
    ])
    expect(find(found, 'recall(class=no)', 'old', 'region=Nord,plan=2')).toMatchObject({ value: 1, n: 1 })
  })
})
