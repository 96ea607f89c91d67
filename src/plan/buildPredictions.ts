import type { FileRef, PredictionsSpec, Side } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { refuseKeys, reportMissing, type Builder } from './builder.js'
import { definedOnly } from './definedOnly.js'
import { fileReference } from './fileReference.js'
import type { WrittenModel } from './modelSchema.js'
import type { PlanPath } from './problemList.js'

const ARTIFACT_KEYS = [
  'recorded',
  'inputs',
  'output',
  'outputIs',
  'trust',
  'signature',
  'despite',
  'prepare',
  'timeout',
  'memory',
  'batch',
] as const

export interface ModelContext {
  /** The Python interpreter that the plan names. */
  readonly python: string | undefined
  readonly task: Task | null
  /** `columns.id`, by which recorded predictions are joined unless they name their own. */
  readonly id: string | undefined
  readonly sets: readonly { readonly name: string; readonly role: string }[]
  /** Then each head says where its answers stand. */
  readonly hasHeads: boolean
}

/** Recorded answers, or null with at least one problem said. */
export function buildPredictions(
  side: Side,
  written: WrittenModel,
  predictions: string | Readonly<Record<string, string>>,
  path: PlanPath,
  { task, id: commonId, sets, hasHeads }: ModelContext,
  builder: Builder,
  key: 'predictions' | 'file' = 'predictions',
): PredictionsSpec | null {
  const { problems } = builder
  refuseKeys(written, ARTIFACT_KEYS, path, 'belongs to an artifact, but this model is recorded predictions', builder)
  const named = typeof predictions === 'string' ? { '*': predictions } : predictions
  const files: Record<string, FileRef> = {}
  for (const [set, file] of Object.entries(named)) {
    const place = typeof predictions === 'string' ? [...path, key] : [...path, 'predictions', set]
    files[set] = fileReference(file, builder.folder)
    builder.files.push({ path: place, file: files[set], mayBeFolder: false })
    if (set === '*' || sets.some(({ name }) => name === set)) continue
    const names = sets.map(({ name }) => name).join(', ')
    problems.add(
      place,
      'PLAN_UNKNOWN_SET',
      `models.${side}.predictions is for the set "${set}", which the plan does not have.`,
      `Sets: ${names}.`,
    )
  }
  for (const { name, role } of sets) {
    if (named['*'] !== undefined || named[name] !== undefined || (role !== 'test' && role !== 'validation')) continue
    problems.add(
      [...path, 'predictions'],
      'PLAN_MISSING',
      `models.${side}.predictions has no file for the set "${name}".`,
      `Add ${name}: PATH to it, or one file for all sets.`,
    )
  }
  const id = written.id ?? commonId
  if (id === undefined) {
    reportMissing(
      builder,
      [...path, 'id'],
      `models.${side}: recorded predictions are joined to the cases by their id, but no column is named.`,
      'Add columns: { id: NAME } to the plan, and id: NAME to the model if the column has another name there.',
    )
  }
  const answers = hasHeads || checkAnswers(written, task, path, builder)
  if (id === undefined || !answers) return null
  const { labels, score, scores, predicted, value } = written
  return { side, kind: 'predictions', files, id, ...definedOnly({ labels, score, scores, predicted, value }) }
}

function keysOf(task: Task | null): readonly ('value' | 'score' | 'scores' | 'predicted')[] {
  if (task === 'regression') return ['value']
  return task === 'multilabel' ? ['scores', 'predicted'] : ['score', 'scores', 'predicted']
}

/** Whether it is said where the answers stand, in a way that fits the task. */
function checkAnswers(written: WrittenModel, task: Task | null, path: PlanPath, builder: Builder): boolean {
  const { problems } = builder
  const keys = keysOf(task)
  if (task === 'tensors') {
    problems.add(
      path,
      'PLAN_NOT_SUPPORTED',
      'Recorded predictions cannot be compared as tensors by this version.',
      'Name the artifact itself.',
    )
    return false
  }
  if (written.score !== undefined && written.scores !== undefined) {
    problems.add(
      [...path, 'score'],
      'PLAN_SEVERAL_SCORES',
      `${path.join('.')} has both score and scores.`,
      "Keep score (the positive label's) or scores (each label's).",
    )
    return false
  }
  if (task !== null && !keys.some((key) => written[key] !== undefined)) {
    if (!keys.some((key) => builder.dropped([...path, key]))) {
      const message = `${path.join('.')} does not say which column holds the answers of a ${task}.`
      reportMissing(
        builder,
        path,
        message,
        `Add ${keys.map((key) => (key === 'scores' ? 'scores: { LABEL: NAME }' : `${key}: NAME`)).join(' or ')}.`,
      )
    }
    return false
  }
  return true
}
