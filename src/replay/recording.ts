import { cellText, columnOf, type Batch } from '../core/batch.js'
import { RecetteError, RecetteErrors } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import { selectPredictions } from '../core/predictions.js'
import { DEFAULT_THRESHOLD } from '../core/thresholds.js'
import type { OutputMapping, SetRecord } from '../core/result.js'
import type { Plan, PredictionsSpec } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { caseIds } from '../data/ids.js'
import { openSet, readTable, type StoredSet } from '../data/openSet.js'
import type { Answered, Answerer } from './answerer.js'
import type { LabelAgreement, OwnLabels } from './labels.js'
import { readRecordedLabelSets } from './recordedLabelSets.js'
import { readRecordedPredictions } from './recordedPredictions.js'

/** Answers that a model gave earlier, held in memory and found by case id, in whatever order they were written. */
export interface Recording {
  readonly identity: SetRecord['identity']
  readonly table: Batch
  answerer(set: StoredSet, plan: Plan, agreement: LabelAgreement | null): Answerer
  outputMapping(task: Task, agreement: LabelAgreement | null): OutputMapping
}

export async function openRecording(spec: PredictionsSpec, setName: string, task: Task): Promise<Recording> {
  const file = spec.files[setName] ?? spec.files['*']
  if (file === undefined) {
    throw new RecetteError(
      'RECORDING_MISSING',
      `${spec.side}: no recorded predictions are given for the set "${setName}" (only for ${Object.keys(spec.files).join(', ')}).`,
      `Add it under models.${spec.side}.predictions, e.g. { ${setName}: predictions-${setName}.csv }.`,
      { kind: 'usage' },
    )
  }
  const lists = task === 'multilabel' && spec.predicted !== undefined ? [spec.predicted] : []
  const stored = await openSet({ name: `${spec.side} predictions`, role: 'test', file }, { withCard: false, lists })
  const table = await readTable(stored, requireColumns(spec, stored))
  const rowById = new Map(
    caseIds(stored, spec.id)
      .of(table)
      .map((id, row) => [id, row]),
  )
  return {
    identity: stored.identity,
    table,
    answerer: (set, plan, agreement) => answerFrom(spec, stored, table, rowById, set, plan, agreement),
    outputMapping: (task, agreement) => ({
      output:
        spec.value ??
        spec.score ??
        (spec.scores === undefined ? spec.predicted! : Object.values(spec.scores).join(', ')),
      meaning: meaningOf(spec, task),
      labels: agreement === null ? null : [...agreement.own[spec.side].labels],
      labelsFrom: agreement === null ? null : agreement.own[spec.side].from,
      by: 'declared',
      ...thresholdOf(spec, task),
    }),
  }
}

/** Labels that the plan names for a recording; null when only the set knows them (a label never predicted is still a label). */
export function recordingLabels(spec: PredictionsSpec): OwnLabels | null {
  const labels = spec.labels ?? (spec.scores === undefined ? undefined : Object.keys(spec.scores))
  return labels === undefined ? null : { labels, from: 'plan' }
}

/** Answers that were recorded as such stand, whatever a threshold would say. */
function thresholdOf({ predicted, threshold }: PredictionsSpec, task: Task): Pick<OutputMapping, 'threshold'> {
  if (predicted !== undefined) return {}
  if (task === 'multilabel') return { threshold: threshold ?? DEFAULT_THRESHOLD }
  return task === 'classification' && threshold !== undefined ? { threshold } : {}
}

function meaningOf(spec: PredictionsSpec, task: Task): OutputMapping['meaning'] {
  if (task === 'regression') return 'value'
  if (task === 'multilabel') return spec.scores === undefined ? 'decisions' : 'label-probabilities'
  if (spec.scores !== undefined) return 'probabilities'
  return spec.score === undefined ? 'label' : 'positive-probability'
}

/** The columns that the plan names, all of which must be there; every one that is not is told. */
function requireColumns(spec: PredictionsSpec, stored: StoredSet): string[] {
  const { id, score, predicted, value, scores } = spec
  const asked = [
    ...Object.entries({ id, score, predicted, value }).map(([key, name]) => ({ key, name })),
    ...Object.entries(scores ?? {}).map(([label, name]) => ({ key: `scores.${label}`, name })),
  ]
  const names = stored.fields.map((field) => field.name)
  const problems: RecetteError[] = []
  const wanted = new Set<string>()
  for (const { key, name } of asked) {
    if (name === undefined) continue
    wanted.add(name)
    if (names.includes(name)) continue
    problems.push(
      new RecetteError(
        'COLUMN_UNKNOWN',
        `${stored.spec.file.shown} has no column "${name}", which the plan names in models.${spec.side}.${key}.${didYouMean(name, names)}`,
        `Its columns are: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`,
        { kind: 'usage' },
      ),
    )
  }
  if (problems.length > 0) throw new RecetteErrors(problems)
  return [...wanted]
}

function answerFrom(
  spec: PredictionsSpec,
  recorded: StoredSet,
  table: Batch,
  rowById: ReadonlyMap<string, number>,
  set: StoredSet,
  plan: Plan,
  agreement: LabelAgreement | null,
): Answerer {
  const whole =
    plan.task === 'multilabel' && agreement !== null
      ? readRecordedLabelSets(spec, recorded, table, agreement, plan.columns.separator)
      : readRecordedPredictions(spec, recorded, table, plan.task, agreement)
  const idColumn = plan.columns.id
  let known = false
  return {
    columns: idColumn === undefined ? [] : [idColumn],
    async answer(batch): Promise<Answered> {
      const rows = new Uint32Array(batch.rows)
      let answered: Uint8Array | null = null
      const ids = idColumn === undefined ? null : columnOf(batch, idColumn)
      for (let row = 0; row < batch.rows; row++) {
        const id = ids === null ? String(batch.start + row + 1) : cellText(ids, row)
        const found = id === null ? undefined : rowById.get(id)
        if (found === undefined) (answered ??= new Uint8Array(batch.rows).fill(1))[row] = 0
        else {
          rows[row] = found
          known = true
        }
      }
      return { predictions: selectPredictions(whole, rows, agreement?.labels.length ?? 0), answered, elapsedNs: null }
    },
    noneKnown(rows) {
      if (known) return null
      const [example] = rowById.keys()
      return new RecetteError(
        'IDS_DISJOINT',
        `${spec.side}: none of the ${rows} cases of ${set.spec.file.shown} has a recorded prediction in ${recorded.spec.file.shown} (its ids look like "${example ?? ''}").`,
        `Name the columns that hold the same ids: columns.id for the set, models.${spec.side}.id for the recording.`,
      )
    },
    [Symbol.asyncDispose]: async () => {},
  }
}
