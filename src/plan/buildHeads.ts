import type { HeadAnswers, HeadPlan, HeadTask } from '../core/head.js'
import { didYouMean } from '../core/nearestName.js'
import type { ModelSpec, Side } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { reportMissing, type Builder } from './builder.js'
import { buildLabels, labelNames } from './buildLabels.js'
import { definedOnly } from './definedOnly.js'
import type { WrittenHeadAnswers } from './headsSchema.js'
import type { WrittenHeads, WrittenPlan } from './planSchema.js'
import { refuseOutsideHeads } from './refuseOutsideHeads.js'

type WrittenHead = WrittenHeads[string]
type Models = Readonly<Record<Side, ModelSpec | null>>

const OF_ARTIFACT = ['output', 'outputIs'] as const
const OF_RECORDING = ['score', 'scores', 'predicted', 'value'] as const

/** The heads of the models, each with what it is held against; undefined when the plan has none. */
export function buildHeads(
  written: WrittenPlan,
  task: Task | null,
  models: Models,
  builder: Builder,
): readonly HeadPlan[] | undefined {
  const { problems } = builder
  const named = Object.entries(written.heads ?? {})
  refuseStrangers(written, builder)
  if (written.heads === undefined) return undefined
  if (task === 'tensors' || task === 'multilabel') {
    problems.add(
      ['heads'],
      'PLAN_DOES_NOT_FIT',
      `heads are for classification and regression, but the task is ${task}.`,
      task === 'tensors'
        ? 'Remove heads: every output that both models have is compared; outputs says which and how.'
        : 'Remove heads; or write task: classification with heads, where each head gives one label of several.',
    )
    return undefined
  }
  if (named.length === 0)
    problems.add(
      ['heads'],
      'PLAN_NOTHING_COMPARED',
      'heads lists nothing, so nothing would be compared.',
      'List the heads, heads: { NAME: { label: COLUMN } }, or remove heads.',
    )
  refuseOutsideHeads(written, builder)
  return named.map(([name, head]) => buildHead(name, head, task ?? 'classification', models, builder))
}

function buildHead(name: string, head: WrittenHead, planTask: HeadTask, models: Models, builder: Builder): HeadPlan {
  const path = ['heads', name]
  const task = head.task ?? planTask
  const map = buildLabels(head.labels, task, builder, [...path, 'labels'])
  for (const key of task === 'regression' ? (['positive'] as const) : (['targetUnit'] as const)) {
    if (head[key] === undefined) continue
    builder.problems.add(
      [...path, key],
      'PLAN_DOES_NOT_FIT',
      `heads.${name}.${key} is for a ${key === 'positive' ? 'classification' : 'regression'}, but this head is a ${task}.`,
      `Remove ${key}, or write task: ${key === 'positive' ? 'classification' : 'regression'} in this head.`,
    )
  }
  const labels = headLabels(head)
  if (head.positive !== undefined && labels !== null && !labels.includes(head.positive))
    builder.problems.add(
      [...path, 'positive'],
      'PLAN_UNKNOWN_LABEL',
      `heads.${name}.positive is "${head.positive}", which is not one of the labels that the models declare.${didYouMean(head.positive, labels)}`,
      `Labels: ${labels.join(', ')}.`,
    )
  checkThresholds(name, head, task, builder)
  const answers = (side: Side): HeadAnswers => {
    const threshold = head[side]?.threshold ?? head.threshold
    return { ...buildAnswers(name, side, head[side], task, models[side], builder), ...definedOnly({ threshold }) }
  }
  return {
    name,
    task,
    targetUnit: head.targetUnit ?? null,
    ...definedOnly({ label: head.label, positive: head.positive, map }),
    old: answers('old'),
    new: answers('new'),
  }
}

/** A threshold is of the positive label, which must be known to be meant. */
function checkThresholds(name: string, head: WrittenHead, task: HeadTask, { problems }: Builder): void {
  const places = [
    { path: ['heads', name, 'threshold'], threshold: head.threshold },
    { path: ['heads', name, 'old', 'threshold'], threshold: head.old?.threshold },
    { path: ['heads', name, 'new', 'threshold'], threshold: head.new?.threshold },
  ]
  for (const { path, threshold } of places) {
    if (threshold === undefined) continue
    if (task === 'regression')
      problems.add(
        path,
        'PLAN_DOES_NOT_FIT',
        `${path.join('.')} is for a classification, but this head is a regression.`,
        'Remove threshold.',
      )
    else if (head.positive === undefined)
      problems.add(
        path,
        'PLAN_MISSING',
        `${path.join('.')} is the score from which on the positive label is the answer, but the head does not say which label that is.`,
        `Add positive: LABEL to heads.${name}.`,
      )
  }
}

function buildAnswers(
  name: string,
  side: Side,
  written: WrittenHeadAnswers = {},
  task: HeadTask,
  model: ModelSpec | null,
  builder: Builder,
): HeadAnswers {
  const path = ['heads', name, side]
  const { problems } = builder
  const recorded = model?.kind === 'predictions'
  const strange =
    model === null ? [] : (recorded ? OF_ARTIFACT : OF_RECORDING).filter((key) => written[key] !== undefined)
  for (const key of strange)
    problems.add(
      [...path, key],
      'PLAN_DOES_NOT_FIT',
      `${path.join('.')}.${key} belongs to ${recorded ? 'an artifact' : 'recorded predictions'}, but models.${side} is ${recorded ? 'recorded predictions' : `an ${model!.kind}`}.`,
      `Remove ${key}.`,
    )
  written.labels?.forEach((label, index) => {
    if (written.labels!.indexOf(label) === index) return
    problems.add(
      [...path, 'labels', index],
      'PLAN_REPEATED_NAME',
      `The label "${label}" stands twice in ${path.join('.')}.labels.`,
      'Labels are told apart by name: write each once, in the order of the scores.',
    )
  })
  if (recorded) checkRecorded(written, task, path, builder)
  const { output = name, ...rest } = written
  return { ...(recorded ? {} : { output }), ...definedOnly(rest) }
}

function checkRecorded(written: WrittenHeadAnswers, task: HeadTask, path: readonly string[], builder: Builder): void {
  const keys = task === 'regression' ? (['value'] as const) : (['score', 'scores', 'predicted'] as const)
  if (written.score !== undefined && written.scores !== undefined)
    builder.problems.add(
      [...path, 'score'],
      'PLAN_SEVERAL_SCORES',
      `${path.join('.')} has both score and scores.`,
      "Keep score (the positive label's) or scores (each label's).",
    )
  if (keys.some((key) => written[key] !== undefined)) return
  reportMissing(
    builder,
    path,
    `${path.join('.')} does not say which column of the recorded predictions holds the answers of this head, a ${task}.`,
    `Add ${keys.map((key) => (key === 'scores' ? 'scores: { LABEL: NAME }' : `${key}: NAME`)).join(' or ')}.`,
  )
}

/** A criterion that names a head that there is not. */
function refuseStrangers({ heads, criteria = [] }: WrittenPlan, { problems }: Builder): void {
  const names = Object.keys(heads ?? {})
  criteria.forEach(({ head }, index) => {
    if (head === undefined || names.includes(head)) return
    problems.add(
      ['criteria', index, 'head'],
      'PLAN_UNKNOWN_HEAD',
      heads === undefined
        ? `Criterion ${index + 1} is about the head "${head}", but the plan has no heads.`
        : `"${head}" is not one of the heads of the plan.${didYouMean(head, names)}`,
      heads === undefined
        ? `Remove head, or list what the models answer: heads: { ${head}: { label: COLUMN } }.`
        : `Heads: ${names.join(', ')}.`,
    )
  })
}

/** Every label that a criterion on this head may name; null when the plan does not tell them. */
export function headLabels({ old, new: newer, labels }: WrittenHead): readonly string[] | null {
  const declared = [old, newer].flatMap((side) => side?.labels ?? Object.keys(side?.scores ?? {}))
  const map = Object.entries(labels ?? {}).map(([label, entry]) => ({
    label,
    old: entry.old === undefined ? undefined : [entry.old].flat(),
    new: entry.new === undefined ? undefined : [entry.new].flat(),
  }))
  return labelNames(
    declared.length === 0 ? null : [...new Set(declared)],
    labels === undefined ? undefined : map.map(definedOnly),
  )
}

/** Whether the plan itself says that a model gives labels and no scores for this head. */
export function isScorelessHead({ old, new: newer }: WrittenHead): boolean {
  return [old, newer].some(
    (side) =>
      ['label', 'label-index', 'one-vs-one'].includes(side?.outputIs ?? '') ||
      (side?.predicted !== undefined && side.score === undefined && side.scores === undefined),
  )
}
