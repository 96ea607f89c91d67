import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/core/result.js'
import { completeStatement } from '../../src/core/completeStatement.js'
import { statementSchema, type Statement } from '../../src/core/statement.js'
import { draftStatement } from '../../src/record/draftStatement.js'
import { failingResult, finding, passingResult, undecidedResult } from '../report/sample.js'
import { CLIENT, DECIDED } from './records.js'

const FILES = { result: 'a'.repeat(64), report: { sha256: 'b'.repeat(64) } }

const SEAL = { sha256: 'c'.repeat(64), sealedAt: '2026-01-02T08:00:00Z', key: 'd'.repeat(64), by: null, changes: [] }

function statementOf(result: ReturnType<typeof passingResult>, waived: readonly string[] = []): Statement {
  const waivers = waived.map((criterion) => ({ criterion, who: 'C. Perrin', why: 'agreed', until: '2026-12-31' }))
  const signatory = { ...CLIENT, publicKey: 'AAAA' }
  return statementSchema.parse(
    completeStatement(draftStatement(result, FILES), { ...DECIDED, waivers }, { signatory, previous: null }),
  )
}

describe('what is signed', () => {
  it('names by digest all that was compared and all that says so', () => {
    expect(
      statementOf(passingResult({ plan: { ...passingResult().plan, seal: SEAL } })).subject.map(
        ({ name, digest }) => `${name} ${digest['sha256']!.slice(0, 2)}`,
      ),
    ).toEqual([
      'model:old a0',
      'model:new b0',
      'set:test c0',
      'set:reference d0',
      'plan e0',
      'seal cc',
      'result.json aa',
      'report.html bb',
    ])
  })

  it('is PASSED only when everything passed; a warning makes it WARNED, a failure or an open question FAILED', () => {
    const clean = passingResult()
    const calm = passingResult({
      findings: clean.findings.filter(({ status }) => status === 'pass'),
      environment: { ...clean.environment, findings: [] },
    })
    const results = [calm, clean, failingResult(), undecidedResult()].map((result) => statementOf(result).predicate)
    // The sample waives a criterion, and warns of its latency.
    expect(results.map(({ result }) => result)).toEqual(['PASSED', 'WARNED', 'FAILED', 'FAILED'])
    expect(results[0]!.warnedTests).toEqual([])
    expect(results[1]!.warnedTests.at(-1)).toBe('latencyP95 @ test')
    expect(results[2]!.failedTests).toContain('accuracy/by region @ test [region=South]')
  })

  it('never says that what was waived passed', () => {
    const failed = failingResult()
    const { predicate } = statementOf(failed, ['accuracy', 'accuracy/by region'])
    expect(predicate.result).toBe('WARNED')
    expect(predicate.failedTests).toEqual([])
    expect(predicate.warnedTests).toContain('accuracy @ test')
    expect(predicate.passedTests.filter((name) => name.startsWith('accuracy'))).toEqual([])
    expect(predicate.acceptance.verdict).toBe('fail')
    expect(statementOf(failed, ['accuracy']).predicate.result).toBe('FAILED')
  })

  it('is FAILED where nothing was compared, whatever is waived', () => {
    const nothing = passingResult({ findings: [], verdict: { status: 'could-not-run', reason: 'nothing-compared' } })
    const bare = { ...nothing, environment: { ...nothing.environment, findings: [] } }
    expect(statementOf(bare, ['accuracy']).predicate.result).toBe('FAILED')
  })

  it('stays small and one-to-one with a label of ten megabytes', () => {
    const labelled = (end: string): Finding =>
      finding('accuracy', { slice: [{ column: 'region', value: 'x'.repeat(10_000_000) + end }] })
    const { passedTests } = statementOf(passingResult({ findings: [labelled('a'), labelled('b')] })).predicate
    expect(passedTests.every((name) => name.length <= 400)).toBe(true)
    expect(new Set(passedTests).size).toBe(2)
  })
})
