import { columnOf, type Field } from '../core/batch.js'
import { apartSide } from '../core/labelMap.js'
import type { ComparisonTest } from '../core/comparisonTest.js'
import type { Estimate, Slice } from '../core/estimate.js'
import type { Evidence } from '../core/evidence.js'
import { measureInfo, type MeasureName, type MeasureOptions } from '../core/measureCatalog.js'
import type { OperatingEffect } from '../core/operatingPoint.js'
import type { PairedBatch } from '../core/predictions.js'
import { compareValues, segmentOfSlice, type Segment } from '../core/segment.js'
import type { SegmentHeterogeneity } from '../core/heterogeneity.js'
import type { SliceSearch } from '../core/sliceSearch.js'
import type { Task } from '../core/task.js'
import { caseEstimates } from './caseEstimates.js'
import { caseSummary, type CaseState } from './caseState.js'
import { CaseView } from './caseView.js'
import { comparisonTests } from './comparison/comparisonTests.js'
import { describeSample } from './clustered/describeSample.js'
import { coverage } from './coverage.js'
import { listedKs } from './defaultOptions.js'
import { driftEstimates, pairColumns } from './drift.js'
import { encodeState, type EncodedState } from './encodeState.js'
import { addEvidence, buildEvidence, mergeEvidence, startEvidence, type EvidenceState } from './evidence/evidence.js'
import { CALIBRATION_BINS } from './expectedCalibrationError.js'
import {
  addToNeighbours,
  differenceOptions,
  mergeNeighbourSamples,
  type NeighbourSamples,
} from './outputs/outputDifferences.js'
import { outputEstimates } from './outputs/outputEstimates.js'
import { operatingEffect, type OperatingThresholds } from './operating/operatingEffect.js'
import type { DriftThreshold } from './falseAlarms.js'
import type { ReferenceSummary } from './reference.js'
import {
  addRows,
  columnSamples,
  mergeRowSamples,
  sampledColumns,
  startRowSample,
  type RowSampleState,
} from './rowSample.js'
import { answersAsColumns, scoreColumns } from './scoreColumns.js'
import { addToSearch, mergeSearches, startSearch, type SearchState } from './search/searchSample.js'
import { searchSlices, type SearchOptions } from './search/searchSlices.js'
import { segmentHeterogeneity } from './segmentHeterogeneity.js'
import { cutBatch, withoutColumns, MOST_SEGMENT_VALUES, tooManyValues } from './slices.js'
import { impossible } from './measure.js'
import { toEstimate } from './toEstimate.js'

export interface MeasuringOptions {
  readonly task: Task
  readonly labels: readonly string[]
  readonly positive: number | null
  /** By which columns of the batches cases are cut into slices; bins have their edges. */
  readonly segments: readonly Segment[]
  /** Columns of the batches whose drift is measured. */
  readonly features: readonly Field[]
  /** Where the slices in which new loses are looked for; null or left out: nowhere. */
  readonly search?: SearchOptions | null
  readonly confidence: number
  readonly seed: number
  /** From which scores on the models answer with the positive label, where the plan says so. */
  readonly thresholds?: OperatingThresholds
  /** Row-major truth x answer: what each decision costs, where the plan says so. */
  readonly costs?: Float64Array
  /** Bounds of the plan on the drift of columns, for which the chance of a false alarm is worked out. */
  readonly driftThresholds?: readonly DriftThreshold[]
  /** Measures with options that criteria ask for, besides the defaults; `by` names the segment, null = over all cases. */
  readonly wanted: readonly {
    readonly measure: MeasureName
    readonly options: MeasureOptions
    readonly by: string | null
  }[]
}

/** Everything kept of a set while its cases pass by. */
export interface MeasuringState {
  overall: CaseState
  slices: Map<string, { slice: Slice; cases: CaseState }>
  sample: RowSampleState
  neighbours: NeighbourSamples
  evidence: EvidenceState
  search: SearchState | null
}

export interface Measuring {
  readonly options: MeasuringOptions
  readonly data: MeasuringState
  add(batch: PairedBatch): void
  /** Cases that are no part of the comparison and measured as a slice of their own. */
  addApart(slice: Slice, batch: PairedBatch): void
  /** What was kept so far, as JSON: `resumeMeasuring` goes on from it. */
  state(): EncodedState
}

export function startMeasuring(options: MeasuringOptions): Measuring {
  const features = sampledColumns(options.features)
  return measuringOf(options, {
    overall: summaryOf(options).empty(),
    slices: new Map(),
    sample: startRowSample([...features, ...scoreColumns(options.task)], options.seed),
    neighbours: new Map(),
    evidence: startEvidence(),
    search: options.search ? startSearch(options.search.columns, options.seed) : null,
  })
}

export function measuringOf(options: MeasuringOptions, data: MeasuringState): Measuring {
  const summary = summaryOf(options)
  const features = sampledColumns(options.features)
  return {
    options,
    data,
    add(batch) {
      if (batch.rows === 0) return
      summary.add(data.overall, batch)
      for (const { slice, batch: cases } of cutBatch(batch, options.segments))
        summary.add(sliceState(data, slice, summary.empty), cases)
      addRows(data.sample, batch.columns.start, batch.rows, [
        ...features.map(({ name }) => columnOf(batch.columns, name)),
        ...answersAsColumns(batch, options.task),
      ])
      addToNeighbours(data.neighbours, batch, options.seed)
      addEvidence(data.evidence, batch)
      if (data.search !== null) addToSearch(data.search, batch)
    },
    addApart(slice, batch) {
      if (batch.rows > 0) summary.add(sliceState(data, slice, summary.empty), withoutColumns(batch))
    },
    state: () => encodeState(data),
  }
}

/** Both sides' cases together, as if `a`'s had come first. Neither must be used afterwards. */
export function mergeMeasuring(a: Measuring, b: Measuring): Measuring {
  const summary = summaryOf(a.options)
  const data: MeasuringState = {
    overall: summary.merge(a.data.overall, b.data.overall),
    slices: new Map(a.data.slices),
    sample: mergeRowSamples(a.data.sample, b.data.sample),
    neighbours: mergeNeighbourSamples(a.data.neighbours, b.data.neighbours),
    evidence: mergeEvidence(a.data.evidence, b.data.evidence),
    search: a.data.search === null || b.data.search === null ? null : mergeSearches(a.data.search, b.data.search),
  }
  for (const [key, { slice, cases }] of b.data.slices) {
    const held = data.slices.get(key)
    if (held === undefined) checkRoom(data, slice)
    data.slices.set(key, { slice, cases: held === undefined ? cases : summary.merge(held.cases, cases) })
  }
  return measuringOf(a.options, data)
}

/** All estimates of the set, over all cases and by slice, and the aggregates behind the report's drawings. */
export function finishMeasuring(
  { options, data }: Measuring,
  about: {
    readonly set: string
    readonly rows: number
    readonly compared: number
    readonly reference: ReferenceSummary | null
  },
): {
  estimates: Estimate[]
  evidence: Evidence
  operating: OperatingEffect | null
  tests: ComparisonTest[]
  search: SliceSearch | null
  heterogeneity: SegmentHeterogeneity[]
  sample: ReturnType<typeof describeSample>
} {
  const { task, labels, positive, confidence, seed } = options
  const viewOf = (state: CaseState, slice: string) =>
    new CaseView(state, {
      labels,
      positive,
      costs: options.costs ?? null,
      confidence,
      seed,
      purpose: `${about.set}/${slice}`,
    })
  const overall = viewOf(data.overall, '')
  const wanted = options.wanted.filter((want) => measureInfo(want.measure).tasks.includes(task))
  const samples = columnSamples(data.sample)
  const featureCount = sampledColumns(options.features).length
  const pairs = pairColumns(samples.slice(0, featureCount), samples.slice(featureCount), about.reference, wanted, seed)
  // In the order of segments, then of names: the order in which cases came must not show.
  const order = new Map(options.segments.map(({ name }, index) => [name, index]))
  const rank = (slice: Slice): number => order.get(segmentOfSlice(slice)) ?? -1
  const slices = [...data.slices.values()].sort(
    (a, b) => rank(a.slice) - rank(b.slice) || compareSlices(a.slice, b.slice),
  )
  const byOutput = (state: CaseState, key: string, slice: Slice | null): Estimate[] =>
    task !== 'tensors'
      ? []
      : outputEstimates(
          state.outputs,
          slice === null ? data.neighbours : null,
          wanted.filter((want) => want.by === (slice === null ? null : segmentOfSlice(slice))),
          differenceOptions(options.wanted),
          { confidence, seed, purpose: `${about.set}/${key}`, set: about.set, slice },
        )
  const estimates = [
    // Rows that were all left out (for want of a label) were not compared, whatever the models answered.
    ...(overall.n === 0 ? impossible('pair', 0, 'no-cases') : coverage.estimate(about)).map((figure) =>
      toEstimate(figure, 'coverage', {}, about.set, null),
    ),
    ...caseEstimates(
      overall,
      task,
      wanted.filter((want) => want.by === null),
      about.set,
      null,
    ),
    ...byOutput(data.overall, '', null),
    ...slices.flatMap(({ slice, cases }) => [
      ...caseEstimates(
        viewOf(cases, sliceId(slice)),
        task,
        wanted.filter((want) => want.by === segmentOfSlice(slice)),
        about.set,
        slice,
      ).filter(({ measure }) => apartSide(slice) === null || measure === 'accuracy'),
      ...byOutput(cases, sliceId(slice), slice),
    ]),
    ...driftEstimates(pairs, wanted, about.reference !== null, confidence, about.set),
  ]
  return {
    estimates,
    sample: describeSample(overall),
    operating:
      task === 'classification'
        ? operatingEffect(about.set, overall, data.evidence.unlabelled, options.thresholds ?? NO_THRESHOLDS)
        : null,
    tests: comparisonTests(overall, task, samples.slice(featureCount), about.set),
    evidence: buildEvidence(
      about.set,
      task,
      overall,
      data.evidence,
      pairs,
      {
        differences: data.overall.outputs,
        samples: data.neighbours,
      },
      options.driftThresholds ?? [],
    ),
    heterogeneity: options.segments.flatMap(({ name }) => {
      const views = slices.filter(({ slice }) => segmentOfSlice(slice) === name).map(({ cases }) => viewOf(cases, name))
      return segmentHeterogeneity(views, { set: about.set, segment: name, task }) ?? []
    }),
    search:
      data.search !== null && options.search
        ? searchSlices(data.search, options.search, { set: about.set, task, confidence })
        : null,
  }
}

const NO_THRESHOLDS: OperatingThresholds = { old: null, new: null }

/** What is kept of the cases of one slice. */
export function summaryOf(options: MeasuringOptions) {
  const bins = options.wanted
    .filter((want) => want.measure === 'expectedCalibrationError' && want.options.bins !== undefined)
    .map((want) => want.options.bins!)
  const ks = options.wanted.flatMap(({ measure, options: { k } }) =>
    measure === 'topKAccuracy' && k !== undefined ? [k] : [],
  )
  return caseSummary(
    options.labels.length,
    [...new Set([CALIBRATION_BINS, ...bins])],
    [...new Set([...listedKs(options.task, options.labels), ...ks])],
    differenceOptions(options.wanted),
  )
}

function sliceState(data: MeasuringState, slice: Slice, empty: () => CaseState): CaseState {
  const key = sliceId(slice)
  const held = data.slices.get(key)
  if (held !== undefined) return held.cases
  checkRoom(data, slice)
  const cases = empty()
  data.slices.set(key, { slice, cases })
  return cases
}

function checkRoom(data: MeasuringState, slice: Slice): void {
  const name = segmentOfSlice(slice)
  let values = 0
  for (const held of data.slices.values()) if (segmentOfSlice(held.slice) === name) values++
  if (values >= MOST_SEGMENT_VALUES) throw tooManyValues({ name, parts: slice })
}

function compareSlices(a: Slice, b: Slice): number {
  for (let part = 0; part < a.length; part++) {
    const order = compareValues(a[part]!.value, b[part]!.value)
    if (order !== 0) return order
  }
  return 0
}

/** Unlike `sliceKey`, no two slices share one. */
function sliceId(slice: Slice): string {
  return JSON.stringify(slice.map(({ column, value }) => [column, value]))
}
