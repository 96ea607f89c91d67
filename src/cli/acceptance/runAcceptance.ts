import type { Position } from '../../core/errors.js'
import type { ComparisonTest } from '../../core/comparisonTest.js'
import type { Estimate } from '../../core/estimate.js'
import type { Evidence } from '../../core/evidence.js'
import type { OperatingEffect } from '../../core/operatingPoint.js'
import type { LatencyNoise } from '../../core/latencyNoise.js'
import { resultSchema, type Finding, type NoiseFloor, type Notice, type Result } from '../../core/result.js'
import type { SegmentHeterogeneity } from '../../core/heterogeneity.js'
import type { SliceSearch } from '../../core/sliceSearch.js'
import type { Plan, Side } from '../../core/spec.js'
import type { SampleFacts } from '../../core/sampleFacts.js'
import type { Seal } from '../../record/seal.js'
import { openSet, type StoredSet } from '../../data/openSet.js'
import { withImages } from '../../data/images/withImages.js'
import { judge } from '../../judge/judge.js'
import { marginTests } from '../../judge/marginTests.js'
import { judgeColumns } from '../../judge/judgeColumns.js'
import type { Answerer } from '../../replay/answerer.js'
import type { ReplayCount } from '../../replay/replaySet.js'
import type { Progress } from '../progress.js'
import { columnNotices } from './columnNotices.js'
import { contradictedGuesses } from './contradictedGuesses.js'
import { checkColumns } from './checkColumns.js'
import { openComparison, type Comparison } from './comparison.js'
import { imageColumns } from './imageColumns.js'
import { describeEnvironment } from './environment.js'
import { recordUnopened } from './identify.js'
import { noticesOfHead } from './heads.js'
import { readReference } from './readReference.js'
import { recordPlan } from './recordPlan.js'
import { recordHeads, recordLabels, worstFloor } from './recordHeads.js'
import { findCauses, type FoundCauses } from './findCauses.js'
import { judgedCriteria } from './judgedCriteria.js'
import { labelOrderNotices, sayOrderOnce } from './labelOrderNotices.js'
import { samplingNotices } from './samplingColumns.js'
import { measureSet, recordSet, sampleOfFewest } from './measureSet.js'
import type { NamedCase } from './measureNoiseFloor.js'
import { neverPassWithProblems } from './neverPassWithProblems.js'
import { ProblemList } from './problems.js'
import type { Rehearse } from './rehearse.js'
import { settleSegments } from './settleSegments.js'

export interface AcceptanceOptions {
  readonly plan: Plan
  /** SHA-256 of the plan's bytes. */
  readonly planSha256: string
  readonly inferred: boolean
  /** What the plan's loading has to tell, e.g. that a preset was taken by default. */
  readonly notices: readonly Notice[]
  /** What fixed the criteria, the sets and the old model beforehand; null or left out where nothing did. */
  readonly seal?: Seal | null
  /** Where something stands in the plan's text, for messages; not known for a plan that was made by a program. */
  readonly at?: (path: readonly (string | number)[]) => Position
  /** Where the answers of endpoints are kept, so that no case is asked twice; not needed for a plan without endpoints. */
  readonly answers?: string
  /** Look for probable causes whatever the findings say. */
  readonly lookForCauses?: boolean
  /** Told, before anything is judged, which cases a model does not always answer alike. Ids may be personal data: they are in no result. */
  readonly tellUnstable?: (cases: readonly NamedCase[]) => void
  /**
   * For a rehearsal without the new model (`recette power`): makes its answers of old's; or for a look at the cases themselves (`recette cases`).
   * Neither noise nor time is measured then, and no cause is looked for.
   */
  readonly rehearse?: Rehearse
  readonly progress: Progress
  readonly signal: AbortSignal
}

/**
 * The whole recette of one plan: replays every set, measures, judges, and puts it all in one result.
 * A set or a model that fails becomes a problem in the result and its criteria could-not-run; only an interruption throws.
 */
export async function runAcceptance(options: AcceptanceOptions): Promise<Result> {
  const { plan, progress, signal } = options
  const startedAt = new Date()
  const problems = new ProblemList()
  const notices: Notice[] = [...options.notices]
  const estimates: Estimate[] = []
  const speed: Estimate[] = []
  let latencyNoise: LatencyNoise | null = null
  const evidence: Evidence[] = []
  const sliceSearch: SliceSearch[] = []
  const heterogeneity: SegmentHeterogeneity[] = []
  const operatingEffects: OperatingEffect[] = []
  const tests: ComparisonTest[] = []
  const counts = new Map<string, readonly ReplayCount[]>()
  const samples = new Map<string, readonly (SampleFacts | undefined)[]>()
  let noiseFloors: readonly (NoiseFloor | null)[] = []
  let models: Result['models'] = { old: null, new: null }
  let labels: Result['labels'] = null
  let heads: Result['heads']
  let outputs: Comparison['outputs'] = null
  let isolation: readonly string[] = []
  let keptAnswers: Readonly<Record<Side, number>> = { old: 0, new: 0 }

  progress.stage('Opening the sets')
  const sets = await openSets(options, problems)
  problems.throwUsage()
  const compared = sets.filter(({ spec }) => spec.role === 'test' || spec.role === 'validation')

  const segments =
    compared.length === 0
      ? plan.columns.segments
      : ((await problems.attempt({ of: 'set', set: compared[0]!.spec.name }, () =>
          settleSegments(plan.columns.segments, compared[0]!, signal),
        )) ?? [])

  const reference = sets.find(({ spec }) => spec.role === 'reference')
  notices.push(...columnNotices(plan, reference, compared))

  progress.stage('Loading both models')
  const opening = { of: 'set', set: null } as const
  const comparison =
    compared.length === 0
      ? null
      : await problems.attempt(opening, () =>
          openComparison({ plan, inferred: options.inferred, sets: compared, answers: options.answers, signal }),
        )
  problems.throwUsage()
  if (comparison === null) {
    const [old, new_] = await Promise.all([recordUnopened(plan.models.old), recordUnopened(plan.models.new)])
    models = { old, new: new_ }
  } else {
    await using open = comparison
    const answerers = await prepareAnswerers(open, compared, problems)
    problems.throwUsage()
    const reference = await readReference(plan, sets, problems, options)
    for (const [set, sides] of answerers) {
      const name = set.spec.name
      const positionOf = (row: number): Position => set.positionOf?.(row) ?? { file: set.spec.file.shown }
      const probe = options.rehearse === undefined && set === compared[0]
      const measured = await problems.attempt({ of: 'set', set: name, positionOf }, () =>
        measureSet({
          plan,
          set,
          segments,
          comparison: open,
          answerers: sides,
          ...reference,
          probe,
          rehearse: options.rehearse,
          progress,
          signal,
        }),
      )
      if (measured === null) continue
      counts.set(name, measured.counts)
      samples.set(name, measured.samples)
      estimates.push(...measured.estimates)
      sliceSearch.push(...measured.search)
      heterogeneity.push(...measured.heterogeneity)
      evidence.push(...measured.evidence)
      operatingEffects.push(...measured.operating)
      tests.push(...measured.tests)
      speed.push(...measured.speed)
      if (noiseFloors.length === 0) noiseFloors = measured.noiseFloors
      notices.push(...samplingNotices(name, sampleOfFewest(measured.counts, measured.samples), measured.estimates))
      latencyNoise ??= measured.latencyNoise
      if (measured.unstable.length > 0) options.tellUnstable?.(measured.unstable)
    }
    models = recordModels(open)
    labels = plan.heads === undefined ? recordLabels(open.heads[0]!) : null
    heads = recordHeads(open, { counts, samples, noiseFloors })
    outputs = open.outputs
    notices.push(...open.notices)
    for (const { name, agreement } of open.heads) {
      const own = evidence.filter(({ head = null }) => head === name)
      if (agreement !== null) notices.push(...noticesOfHead(name, labelOrderNotices(agreement, own)))
    }
    for (const { side, error } of contradictedGuesses(notices, models, options.inferred))
      problems.add({ of: side, set: null }, error)
    isolation = open.isolation
    keptAnswers = { old: open.keptAnswers('old'), new: open.keptAnswers('new') }
  }

  progress.stage('Judging')
  const judged = plan.sets
    .filter(({ role }) => role === 'test' || role === 'validation')
    .map(({ name, role }) => ({ name, role }))
  const demanded = judgedCriteria(plan.criteria, { models, heads }, plan.preset, estimates)
  notices.push(...demanded.notices)
  const shared = { criteria: demanded.criteria, sets: judged, confidence: plan.confidence }
  const onData = judge({ ...shared, estimates, measured: 'data' })
  tests.push(...marginTests(onData.findings, demanded.criteria, estimates, tests, plan.confidence))
  const ofColumns = judgeColumns({ ...shared, estimates })
  const onMachine = judge({ ...shared, estimates: speed, measured: 'machine' })
  const causes =
    comparison === null || options.rehearse !== undefined
      ? { notices: [] }
      : await lookForCauses(options, { sets, compared, comparison, findings: onData.findings })
  notices.push(...causes.notices)
  return resultSchema.parse({
    recette: 1,
    title: plan.title,
    task: plan.task,
    parties: plan.parties,
    targetUnit: plan.targetUnit,
    ...(plan.costs === undefined ? {} : { costs: plan.costs }),
    verdict: neverPassWithProblems(onData.verdict, problems.found),
    findings: onData.findings,
    ...(ofColumns.length === 0 ? {} : { columnFindings: ofColumns }),
    criteria: [...plan.criteria],
    estimates,
    evidence,
    ...(operatingEffects.length === 0 ? {} : { operatingEffects }),
    ...(tests.length === 0 ? {} : { tests }),
    models,
    labels,
    ...(heads === undefined ? {} : { heads }),
    sets: Object.fromEntries(
      sets.map((set) => [
        set.spec.name,
        recordSet(set, counts.get(set.spec.name) ?? [], samples.get(set.spec.name) ?? []),
      ]),
    ),
    ...(outputs === null ? {} : { outputs: [...outputs] }),
    noiseFloor: worstFloor(noiseFloors),
    ...(heterogeneity.length === 0 ? {} : { heterogeneity }),
    ...(sliceSearch.length === 0 ? {} : { sliceSearch }),
    ...(causes.causes === undefined ? {} : { causes: [...causes.causes] }),
    notices: [...sayOrderOnce(notices, causes.causes ?? [])],
    problems: problems.found,
    plan: recordPlan(options, segments, {
      // A set that could not be opened is missing here, and so is told as one that is not what was sealed.
      sets: Object.fromEntries(sets.map(({ spec, identity }) => [spec.name, identity.sha256])),
      old: models.old?.sha256 ?? null,
    }),
    environment: describeEnvironment({
      startedAt,
      estimates: speed,
      latencyNoise,
      findings: onMachine.findings,
      verdict: onMachine.verdict,
      isolation,
      keptAnswers,
    }),
  } satisfies Result)
}

/** What explains a failure is a help: that it could not be looked for is told, and takes nothing from the result. */
async function lookForCauses(
  { plan, progress, signal, lookForCauses: always = false }: AcceptanceOptions,
  given: {
    readonly sets: readonly StoredSet[]
    readonly compared: readonly StoredSet[]
    readonly comparison: Comparison
    readonly findings: readonly Finding[]
  },
): Promise<FoundCauses> {
  progress.stage('Looking for the usual causes')
  const reference = given.sets.find(({ spec }) => spec.role === 'reference') ?? null
  const { comparison, findings, compared: sets } = given
  try {
    return await findCauses({ plan, sets, reference, comparison, findings, always, signal })
  } catch (error) {
    signal.throwIfAborted()
    const message = error instanceof Error ? error.message : String(error)
    return { notices: [{ code: 'causes-failed', values: { message } }] }
  }
}

async function openSets({ plan, at, signal }: AcceptanceOptions, problems: ProblemList): Promise<StoredSet[]> {
  const opened = await Promise.all(
    plan.sets.map((spec) =>
      problems.attempt({ of: 'set', set: spec.name }, async () => {
        const set = await openSet(spec, { lists: listColumns(plan) })
        checkColumns(plan, set, at)
        return await withImages(set, imageColumns(plan, set), signal)
      }),
    ),
  )
  return opened.filter((set) => set !== null)
}

/** Columns that hold the labels of a case as one list, and are read as such. */
function listColumns({ task, columns: { label } }: Plan): readonly string[] {
  return task === 'multilabel' && label !== undefined ? [label] : []
}

/** Maps both models to every set before any is replayed: what does not fit is told at once, for both sides and all sets. */
async function prepareAnswerers(
  comparison: Comparison,
  sets: readonly StoredSet[],
  problems: ProblemList,
): Promise<Map<StoredSet, Record<Side, Answerer>>> {
  const prepared = new Map<StoredSet, Record<Side, Answerer>>()
  for (const set of sets) {
    const doing = { of: 'set', set: set.spec.name } as const
    const ofOld = await problems.attempt(doing, () => comparison.answerer('old', set))
    const ofNew = await problems.attempt(doing, () => comparison.answerer('new', set))
    if (ofOld !== null && ofNew !== null) prepared.set(set, { old: ofOld, new: ofNew })
  }
  return prepared
}

function recordModels(comparison: Comparison): Result['models'] {
  return { old: comparison.record('old'), new: comparison.record('new') }
}
