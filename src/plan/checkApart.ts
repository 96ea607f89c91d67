import { APART } from '../core/labelMap.js'
import type { LabelEntry } from '../core/labelMap.js'
import { lacksLabels, sideApart } from './buildLabels.js'
import type { NamedCriterion } from './buildSegments.js'
import { startWithPlace, type PlanPath, type ProblemList } from './problemList.js'

/** Checks a criterion on the cases whose label one model cannot say: true when nothing is wrong with it, or when it is about others. */
export function checkApart(
  written: NamedCriterion,
  labels: readonly LabelEntry[] | undefined,
  path: PlanPath,
  problems: ProblemList,
): boolean {
  const side = sideApart(written.by)
  if (side === null) return true
  const refuse = (key: string, message: string, hint: string): boolean => {
    problems.add([...path, key], 'PLAN_DOES_NOT_FIT', `${startWithPlace(path)} ${message}`, hint)
    return false
  }
  if (written.measure !== 'accuracy')
    return refuse(
      'measure',
      `asks for ${written.measure ?? 'nothing'} by ${APART[side]}: of such cases only the accuracy is measured.`,
      'Write measure: accuracy.',
    )
  if (!lacksLabels(labels, side))
    return refuse(
      'by',
      `is about labels that ${side} cannot say, but no entry of labels says so.`,
      `Write \`${side}: []\` in the entries of labels that ${side} cannot say, or remove the criterion.`,
    )
  const wrong =
    side === 'old' ? ['maxDegradation', 'minImprovement'] : ['atLeast', 'atMost', 'within', 'minImprovement']
  const key = wrong.find((name) => written[name as keyof NamedCriterion] !== undefined)
  if (key === undefined) return true
  return side === 'old'
    ? refuse(key, 'compares with the old model, which is never right there: it would always pass.', 'Write atLeast.')
    : refuse(
        key,
        'is about the new model, which is never right there.',
        'Write maxDegradation: how much of what old had right may be lost; a bound on coverage says how many such cases there may be.',
      )
}
