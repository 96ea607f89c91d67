import type { ComparisonTest } from '../../core/comparisonTest.js'
import type { Estimate } from '../../core/estimate.js'
import type { Evidence } from '../../core/evidence.js'
import type { OperatingEffect } from '../../core/operatingPoint.js'
import type { SampleFacts } from '../../core/sampleFacts.js'
import type { LatencyNoise } from '../../core/latencyNoise.js'
import type { NoiseFloor, SetRecord } from '../../core/result.js'
import type { Segment } from '../../core/segment.js'
import type { SegmentHeterogeneity } from '../../core/heterogeneity.js'
import type { SliceSearch } from '../../core/sliceSearch.js'
import type { Plan, Side } from '../../core/spec.js'
import { caseIds } from '../../data/ids.js'
import type { StoredSet } from '../../data/openSet.js'
import type { ReferenceSummary } from '../../measures/reference.js'
import { latencyNoise } from '../../measures/latencyNoise.js'
import { speedEstimates } from '../../measures/speed.js'
import { maxRowsOf, type Answerer } from '../../replay/answerer.js'
import { firstBatch } from '../../replay/firstBatch.js'
import { measureLatencies } from '../../replay/latency.js'
import { replaySet, type ReplayCount } from '../../replay/replaySet.js'
import type { Progress } from '../progress.js'
import type { Comparison } from './comparison.js'
import { finishHead, startHead } from './measureHead.js'
import { namedCategories } from './namedCategories.js'
import { measureNoiseFloor, type NamedCase } from './measureNoiseFloor.js'
import type { Rehearse } from './rehearse.js'
import { reservedColumns } from './reservedColumns.js'
import { searchColumns } from './searchColumns.js'
import { tellHead } from './tellHead.js'

/** Everything that one set gives: what was compared, estimates, evidence, and (for the first set) noise and speed. */
export interface MeasuredSet {
  /** One for each head, or the one. */
  readonly counts: readonly ReplayCount[]
  readonly estimates: readonly Estimate[]
  readonly evidence: readonly Evidence[]
  readonly operating: readonly OperatingEffect[]
  readonly tests: readonly ComparisonTest[]
  /** One for each head, or the one. */
  readonly noiseFloors: readonly (NoiseFloor | null)[]
  /** Cases that a model does not always answer alike, with their ids: not for the result. */
  readonly unstable: readonly NamedCase[]
  readonly speed: readonly Estimate[]
  readonly search: readonly SliceSearch[]
  readonly heterogeneity: readonly SegmentHeterogeneity[]
  /** How cases were counted, where the plan names clusters or weights: of each head, in the order of `counts`. */
  readonly samples: readonly (SampleFacts | undefined)[]
  readonly latencyNoise: LatencyNoise | null
}

const UNTIMED: Pick<MeasuredSet, 'speed' | 'latencyNoise'> = { speed: [], latencyNoise: null }

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
  /** Makes new's answers of old's, for a rehearsal without the new model. */
  readonly rehearse?: Rehearse | undefined
  readonly progress: Progress
  readonly signal: AbortSignal
}): Promise<MeasuredSet> {
  const { plan, set, comparison, progress, signal } = options
  const name = set.spec.name
  const { old, new: new_ } = options.answerers
  const features = set.fields.filter((field) => options.features.has(field.name))
  const search = options.rehearse === undefined ? await searchColumns(plan, set, options.segments, signal) : null
  const columns = wantedColumns(plan, set, [...features, ...(search?.columns ?? [])], [...old.columns, ...new_.columns])
  const { heads } = comparison

  const first = options.probe ? await firstBatch(set, columns, signal, maxRowsOf(old, new_)) : null
  if (first !== null) progress.stage('Measuring what each model alone changes')
  const noises =
    first === null
      ? []
      : await inTurn(heads, (_, head) =>
          measureNoiseFloor({ plan, set, comparison, head, answerers: options.answerers, batch: first, signal }),
        )

  const measured = heads.map((head, index) =>
    startHead(head, index, { set, segments: options.segments, features, search }),
  )
  const counts = measured.map(({ count }) => count)
  const ids = plan.columns.id === undefined ? null : caseIds(set, plan.columns.id)
  for (const side of [old, new_]) side.restart?.()
  progress.stage(`Replaying ${name} through both models`, set.rows)
  const replay = replaySet(
    {
      set,
      old,
      new: new_,
      heads: measured.map(({ held }) => held),
      columns,
      check: (batch) => void ids?.of(batch),
      signal,
    },
    counts,
  )
  for await (const { head, batch } of replay) {
    const where = { set: name, head: heads[head]!.name, segments: options.segments }
    measured[head]!.measuring.add(options.rehearse?.(batch, where) ?? batch)
    progress.rows(counts[0]!.rows)
  }

  progress.stage(`Measuring ${name}`)
  const finished = measured.map(({ head, measuring, count }, index) =>
    tellHead(head.name, () => finishHead(head, index, { set, measuring, count, reference: options.reference })),
  )
  // A call may cost money, and its time says more of the network than of the model: no case is asked again only to be timed.
  const called = plan.models.old.kind === 'endpoint' || plan.models.new.kind === 'endpoint'
  const timed = first === null || called ? UNTIMED : await measureSpeed()
  return {
    counts,
    estimates: finished.flatMap(({ estimates }) => estimates),
    evidence: finished.map(({ evidence }) => namedCategories(evidence, set)),
    operating: finished.flatMap(({ operating }) => operating ?? []),
    tests: finished.flatMap(({ tests }) => tests),
    search: finished.flatMap((head) => head.search ?? []),
    heterogeneity: finished.flatMap((head) => head.heterogeneity),
    noiseFloors: noises.map(({ noiseFloor }) => noiseFloor),
    unstable: eachOnce(noises.flatMap(({ unstable }) => unstable)),
    samples: finished.map(({ sample }) => sample),
    ...timed,
  }

  async function measureSpeed(): Promise<Pick<MeasuredSet, 'speed' | 'latencyNoise'>> {
    progress.stage('Timing both models case by case')
    const asksTail = plan.criteria.some(({ measure }) => measure === 'latencyP99')
    const latencies = await measureLatencies(first!, old, new_, signal, asksTail)
    if (latencies === null) return UNTIMED
    const { confidence, seed } = plan
    const sample = (side: 'old' | 'new') => ({
      latenciesMs: latencies[side],
      rows: counts[0]!.rows,
      elapsedMs: (counts[0]!.elapsedNs[side] ?? 0) / 1e6,
      peakMemoryBytes: comparison.peakMemoryBytes(side),
    })
    const alone = (side: 'old' | 'new') => latencyNoise(latencies.repeated[side], confidence, seed)
    return {
      speed: speedEstimates({ set: name, old: sample('old'), new: sample('new'), confidence, seed }),
      latencyNoise: { set: name, old: alone('old'), new: alone('new') },
    }
  }
}

/** The set's columns that the models, the label, slices and drift ask for, in the set's order. */
function wantedColumns(
  plan: Plan,
  set: StoredSet,
  features: readonly { readonly name: string }[],
  models: readonly string[],
): string[] {
  const wanted = new Set([
    ...models,
    ...reservedColumns(plan),
    ...plan.columns.segments.flatMap(({ parts }) => parts.map(({ column }) => column)),
    ...features.map(({ name }) => name),
  ])
  return set.fields.map(({ name }) => name).filter((name) => wanted.has(name))
}

/** A case that moves in several heads is one case, and told with its largest move. */
function eachOnce(cases: readonly NamedCase[]): readonly NamedCase[] {
  const found = new Map<string, NamedCase>()
  for (const one of cases) {
    const key = `${one.side} ${one.condition} ${one.row}`
    const before = found.get(key)
    if (before === undefined || one.difference > before.difference) found.set(key, one)
  }
  return [...found.values()]
}

async function inTurn<In, Out>(list: readonly In[], work: (item: In, index: number) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = []
  for (const [index, item] of list.entries()) done.push(await work(item, index))
  return done
}

/** What happened to the rows of a set, and what is known of its file. Of several heads it is the one of which the fewest cases were compared. */
export function recordSet(
  set: StoredSet,
  counts: readonly ReplayCount[],
  samples: readonly (SampleFacts | undefined)[],
): SetRecord {
  const count = fewestCompared(counts)
  const sample = sampleOfFewest(counts, samples)
  const { card } = set
  return {
    role: set.spec.role,
    identity: set.identity,
    title: card?.title ?? null,
    licence: card?.licence ?? null,
    source: card?.source ?? null,
    personalData: card?.personalData ?? null,
    rows: count?.rows ?? set.rows ?? 0,
    ...recordCount(count),
    ...(sample === undefined ? {} : { sample }),
  }
}

function fewestCompared(counts: readonly ReplayCount[]): ReplayCount | null {
  return [...counts].sort((a, b) => a.compared - b.compared)[0] ?? null
}

/** How the cases of that head were counted of which the fewest were compared. */
export function sampleOfFewest(
  counts: readonly ReplayCount[],
  samples: readonly (SampleFacts | undefined)[],
): SampleFacts | undefined {
  const count = fewestCompared(counts)
  return count === null ? undefined : samples[counts.indexOf(count)]
}

export function recordCount(count: ReplayCount | null): Pick<SetRecord, 'compared' | 'excluded'> {
  return {
    compared: count?.compared ?? 0,
    excluded: [...(count?.excluded ?? [])]
      .map(([reason, rows]) => ({ reason, count: rows }))
      .sort((a, b) => (a.reason < b.reason ? -1 : 1)),
  }
}
