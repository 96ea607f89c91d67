import type { Notice } from '../core/result.js'
import type { ModelSpec, Side } from '../core/spec.js'
import type { Task } from '../core/task.js'
import type { Builder } from './builder.js'
import { isScoreless } from './isScoreless.js'
import type { WrittenPlan } from './planSchema.js'
import type { PlanPath } from './problemList.js'

/**
 * Whether the thresholds that are written can be: in a classification they are the score from which on the positive label of two is the
 * answer, so there must be two labels, a positive one, and scores. Answers that are recorded as such stand whatever a threshold of the plan
 * would say, and the notices tell so; a threshold of that very model would contradict them.
 */
export function buildThresholds(
  written: WrittenPlan,
  task: Task | null,
  labels: readonly string[] | null,
  { problems, dropped }: Builder,
): readonly Notice[] {
  const places: { readonly path: PlanPath; readonly value: unknown; readonly side: Side | null }[] = [
    { path: ['threshold'], value: written.threshold, side: null },
    ...SIDES.map((side) => ({
      path: ['models', side, 'threshold'],
      value: written.models?.[side]?.threshold,
      side,
    })),
  ]
  const given = places.filter(({ value }) => value !== undefined)
  const misfit = (path: PlanPath, message: string, hint: string): void =>
    problems.add(path, 'PLAN_DOES_NOT_FIT', message, hint)
  for (const { path, value, side } of given) {
    if (task === 'multilabel' || task === null) continue
    if (task !== 'classification') {
      misfit(
        path,
        `A threshold is for the tasks classification and multilabel, but the task is ${task}.`,
        'Remove threshold, or write the task that it is for.',
      )
      continue
    }
    if (typeof value !== 'number') {
      misfit(
        path,
        `${path.join('.')} has a threshold by label, but in a classification it is one number: the score from which on the positive label is the answer.`,
        'Write threshold: 0.35 and columns: { positive: LABEL }, or task: multilabel.',
      )
      continue
    }
    if (written.columns?.positive === undefined && !dropped(['columns', 'positive']) && !dropped(['columns']))
      misfit(
        path,
        `${path.join('.')} is the score from which on the positive label is the answer, but the plan does not say which label that is.`,
        'Add columns: { positive: LABEL }.',
      )
    if (labels !== null && labels.length > 2)
      misfit(
        path,
        `${path.join('.')} is for two labels, but there are ${labels.length}: ${labels.join(', ')}. Of more than two the answer is the label with the highest score.`,
        'Remove threshold.',
      )
    for (const scoreless of SIDES.filter((one) => (side ?? one) === one && isScoreless(written.models?.[one])))
      misfit(
        path,
        `${path.join('.')} needs scores, but models.${scoreless} gives labels alone.`,
        `Name the scores of models.${scoreless} (score or scores; output), or remove threshold.`,
      )
    if (side !== null && hasBoth(written, side))
      misfit(
        path,
        `models.${side} says twice what was answered: by the recorded column "${written.models?.[side]?.predicted}", and by a threshold.`,
        'Remove predicted to answer by the threshold, or threshold to take the answers as they were recorded.',
      )
  }
  if (task !== 'classification' || written.threshold === undefined) return []
  return SIDES.filter((side) => hasBoth(written, side) && written.models?.[side]?.threshold === undefined).map(
    (side) => ({ code: `threshold-recorded-${side}`, values: { column: written.models?.[side]?.predicted ?? '' } }),
  )
}

const SIDES: readonly Side[] = ['old', 'new']

/** Recorded answers beside recorded scores. */
function hasBoth(written: WrittenPlan, side: Side): boolean {
  const model = written.models?.[side]
  return model?.predicted !== undefined && (model.score !== undefined || model.scores !== undefined)
}

/** The threshold of a model, its own or the plan's; also that of its answers of earlier. */
export function withThreshold(model: ModelSpec | null, written: WrittenPlan): ModelSpec | null {
  if (model === null) return null
  const threshold = written.models?.[model.side]?.threshold ?? written.threshold
  if (threshold === undefined) return model
  if (model.kind !== 'artifact' || model.recorded === undefined) return { ...model, threshold }
  return { ...model, threshold, recorded: { ...model.recorded, threshold } }
}
