import type { ComparedOutput } from '../../core/comparedOutput.js'
import { costMatrix } from '../../core/decisionCosts.js'
import type { HeadPlan } from '../../core/head.js'
import type { Notice } from '../../core/result.js'
import { withLabelsOf, type Signature } from '../../core/signature.js'
import type { LiveSpec, Plan, Side } from '../../core/spec.js'
import { modelLabels, planOutputs, type OutputMapper } from '../../models/outputs.js'
import { withoutStateOutputs } from '../../models/states.js'
import { agreeOnLabels, labelsInSets, type LabelAgreement, type OwnLabels } from '../../replay/labels.js'
import { labelsOfLabelSets } from '../../replay/labelSets.js'
import { recordingLabels } from '../../replay/recording.js'
import { requireLabelNames } from '../../replay/requireLabelNames.js'
import { isAbort } from '../printError.js'
import type { OpenedSide, OpenOptions } from './openSide.js'
import { planOfHead, specOfHead } from './planOfHead.js'
import { refuseThreshold } from './refuseThreshold.js'
import { tellHead, tellHeadLater } from './tellHead.js'

/** One answer of the models: which plan it is held against, and the labels that it is one of. */
export interface ComparedHead {
  /** Null where the models have no several. */
  readonly name: string | null
  /** As if the models had this head alone. */
  readonly plan: Plan
  readonly agreement: LabelAgreement | null
}

/** Agrees on the labels of each head; all that goes wrong is told at once. */
export async function openHeads(
  options: OpenOptions,
  sides: Readonly<Record<Side, OpenedSide>>,
): Promise<readonly ComparedHead[]> {
  const { plan } = options
  const open = async (name: string | null, headPlan: Plan, of: typeof sides): Promise<ComparedHead> => {
    const labelled = headPlan.task === 'classification' || headPlan.task === 'multilabel'
    const agreeing = () => agree({ ...options, plan: headPlan }, of)
    return { name, plan: headPlan, agreement: labelled ? await tellHeadLater(name, agreeing) : null }
  }
  if (plan.heads === undefined) return [await open(null, plan, sides)]
  const settled = await Promise.allSettled(
    plan.heads.map((head, index) => {
      const of = (side: Side): OpenedSide => ofHead(sides[side], head, index)
      return open(head.name, planOfHead(plan, head), { old: of('old'), new: of('new') })
    }),
  )
  const failures = settled.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  if (failures.length > 0) throw failures.find(isAbort) ?? new AggregateError(failures)
  return settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
}

/** One side as if it had this head alone. */
function ofHead(side: OpenedSide, head: HeadPlan, index: number): OpenedSide {
  const recordings = new Map([...side.recordings].map(([set, of]) => [set, [of[index]!]]))
  return { ...side, spec: specOfHead(side.spec, head), recordings }
}

async function agree(
  { plan, inferred, sets, signal }: OpenOptions,
  sides: Readonly<Record<Side, OpenedSide>>,
): Promise<LabelAgreement> {
  const own = { old: ownLabels(sides.old, plan), new: ownLabels(sides.new, plan) }
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
  if (spec.kind === 'predictions' || spec.outputIs === 'label') return false
  const all = (model ?? endpoint)?.signature.outputs ?? []
  const chosen = all.filter(({ name }) => name === spec.output)
  const outputs = chosen.length > 0 ? chosen : all
  const named = labels.every((label) => outputs.some(({ name }) => name === label))
  return !named && outputs.some(({ dtype }) => dtype !== 'utf8')
}

function ownLabels({ spec, model, endpoint }: OpenedSide, { heads }: Plan): OwnLabels | null {
  if (spec.kind === 'predictions') return recordingLabels(spec)
  const live = model ?? endpoint
  if (live === null) return null
  // Of an artifact's labels that are told of no output the plan cannot know of which head they are.
  return modelLabels(spec, heads === undefined ? live.signature : withLabelsOf(live.signature, spec.output))
}

/** How one model's answers to one head become predictions. */
export function planHeadOutputs(
  side: Side,
  spec: LiveSpec,
  signature: Signature,
  { name, plan: { task, models }, agreement }: ComparedHead,
  masked: readonly ComparedOutput[] | null,
): OutputMapper {
  const of = models[side]
  const own = agreement?.own[side] ?? null
  const positive = agreement === null || agreement.positive === null ? null : agreement.labels[agreement.positive]!
  const mapper = tellHead(name, () =>
    planOutputs({
      side,
      signature: withoutStateOutputs(
        signature,
        spec,
        masked?.map((output) => output[side]),
      ),
      spec: name === null || of.kind === 'predictions' ? spec : of,
      task,
      labels: agreement?.labels ?? [],
      ...(agreement === null ? {} : { index: agreement.index[side] }),
      own: own === null || own.from === 'recording' ? null : { labels: own.labels, from: own.from },
      positive,
      ...(masked === null ? {} : { outputs: masked }),
    }),
  )
  if (name === null) return mapper
  return { ...mapper, predictions: (...given) => tellHead(name, () => mapper.predictions(...given)) }
}

/** A notice about one head says so. */
export function noticesOfHead(name: string | null, notices: readonly Notice[]): readonly Notice[] {
  return name === null ? notices : notices.map((notice) => ({ ...notice, head: name }))
}
