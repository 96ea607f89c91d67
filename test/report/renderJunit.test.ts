import { describe, expect, it } from 'vitest'
import { renderJunit } from '../../src/report/renderJunit.js'
import { brokenResult, failingResult, passingResult, undecidedResult } from './sample.js'

describe('the JUnit report', () => {
  it('has a suite for each set and a case for each finding', () => {
    const xml = renderJunit(passingResult())
    // 11 findings on the data and one on the machine, all on the set "test"; the waived one is skipped.
    expect(xml).toContain('<testsuite name="test" tests="12" failures="0" errors="0" skipped="1">')
    expect(xml.match(/<testcase /g)).toHaveLength(12)
  })

  it('is red for a failure, and says by how much', () => {
    const xml = renderJunit(failingResult())
    expect(xml).toMatch(/<failure type="fail" message="fail: [^"]*worse by 2\.2\u00A0points/)
    expect(xml).toContain('failures="2"')
  })

  it('is red for what is undecided and for what could not run: a gate must not open on either', () => {
    expect(renderJunit(undecidedResult())).toMatch(/<failure type="inconclusive" message="inconclusive: /)
    const broken = renderJunit(brokenResult())
    expect(broken).toMatch(/<error type="could-not-run"/)
    expect(broken).toContain('MODEL_CORRUPT')
  })

  it('has an error of its own when there is no finding at all, so that an empty file is never green', () => {
    const xml = renderJunit(
      passingResult({
        findings: [],
        environment: { ...passingResult().environment, findings: [] },
        verdict: { status: 'could-not-run', reason: 'no-criteria' },
      }),
    )
    expect(xml).toContain(
      '<testsuites name="Churn model, handover 2026" tests="1" failures="0" errors="1" skipped="0">',
    )
  })

  it('does not block on a warning, but says that it is one', () => {
    expect(renderJunit(passingResult())).toMatch(/<system-out>fail \(warning only\): /)
  })

  it('is well-formed whatever the data say: markup is escaped, characters that XML cannot hold are dropped', () => {
    const xml = renderJunit(passingResult({ title: 'a<b>"&\u0000\u0007\uFFFE]]>\n' }))
    expect(xml).toContain('name="a&lt;b&gt;&quot;&amp;]]&gt;&#10;"')
    // oxlint-disable-next-line no-control-regex -- these must not be there
    expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE]/)
  })
})
