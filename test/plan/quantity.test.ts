import { describe, expect, it } from 'vitest'
import { measureInfo, type MeasureName } from '../../src/core/measureCatalog.js'
import { parseAmount, type AmountUse } from '../../src/plan/amount.js'
import { parseConfidence, parseDuration, parseSize, splitQuantity } from '../../src/plan/quantity.js'

describe('a quantity', () => {
  it.each([
    ['60 s', 60, 's'],
    ['60s', 60, 's'],
    ['1.5 min', 1.5, 'min'],
    ['.5', 0.5, ''],
    ['1e-3', 0.001, ''],
    ['-2 %', -2, '%'],
    ['10\u00a0%', 10, '%'], // the no-break space that French keyboards and word processors write
    [7, 7, ''],
  ])('%s is a number and its unit', (written, value, unit) => {
    expect(splitQuantity(written)).toEqual({ value, unit })
  })

  it.each(['', 's', 'NaN', 'Infinity', '1e999', '1,5 s', '1.5.2', 'about 3', Number.NaN, Infinity])(
    '%s is none',
    (written) => {
      expect(splitQuantity(written)).toBeNull()
    },
  )
})

describe('times and sizes', () => {
  it('are read in their units', () => {
    expect(['500 ms', '60 s', '5 min', '1 h'].map(parseDuration)).toEqual([500, 60_000, 300_000, 3_600_000])
    expect(['512 MiB', '4 GiB', '4 GB'].map(parseSize)).toEqual([2 ** 29, 2 ** 32, 4e9])
  })

  it.each([
    [parseDuration, '60', 'PLAN_UNKNOWN_UNIT'],
    [parseDuration, '5 mins', 'PLAN_UNKNOWN_UNIT'],
    [parseDuration, '0 s', 'PLAN_UNREADABLE_AMOUNT'],
    [parseDuration, '-1 s', 'PLAN_UNREADABLE_AMOUNT'],
    [parseDuration, '48 h', 'PLAN_OUT_OF_RANGE'],
    [parseSize, '4 Go', 'PLAN_UNKNOWN_UNIT'],
    [parseSize, 'lots', 'PLAN_UNREADABLE_AMOUNT'],
  ])('%o refuses %s', (parse, written, code) => {
    expect(parse(written)).toMatchObject({ code })
  })
})

describe('the confidence', () => {
  it.each([
    ['95 %', 0.95],
    [0.95, 0.95],
    ['99.9 %', 0.999],
    ['50 %', 0.5],
  ])('%s is %d', (written, share) => {
    expect(parseConfidence(written)).toBeCloseTo(share, 15)
  })

  // 0.95 % is a slip of the pen for 95 %, and 95 for either.
  it.each(['95', 1, '100 %', '0.95 %', 0, 'high', '95 points', Number.NaN])('%s is refused', (written) => {
    expect(parseConfidence(written)).toMatchObject({ code: 'PLAN_OUT_OF_RANGE' })
  })
})

describe('an amount', () => {
  it.each([
    ['1 point', 'accuracy', 'margin', { value: 1, unit: 'point' }],
    ['3 points', 'accuracy', 'margin', { value: 3, unit: 'point' }],
    ['0 points', 'accuracy', 'margin', { value: 0, unit: 'point' }],
    ['10 %', 'accuracy', 'margin', { value: 10, unit: 'percent' }],
    ['150 %', 'logLoss', 'margin', { value: 150, unit: 'percent' }],
    [0.01, 'accuracy', 'margin', { value: 0.01, unit: 'own' }],
    ['5 ms', 'latencyP95', 'bound', { value: 5, unit: 'own' }],
    ['0.5 s', 'latencyP95', 'bound', { value: 500, unit: 'own' }],
    ['100 /s', 'throughput', 'bound', { value: 100, unit: 'own' }],
    ['1 MiB', 'peakMemory', 'margin', { value: 2 ** 20, unit: 'own' }],
    [-0.2, 'matthewsCorrelation', 'bound', { value: -0.2, unit: 'own' }],
  ] as const)('%s of %s as a %s is kept with its unit', (written, measure, use, amount) => {
    expect(parse(written, measure, use)).toEqual(amount)
  })

  it('may carry the unit of the target, if the plan names it', () => {
    expect(parse('5 EUR', 'mae', 'margin', 'EUR')).toEqual({ value: 5, unit: 'own' })
    expect(parse('5 EUR', 'mae', 'margin')).toMatchObject({ code: 'PLAN_UNKNOWN_UNIT' })
    expect(parse('5 EUR', 'accuracy', 'margin', 'EUR')).toMatchObject({ code: 'PLAN_UNKNOWN_UNIT' })
  })

  it('with a unit that no object of ours knows by accident is refused', () => {
    expect(parse('5 constructor', 'latencyP95', 'bound')).toMatchObject({ code: 'PLAN_UNKNOWN_UNIT' })
  })
})

function parse(written: string | number, measure: MeasureName, use: AmountUse, targetUnit: string | null = null) {
  return parseAmount(written, { measure, info: measureInfo(measure), use, targetUnit })
}
