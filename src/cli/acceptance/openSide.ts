import { RecetteError } from '../../core/errors.js'
import type { ArtifactSpec, EndpointSpec, ModelSpec, Plan, PredictionsSpec, Side } from '../../core/spec.js'
import type { Signature } from '../../core/signature.js'
import type { StoredSet } from '../../data/openSet.js'
import { openEndpoint, type Endpoint } from '../../models/endpoint/openEndpoint.js'
import { findModel } from '../../models/findModel.js'
import { identifyArtifact } from '../../models/identity.js'
import type { Model } from '../../models/model.js'
import { fitsInputs } from '../../models/inputs.js'
import { shownName } from '../../models/shownName.js'
import { openRecording, type Recording } from '../../replay/recording.js'
import { identifyRecordings, type ModelIdentity } from './identify.js'
import { specOfHead } from './planOfHead.js'
import { reservedColumns } from './reservedColumns.js'
import { tellHeadLater } from './tellHead.js'

export interface OpenOptions {
  readonly plan: Plan
  /** Whether Recette made the plan itself, from the files: then it may guess, and says so. */
  readonly inferred: boolean
  readonly sets: readonly StoredSet[]
  /** Where the answers of endpoints are kept; not needed without one. */
  readonly answers: string | undefined
  readonly signal: AbortSignal
}

/** One side, ready to be mapped. */
export interface OpenedSide {
  readonly spec: ModelSpec
  readonly identity: ModelIdentity
  /** An artifact in its host; null for the others. */
  readonly model: Model | null
  /** A model that is called; null for the others. */
  readonly endpoint: Endpoint | null
  /** By the name of the set, one for each head; empty for the others. */
  readonly recordings: ReadonlyMap<string, readonly Recording[]>
  /** What an artifact is said to have answered earlier, for the set on which its noise is measured. */
  readonly recorded?: { readonly set: string; readonly recording: Recording }
}

export async function openSide(side: Side, options: OpenOptions): Promise<OpenedSide> {
  const spec = options.plan.models[side]
  switch (spec.kind) {
    case 'artifact':
      return openArtifact(spec, options)
    case 'endpoint':
      return openCalled(spec, options)
    case 'predictions':
      return openRecordings(spec, options)
  }
}

async function openArtifact(spec: ArtifactSpec, { plan, sets, signal }: OpenOptions): Promise<OpenedSide> {
  const source = await findModel(spec)
  const fields = sets[0]?.fields ?? []
  const fits = (signature: Signature): boolean =>
    fitsInputs({ side: spec.side, signature, fields, spec, reserved: reservedColumns(plan) })
  const set = sets[0]?.spec.name
  const recording =
    spec.recorded === undefined || set === undefined ? null : await openRecording(spec.recorded, set, plan.task)
  const [{ sha256, bytes }, model] = await Promise.all([
    identifyArtifact(source),
    source.open({ signal, fields, fits, keepNotFinite: plan.task === 'tensors' }),
  ])
  return {
    spec,
    identity: {
      artifact: spec.artifact.shown,
      sha256,
      bytes,
      format: source.format,
      trusted: source.executes,
    },
    model,
    endpoint: null,
    recordings: new Map(),
    ...(recording === null || set === undefined ? {} : { recorded: { set, recording } }),
  }
}

async function openCalled(spec: EndpointSpec, { plan, sets, answers, signal }: OpenOptions): Promise<OpenedSide> {
  if (answers === undefined)
    throw new RecetteError(
      'ANSWERS_NOWHERE',
      `${spec.side} is an endpoint, but no folder is given in which its answers are kept.`,
      'Give the option answers.',
      { kind: 'usage' },
    )
  const reserved = reservedColumns(plan)
  const fields = (sets[0]?.fields ?? []).filter(({ name }) => !reserved.includes(name))
  const endpoint = await openEndpoint(spec, { fields, task: plan.task, folder: answers, signal })
  return {
    spec,
    identity: {
      artifact: shownName(spec),
      sha256: endpoint.sha256,
      bytes: 0,
      format: endpoint.format,
      trusted: false,
    },
    model: null,
    endpoint,
    recordings: new Map(),
  }
}

async function openRecordings(spec: PredictionsSpec, { plan, sets }: OpenOptions): Promise<OpenedSide> {
  const recordings = new Map<string, readonly Recording[]>()
  for (const { spec: set } of sets) {
    const heads = plan.heads ?? null
    recordings.set(
      set.name,
      heads === null
        ? [await openRecording(spec, set.name, plan.task)]
        : await Promise.all(
            heads.map((head) =>
              tellHeadLater(head.name, () => openRecording(specOfHead(spec, head), set.name, head.task)),
            ),
          ),
    )
  }
  const files = new Map([...recordings.values()].flat().map(({ identity }) => [identity.file, identity]))
  return { spec, identity: identifyRecordings([...files.values()]), model: null, endpoint: null, recordings }
}
