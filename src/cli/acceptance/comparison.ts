import type { ComparedOutput } from '../../core/comparedOutput.js'
import { costMatrix } from '../../core/decisionCosts.js'
import { sha256 } from '../../core/digest.js'
import type { InputMapping, ModelRecord, Notice } from '../../core/result.js'
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
import { planStates, withoutStateOutputs } from '../../models/states.js'
import { modelLabels, planOutputs, type OutputMapper } from '../../models/outputs.js'
import type { Answerer } from '../../replay/answerer.js'
import { answerByArtifact } from '../../replay/artifactAnswerer.js'
import { answerInSequence } from '../../replay/statefulAnswerer.js'
import { agreeOnLabels, labelsInSets, type LabelAgreement, type OwnLabels } from '../../replay/labels.js'
import { labelsOfLabelSets } from '../../replay/labelSets.js'
import { requireLabelNames } from '../../replay/requireLabelNames.js'
import { recordingLabels } from '../../replay/recording.js'
import { blame } from '../../replay/replaySet.js'
import { isAbort } from '../printError.js'
import { agreeOnOutputs, maskColumns, outputNotices, resolveMasks } from './comparedOutputs.js'
import { compareWeights, recordWeights } from './compareWeights.js'
import { openSide, type OpenedSide, type OpenOptions } from './openSide.js'
import { refuseThreshold } from './refuseThreshold.js'
import { reservedColumns } from './reservedColumns.js'
import { sequenceColumns, sequenceNotices } from './sequenceColumns.js'

/** Both models, open and mapped: ready to answer for any of the sets. */
export interface Comparison extends AsyncDisposable {
  readonly agreement: LabelAgreement | null
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
    const agreement = plan.task === 'classification' || plan.task === 'multilabel' ? await agree(options, sides) : null
    const matched = plan.task === 'tensors' ? agreeOnOutputs(plan, sides) : null
    return mapSides(plan, sides, agreement, matched, { close, images, signal })
  } catch (error) {
    await close()
    throw error
  }
}

async function agree(
  { plan, inferred, sets, signal }: OpenOptions,
  sides: Readonly<Record<Side, OpenedSide>>,
): Promise<LabelAgreement> {
  const own = { old: ownLabels(sides.old), new: ownLabels(sides.new) }
  const hasPositive = plan.task === 'classification'
  // A set that cannot be read is told of when it is replayed, unless the names of a model depend on it.
  const named = own.old !== null && own.new !== null
  const skip = named ? ({ broken: 'skip' } as const) : {}
  const setLabels = hasPositive
    ? await labelsInSets(sets, plan.columns.label, signal, skip)
    : await labelsOfLabelSets(sets, plan.columns, signal, skip)
  const unnamed = (['old', 'new'] as const).filter(
    (side) => own[side] === null && isPositional(sides[side], setLabels ?? []),
  )
  if (!inferred) requireLabelNames(unnamed, setLabels)
  const agreement = await agreeOnLabels({
    own,
    map: plan.labels ?? [],
    positive: plan.columns.positive,
    setLabels,
    hasPositive,
  })
  refuseThreshold(plan, agreement)
  if (plan.costs !== undefined) costMatrix(plan.costs, agreement.labels)
  return agreement
}

/** Whether the model's answers can only be told by their place: texts are labels themselves, and outputs may bear their names. */
function isPositional({ spec, model, endpoint }: OpenedSide, labels: readonly string[]): boolean {
  const outputs = (model ?? endpoint)?.signature.outputs ?? []
  if (spec.kind === 'predictions' || spec.outputIs === 'label') return false
  const named = labels.every((label) => outputs.some(({ name }) => name === label))
  return !named && outputs.some(({ dtype }) => dtype !== 'utf8')
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
  matched: MatchedOutputs | null,
  { close, images, signal }: { close: () => Promise<void>; images: ImageHosts; signal: AbortSignal },
): Comparison {
  let compared: readonly ComparedOutput[] | null = null
  const outputs: Partial<Record<Side, OutputMapper>> = {}
  const inputs: Partial<Record<Side, readonly InputMapping[]>> = {}
  const positive = agreement === null || agreement.positive === null ? null : agreement.labels[agreement.positive]!

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
    const own = agreement?.own[side] ?? null
    // What an output was taken for holds for every set; how raw outputs are masked may change from one to the next.
    const mapped =
      (masked === null ? outputs[side] : undefined) ??
      planOutputs({
        side,
        signature: withoutStateOutputs(
          model.signature,
          spec,
          masked?.map((output) => output[side]),
        ),
        spec,
        task: plan.task,
        labels: agreement?.labels ?? [],
        ...(agreement === null ? {} : { index: agreement.index[side] }),
        own: own === null || own.from === 'recording' ? null : { labels: own.labels, from: own.from },
        positive,
        ...(masked === null ? {} : { outputs: masked }),
      })
    outputs[side] = mapped
    const masks = masked?.flatMap(({ mask }) => mask ?? [])
    const sequences = sequenceColumns(plan)
    if (states.length === 0 || sequences === undefined) return answerByArtifact(model, mapper, mapped, masks)
    const who = `${side} (${shownName(spec)})`
    return answerInSequence(model, mapper, mapped, { who, states, columns: sequences }, masks)
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
    if (spec.kind === 'predictions') return recordings.get(set.spec.name)!.answerer(set, plan, agreement)
    const mapper = mapInputs(side, spec, (model ?? endpoint!).signature, set)
    const masked = maskedOutputs(set)
    const wanted = masked?.map((output) => output[side])
    const live = model ?? (await endpoint!.modelFor(identityOf(set), mapper.record, wanted))
    return answerLive(side, spec, live, mapper, masked)
  }

  return {
    agreement,
    get outputs() {
      return compared ?? matched?.outputs ?? null
    },
    notices: [
      ...(agreement?.notices ?? []),
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
    ports.map(({ name, dtype, shape }) => ({ name, dtype, shape: [...shape] }))
  return {
    inputs: copy(signature.inputs),
    outputs: copy(signature.outputs),
    ...(signature.labels === undefined ? {} : { labels: [...signature.labels] }),
  }
}
