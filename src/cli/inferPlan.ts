import { dirname, resolve } from 'node:path'
import { RecetteError } from '../core/errors.js'
import type { ArtifactSpec, Side } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { openSet, type StoredSet } from '../data/openSet.js'
import { inspectEndpoint } from '../models/endpoint/inspectEndpoint.js'
import { inspectModel } from '../models/inspectModel.js'
import { definedOnly } from '../plan/definedOnly.js'
import { draftPlan, type DraftFacts, type DraftModel, type DraftSet } from '../plan/draftPlan.js'
import { checkColumns, inferPlan as inferRoles, labelByName } from '../plan/inferPlan.js'
import { loadPlanBytes, type LoadedPlan } from '../plan/loadPlan.js'
import { labelsInSets } from '../replay/labels.js'
import { agreeOnPositive } from './agreeOnPositive.js'
import { nobody, type Asker } from './drafting/asker.js'
import { askLabel, askPositive, askTask } from './drafting/askRoles.js'
import { guessMap } from './drafting/guessMap.js'
import { repeatingColumns } from './drafting/repeatingColumns.js'
import { settleModels } from './drafting/settleModels.js'
import { endpointRef, endpointSpec, type EndpointRef } from './endpointRef.js'
import { fileRef, isTable, LOOK, namedPython, trusted } from './fileRef.js'
import { lookAtImages } from './lookAtImages.js'
import { guessRecordingColumns, type RecordingGuess } from './guessRecordingColumns.js'

/** What `run` and `init` take in the place of a plan. */
export interface SourceOptions {
  readonly old?: string
  readonly new?: string
  readonly set?: string
  readonly reference?: string
  readonly label?: string
  /** Task multilabel: what stands between two labels of a text. */
  readonly separator?: string
  /** Task multilabel: columns of 0 and 1, parted by commas. */
  readonly labels?: string
  readonly id?: string
  readonly positive?: string
  readonly segments?: string
  readonly preset?: string
  readonly task?: Task
  /** `input=column,column`, by side. */
  readonly inputsOld?: readonly string[]
  readonly inputsNew?: readonly string[]
  readonly outputOld?: string
  readonly outputNew?: string
  /** Labels in the order of the scores, parted by commas. */
  readonly labelsOld?: string
  readonly labelsNew?: string
  /** Environment variables that hold the tokens of endpoints. */
  readonly tokenOld?: string
  readonly tokenNew?: string
  /** SHA-256 of artifacts that may execute code when they are loaded. */
  readonly trust?: readonly string[]
  /** The interpreter that runs the models that need Python. */
  readonly python?: string
  /** Dangerous names that they may look up, separated by commas. */
  readonly despite?: string
}

export interface InferredPlan {
  readonly yaml: string
  /** What was assumed, in plain words. */
  readonly notes: readonly string[]
}

/** More distinct values than this in a label column are not written out, and make a regression likely. */
const FEW_LABELS = 50

export interface InferOptions {
  readonly signal: AbortSignal
  readonly planPath?: string
  /** Somebody to ask what the files do not say. */
  readonly asker?: Asker
  /** Whether labels that differ are guessed at in the plan: where somebody will read it, and not where it is run at once. */
  readonly guessLabelMap?: boolean
}

/** A plan for the files given, as if it stood at `planPath`. */
export async function inferPlan(
  options: SourceOptions,
  { signal, planPath = 'recette.yaml', asker = nobody, guessLabelMap = false }: InferOptions,
): Promise<{ loaded: LoadedPlan } & InferredPlan> {
  const draft = await draftFrom(options, { signal, asker, guessLabelMap }, dirname(resolve(planPath)))
  return { ...draft, loaded: await loadPlanBytes(new TextEncoder().encode(draft.yaml), planPath) }
}

async function draftFrom(
  given: SourceOptions,
  { signal, asker, guessLabelMap }: Required<Pick<InferOptions, 'signal' | 'asker' | 'guessLabelMap'>>,
  directory: string,
): Promise<InferredPlan> {
  const { old, new: new_, set } = requireSources(given)
  const { id } = given
  const segments = given.segments?.split(',').map((name) => name.trim())
  const labelSets = labelSetsOf(given)
  const lists = labelSets === null || given.label === undefined ? [] : [given.label]
  const stored = await openSet({ name: 'test', role: 'test', file: fileRef(set) }, { lists })
  // Beside a label column they are the order of its lists of 0 and 1.
  const columns = given.label === undefined ? (labelSets?.labels ?? []) : []
  checkColumns({ segments: columns }, drafted(stored))
  // A column that says whether a case has a label is no input, id or segment.
  const test = { ...stored, fields: stored.fields.filter(({ name }) => !columns.includes(name)) }
  checkColumns(definedOnly({ label: given.label, id, segments }), drafted(test))
  const reference =
    given.reference === undefined
      ? null
      : await openSet({ name: 'reference', role: 'reference', file: fileRef(given.reference) })
  const label = given.label ?? (columns.length > 0 ? undefined : ((await askLabel(test.fields, asker)) ?? undefined))
  const options = { ...given, ...definedOnly({ label }) }
  const labelValues = await fewLabels(test, options, signal)
  const look = { options, test, labelValues, signal }
  const [oldModel, newModel] = await Promise.all([lookAt('old', old, look), lookAt('new', new_, look)])
  const found = { old: oldModel.model, new: newModel.model }
  const signatures = [found.old.signature, found.new.signature]
  const byScores = agreeOnPositive(given.positive, labelValues, { old: oldModel.recording, new: newModel.recording })
  const labelField = test.fields.find(({ name }) => name === label)
  const task = given.task ?? (await askTask(labelField, labelValues, signatures, asker)) ?? undefined
  const facts: DraftFacts = {
    directory,
    ...found,
    sets: [
      { ...drafted(test), images: await lookAtImages(test, signal) },
      ...(reference === null ? [] : [drafted(reference)]),
    ],
    ...definedOnly({ id, label, task, segments, labelSets: labelSets ?? undefined }),
    ...namedPython(options.python),
    ...definedOnly({ preset: options.preset }),
    labelValues,
    ...(await repeatingColumns(test, found, label, signal)),
  }
  const inferred = inferRoles(facts)
  const classes = inferred.task.value === 'classification'
  const positive = byScores ?? (classes ? await askPositive(labelValues, signatures, asker) : null) ?? undefined
  const models = await settleModels({ facts, inferred, options, card: test.card, asker })
  const labelLines = guessLabelMap && classes ? guessMap(models, inferred, labelValues) : []
  return draftPlan({ ...facts, ...models, ...definedOnly({ positive }), labelLines })
}

/** Where the labels of each case stand, in a multilabel task; the options that say so are for no other. */
function labelSetsOf({ task, separator, labels }: SourceOptions): DraftFacts['labelSets'] | null {
  if (task === 'multilabel') {
    return definedOnly({ separator, labels: labels?.split(',').map((name) => name.trim()) })
  }
  const option = separator === undefined ? (labels === undefined ? null : '--labels') : '--separator'
  if (option === null) return null
  throw new RecetteError(
    'OPTION_OF_MULTILABEL',
    `${option} is for models that give any number of labels to a case.`,
    'Add --task multilabel, or leave it out.',
    { kind: 'usage' },
  )
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
  const ref = endpointRef(path)
  if (ref !== null)
    return { model: await lookAtEndpoint(side, ref, { options, test, labelValues, signal }), recording: null }
  const file = fileRef(path)
  if (await isTable(path)) {
    const stored = await openSet({ name: `${side} predictions`, role: 'test', file }, { withCard: false })
    const { task, id, label } = options
    const recording = guessRecordingColumns(stored, { side, task, id, label, setFields: test.fields, labelValues })
    const model = { file, format: 'predictions', signature: null, predictions: recording.columns }
    return { model, recording }
  }
  const spec: ArtifactSpec = { kind: 'artifact', side, artifact: file, ...LOOK, ...namedPython(options.python) }
  const { format, signature, trust, despite } = await inspectModel(spec, trusted(options, signal))
  const model = { file, format, signature, ...definedOnly({ trust, despite }) }
  return { model, recording: null }
}

async function lookAtEndpoint(side: Side, ref: EndpointRef, { options, test, signal }: Look): Promise<DraftModel> {
  const { label, id, task = 'classification' } = options
  const tokenFrom = side === 'old' ? options.tokenOld : options.tokenNew
  const fields = test.fields.filter(({ name }) => name !== label && name !== id)
  const { signature, format } = await inspectEndpoint(endpointSpec(side, ref, tokenFrom), { fields, task, signal })
  return {
    file: { path: ref.url, shown: ref.url },
    format,
    signature,
    endpoint: { ...ref },
    ...definedOnly({ tokenFrom }),
  }
}

/** The distinct labels when they are few; null when they are many, or when there is no label column. */
async function fewLabels(
  test: StoredSet,
  { label = labelByName(test.fields), task }: SourceOptions,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  if (label === undefined || task === 'regression' || task === 'tensors' || task === 'multilabel') return null
  const labels = await labelsInSets([test], label, signal, { most: FEW_LABELS })
  return labels !== null && labels.length <= FEW_LABELS ? labels : null
}
