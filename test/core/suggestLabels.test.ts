import { describe, expect, it } from 'vitest'
import { plainLabel } from '../../src/core/plainLabel.js'
import { labelLines, suggestLabels } from '../../src/core/suggestLabels.js'

const lines = (old: string[], delivered: string[], set: string[]): readonly string[] =>
  labelLines(suggestLabels({ old, new: delivered, set })).map((line) => line.trim())

describe('guessing what labels without a counterpart stand for', () => {
  it('sees through case, accents and signs, two languages, and numbers for truth values', () => {
    expect(lines(['Refusé'], ['REFUSE'], ['refused'])).toEqual([
      'refused: { old: Refusé, new: REFUSE }   # guessed: the same but for case, accents or signs; words of one meaning',
    ])
    expect(lines(['-1', '1'], ['non', 'oui'], ['no', 'yes'])).toEqual([
      '"no": { old: "-1", new: non }   # guessed: words of one meaning; 1 for yes, 0 for no',
      '"yes": { old: "1", new: oui }   # guessed: words of one meaning; 1 for yes, 0 for no',
    ])
  })

  it('takes a slip of the pen for the same, and the only ones left for each other', () => {
    expect(lines(['setosa', 'virginca'], ['virginica', 'iris'], [])).toEqual([
      'virginca: { old: virginca, new: virginica }   # guessed: nearly the same name',
      'setosa: { old: setosa, new: iris }   # guessed: the only ones left',
    ])
  })

  it('takes what the set alone writes for another spelling of a known label, if it is like just one', () => {
    const set = ['yess', 'Yes', 'maybe']
    expect(labelLines(suggestLabels({ old: [], new: [], set }, ['no', 'yes'])).map((line) => line.trim())).toEqual([
      '"yes": { set: ["yes", "Yes", yess] }   # guessed: the same but for case, accents or signs',
      'maybe: { old: [], new: [] }   # guessed: nothing like it elsewhere; [] = old and new cannot say it',
    ])
  })

  it('does not choose where two would fit, and says who cannot say what is left', () => {
    expect(lines(['a1', 'a2'], ['a'], ['zebra'])).toEqual([
      'a1: { old: a1, new: [] }   # guessed: nothing like it elsewhere; [] = new cannot say it',
      'a2: { old: a2, new: [] }   # guessed: nothing like it elsewhere; [] = new cannot say it',
      'a: { old: [], new: a }   # guessed: nothing like it elsewhere; [] = old cannot say it',
      'zebra: { old: [], new: [] }   # guessed: nothing like it elsewhere; [] = old and new cannot say it',
    ])
  })
})

describe('a label without its representation', () => {
  it.each([
    ['1.0', '1'],
    [' 1 ', '1'],
    ['1e0', '1'],
    ['-0', '0'],
    ['.5', '0.5'],
    ['True', 'true'],
    ['FALSE', 'false'],
    ['yes ', 'yes'],
    ['e\u0301te\u0301', 'été'],
  ])('%s is %s', (written, plain) => {
    expect(plainLabel(written)).toBe(plain)
  })

  it.each(['Yes', '01', '007', '.', 'e5', '1e999', '<=50K', 'NaN'])('%s stays as it is', (written) => {
    expect(plainLabel(written)).toBe(written)
  })
})
