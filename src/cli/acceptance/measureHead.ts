import type { Field } from '../../core/batch.js'
import type { ComparisonTest } from '../../core/comparisonTest.js'
import { costMatrix } from '../../core/decisionCosts.js'
import { RecetteError } from '../../core/errors.js'
import type { Estimate } from '../../core/estimate.js'
import type { Evidence } from '../../core/evidence.js'
import { APART } from '../../core/labelMap.js'
import { isOfHead, measureInfo } from '../../core/measureCatalog.js'
import type { OperatingEffect } from '../../core/operatingPoint.js'
import type { Segment } from '../../core/segment.js'
import type { SegmentHeterogeneity } from '../../core/heterogeneity.js'
import type { SliceSearch } from '../../core/sliceSearch.js'
import type { Plan, Side } from '../../core/spec.js'
import type { StoredSet } from '../../data/openSet.js'
import type { SampleFacts } from '../../core/sampleFacts.js'
import { SCORE } from '../../measures/drift.js'
import type { DriftThreshold } from '../../measures/falseAlarms.js'
import { finishMeasuring } from '../../measures/finishMeasuring.js'
import { startMeasuring, type Measuring } from '../../measures/measuring.js'
import type { SearchOptions } from '../../measures/search/searchSlices.js'
import type { ReferenceSummary } from '../../measures/reference.js'
import { NEW_CANNOT_SAY, NO_LABEL, OLD_CANNOT_SAY, type HeldAgainst, type ReplayCount } from '../../replay/replaySet.js'
import { NO_WEIGHT } from '../../replay/sampling.js'
import { readTruth } from '../../replay/truth.js'
import type { ComparedHead } from './heads.js'
import { recordSample, samplingOf } from './samplingColumns.js'
import { sayApart } from './sayApart.js'
import { tellHead } from './tellHead.js'

export interface HeadMeasuring {
  readonly head: ComparedHead
  readonly measuring: Measuring
  readonly held: HeldAgainst
  readonly count: ReplayCount
}

/** One answer of the models is measured as a model of its own would be; what is about the set's columns is measured once, with the first. */
export function startHead(
  head: ComparedHead,
  index: number,
  {
    set,
    segments,
    features,
    search,
  }: {
    readonly set: StoredSet
    readonly segments: readonly Segment[]
    readonly features: readonly Field[]
    readonly search: SearchOptions | null
  },
): HeadMeasuring {
  const { name, plan, agreement } = head
  const labels = agreement?.labels ?? []
  const positive = agreement?.positive ?? null
  const measuring = startMeasuring({
    task: plan.task,
    labels,
    positive,
    segments,
    features: index === 0 ? features : [],
    search,
    confidence: plan.confidence,
    seed: plan.seed,
    ...(plan.costs === undefined ? {} : { costs: costMatrix(plan.costs, labels) }),
    thresholds: { old: operatingThreshold(plan, 'old'), new: operatingThreshold(plan, 'new') },
    wanted: plan.criteria
      .filter(({ on }) => on === null || on === set.spec.name)
      .map(({ measure, options, by }) => ({ measure, options, by })),
    driftThresholds: index === 0 ? driftThresholds(plan, set.spec.name) : [],
  })
  const truth = readTruth({
    set: set.spec.file.shown,
    task: plan.task,
    columns: plan.columns,
    labels,
    index: agreement?.index.set,
    positionOf: set.positionOf,
  })
  return {
    head,
    measuring,
    held: {
      truth: { read: (batch) => tellHead(name, () => truth.read(batch)) },
      ...samplingOf(plan, set),
      labels,
      positive,
      ...(agreement === null ? {} : sayApart(agreement, measuring)),
    },
    count: { rows: 0, compared: 0, excluded: new Map(), elapsedNs: { old: null, new: null } },
  }
}

export interface MeasuredHead {
  readonly estimates: readonly Estimate[]
  readonly evidence: Evidence
  readonly operating: OperatingEffect | null
  readonly tests: readonly ComparisonTest[]
  readonly search: SliceSearch | null
  readonly heterogeneity: readonly SegmentHeterogeneity[]
  /** How its cases were counted, where the plan names clusters or weights. */
  readonly sample?: SampleFacts
}

export function finishHead(
  { name, plan }: ComparedHead,
  index: number,
  given: {
    readonly set: StoredSet
    readonly measuring: Measuring
    readonly count: ReplayCount
    readonly reference: ReferenceSummary | null
  },
): MeasuredHead {
  const { set, measuring, count } = given
  const free = freeReasons(plan)
  const answered = answeredRows(count, free)
  const unanswered = count.rows - answered
  if (unanswered > 0 && !plan.criteria.some(({ measure }) => measure === 'coverage'))
    refuseUnanswered(set, count, unanswered, free)
  const { estimates, evidence, operating, tests, search, heterogeneity, ...found } = finishMeasuring(measuring, {
    set: set.spec.name,
    rows: count.rows,
    compared: answered,
    reference: index === 0 ? given.reference : null,
  })
  const sample = recordSample(plan, found.sample)
  if (name === null) return { estimates, evidence, operating, tests, search, heterogeneity, ...sample }
  return {
    estimates: estimates.flatMap((one) => {
      if (isOfHead(one.measure, one.options)) return [{ ...one, options: { ...one.options, head: name } }]
      return index === 0 ? [one] : []
    }),
    operating: operating === null ? null : { ...operating, head: name },
    tests: tests.map((test) => ({ ...test, head: name })),
    evidence: { ...evidence, head: name },
    search: search === null ? null : { ...search, head: name },
    heterogeneity: heterogeneity.map((one) => ({ ...one, head: name })),
    ...sample,
  }
}

/** The upper bounds on the drift of columns that hold for the set. */
function driftThresholds({ criteria }: Plan, set: string): DriftThreshold[] {
  return criteria.flatMap(({ measure, options, demand, on, waived }) => {
    const concerned = (on === null || on === set) && waived === null && options.column !== SCORE
    if (!concerned || demand.kind !== 'atMost' || measureInfo(measure).group !== 'drift') return []
    const { value, unit } = demand.bound
    return [{ measure, options, threshold: unit === 'own' ? value : value / 100 }]
  })
}

/** In a classification it is one number; by label, or for each label, it is no matter of alerts. */
function operatingThreshold({ task, models }: Plan, side: Side): number | null {
  const { threshold } = models[side]
  return task === 'classification' && typeof threshold === 'number' ? threshold : null
}

/**
 * Reasons for which a case may be left out without counting against the coverage: what is not known of the case, what counts for nothing by
 * its weight, what the old model could not say, and what the new one cannot say where the plan judges just that.
 */
function freeReasons({ criteria }: Plan): ReadonlySet<string> {
  const judgedApart = criteria.some(({ by, waived }) => by === APART.new && waived === null)
  return new Set([NO_LABEL, NO_WEIGHT, OLD_CANNOT_SAY, ...(judgedApart ? [NEW_CANNOT_SAY] : [])])
}

function answeredRows({ rows, excluded }: ReplayCount, free: ReadonlySet<string>): number {
  let unanswered = 0
  for (const [reason, cases] of excluded) if (!free.has(reason)) unanswered += cases
  return rows - unanswered
}

/** With a coverage criterion the plan decides about unanswered cases; without one, leaving them out could hide a loss. */
function refuseUnanswered(set: StoredSet, count: ReplayCount, unanswered: number, free: ReadonlySet<string>): never {
  const reasons = [...count.excluded]
    .filter(([reason]) => !free.has(reason))
    .map(([reason, cases]) => `${cases} with ${reason}`)
  throw new RecetteError(
    'CASES_UNANSWERED',
    `${set.spec.file.shown}: ${unanswered} of ${count.rows} cases were not answered by both models (${reasons.join(', ')}).`,
    'Complete the predictions, or add a criterion on coverage (e.g. `{ measure: coverage, atLeast: 99 % }`) so that the plan says how many may be missing.',
  )
}
