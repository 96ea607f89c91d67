import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/report/language.js'
import { renderTerminal } from '../../src/report/renderTerminal.js'
import { brokenResult, failingResult, finding, passingResult, regressionResult, undecidedResult } from './sample.js'

const RESULTS = [passingResult(), failingResult(), undecidedResult(), brokenResult(), regressionResult()]

describe('the terminal report', () => {
  it('keeps every line within the columns, in both languages and at any width from 40', () => {
    for (const result of RESULTS)
      for (const language of LANGUAGES)
        for (const columns of [40, 60, 80, 100])
          expect(
            renderTerminal(result, { language, color: false, columns })
              .split('\n')
              .filter((line) => line.length > columns),
          ).toEqual([])
  })

  it('says the verdict in a word and a sentence, then the numbers behind it', () => {
    const text = renderTerminal(failingResult(), { language: 'en', color: false, columns: 80 })
    expect(text).toContain('✖ Can it be accepted? No, not as it is')
    expect(text).toContain('The plan is not met: accuracy; and in one segment.')
    expect(text).toMatch(/✖ Accuracy +worse by 2\.2\u00A0points/)
    expect(text).toContain('3,000 cases compared on “test”.')
  })

  it('says what could not run, and the next step', () => {
    const text = renderTerminal(brokenResult(), { language: 'en', color: false, columns: 80 })
    expect(text).toContain('✖ delivery/model.onnx is not a complete ONNX file')
    expect(text).toContain('→ Ask for the file again')
    expect(text).not.toContain('✔')
  })

  it('uses colours only when asked', () => {
    const options = { language: 'fr', columns: 80 } as const
    expect(renderTerminal(passingResult(), { ...options, color: false })).not.toContain('\u001B')
    expect(renderTerminal(passingResult(), { ...options, color: true })).toContain('\u001B[1;32m')
  })

  it('lets no word from the data drive the terminal', () => {
    const hostile = 'x\u001B[2J\u001B]0;owned\u0007\u202Ey'
    const text = renderTerminal(
      passingResult({
        title: hostile,
        findings: [finding('accuracy', { slice: [{ column: hostile, value: hostile }] })],
        notices: [{ code: hostile, values: {} }],
      }),
      { language: 'en', color: false, columns: 80 },
    )
    // oxlint-disable-next-line no-control-regex -- these must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/)
  })
})
