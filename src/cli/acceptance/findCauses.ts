import type { Batch } from '../../core/batch.js'
import type { Cause } from '../../core/cause.js'
import { joinBatches } from '../../core/joinBatches.js'
import { measureInfo } from '../../core/measureCatalog.js'
import type { Predictions, Truth } from '../../core/predictions.js'
import type { Finding, Notice } from '../../core/result.js'
import type { Plan, Side } from '../../core/spec.js'
import type { StoredSet } from '../../data/openSet.js'
import { agreementOf, caseDistances, mean } from '../../measures/causes/caseDistances.js'
import { suggestLabelOrder } from '../../measures/suggestLabelOrder.js'
import { askAgain, type Asking } from '../../replay/causes/askAgain.js'
import { columnFacts } from '../../replay/causes/columnFacts.js'
import { HYPOTHESES } from '../../replay/causes/hypotheses.js'
import type { Search, Trial } from '../../replay/causes/hypothesis.js'
import { sampleCases } from '../../replay/causes/sampleCases.js'
import { startSearch } from '../../replay/causes/startSearch.js'
import { onlyHead } from '../../replay/answerer.js'
import type { LabelAgreement } from '../../replay/labels.js'
import { readTruth } from '../../replay/truth.js'
import { bestAssignment } from '../../stats/assignment.js'
import { deriveSeed, mixBits } from '../../stats/random.js'
import type { Comparison } from './comparison.js'
import { noticesOfHead } from './heads.js'
import { hasState } from './sequenceColumns.js'
import { confirmCause, constantCause, type Known, type Pair } from './confirmCause.js'

const HALF = 300
const LEAST = 40
const REFERENCE_HALF = 5000
/** Below this agreement, or above this mean distance, a failure is a bad one; nearer than that, a usual cause would show as more. */
const BAD_AGREEMENT = 0.9
const BAD_DISTANCE = 0.05

export interface CausesOptions {
  readonly plan: Plan
  /** The sets that were compared, the reference set if there is one. */
  readonly sets: readonly StoredSet[]
  readonly reference: StoredSet | null
  readonly comparison: Comparison
  readonly findings: readonly Finding[]
  /** Look whatever the findings say. */
  readonly always: boolean
  readonly signal: AbortSignal
}

export interface FoundCauses {
  /** Undefined when none was looked for. */
  readonly causes?: readonly Cause[]
  readonly notices: readonly Notice[]
}

/**
 * Looks for the usual reasons of a bad failure: new is asked about a sample again, with one thing changed at a time. What brings it far nearer to old on one half of the
 * sample is confirmed on the other half, and told with what to write in the plan. Nothing of it touches an estimate or the verdict.
 */
export async function findCauses(options: CausesOptions): Promise<FoundCauses> {
  const failed = placeOfFailure(options)
  if (failed === null) return { notices: [] }
  const { set, head } = failed
  const { comparison, signal } = options
  const { name: headName, plan, agreement } = comparison.heads[head]!
  if (plan.task === 'multilabel') return notLooked('multilabel')
  if (plan.models.old.kind === 'endpoint' || plan.models.new.kind === 'endpoint') return notLooked('endpoint')
  if (hasState(plan)) return notLooked('state')
  await using old = await openAgain(comparison, 'old', set, head)
  const open = async () => openAgain(comparison, 'new', set, head)
  await using first = await open()
  const columns = set.fields
    .map(({ name }) => name)
    .filter((name) => [...old.columns, ...first.columns, plan.columns.label].includes(name))
  const keyOf = (row: number): number => mixBits((row ^ deriveSeed(plan.seed, 'causes')) >>> 0)
  const halves = await sampleCases(set, { columns, half: HALF, least: LEAST, keyOf, signal })
  if (halves === null) return notLooked('few')
  const asked = { old: await old.answer(halves.find), new: await first.answer(halves.find) }
  const checked = { old: await old.answer(halves.confirm), new: await first.answer(halves.confirm) }
  if ([asked.old, asked.new, checked.old, checked.new].some(({ answered }) => answered !== null))
    return notLooked('gaps')
  const before: Known = { halves, find: answersOf(asked), confirm: answersOf(checked) }
  if (!options.always && !isBad(before.find)) return { notices: [] }

  await using asking = plan.models.new.kind === 'artifact' ? askAgain(open, signal) : null
  const search = await prepareSearch(options, head, before, asking)
  const trials: Trial[] = []
  for (const hypothesis of HYPOTHESES) {
    asking?.begin()
    const trial = await hypothesis.find(search)
    if (trial !== null) trials.push(trial)
  }
  const { labels } = search
  const context = {
    set: set.spec.name,
    labels,
    truth: truthOf(plan, agreement, set, labels, halves.confirm),
    asking,
    seed: plan.seed,
  }
  const causes: Cause[] = []
  for (const trial of trials) {
    asking?.begin()
    const cause = await confirmCause(trial, before, context)
    if (cause !== null) causes.push(cause)
  }
  // One answer to everything can come of wrong inputs: only where nothing explains it is it the cause itself.
  const constant = causes.length > 0 ? null : constantCause(set.spec.name, before, labels)
  const likely = constant === null ? likeliest(causes) : [constant]
  const none: Notice[] = likely.length > 0 ? [] : [{ code: 'causes-none', values: { n: halves.confirm.rows } }]
  const stopped: Notice[] = asking?.exhausted === true ? [{ code: 'causes-stopped', values: {} }] : []
  return {
    causes: headName === null ? likely : likely.map((cause) => causeOfHead(headName, cause)),
    notices: noticesOfHead(headName, [...none, ...stopped]),
  }
}

function answersOf({ old, new: new_ }: Readonly<Record<Side, { readonly predictions: Predictions }>>): Pair {
  return { old: old.predictions, new: new_.predictions }
}

function notLooked(reason: string): FoundCauses {
  return { notices: [{ code: 'causes-not-looked', values: { reason: `causes-${reason}` } }] }
}

/** What to write for one head stands in that head. */
function causeOfHead(head: string, cause: Cause): Cause {
  const mend = cause.mend?.replace(
    /^models: \{ new: \{ ((?:labels|outputIs|output): .*) \} \}$/,
    (_, entry: string) => `heads: { ${head}: { new: { ${entry} } } }`,
  )
  return { ...cause, head, mend: mend ?? null }
}

/** The set (and of several heads the one) of the first failed criterion on quality or changes; with `always` the first set. */
function placeOfFailure({
  findings,
  sets,
  always,
  comparison,
}: CausesOptions): { readonly set: StoredSet; readonly head: number } | null {
  const failed = findings.find(
    ({ status, measure }) =>
      status === 'fail' && measureInfo(measure).group !== 'drift' && measureInfo(measure).group !== 'speed',
  )
  const name = failed?.set ?? (always ? sets[0]?.spec.name : undefined)
  const set = sets.find(({ spec }) => spec.name === name)
  const head = comparison.heads.findIndex((one) => one.name === (failed?.options.head ?? one.name))
  return set === undefined ? null : { set, head: Math.max(head, 0) }
}

function isBad({ old, new: new_ }: Pair): boolean {
  const agreement = agreementOf(old, new_)
  return (agreement !== null && agreement < BAD_AGREEMENT) || mean(caseDistances(old, new_)) > BAD_DISTANCE
}

/** An artifact in a host of its own, so that nothing that is tried touches the hosts of the comparison; a recording as it is. */
async function openAgain(comparison: Comparison, side: Side, set: StoredSet, head: number) {
  const answerer = (await comparison.another(side, set)) ?? (await comparison.answerer(side, set))
  return comparison.heads.length === 1 ? answerer : onlyHead(answerer, head)
}

async function prepareSearch(
  { comparison, reference, signal }: CausesOptions,
  head: number,
  { halves, find }: Known,
  asking: Asking | null,
): Promise<Search> {
  const { mapping, signature } = comparison.record('new')
  const output = comparison.outputOf('new', head)
  const old = comparison.record('old')
  const { plan, agreement } = comparison.heads[head]!
  if (mapping === null || output === null) throw new Error('bug: the new model answered and has no mapping')
  const sample = joinBatches([halves.find, halves.confirm])
  const training = reference === null ? null : await sampleReference(reference, sample, plan.seed, signal)
  return startSearch(
    {
      task: plan.task,
      batch: halves.find,
      labels: agreement?.labels ?? [],
      positive: agreement?.positive ?? null,
      inputs: mapping.inputs,
      output,
      oldImage: old.mapping?.inputs.find(({ image }) => image !== undefined)?.image ?? null,
      ...find,
      shape: (name) => {
        const input = mapping.inputs.find(({ columns }) => columns.length === 1 && columns[0]!.column === name)
        return signature?.inputs.find((port) => port.name === input?.input)?.shape.slice(1) ?? null
      },
      facts: (name) => (training === null ? null : columnFacts(training, name)) ?? columnFacts(sample, name),
    },
    asking,
    {
      distances: caseDistances,
      assign: bestAssignment,
      labelOrder: (confusion) => suggestLabelOrder(confusion)?.order ?? null,
    },
  )
}

/** What models were trained on is the better measure of a column's scale. */
async function sampleReference(
  reference: StoredSet,
  sample: Batch,
  seed: number,
  signal: AbortSignal,
): Promise<Batch | null> {
  const columns = reference.fields
    .map(({ name }) => name)
    .filter((name) => sample.columns.some((column) => column.name === name && column.kind === 'number'))
  if (columns.length === 0) return null
  const keyOf = (row: number): number => mixBits((row ^ deriveSeed(seed, 'causes reference')) >>> 0)
  const halves = await sampleCases(reference, { columns, half: REFERENCE_HALF, least: LEAST, keyOf, signal })
  return halves === null ? null : joinBatches([halves.find, halves.confirm])
}

function truthOf(
  plan: Plan,
  agreement: LabelAgreement | null,
  set: StoredSet,
  labels: readonly string[],
  batch: Batch,
): Truth {
  const reader = readTruth({
    set: set.spec.file.shown,
    task: plan.task,
    columns: { ...plan.columns, missingLabels: 'exclude' },
    labels,
    index: agreement?.index.set,
  })
  return reader.read(batch).truth
}

/** Of several that are confirmed, one that leaves far more distance than the best is its shadow. What touches a part of the cases stands for itself. */
function likeliest(causes: readonly Cause[]): Cause[] {
  const whole = causes.filter(({ cause }) => cause !== 'missing-values')
  const least = Math.min(...whole.map(left))
  return causes
    .filter((cause) => cause.cause === 'missing-values' || left(cause) <= 2 * least + 0.005)
    .sort((a, b) => left(a) - left(b))
}

function left({ distance }: Cause): number {
  return distance?.after ?? 0
}
