import type { Draft } from '../../core/completeStatement.js'
import type { Result } from '../../core/result.js'
import type { Voice } from '../voice.js'
import { askedSentence } from './asked.js'
import { allFindings } from './lookup.js'

/** What each criterion asks, by its name in the record; the tests of a draft stand in the order of the findings. */
export function criterionLabels(voice: Voice, result: Result, { tests }: Draft): Readonly<Record<string, string>> {
  const findings = allFindings(result)
  const labels: Record<string, string> = {}
  for (const [index, { criterion }] of tests.entries()) {
    const finding = findings[index]
    if (finding !== undefined) labels[criterion] ??= askedSentence(voice, result, finding).replace(/\.$/, '')
  }
  return labels
}
