import type { ArtifactSpec, ColumnUse, FileRef, ModelSpec, PredictionsSpec, Side } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { reportMissing, type Builder } from './builder.js'
import { definedOnly } from './definedOnly.js'
import { fileReference } from './fileReference.js'
import type { WrittenColumnUse, WrittenModel } from './planSchema.js'
import type { PlanPath, Refusal } from './problemList.js'
import { parseDuration, parseSize } from './quantity.js'

export const DEFAULT_TIMEOUT_MS = 60_000
export const DEFAULT_MEMORY_BYTES = 4 * 2 ** 30

const ARTIFACT_KEYS = ['inputs', 'output', 'outputIs', 'trust', 'timeout', 'memory'] as const
const PREDICTIONS_KEYS = ['id', 'score', 'scores', 'predicted', 'value'] as const

export interface ModelContext {
  readonly task: Task | null
  /** `columns.id`, by which recorded predictions are joined unless they name their own. */
  readonly id: string | undefined
  readonly sets: readonly { readonly name: string; readonly role: string }[]
}

/** One side of the comparison, or null with at least one problem said. */
export function buildModel(
  side: Side,
  written: WrittenModel | undefined,
  context: ModelContext,
  builder: Builder,
): ModelSpec | null {
  const path: PlanPath = ['models', side]
  if (written === undefined) {
    reportMissing(
      builder,
      path,
      `models.${side} is missing: two models are compared.`,
      `Add ${side}: { artifact: PATH } to models.`,
    )
    return null
  }
  checkLabels(written.labels, [...path, 'labels'], builder)
  if (written.endpoint !== undefined) {
    builder.problems.add(
      [...path, 'endpoint'],
      'PLAN_NOT_SUPPORTED',
      `models.${side} is an endpoint, which is not supported by this version.`,
      'Record its answers to a file with a case id, and name it as predictions: FILE.',
    )
    return null
  }
  if (written.artifact !== undefined && written.predictions !== undefined) {
    builder.problems.add(
      path,
      'PLAN_SEVERAL_MODELS',
      `models.${side} names both an artifact and predictions.`,
      'Keep the artifact to run it, or the predictions to take the recorded answers.',
    )
    return null
  }
  if (written.artifact !== undefined) return buildArtifact(side, written, written.artifact, path, builder)
  if (written.predictions !== undefined)
    return buildPredictions(side, written, written.predictions, path, context, builder)
  if (!builder.dropped([...path, 'predictions'])) {
    reportMissing(
      builder,
      [...path, 'artifact'],
      `models.${side} says neither which artifact it is nor where its predictions are.`,
      'Add artifact: PATH, or predictions: PATH.',
    )
  }
  return null
}

function buildArtifact(
  side: Side,
  written: WrittenModel,
  artifact: string,
  path: PlanPath,
  builder: Builder,
): ArtifactSpec | null {
  refuseKeys(written, PREDICTIONS_KEYS, path, 'belongs to recorded predictions, but this model is an artifact', builder)
  const timeoutMs = accept(written.timeout, parseDuration, DEFAULT_TIMEOUT_MS, [...path, 'timeout'], builder)
  const memoryBytes = accept(written.memory, parseSize, DEFAULT_MEMORY_BYTES, [...path, 'memory'], builder)
  const trust = written.trust?.toLowerCase()
  if (trust !== undefined && !/^[0-9a-f]{64}$/.test(trust)) {
    builder.problems.add(
      [...path, 'trust'],
      'PLAN_BAD_DIGEST',
      `models.${side}.trust is "${written.trust}", but must be a SHA-256 of 64 hexadecimal digits.`,
      `Write what "sha256sum ${artifact}" prints, once you know who made the file.`,
    )
  }
  const file = fileReference(artifact, builder.folder)
  builder.files.push({ path: [...path, 'artifact'], file, mayBeFolder: true })
  const inputs = buildInputs(written.inputs, [...path, 'inputs'], builder)
  const { labels, output, outputIs } = written
  return {
    side,
    kind: 'artifact',
    artifact: file,
    timeoutMs,
    memoryBytes,
    ...definedOnly({ labels, inputs, output, outputIs, trust }),
  }
}

function buildInputs(
  written: WrittenModel['inputs'],
  path: PlanPath,
  builder: Builder,
): Record<string, readonly ColumnUse[]> | undefined {
  if (written === undefined) return undefined
  return Object.fromEntries(
    Object.entries(written).map(([name, uses]) => {
      const single = !Array.isArray(uses)
      const list = single ? [uses] : uses
      return [
        name,
        list.flatMap((use, index) => buildUse(use, [...path, name, ...(single ? [] : [index])], builder) ?? []),
      ]
    }),
  )
}

function buildUse(written: WrittenColumnUse, path: PlanPath, builder: Builder): ColumnUse | null {
  if (typeof written === 'string') return { column: written }
  const { column, multiply, add } = written
  if (column === undefined) {
    reportMissing(
      builder,
      [...path, 'column'],
      `${path.join('.')} does not say which column it takes.`,
      'Add column: NAME.',
    )
    return null
  }
  if (multiply === 0) {
    builder.problems.add(
      [...path, 'multiply'],
      'PLAN_OUT_OF_RANGE',
      `The column "${column}" is multiplied by 0, which would give the model the same number for every case.`,
      'Write the factor between the two units.',
    )
  }
  return { column, ...definedOnly({ multiply, add }) }
}

function buildPredictions(
  side: Side,
  written: WrittenModel,
  predictions: string | Readonly<Record<string, string>>,
  path: PlanPath,
  { task, id: commonId, sets }: ModelContext,
  builder: Builder,
): PredictionsSpec | null {
  const { problems } = builder
  refuseKeys(written, ARTIFACT_KEYS, path, 'belongs to an artifact, but this model is recorded predictions', builder)
  const named = typeof predictions === 'string' ? { '*': predictions } : predictions
  const files: Record<string, FileRef> = {}
  for (const [set, file] of Object.entries(named)) {
    const place = typeof predictions === 'string' ? [...path, 'predictions'] : [...path, 'predictions', set]
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
  const answers = checkAnswers(written, task, path, builder)
  if (id === undefined || !answers) return null
  const { labels, score, scores, predicted, value } = written
  return { side, kind: 'predictions', files, id, ...definedOnly({ labels, score, scores, predicted, value }) }
}

/** Whether it is said where the answers stand, in a way that fits the task. */
function checkAnswers(written: WrittenModel, task: Task | null, path: PlanPath, builder: Builder): boolean {
  const { problems } = builder
  const keys = task === 'regression' ? (['value'] as const) : (['score', 'scores', 'predicted'] as const)
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
        task === 'regression' ? 'Add value: NAME.' : 'Add score: NAME, scores: { LABEL: NAME } or predicted: NAME.',
      )
    }
    return false
  }
  return true
}

function checkLabels(labels: readonly string[] | undefined, path: PlanPath, { problems }: Builder): void {
  labels?.forEach((label, index) => {
    if (labels.indexOf(label) === index) return
    problems.add(
      [...path, index],
      'PLAN_REPEATED_NAME',
      `The label "${label}" stands twice in ${path.join('.')}.`,
      'Labels are told apart by name: write each once, in the order of the scores.',
    )
  })
}

function refuseKeys(
  written: WrittenModel,
  keys: readonly (keyof WrittenModel)[],
  path: PlanPath,
  why: string,
  { problems }: Builder,
): void {
  for (const key of keys) {
    if (written[key] === undefined) continue
    problems.add([...path, key], 'PLAN_DOES_NOT_FIT', `${path.join('.')}.${key} ${why}.`, `Remove ${key}.`)
  }
}

function accept(
  written: string | number | undefined,
  parse: (written: string | number) => number | Refusal,
  otherwise: number,
  path: PlanPath,
  { problems }: Builder,
): number {
  if (written === undefined) return otherwise
  const parsed = parse(written)
  if (typeof parsed === 'number') return parsed
  problems.refuse(path, { ...parsed, message: `${path.join('.')}: ${parsed.message}` })
  return otherwise
}
