import type { ComparedOutput } from '../../core/comparedOutput.js'
import { sha256 } from '../../core/digest.js'
import type { InputMapping, ModelRecord, Notice, OutputMapping } from '../../core/result.js'
import type { LiveSpec, Plan, Side } from '../../core/spec.js'
import type { Signature } from '../../core/signature.js'
import type { StoredSet } from '../../data/openSet.js'
import { planInputs, type InputMapper } from '../../models/inputs.js'
import { findModel } from '../../models/findModel.js'
import { withoutBatchFirst } from '../../models/batchAxis.js'
import type { MatchedOutputs } from '../../models/matchOutputs.js'
import type { ImageSource } from '../../models/images/fillImages.js'
import { imageHosts, type ImageHosts } from '../../models/images/imageHosts.js'
import type { Model } from '../../models/model.js'
import { shownName } from '../../models/shownName.js'
import { planStates } from '../../models/states.js'
import type { OutputMapper } from '../../models/outputs.js'
import type { Answerer } from '../../replay/answerer.js'
import { answerByArtifact } from '../../replay/artifactAnswerer.js'
import { joinAnswerers } from '../../replay/joinAnswerers.js'
import { answerInSequence } from '../../replay/statefulAnswerer.js'
import { blame } from '../../replay/replaySet.js'
import { isAbort } from '../printError.js'
import { agreeOnOutputs, maskColumns, outputNotices, resolveMasks } from './comparedOutputs.js'
import { compareWeights, recordWeights } from './compareWeights.js'
import { noticesOfHead, openHeads, planHeadOutputs, type ComparedHead } from './heads.js'
import { openSide, type OpenedSide, type OpenOptions } from './openSide.js'
import { reservedColumns } from './reservedColumns.js'
import { sequenceColumns, sequenceNotices } from './sequenceColumns.js'

/** Both models, open and mapped: ready to answer for any of the sets. */
export interface Comparison extends AsyncDisposable {
  /** What the models answer: one thing, or one for each head. */
  readonly heads: readonly ComparedHead[]
  readonly notices: readonly Notice[]
  /** Task tensors: what is compared, and how; null for the others. */
  readonly outputs: readonly ComparedOutput[] | null
  answerer(side: Side, set: StoredSet): Promise<Answerer>
  /** The same artifact in a second host, mapped alike; null for what is no artifact. Whoever asks for it disposes of it. */
  another(side: Side, set: StoredSet, threads?: number): Promise<Answerer | null>
  /** What an artifact answered earlier, where the plan says so of this set. */
  recorded(side: Side, set: StoredSet): Answerer | null
  /** Threads that an artifact computes with, where it can be told another number. */
  threads(side: Side): number | null
  /** What the head's output was taken for; null before the first answer. */
  outputOf(side: Side, head: number): OutputMapping | null
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
  const { plan, signal } = options
  const opening = { old: blame('old', openSide('old', options)), new: blame('new', openSide('new', options)) }
  const settled = await Promise.allSettled([opening.old, opening.new])
  const failures = settled.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  const opened = settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const images = imageHosts()
  const close = async (): Promise<void> => {
    await images[Symbol.asyncDispose]()
    await Promise.all(opened.map((side) => (side.model ?? side.endpoint)?.[Symbol.asyncDispose]()))
  }
  if (failures.length > 0) {
    await close()
    throw failures.find(isAbort) ?? new AggregateError(failures)
  }
  try {
    const sides = { old: await opening.old, new: await opening.new }
    const heads = await openHeads(options, sides)
    const matched = plan.task === 'tensors' ? agreeOnOutputs(plan, sides) : null
    return mapSides(plan, sides, heads, matched, { close, images, signal })
  } catch (error) {
    await close()
    throw error
  }
}

function mapSides(
  plan: Plan,
  sides: Readonly<Record<Side, OpenedSide>>,
  heads: readonly ComparedHead[],
  matched: MatchedOutputs | null,
  { close, images, signal }: { close: () => Promise<void>; images: ImageHosts; signal: AbortSignal },
): Comparison {
  let compared: readonly ComparedOutput[] | null = null
  const outputs: Partial<Record<Side, readonly OutputMapper[]>> = {}
  const inputs: Partial<Record<Side, readonly InputMapping[]>> = {}

  const mapInputs = (side: Side, spec: LiveSpec, signature: Signature, set: StoredSet): InputMapper => {
    const mapper = planInputs({
      side,
      signature,
      fields: set.fields,
      spec,
      reserved: [...reservedColumns(plan), ...maskColumns(plan, signature)],
      images: imagesOf(set, images),
      sequences: sequenceColumns(plan),
    })
    inputs[side] ??= mapper.record
    return mapper
  }

  const answerLive = (
    side: Side,
    spec: LiveSpec,
    model: Model,
    mapper: InputMapper,
    masked: readonly ComparedOutput[] | null,
  ): Answerer => {
    const states = planStates(side, spec, model.signature, model.batch.is)
    // What an output was taken for holds for every set; how raw outputs are masked may change from one to the next.
    const mapped =
      (masked === null ? outputs[side] : undefined) ??
      heads.map((head) => planHeadOutputs(side, spec, model.signature, head, masked))
    outputs[side] = mapped
    const masks = masked?.flatMap(({ mask }) => mask ?? [])
    const sequences = sequenceColumns(plan)
    if (states.length === 0 || sequences === undefined) return answerByArtifact(model, mapper, mapped, masks)
    const who = `${side} (${shownName(spec)})`
    return answerInSequence(model, mapper, mapped[0]!, { who, states, columns: sequences }, masks)
  }

  /** The outputs to compare on one set, their masks found among its columns. */
  const maskedOutputs = (set: StoredSet): readonly ComparedOutput[] | null => {
    if (matched === null) return null
    const mappings = (['old', 'new'] as const).flatMap((side) => {
      const { spec, model, endpoint } = sides[side]
      const live = model ?? endpoint
      if (spec.kind === 'predictions' || live === null) return []
      return mapInputs(side, spec, live.signature, set).record
    })
    const resolved = resolveMasks(matched.outputs, set.fields, mappings, set.spec.file.shown)
    compared ??= resolved
    return resolved
  }

  const startAnswering = async (side: Side, set: StoredSet): Promise<Answerer> => {
    const { spec, model, endpoint, recordings } = sides[side]
    if (spec.kind === 'predictions')
      return joinAnswerers(
        recordings
          .get(set.spec.name)!
          .map((recording, head) => recording.answerer(set, heads[head]!.plan, heads[head]!.agreement)),
      )
    const mapper = mapInputs(side, spec, (model ?? endpoint!).signature, set)
    const masked = maskedOutputs(set)
    const wanted = masked?.map((output) => output[side]) ?? plan.heads?.map((head) => head[side].output ?? head.name)
    const live = model ?? (await endpoint!.modelFor(identityOf(set), mapper.record, wanted))
    return answerLive(side, spec, live, mapper, masked)
  }

  const outputOf = (side: Side, head: number): OutputMapping | null => {
    const recording = [...sides[side].recordings.values()][0]?.[head]
    const { plan: headPlan, agreement } = heads[head]!
    return recording?.outputMapping(headPlan.task, agreement) ?? outputs[side]?.[head]?.record() ?? null
  }

  return {
    heads,
    get outputs() {
      return compared ?? matched?.outputs ?? null
    },
    notices: [
      ...heads.flatMap(({ name, agreement }) => noticesOfHead(name, agreement?.notices ?? [])),
      ...(matched === null ? [] : outputNotices(matched)),
      ...sequenceNotices(plan),
      ...warningsOf('old', sides.old),
      ...warningsOf('new', sides.new),
      ...compareWeights(sides),
    ],
    isolation: sides.old.model?.isolation ?? sides.new.model?.isolation ?? [],
    async answerer(side, set) {
      const answerer = await blame(side, startAnswering(side, set))
      return { ...answerer, answer: (batch) => blame(side, answerer.answer(batch)) }
    },
    async another(side, set, threads) {
      const { spec } = sides[side]
      if (spec.kind !== 'artifact') return null
      const batch = sides[side].model?.batch.is
      const source = await findModel(batch === undefined ? spec : { ...spec, batch })
      const model = await source.open({
        signal,
        fields: set.fields,
        keepNotFinite: plan.task === 'tensors',
        ...(threads === undefined ? {} : { threads }),
      })
      return answerLive(side, spec, model, mapInputs(side, spec, model.signature, set), maskedOutputs(set))
    },
    recorded(side, set) {
      const { recorded } = sides[side]
      return recorded?.set === set.spec.name ? recorded.recording.answerer(set, plan, heads[0]!.agreement) : null
    },
    outputOf,
    threads: (side) => sides[side].model?.threads ?? null,
    record(side) {
      const { identity, model, endpoint } = sides[side]
      const live = model ?? endpoint
      const output = outputOf(side, 0)
      return {
        ...identity,
        ...(model?.preparation === undefined ? {} : { prepare: model.preparation }),
        runtime: live?.runtime ?? 'recorded predictions',
        signature: live === null ? null : copySignature(ownSignature(live.signature, model)),
        mapping: output === null ? null : { inputs: [...(inputs[side] ?? [])], output, ...recordBatchAxis(model) },
        ...(model?.weights === undefined ? {} : { weights: recordWeights(model.weights) }),
      }
    },
    keptAnswers: (side) => sides[side].endpoint?.keptAnswers() ?? 0,
    peakMemoryBytes: (side) => sides[side].model?.peakMemoryBytes() ?? 0,
    [Symbol.asyncDispose]: close,
  }
}

function imagesOf(set: StoredSet, hosts: ImageHosts): ImageSource {
  return {
    read(name) {
      if (set.images === undefined) throw new Error(`bug: the images of ${set.spec.name} were not looked for`)
      return set.images.read(name)
    },
    render: (job) => hosts.render(job),
  }
}

/** Answers belong to the images too, where there are any. */
function identityOf({ identity }: StoredSet): { readonly sha256: string } {
  const { images } = identity
  return images === undefined ? identity : { sha256: sha256(`${identity.sha256}\n${images.sha256}\n`) }
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
    ports.map(({ name, dtype, shape, labels }) => ({
      name,
      dtype,
      shape: [...shape],
      ...(labels === undefined ? {} : { labels: [...labels] }),
    }))
  return {
    inputs: copy(signature.inputs),
    outputs: copy(signature.outputs),
    ...(signature.labels === undefined ? {} : { labels: [...signature.labels] }),
  }
}
