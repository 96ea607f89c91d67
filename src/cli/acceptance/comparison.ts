import type { Field } from '../../core/batch.js'
import type { InputMapping, ModelRecord, Notice } from '../../core/result.js'
import type { LiveSpec, Plan, Side } from '../../core/spec.js'
import type { Signature } from '../../core/signature.js'
import type { StoredSet } from '../../data/openSet.js'
import { planInputs, type InputMapper } from '../../models/inputs.js'
import { findModel } from '../../models/findModel.js'
import { withoutBatchFirst } from '../../models/batchAxis.js'
import type { Model } from '../../models/model.js'
import { modelLabels, planOutputs, type OutputMapper } from '../../models/outputs.js'
import type { Answerer } from '../../replay/answerer.js'
import { answerByArtifact } from '../../replay/artifactAnswerer.js'
import { agreeOnLabels, labelsInSets, type LabelAgreement, type OwnLabels } from '../../replay/labels.js'
import { recordingLabels } from '../../replay/recording.js'
import { blame } from '../../replay/replaySet.js'
import { isAbort } from '../printError.js'
import { openSide, type OpenedSide, type OpenOptions } from './openSide.js'
import { reservedColumns } from './reservedColumns.js'

/** Both models, open and mapped: ready to answer for any of the sets. */
export interface Comparison extends AsyncDisposable {
  readonly agreement: LabelAgreement | null
  readonly notices: readonly Notice[]
  answerer(side: Side, set: StoredSet): Promise<Answerer>
  /** The same artifact in a second host, mapped alike; null for what is no artifact. Whoever asks for it disposes of it. */
  another(side: Side, set: StoredSet, threads?: number): Promise<Answerer | null>
  /** What an artifact answered earlier, where the plan says so of this set. */
  recorded(side: Side, set: StoredSet): Answerer | null
  /** Threads that an artifact computes with, where it can be told another number. */
  threads(side: Side): number | null
  /** What is known of a model after its first answer. */
  record(side: Side): ModelRecord
  readonly isolation: readonly string[]
  /** Answers that an earlier run had from an endpoint; 0 for the others. */
  keptAnswers(side: Side): number
  /** 0 for a recording. */
  peakMemoryBytes(side: Side): number
}

/** Opens both sides at the same time, agrees on the labels, and maps inputs and outputs. */
export async function openComparison(options: OpenOptions): Promise<Comparison> {
  const { plan, sets, signal } = options
  const opening = { old: blame('old', openSide('old', options)), new: blame('new', openSide('new', options)) }
  const settled = await Promise.allSettled([opening.old, opening.new])
  const failures = settled.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  const opened = settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((side) => (side.model ?? side.endpoint)?.[Symbol.asyncDispose]()))
  }
  if (failures.length > 0) {
    await close()
    throw failures.find(isAbort) ?? new AggregateError(failures)
  }
  try {
    const sides = { old: await opening.old, new: await opening.new }
    const agreement = plan.task === 'classification' ? await agree(plan, sets, sides, signal) : null
    return mapSides(plan, sides, agreement, close, signal)
  } catch (error) {
    await close()
    throw error
  }
}

async function agree(
  plan: Plan,
  sets: readonly StoredSet[],
  sides: Readonly<Record<Side, OpenedSide>>,
  signal: AbortSignal,
): Promise<LabelAgreement> {
  const own = { old: ownLabels(sides.old), new: ownLabels(sides.new) }
  // A set that cannot be read is told of when it is replayed, unless the names of a model depend on it.
  const named = own.old !== null && own.new !== null
  const setLabels = await labelsInSets(sets, plan.columns.label, signal, named ? { broken: 'skip' } : {})
  return agreeOnLabels({ own, map: plan.labels ?? [], positive: plan.columns.positive, setLabels })
}

function ownLabels({ spec, model, endpoint }: OpenedSide): OwnLabels | null {
  if (spec.kind === 'predictions') return recordingLabels(spec)
  const live = model ?? endpoint
  return live === null ? null : modelLabels(spec, live.signature)
}

function mapSides(
  plan: Plan,
  sides: Readonly<Record<Side, OpenedSide>>,
  agreement: LabelAgreement | null,
  close: () => Promise<void>,
  signal: AbortSignal,
): Comparison {
  const outputs: Partial<Record<Side, OutputMapper>> = {}
  const inputs: Partial<Record<Side, readonly InputMapping[]>> = {}
  const positive = agreement === null || agreement.positive === null ? null : agreement.labels[agreement.positive]!

  const mapInputs = (side: Side, spec: LiveSpec, signature: Signature, fields: readonly Field[]): InputMapper => {
    const mapper = planInputs({ side, signature, fields, spec, reserved: reservedColumns(plan) })
    inputs[side] ??= mapper.record
    return mapper
  }

  const answerLive = (side: Side, spec: LiveSpec, model: Model, mapper: InputMapper): Answerer => {
    const own = agreement?.own[side] ?? null
    outputs[side] ??= planOutputs({
      side,
      signature: model.signature,
      spec,
      task: plan.task,
      labels: agreement?.labels ?? [],
      ...(agreement === null ? {} : { index: agreement.index[side] }),
      own: own === null || own.from === 'recording' ? null : { labels: own.labels, from: own.from },
      positive,
    })
    return answerByArtifact(model, mapper, outputs[side])
  }

  const startAnswering = async (side: Side, set: StoredSet): Promise<Answerer> => {
    const { spec, model, endpoint, recordings } = sides[side]
    if (spec.kind === 'predictions') return recordings.get(set.spec.name)!.answerer(set, plan, agreement)
    const mapper = mapInputs(side, spec, (model ?? endpoint!).signature, set.fields)
    return answerLive(side, spec, model ?? (await endpoint!.modelFor(set.identity, mapper.record)), mapper)
  }

  return {
    agreement,
    notices: [...(agreement?.notices ?? []), ...warningsOf('old', sides.old), ...warningsOf('new', sides.new)],
    isolation: sides.old.model?.isolation ?? sides.new.model?.isolation ?? [],
    async answerer(side, set) {
      const answerer = await blame(side, startAnswering(side, set))
      return { ...answerer, answer: (batch) => blame(side, answerer.answer(batch)) }
    },
    async another(side, set, threads) {
      const { spec } = sides[side]
      if (spec.kind !== 'artifact') return null
      const source = await findModel(spec)
      const model = await source.open({ signal, fields: set.fields, ...(threads === undefined ? {} : { threads }) })
      return answerLive(side, spec, model, mapInputs(side, spec, model.signature, set.fields))
    },
    recorded(side, set) {
      const { recorded } = sides[side]
      return recorded?.set === set.spec.name ? recorded.recording.answerer(set, plan, agreement) : null
    },
    threads: (side) => sides[side].model?.threads ?? null,
    record(side) {
      const { identity, model, endpoint, recordings } = sides[side]
      const live = model ?? endpoint
      const recording = [...recordings.values()][0]
      const output = recording?.outputMapping(plan.task, agreement) ?? outputs[side]?.record()
      return {
        ...identity,
        ...(model?.preparation === undefined ? {} : { prepare: model.preparation }),
        runtime: live?.runtime ?? 'recorded predictions',
        signature: live === null ? null : copySignature(ownSignature(live.signature, model)),
        mapping:
          output === null || output === undefined
            ? null
            : { inputs: [...(inputs[side] ?? [])], output, ...recordBatchAxis(model) },
      }
    },
    keptAnswers: (side) => sides[side].endpoint?.keptAnswers() ?? 0,
    peakMemoryBytes: (side) => sides[side].model?.peakMemoryBytes() ?? 0,
    [Symbol.asyncDispose]: close,
  }
}

/** As the artifact declares it, whatever batch axis it is seen with. */
function ownSignature(signature: Signature, model: Model | null): Signature {
  return model === null ? signature : withoutBatchFirst(signature, model.batch.is)
}

function recordBatchAxis(model: Model | null): Pick<NonNullable<ModelRecord['mapping']>, 'batch'> {
  if (model === null || model.batch.is === 'dynamic') return {}
  return { batch: { is: model.batch.is, by: model.batch.by } }
}

/** What a host has to tell of its artifact, as a notice about that side. */
function warningsOf(side: Side, { model }: OpenedSide): Notice[] {
  return (model?.warnings ?? []).map(({ code, values }) => ({ code: `${code}-${side}`, values: { ...values } }))
}

function copySignature(signature: Signature): NonNullable<ModelRecord['signature']> {
  const copy = (ports: typeof signature.inputs) =>
    ports.map(({ name, dtype, shape }) => ({ name, dtype, shape: [...shape] }))
  return {
    inputs: copy(signature.inputs),
    outputs: copy(signature.outputs),
    ...(signature.labels === undefined ? {} : { labels: [...signature.labels] }),
  }
}
