import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../src/report/renderMarkdown.js'
import { brokenResult, failingResult, passingResult, undecidedResult } from './sample.js'

describe('the Markdown summary', () => {
  it('opens with the verdict and holds a row for each finding', () => {
    const markdown = renderMarkdown(failingResult(), 'en')
    expect(markdown).toMatch(/^## ✖ Churn model, handover 2026 — No, not as it is\n/)
    // Heading, rule, 11 findings on the data and one on the machine.
    expect(markdown.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(14)
  })

  it('speaks French too', () => {
    expect(renderMarkdown(undecidedResult(), 'fr')).toContain('On ne peut pas encore le dire')
  })

  it('shows what kept it from running, with the next step', () => {
    expect(renderMarkdown(brokenResult(), 'en')).toMatch(
      /- ✖ delivery\/model\.onnx is not a complete ONNX file.* → Ask for/,
    )
  })

  it('lets no name break the table or become markup', () => {
    const hostile = 'a|b`c`\n# <script> [x](http://y) *z* @everyone \u202E'
    const base = passingResult()
    const markdown = renderMarkdown(
      passingResult({
        title: hostile,
        findings: [{ ...base.findings[0]!, slice: [{ column: hostile, value: hostile }] }],
      }),
      'en',
    )
    expect(markdown).not.toMatch(/<script|\u202E/)
    expect(markdown.split('\n')[0]).toBe(
      '## ✔ a\\|b\\`c\\` \\# &lt;script> \\[x\\](http://y) \\*z\\* \\@everyone  — Yes',
    )
    for (const line of markdown.split('\n').filter((one) => one.startsWith('|')))
      expect(line.replaceAll('\\|', '').match(/\|/g)).toHaveLength(4)
  })
})
