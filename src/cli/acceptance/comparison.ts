import type { Field } from '../../core/batch.js'
import type { InputMapping, ModelRecord, Notice } from '../../core/result.js'
import type { ArtifactSpec, ModelSpec, Plan, PredictionsSpec, Side } from '../../core/spec.js'
import type { StoredSet } from '../../data/openSet.js'
import { findModel } from '../../models/findModel.js'
import { identifyArtifact } from '../../models/identity.js'
import { planInputs } from '../../models/inputs.js'
import type { Model } from '../../models/model.js'
import { modelLabels, planOutputs, type OutputMapper } from '../../models/outputs.js'
import type { Answerer } from '../../replay/answerer.js'
import { answerByArtifact } from '../../replay/artifactAnswerer.js'
import { agreeOnLabels, labelsInSets, type LabelAgreement, type OwnLabels } from '../../replay/labels.js'
import { openRecording, recordingLabels, type Recording } from '../../replay/recording.js'
import { blame } from '../../replay/replaySet.js'
import { isAbort } from '../printError.js'
import { identifyRecordings, type ModelIdentity } from './identify.js'

/** Both models, open and mapped: ready to answer for any of the sets. */
export interface Comparison extends AsyncDisposable {
  readonly agreement: LabelAgreement | null
  readonly notices: readonly Notice[]
  answerer(side: Side, set: StoredSet): Promise<Answerer>
  /** What is known of a model after its first answer. */
  record(side: Side): ModelRecord
  readonly isolation: readonly string[]
  /** 0 for a recording. */
  peakMemoryBytes(side: Side): number
}

interface Opened {
  readonly spec: ModelSpec
  readonly identity: ModelIdentity
  /** Null for a recording. */
  readonly model: Model | null
  readonly recordings: ReadonlyMap<string, Recording>
}

/** Opens both sides at the same time, agrees on the labels, and maps inputs and outputs. */
export async function openComparison(plan: Plan, sets: readonly StoredSet[], signal: AbortSignal): Promise<Comparison> {
  const opening = {
    old: blame('old', openSide(plan.models.old, sets, signal)),
    new: blame('new', openSide(plan.models.new, sets, signal)),
  }
  const settled = await Promise.allSettled([opening.old, opening.new])
  const failures = settled.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  const opened = settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((side) => side.model?.[Symbol.asyncDispose]()))
  }
  if (failures.length > 0) {
    await close()
    throw failures.find(isAbort) ?? new AggregateError(failures)
  }
  try {
    const sides = { old: await opening.old, new: await opening.new }
    const agreement = plan.task === 'classification' ? await agree(plan, sets, sides, signal) : null
    return mapSides(plan, sides, agreement, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function openSide(spec: ModelSpec, sets: readonly StoredSet[], signal: AbortSignal): Promise<Opened> {
  if (spec.kind === 'predictions') return openRecordings(spec, sets)
  const source = await findModel(spec)
  const [{ sha256, bytes }, model] = await Promise.all([identifyArtifact(source), source.open({ signal })])
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
    recordings: new Map(),
  }
}

async function openRecordings(spec: PredictionsSpec, sets: readonly StoredSet[]): Promise<Opened> {
  const recordings = new Map<string, Recording>()
  for (const set of sets) recordings.set(set.spec.name, await openRecording(spec, set.spec.name))
  const files = new Map([...recordings.values()].map(({ identity }) => [identity.file, identity]))
  return {
    spec,
    identity: identifyRecordings([...files.values()]),
    model: null,
    recordings,
  }
}

async function agree(
  plan: Plan,
  sets: readonly StoredSet[],
  sides: Readonly<Record<Side, Opened>>,
  signal: AbortSignal,
): Promise<LabelAgreement> {
  let found: Promise<readonly string[]> | undefined
  const setLabels = (): Promise<readonly string[]> => (found ??= labelsInSets(sets, plan.columns.label, signal))
  const own = { old: ownLabels(sides.old), new: ownLabels(sides.new) }
  return agreeOnLabels({ own, positive: plan.columns.positive, setLabels })
}

function ownLabels({ spec, model }: Opened): OwnLabels | null {
  if (spec.kind === 'predictions') return recordingLabels(spec)
  return model === null ? null : modelLabels(spec, model.signature)
}

function mapSides(
  plan: Plan,
  sides: Readonly<Record<Side, Opened>>,
  agreement: LabelAgreement | null,
  close: () => Promise<void>,
): Comparison {
  const outputs: Partial<Record<Side, OutputMapper>> = {}
  const inputs: Partial<Record<Side, readonly InputMapping[]>> = {}
  const positive = agreement === null || agreement.positive === null ? null : agreement.labels[agreement.positive]!

  const answerArtifact = (side: Side, spec: ArtifactSpec, model: Model, fields: readonly Field[]): Answerer => {
    const mapper = planInputs({ side, signature: model.signature, fields, spec, reserved: reservedColumns(plan) })
    const own = agreement?.own[side] ?? null
    outputs[side] ??= planOutputs({
      side,
      signature: model.signature,
      spec,
      task: plan.task,
      labels: agreement?.labels ?? [],
      own: own === null || own.from === 'recording' ? null : { labels: own.labels, from: own.from },
      positive,
    })
    inputs[side] ??= mapper.record
    return answerByArtifact(model, mapper, outputs[side])
  }

  return {
    agreement,
    notices: [...(agreement?.notices ?? []), ...warningsOf('old', sides.old), ...warningsOf('new', sides.new)],
    isolation: sides.old.model?.isolation ?? sides.new.model?.isolation ?? [],
    async answerer(side, set) {
      const { spec, model, recordings } = sides[side]
      const answerer = await blame(
        side,
        (async () =>
          spec.kind === 'artifact'
            ? answerArtifact(side, spec, model!, set.fields)
            : recordings.get(set.spec.name)!.answerer(set, plan, agreement))(),
      )
      return { ...answerer, answer: (batch) => blame(side, answerer.answer(batch)) }
    },
    record(side) {
      const { identity, model, recordings } = sides[side]
      const recording = [...recordings.values()][0]
      const output = recording?.outputMapping(plan.task, agreement) ?? outputs[side]?.record()
      return {
        ...identity,
        runtime: model?.runtime ?? 'recorded predictions',
        signature: model === null ? null : copySignature(model),
        mapping: output === null || output === undefined ? null : { inputs: [...(inputs[side] ?? [])], output },
      }
    },
    peakMemoryBytes: (side) => sides[side].model?.peakMemoryBytes() ?? 0,
    [Symbol.asyncDispose]: close,
  }
}

/** What a host has to tell of its artifact, as a notice about that side. */
function warningsOf(side: Side, { model }: Opened): Notice[] {
  return (model?.warnings ?? []).map(({ code, values }) => ({ code: `${code}-${side}`, values: { ...values } }))
}

/** Columns that are about a case, never an input unless the plan maps them. */
export function reservedColumns(plan: Plan): string[] {
  const { id, label } = plan.columns
  return [id, label].filter((name) => name !== undefined)
}

function copySignature({ signature }: Model): NonNullable<ModelRecord['signature']> {
  const copy = (ports: typeof signature.inputs) =>
    ports.map(({ name, dtype, shape }) => ({ name, dtype, shape: [...shape] }))
  return {
    inputs: copy(signature.inputs),
    outputs: copy(signature.outputs),
    ...(signature.labels === undefined ? {} : { labels: [...signature.labels] }),
  }
}
