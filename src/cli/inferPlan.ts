import { dirname, resolve } from 'node:path'
import { RecetteError } from '../core/errors.js'
import type { ArtifactSpec, Side } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { openSet, type StoredSet } from '../data/openSet.js'
import { inspectModel } from '../models/inspectModel.js'
import { draftPlan, type DraftModel } from '../plan/draftPlan.js'
import { loadPlanBytes, type LoadedPlan } from '../plan/loadPlan.js'
import { labelsInSets } from '../replay/labels.js'
import { fileRef, isTable, LOOK, trusted } from './fileRef.js'
import { guessRecordingColumns } from './guessRecordingColumns.js'

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
  const test = await openSet({ name: 'test', role: 'test', file: fileRef(set) })
  const reference =
    options.reference === undefined
      ? null
      : await openSet({ name: 'reference', role: 'reference', file: fileRef(options.reference) })
  const labelValues = await fewLabels(test, options, signal)
  const [oldModel, newModel] = await Promise.all([
    lookAt('old', old, options, labelValues, signal),
    lookAt('new', new_, options, labelValues, signal),
  ])
  const given = Object.fromEntries(
    (['label', 'id', 'positive', 'task'] as const).flatMap((name) =>
      options[name] === undefined ? [] : [[name, options[name]]],
    ),
  )
  const segments = options.segments?.split(',').map((name) => name.trim())
  return draftPlan({
    directory,
    old: oldModel,
    new: newModel,
    sets: [test, reference]
      .filter((stored) => stored !== null)
      .map(({ spec, fields }) => ({ name: spec.name, role: spec.role, file: spec.file, fields })),
    ...given,
    ...(segments === undefined ? {} : { segments }),
    labelValues,
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

async function lookAt(
  side: Side,
  path: string,
  options: SourceOptions,
  labelValues: readonly string[] | null,
  signal: AbortSignal,
): Promise<DraftModel> {
  const file = fileRef(path)
  if (await isTable(path)) {
    const recording = await openSet({ name: `${side} predictions`, role: 'test', file }, { withCard: false })
    return {
      file,
      format: 'predictions',
      signature: null,
      predictions: guessRecordingColumns(side, recording, options, labelValues),
    }
  }
  const spec: ArtifactSpec = { kind: 'artifact', side, artifact: file, ...LOOK }
  const { format, signature, trust } = await inspectModel(spec, trusted(options.trust, signal))
  return { file, format, signature, ...(trust === undefined ? {} : { trust }) }
}

/** The distinct labels when they are few; null when they are many, or when there is no label column. */
async function fewLabels(
  test: StoredSet,
  { label, task }: SourceOptions,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  if (label === undefined || task === 'regression' || task === 'tensors') return null
  try {
    const labels = await labelsInSets([test], label, signal)
    return labels.length <= FEW_LABELS ? labels : null
  } catch (error) {
    if (error instanceof RecetteError && error.code === 'LABELS_TOO_MANY') return null
    throw error
  }
}
