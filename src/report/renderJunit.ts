import type { Finding, Result } from '../core/result.js'
import { voiceOf } from './voice.js'
import { askedSentence } from './words/asked.js'
import { foundSentence } from './words/found.js'
import { allFindings } from './words/lookup.js'
import { measureName, sliceName } from './words/measureName.js'
import { reasonSentence } from './words/reason.js'
import { verdictSentence } from './words/verdict.js'

/**
 * JUnit XML in English, as CI servers read it: a suite for each set, a case for each finding. Only a pass or a waiver is not red:
 * an undecided criterion and one that could not run must stop a gate as surely as a failed one. A result without findings, or
 * with problems, has an erroneous case of its own, so that an empty file never looks green.
 */
export function renderJunit(result: Result): string {
  const findings = allFindings(result)
  const sets = [...new Set(findings.map(({ set }) => set))]
  const suites = sets.map((set) =>
    suite(
      set === '' ? 'no set' : set,
      findings.filter((finding) => finding.set === set).map((finding) => findingCase(result, finding)),
    ),
  )
  const run = runCases(result, findings)
  if (run.length > 0) suites.push(suite('run', run))
  const all = suites.flatMap(({ cases }) => cases)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(result.title)}" ${counts(all)}>`,
    ...suites.map(({ text }) => text),
    '</testsuites>',
    '',
  ].join('\n')
}

interface Case {
  readonly outcome: 'pass' | 'failure' | 'error' | 'skipped'
  readonly text: string
}

function findingCase(result: Result, finding: Finding): Case {
  const voice = voiceOf('en')
  const where = finding.slice === null ? '' : ` (${sliceName(voice, finding.slice)})`
  const name = `${measureName(voice, finding)}${where}: ${askedSentence(voice, result, finding)}`
  const fixed = finding.basis === 'fixed' ? ` ${voice.say('criteria.fixed')}` : ''
  const said = `${foundSentence(voice, result, finding)} ${reasonSentence(voice, result, finding)}${fixed}`
  const open = `    <testcase classname="${xml(finding.measure)}" name="${xml(name)}">`
  const close = '    </testcase>'
  const outcome = outcomeOf(finding)
  if (outcome === 'pass') {
    const state = finding.status === 'pass' ? '' : `${finding.status} (warning only): `
    return { outcome, text: [open, `      <system-out>${xml(state + said)}</system-out>`, close].join('\n') }
  }
  const message = `${finding.status}: ${said}`
  const body =
    outcome === 'skipped'
      ? `      <skipped message="${xml(message)}"/>`
      : `      <${outcome} type="${finding.status}" message="${xml(message)}">${xml(said)}</${outcome}>`
  return { outcome, text: [open, body, close].join('\n') }
}

function outcomeOf({ status, level }: Finding): Case['outcome'] {
  if (status === 'waived') return 'skipped'
  if (status === 'pass' || level === 'warn') return 'pass'
  return status === 'could-not-run' ? 'error' : 'failure'
}

function runCases(result: Result, findings: readonly Finding[]): readonly Case[] {
  const problems = result.problems.map(({ code, message, hint, at }) =>
    errorCase(`${code}`, `${message} ${hint}${at === null ? '' : ` (${at})`}`),
  )
  const judged = findings.some((finding) => finding.level === 'error' && finding.status !== 'waived')
  if (problems.length > 0 || (judged && findings.some(isRed)) || result.verdict.status === 'pass') return problems
  // Whatever the verdict rests on, a gate must see it.
  return [errorCase(result.verdict.reason, verdictSentence(voiceOf('en'), result))]
}

function isRed(finding: Finding): boolean {
  const outcome = outcomeOf(finding)
  return outcome === 'failure' || outcome === 'error'
}

function errorCase(name: string, message: string): Case {
  return {
    outcome: 'error',
    text: [
      `    <testcase classname="run" name="${xml(name)}">`,
      `      <error type="could-not-run" message="${xml(message)}"/>`,
      '    </testcase>',
    ].join('\n'),
  }
}

function suite(name: string, cases: readonly Case[]): { cases: readonly Case[]; text: string } {
  return {
    cases,
    text: [
      `  <testsuite name="${xml(name)}" ${counts(cases)}>`,
      ...cases.map(({ text }) => text),
      '  </testsuite>',
    ].join('\n'),
  }
}

function counts(cases: readonly Case[]): string {
  const of = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}"`
}

/** Escapes for attributes and text; characters that XML 1.0 cannot hold are dropped. */
function xml(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;')
}

/** Everything outside the Char production of XML 1.0 (https://www.w3.org/TR/xml/#charsets). */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
