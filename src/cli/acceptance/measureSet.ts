import type { Field } from '../../core/batch.js'
import { costMatrix } from '../../core/decisionCosts.js'
import { RecetteError } from '../../core/errors.js'
import { APART } from '../../core/labelMap.js'
import type { ComparisonTest } from '../../core/comparisonTest.js'
import type { Estimate } from '../../core/estimate.js'
import { measureInfo } from '../../core/measureCatalog.js'
import type { Evidence } from '../../core/evidence.js'
import type { OperatingEffect } from '../../core/operatingPoint.js'
import type { NoiseFloor, SetRecord } from '../../core/result.js'
import type { Segment } from '../../core/segment.js'
import type { Plan, Side } from '../../core/spec.js'
import { caseIds } from '../../data/ids.js'
import type { StoredSet } from '../../data/openSet.js'
import { SCORE } from '../../measures/drift.js'
import type { DriftThreshold } from '../../measures/falseAlarms.js'
import { finishMeasuring, startMeasuring } from '../../measures/measuring.js'
import type { ReferenceSummary } from '../../measures/reference.js'
import { speedEstimates } from '../../measures/speed.js'
import { maxRowsOf, type Answerer } from '../../replay/answerer.js'
import { firstBatch } from '../../replay/firstBatch.js'
import { measureLatencies } from '../../replay/latency.js'
import { NEW_CANNOT_SAY, NO_LABEL, OLD_CANNOT_SAY, replaySet, type ReplayCount } from '../../replay/replaySet.js'
import { readTruth } from '../../replay/truth.js'
import type { Progress } from '../progress.js'
import type { Comparison } from './comparison.js'
import { measureNoiseFloor, type NamedCase } from './measureNoiseFloor.js'
import { reservedColumns } from './reservedColumns.js'
import { sayApart } from './sayApart.js'

/** Everything that one set gives: what was compared, estimates, evidence, and (for the first set) noise and speed. */
export interface MeasuredSet {
  readonly count: ReplayCount
  readonly estimates: readonly Estimate[]
  readonly evidence: Evidence
  readonly operating: OperatingEffect | null
  readonly tests: readonly ComparisonTest[]
  readonly noiseFloor: NoiseFloor | null
  /** Cases that a model does not always answer alike, with their ids: not for the result. */
  readonly unstable: readonly NamedCase[]
  readonly speed: readonly Estimate[]
}

/** Replays one set through both models and measures it. */
export async function measureSet(options: {
  readonly plan: Plan
  readonly set: StoredSet
  readonly comparison: Comparison
  readonly answerers: Readonly<Record<Side, Answerer>>
  readonly reference: ReferenceSummary | null
  /** The plan's, with the edges of every bin. */
  readonly segments: readonly Segment[]
  /** Names of the columns whose drift is measured, where this set has them. */
  readonly features: ReadonlySet<string>
  /** Noise floor and latencies are measured on one set only. */
  readonly probe: boolean
  readonly progress: Progress
  readonly signal: AbortSignal
}): Promise<MeasuredSet> {
  const { plan, set, comparison, progress, signal } = options
  const name = set.spec.name
  const { old, new: new_ } = options.answerers
  const features = set.fields.filter((field) => options.features.has(field.name))
  const columns = wantedColumns(plan, set, features, [...old.columns, ...new_.columns])
  const labels = comparison.agreement?.labels ?? []
  const positive = comparison.agreement?.positive ?? null

  const first = options.probe ? await firstBatch(set, columns, signal, maxRowsOf(old, new_)) : null
  if (first !== null) progress.stage('Measuring what each model alone changes')
  const { noiseFloor, unstable } =
    first === null
      ? { noiseFloor: null, unstable: [] }
      : await measureNoiseFloor({ plan, set, comparison, answerers: options.answerers, batch: first, signal })

  const measuring = startMeasuring({
    task: plan.task,
    labels,
    positive,
    segments: options.segments,
    features,
    confidence: plan.confidence,
    seed: plan.seed,
    ...(plan.costs === undefined ? {} : { costs: costMatrix(plan.costs, labels) }),
    thresholds: { old: operatingThreshold(plan, 'old'), new: operatingThreshold(plan, 'new') },
    wanted: plan.criteria
      .filter(({ on }) => on === null || on === name)
      .map(({ measure, options: asked, by }) => ({ measure, options: asked, by })),
    driftThresholds: driftThresholds(plan, name),
  })
  const count: ReplayCount = { rows: 0, compared: 0, excluded: new Map(), elapsedNs: { old: null, new: null } }
  const ids = plan.columns.id === undefined ? null : caseIds(set, plan.columns.id)
  for (const side of [old, new_]) side.restart?.()
  progress.stage(`Replaying ${name} through both models`, set.rows)
  const replay = replaySet(
    {
      set,
      old,
      new: new_,
      truth: readTruth({
        set: set.spec.file.shown,
        task: plan.task,
        columns: plan.columns,
        labels,
        index: comparison.agreement?.index.set,
        positionOf: set.positionOf,
      }),
      labels,
      positive,
      ...(comparison.agreement === null ? {} : sayApart(comparison.agreement, measuring)),
      columns,
      check: (batch) => void ids?.of(batch),
      signal,
    },
    count,
  )
  for await (const batch of replay) {
    measuring.add(batch)
    progress.rows(count.rows)
  }

  const free = freeReasons(plan)
  const answered = answeredRows(count, free)
  const unanswered = count.rows - answered
  if (unanswered > 0 && !plan.criteria.some(({ measure }) => measure === 'coverage'))
    refuseUnanswered(set, count, unanswered, free)
  progress.stage(`Measuring ${name}`)
  const { estimates, evidence, operating, tests } = finishMeasuring(measuring, {
    set: name,
    rows: count.rows,
    compared: answered,
    reference: options.reference,
  })
  // A call may cost money, and its time says more of the network than of the model: no case is asked again only to be timed.
  const called = plan.models.old.kind === 'endpoint' || plan.models.new.kind === 'endpoint'
  const speed = first === null || called ? [] : await measureSpeed()
  return { count, estimates, evidence, operating, tests, noiseFloor, unstable, speed }

  async function measureSpeed(): Promise<Estimate[]> {
    progress.stage('Timing both models case by case')
    const latencies = await measureLatencies(first!, old, new_, signal)
    if (latencies === null) return []
    const sample = (side: 'old' | 'new') => ({
      latenciesMs: latencies[side],
      rows: count.rows,
      elapsedMs: (count.elapsedNs[side] ?? 0) / 1e6,
      peakMemoryBytes: comparison.peakMemoryBytes(side),
    })
    return speedEstimates({
      set: name,
      old: sample('old'),
      new: sample('new'),
      confidence: plan.confidence,
      seed: plan.seed,
    })
  }
}

/** In a classification it is one number; by label, or for each label, it is no matter of alerts. */
function operatingThreshold({ task, models }: Plan, side: Side): number | null {
  const { threshold } = models[side]
  return task === 'classification' && typeof threshold === 'number' ? threshold : null
}

/**
 * Reasons for which a case may be left out without counting against the coverage: what is not known of the case, what the old model
 * could not say, and what the new one cannot say where the plan judges just that.
 */
function freeReasons({ criteria }: Plan): ReadonlySet<string> {
  const judgedApart = criteria.some(({ by, waived }) => by === APART.new && waived === null)
  return new Set([NO_LABEL, OLD_CANNOT_SAY, ...(judgedApart ? [NEW_CANNOT_SAY] : [])])
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

/** The upper bounds on the drift of columns that hold for the set. */
function driftThresholds({ criteria }: Plan, set: string): DriftThreshold[] {
  return criteria.flatMap(({ measure, options, demand, on, waived }) => {
    const concerned = (on === null || on === set) && waived === null && options.column !== SCORE
    if (!concerned || demand.kind !== 'atMost' || measureInfo(measure).group !== 'drift') return []
    const { value, unit } = demand.bound
    return [{ measure, options, threshold: unit === 'own' ? value : value / 100 }]
  })
}

/** The set's columns that the models, the label, slices and drift ask for, in the set's order. */
function wantedColumns(plan: Plan, set: StoredSet, features: readonly Field[], models: readonly string[]): string[] {
  const wanted = new Set([
    ...models,
    ...reservedColumns(plan),
    ...plan.columns.segments.flatMap(({ parts }) => parts.map(({ column }) => column)),
    ...features.map(({ name }) => name),
  ])
  return set.fields.map(({ name }) => name).filter((name) => wanted.has(name))
}

/** What happened to the rows of a set, and what is known of its file. */
export function recordSet(set: StoredSet, count: ReplayCount | null): SetRecord {
  const { card } = set
  return {
    role: set.spec.role,
    identity: set.identity,
    title: card?.title ?? null,
    licence: card?.licence ?? null,
    source: card?.source ?? null,
    personalData: card?.personalData ?? null,
    rows: count?.rows ?? set.rows ?? 0,
    compared: count?.compared ?? 0,
    excluded: [...(count?.excluded ?? [])]
      .map(([reason, rows]) => ({ reason, count: rows }))
      .sort((a, b) => (a.reason < b.reason ? -1 : 1)),
  }
}
