import { dirname, resolve } from 'node:path'
import { cellText } from '../core/batch.js'
import { RecetteError } from '../core/errors.js'
import type { ArtifactSpec, Side } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { openSet, type StoredSet } from '../data/openSet.js'
import { inspectModel } from '../models/inspectModel.js'
import { definedOnly } from '../plan/definedOnly.js'
import { draftPlan, type DraftModel, type DraftSet } from '../plan/draftPlan.js'
import { idCandidates } from '../plan/guessId.js'
import { checkColumns, freeFields, labelByName } from '../plan/inferPlan.js'
import { loadPlanBytes, type LoadedPlan } from '../plan/loadPlan.js'
import { labelsInSets } from '../replay/labels.js'
import { agreeOnPositive } from './agreeOnPositive.js'
import { fileRef, isTable, LOOK, trusted } from './fileRef.js'
import { guessRecordingColumns, type RecordingGuess } from './guessRecordingColumns.js'

/** What `run` and `init` take in the place of a plan. */
export interface SourceOptions {
  readonly old?: string
  readonly new?: string
  readonly set?: string
  readonly reference?: string
  readonly label?: string
  readonly id?: string
  readonly positive?: string
  readonly segments?: string
  readonly task?: Task
  /** SHA-256 of artifacts that may execute code when they are loaded. */
  readonly trust?: readonly string[]
}

export interface InferredPlan {
  readonly yaml: string
  /** What was assumed, in plain words. */
  readonly notes: readonly string[]
}

/** More distinct values than this in a label column are not written out, and make a regression likely. */
const FEW_LABELS = 50

/** A plan for the files given, as if it stood at `planPath`. */
export async function inferPlan(
  options: SourceOptions,
  signal: AbortSignal,
  planPath = 'recette.yaml',
): Promise<{ loaded: LoadedPlan } & InferredPlan> {
  const draft = await draftFrom(options, signal, dirname(resolve(planPath)))
  return { ...draft, loaded: await loadPlanBytes(new TextEncoder().encode(draft.yaml), planPath) }
}

async function draftFrom(options: SourceOptions, signal: AbortSignal, directory: string): Promise<InferredPlan> {
  const { old, new: new_, set } = requireSources(options)
  const { id, label, task } = options
  const segments = options.segments?.split(',').map((name) => name.trim())
  const test = await openSet({ name: 'test', role: 'test', file: fileRef(set) })
  checkColumns(definedOnly({ label, id, segments }), drafted(test))
  const reference =
    options.reference === undefined
      ? null
      : await openSet({ name: 'reference', role: 'reference', file: fileRef(options.reference) })
  const labelValues = await fewLabels(test, options, signal)
  const look = { options, test, labelValues, signal }
  const [oldModel, newModel] = await Promise.all([lookAt('old', old, look), lookAt('new', new_, look)])
  const models = { old: oldModel.model, new: newModel.model }
  const positive = agreeOnPositive(options.positive, labelValues, { old: oldModel.recording, new: newModel.recording })
  return draftPlan({
    directory,
    ...models,
    sets: [test, reference].filter((stored) => stored !== null).map(drafted),
    ...definedOnly({ id, label, task, positive, segments }),
    labelValues,
    repeating: id === undefined ? await repeatingIds(test, models, label, signal) : [],
  })
}

function requireSources({ old, new: new_, set }: SourceOptions): { old: string; new: string; set: string } {
  if (old !== undefined && new_ !== undefined && set !== undefined) return { old, new: new_, set }
  const missing = Object.entries({ old, new: new_, set }).filter(([, value]) => value === undefined)
  throw new RecetteError(
    'SOURCES_MISSING',
    `Without a plan, both models and a set are needed; ${missing.map(([name]) => `--${name}`).join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing.`,
    'For example: recette run --old a.onnx --new b/model.json --set test.csv --label churned',
    { kind: 'usage' },
  )
}

function drafted({ spec, fields }: StoredSet): DraftSet {
  return { name: spec.name, role: spec.role, file: spec.file, fields }
}

interface Look {
  readonly options: SourceOptions
  readonly test: StoredSet
  readonly labelValues: readonly string[] | null
  readonly signal: AbortSignal
}

async function lookAt(
  side: Side,
  path: string,
  { options, test, labelValues, signal }: Look,
): Promise<{ model: DraftModel; recording: RecordingGuess | null }> {
  const file = fileRef(path)
  if (await isTable(path)) {
    const stored = await openSet({ name: `${side} predictions`, role: 'test', file }, { withCard: false })
    const { task, id, label } = options
    const recording = guessRecordingColumns(stored, { side, task, id, label, setFields: test.fields, labelValues })
    const model = { file, format: 'predictions', signature: null, predictions: recording.columns }
    return { model, recording }
  }
  const spec: ArtifactSpec = { kind: 'artifact', side, artifact: file, ...LOOK }
  const { format, signature, trust } = await inspectModel(spec, trusted(options.trust, signal))
  const model = { file, format, signature, ...(trust === undefined ? {} : { trust }) }
  return { model, recording: null }
}

/** The distinct labels when they are few; null when they are many, or when there is no label column. */
async function fewLabels(
  test: StoredSet,
  { label = labelByName(test.fields), task }: SourceOptions,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  if (label === undefined || task === 'regression' || task === 'tensors') return null
  const labels = await labelsInSets([test], label, signal, { most: FEW_LABELS })
  return labels !== null && labels.length <= FEW_LABELS ? labels : null
}

/** Columns called like an id, up to the first that tells the cases apart: a household's id does not. */
async function repeatingIds(
  test: StoredSet,
  models: { readonly old: DraftModel; readonly new: DraftModel },
  label: string | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const free = freeFields(models, test.fields).filter(({ name }) => name !== label)
  const repeating: string[] = []
  for (const name of idCandidates(free)) {
    if (!(await repeats(test, name, signal))) break
    repeating.push(name)
  }
  return repeating
}

/** Whether a value comes twice, or is missing. */
async function repeats(test: StoredSet, name: string, signal: AbortSignal): Promise<boolean> {
  const seen = new Set<string>()
  for await (const { columns, rows } of test.batches({ columns: [name], signal })) {
    for (let row = 0; row < rows; row++) {
      const id = cellText(columns[0]!, row)
      if (id === null || seen.has(id)) return true
      seen.add(id)
    }
  }
  return false
}
