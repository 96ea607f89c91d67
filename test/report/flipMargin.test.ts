import { describe, expect, it } from 'vitest'
import { renderHtml } from '../../src/report/renderHtml.js'
import { renderJunit } from '../../src/report/renderJunit.js'
import { renderMarkdown } from '../../src/report/renderMarkdown.js'
import { renderTerminal } from '../../src/report/renderTerminal.js'
import { voiceOf } from '../../src/report/voice.js'
import { flipSentence } from '../../src/report/words/flipMargin.js'
import { reasonSentence } from '../../src/report/words/reason.js'
import { finding, passingResult, undecidedResult } from './sample.js'

const fr = voiceOf('fr')
const en = voiceOf('en')
const plain = (text: string | null): string | null => text?.replace(/[\u00A0\u202F]/g, ' ') ?? null

/** A degradation between 0.213 and 0.787 points: the report shows two digits of that width. */
const change = (more: Parameters<typeof finding>[1]) =>
  finding('accuracy', { value: 0.005, interval: [0.00213, 0.00787], margin: 0.01, criterion: 'none', ...more })

describe('the margin at which a finding flips, in words', () => {
  const said = (more: Parameters<typeof finding>[1]) =>
    [en, fr].map((voice) => plain(flipSentence(voice, passingResult(), change(more))))

  it('is rounded to the side on which the sentence stays true', () => {
    expect(said({ flipMargin: { pass: 0.00787, fail: 0.00213 } })).toEqual([
      'Passes with any margin from 0.79 points on; fails with any below 0.21 points.',
      'Tenu avec toute marge à partir de 0,79 point ; non tenu en dessous de 0,21 point.',
    ])
    expect(said({ flipMargin: { pass: 0.0078, fail: 0.0021 } })[0]).toContain(
      '0.78 points on; fails with any below 0.21',
    )
  })

  it('says nothing of a failure that no margin would make', () => {
    expect(said({ flipMargin: { pass: 0, fail: null } })).toEqual([
      'Passes with any margin, even none.',
      'Tenu avec toute marge, même nulle.',
    ])
  })

  it('of an improvement, a bound and two bounds turns the right way', () => {
    expect(said({ sense: 'improvement', flipMargin: { pass: 0.00213, fail: 0.00787 } })[0]).toBe(
      'Passes with any demand of up to 0.21 points; fails with any above 0.79 points.',
    )
    expect(
      said({ sense: 'value', margin: [0, 1], flipMargin: { pass: [0.00213, 0.00787], fail: [0.00213, 0.00787] } })[0],
    ).toBe('Passes with any limits that hold 0.21% to 0.79%; fails with any that lie apart from 0.21% to 0.79%.')
  })

  it('stands in the report, and on the terminal when more is asked for', () => {
    const good = passingResult()
    const result = passingResult({
      findings: good.findings.map((one, i) => (i === 0 ? { ...one, flipMargin: { pass: 0.009, fail: null } } : one)),
    })
    expect(plain(renderHtml(result))).toContain('Passes with any margin from 0.9 points on.')
    const terminal = { language: 'en', color: false, columns: 100 } as const
    expect(renderTerminal(result, terminal)).not.toContain('Passes with')
    expect(plain(renderTerminal(result, { ...terminal, verbose: true }))).toContain('→ Passes with any margin from 0.9')
  })

  it('is not told of a result that was judged before it was known', () => {
    expect(said({})).toEqual([null, null])
  })
})

describe('the cases that would settle it, in words', () => {
  it('come with the probability for which they were worked out', () => {
    const result = undecidedResult()
    const open = { ...result.findings.find(({ status }) => status === 'inconclusive')!, casesNeededPower: 0.8 }
    expect(plain(reasonSentence(en, result, open))).toContain(
      'If what was observed is the truth, about 1,900 cases would settle it with a probability of 80%; there are 640.',
    )
    expect(plain(reasonSentence(fr, result, open))).toContain(
      'environ 1 900 cas permettraient de trancher avec une probabilité de 80 % ; il y en a 640.',
    )
  })
})

describe('a fixed basis', () => {
  it('is marked in every report', () => {
    const good = passingResult()
    const result = passingResult({
      findings: good.findings.map((one, i) => (i === 0 ? { ...one, basis: 'fixed' } : one)),
    })
    const mark = 'Fixed basis: the observed value on these cases decides.'
    expect(renderHtml(result)).toContain(mark)
    expect(renderJunit(result)).toContain(mark)
    expect(renderMarkdown(result, 'en')).toContain(mark)
    const terminal = renderTerminal(result, { language: 'en', color: false, columns: 80 })
    expect(terminal.replace(/\s+/g, ' ')).toContain('(fixed): the observed value on these very cases decides')
  })
})
