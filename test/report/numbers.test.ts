import { describe, expect, it } from 'vitest'
import {
  decimalsAsWritten,
  decimalsForValue,
  decimalsForWidth,
  formatCount,
  formatDate,
  formatDecimal,
} from '../../src/report/numbers.js'
import { bare, scaleOf, withUnit } from '../../src/report/quantity.js'
import { voiceOf } from '../../src/report/voice.js'

describe('numbers', () => {
  it('follow the language: 1 234,5 with narrow spaces in French, 1,234.5 in English', () => {
    expect(formatDecimal('fr', 1234.5, 1)).toBe('1\u202F234,5')
    expect(formatDecimal('en', 1234.5, 1)).toBe('1,234.5')
    expect(formatCount('fr', 1_000_000)).toBe('1\u202F000\u202F000')
  })

  it('use a real minus sign, and none on a zero that was rounded', () => {
    expect(formatDecimal('fr', -0.4, 1)).toBe('\u22120,4')
    expect(formatDecimal('en', -0.04, 1)).toBe('0.0')
    expect(formatDecimal('en', 0.04, 1, 'always')).toBe('0.0')
    expect(formatDecimal('en', 0.4, 1, 'always')).toBe('+0.4')
  })

  it('keep two significant digits of the interval: 0.4 when it is 1.2 wide, not 0.4127', () => {
    expect(decimalsForWidth(1.2)).toBe(1)
    expect(decimalsForWidth(0.12)).toBe(2)
    expect(decimalsForWidth(12)).toBe(0)
    expect(decimalsForWidth(1200)).toBe(0)
    expect(decimalsForWidth(1e-12)).toBe(6)
  })

  it('have three significant digits where there is no interval, and none after a whole number', () => {
    expect(decimalsForValue(0.01234)).toBe(4)
    expect(decimalsForValue(100)).toBe(0)
    expect(decimalsForValue(1234.5)).toBe(0)
  })

  it('show a margin with the digits of the plan, whatever binary fractions make of it', () => {
    expect(decimalsAsWritten(0.1 + 0.2)).toBe(1)
    expect(decimalsAsWritten(0.01 * 100)).toBe(0)
    expect(decimalsAsWritten(0.0001)).toBe(4)
    expect(decimalsAsWritten(1e-7)).toBe(7)
  })

  it('show something tiny as a power of ten, never as zero', () => {
    expect(formatDecimal('fr', 3.1e-7, decimalsForValue(3.1e-7))).toBe('3,1\u00A0×\u00A010⁻⁷')
    // The low end of an interval from 0.00008 to 0.019, which has three digits, is as good as zero.
    expect(formatDecimal('fr', 8e-5, 3)).toBe('0,000')
  })

  it('refuse what is not a number, instead of printing NaN', () => {
    expect(() => formatDecimal('en', Number.NaN, 1)).toThrow(TypeError)
  })

  it('write dates in words, and the first of a month as French does', () => {
    expect(formatDate('fr', '2026-02-01')).toBe('1er\u00A0février\u00A02026')
    expect(formatDate('en', '2026-01-14T09:30:00Z')).toBe('14\u00A0January\u00A02026')
    expect(formatDate('en', 'soon')).toBe('soon')
  })
})

describe('quantities', () => {
  const fr = voiceOf('fr')
  const en = voiceOf('en')

  it('give a share in per cent and a difference of shares in points, with the plural of each language', () => {
    const share = scaleOf('proportion', 'value', { value: 0.834, interval: [0.82, 0.848] })
    const points = scaleOf('proportion', 'difference', { value: 0.015, interval: [0.009, 0.021] })
    expect(withUnit(fr, share, 0.834)).toBe('83,4\u202F%')
    expect(withUnit(en, share, 0.834)).toBe('83.4%')
    // French counts 1.5 as one, English as several.
    expect(withUnit(fr, points, 0.015)).toBe('1,5\u00A0point')
    expect(withUnit(en, points, 0.015)).toBe('1.5\u00A0points')
    expect(withUnit(fr, points, 0.02)).toBe('2,0\u00A0points')
    expect(bare(fr, points, -0.015, 'always')).toBe('\u22121,5')
  })

  it('use the target’s own unit, or say that there is none', () => {
    const measured = { value: 41.12, interval: [39.9, 42.3] as [number, number] }
    expect(withUnit(fr, scaleOf('target', 'value', measured, '€'), 41.12)).toBe('41,1\u00A0€')
    expect(withUnit(en, scaleOf('target', 'value', measured), 41.12)).toBe('41.1\u00A0units of the target')
  })

  it('pick a readable unit for bytes', () => {
    expect(withUnit(fr, scaleOf('bytes', 'value', { value: 81_400_000, interval: null }), 81_400_000)).toBe(
      '81,4\u00A0Mo',
    )
    expect(withUnit(en, scaleOf('bytes', 'value', { value: 2_500, interval: null }), 2_500)).toBe('2.50\u00A0kB')
  })
})
