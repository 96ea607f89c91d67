import { describe, expect, it } from 'vitest'
import type { MeasuringOptions } from '../../src/measures/measuring.js'
import { startReference } from '../../src/measures/reference.js'
import { batchOf, fieldsOf, measure, REGRESSION, textColumn, valueBatch } from './given.js'

/** Households of the reference against others, and a region that is shared out alike. `size` rows of each household. */
function compare(wanted: MeasuringOptions['wanted'] = [], size = 1) {
  const columnsOf = (rows: number, from: number) => [
    textColumn(
      'household',
      Array.from({ length: rows }, (_, i) => `H${from + Math.floor(i / size)}`),
    ),
    textColumn(
      'region',
      Array.from({ length: rows }, (_, i) => ['north', 'south'][i % 2]!),
    ),
  ]
  const columns = columnsOf(80, 100)
  const features = fieldsOf(columns)
  const reference = startReference(features, 1)
  reference.add(batchOf(columnsOf(100, 0), 100))
  const zeros = Array.from({ length: 80 }, () => 0)
  return measure({ ...REGRESSION, features, wanted }, [valueBatch(null, zeros, zeros, columns)], reference)
}

describe('a text column in which nearly every case has a value of its own', () => {
  it('has no drift, is no new category, and is told', () => {
    const { estimates, evidence } = compare()
    expect(evidence.identifiers).toEqual(['household'])
    expect(evidence.drift.filter(({ about }) => about === 'columns').map(({ column }) => column)).toEqual(['region'])
    const overall = estimates.find(({ measure: name, options }) => name === 'newCategoryRate' && !('column' in options))
    expect(overall?.value).toBe(0)
  })

  it('is measured all the same where a criterion names it', () => {
    const { estimates, evidence } = compare([
      { measure: 'newCategoryRate', options: { column: 'household' }, by: null },
    ])
    expect(evidence.identifiers).toBeUndefined()
    expect(
      estimates.find(({ measure: name, options }) => name === 'newCategoryRate' && options.column === 'household'),
    ).toMatchObject({ value: 1, n: 80 })
  })

  it.each([2, 4])(
    'so it is where each household has %i rows: two halves of the reference would differ as much',
    (size) => {
      const { estimates, evidence } = compare([], size)
      expect(evidence.identifiers).toEqual(['household'])
      const overall = estimates.find(
        ({ measure: name, options }) => name === 'newCategoryRate' && !('column' in options),
      )
      expect(overall?.value).toBe(0)
    },
  )

  it('a kind with ten rows each is no identifier: that the set has others is told', () => {
    const { estimates, evidence } = compare([], 10)
    expect(evidence.identifiers).toBeUndefined()
    expect(
      estimates.find(({ measure: name, options }) => name === 'newCategoryRate' && options.column === 'household'),
    ).toMatchObject({ value: 1, n: 80 })
  })
})
