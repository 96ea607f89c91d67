import { canonicalJson } from '../core/canonicalJson.js'
import type { Result } from '../core/result.js'
import { broken, holds, note, open, type Check } from './check.js'
import { outcomeOf } from '../core/completeStatement.js'
import { draftStatement } from './draftStatement.js'
import type { Statement } from '../core/statement.js'

/** A file within reach, or why it is not. */
export interface Reached {
  /** As the subject of the statement is called. */
  readonly subject: string
  /** As the reader named it. */
  readonly file: string
  /** By algorithm; null when it could not be read. */
  readonly digests: Readonly<Record<string, string>> | null
}

/** Files against the digests that were signed. What the record speaks of and nobody asked for is told, and decides nothing. */
export function verifyFiles({ subject }: Statement, reached: readonly Reached[]): readonly Check[] {
  const asked = new Set(reached.map((one) => one.subject))
  const rest = subject.filter(({ name }) => !asked.has(name)).map(({ name }) => name)
  return [
    ...reached.map(({ subject: name, file, digests }) => {
      const signed = subject.find((one) => one.name === name)
      if (signed === undefined) return open('file-not-named', { subject: name, file })
      if (digests === null) return open('file-unreached', { subject: name, file })
      const common = Object.entries(signed.digest).filter(([algorithm]) => digests[algorithm] !== undefined)
      const same = common.length > 0 && common.every(([algorithm, digest]) => digests[algorithm] === digest)
      return same ? holds('file-same', { subject: name, file }) : broken('file-other', { subject: name, file })
    }),
    ...(rest.length === 0 ? [] : [note('not-asked', { subjects: rest.join(', ') })]),
  ]
}

/** Whether the statement says of a result what the result says: who signs a digest might still claim that it passed. */
export function verifyResult({ subject, predicate }: Statement, result: Result): Check {
  const digestOf = (name: string): Readonly<Record<string, string>> | null =>
    subject.find((one) => one.name === name)?.digest ?? null
  const draft = draftStatement(result, {
    result: digestOf('result.json')?.['sha256'] ?? '',
    report: digestOf('report.html'),
  })
  const { result: outcome, passedTests, warnedTests, failedTests, configuration, acceptance } = predicate
  const { recette, title, delivery, testedAt, verdict } = acceptance
  const signed = { subject, configuration, outcome, passedTests, warnedTests, failedTests }
  const { result: foundOutcome, ...tests } = outcomeOf(draft, acceptance.waivers)
  const found = { subject: draft.subject, configuration: draft.configuration, outcome: foundOutcome, ...tests }
  const same =
    canonicalJson({ ...signed, found: { recette, title, delivery, testedAt, verdict } }) ===
    // A delivery that the plan did not name is named by who decides on it.
    canonicalJson({ ...found, found: { ...draft.found, delivery: draft.found.delivery ?? delivery } })
  return same ? holds('result-as-signed') : broken('result-otherwise')
}
