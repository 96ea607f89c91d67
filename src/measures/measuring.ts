import { columnOf, type Field } from '../core/batch.js'
import type { Slice } from '../core/estimate.js'
import type { MeasureName, MeasureOptions } from '../core/measureCatalog.js'
import type { PairedBatch } from '../core/predictions.js'
import type { Segment } from '../core/segment.js'
import type { Task } from '../core/task.js'
import { caseState, type CaseState } from './caseState.js'
import { caseSums, type CaseSums } from './caseSums.js'
import { caseRows } from './caseRows.js'
import type { Summary } from '../stats/summary.js'
import { mergeSliceStates, sliceState, type SliceState } from './sliceStates.js'
import { listedKs } from './defaultOptions.js'
import { encodeState, type EncodedState } from './encodeState.js'
import { addEvidence, mergeEvidence, startEvidence, type EvidenceState } from './evidence/evidence.js'
import { CALIBRATION_BINS } from './expectedCalibrationError.js'
import {
  addToNeighbours,
  differenceOptions,
  mergeNeighbourSamples,
  type NeighbourSamples,
} from './outputs/outputDifferences.js'
import type { OperatingThresholds } from './operating/operatingEffect.js'
import type { DriftThreshold } from './falseAlarms.js'
import { addRows, mergeRowSamples, sampledColumns, startRowSample, type RowSampleState } from './rowSample.js'
import { answersAsColumns, scoreColumns } from './scoreColumns.js'
import { addToSearch, mergeSearches, startSearch, type SearchState } from './search/searchSample.js'
import type { SearchOptions } from './search/searchSlices.js'
import { cutBatch, withoutColumns } from './slices.js'

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
  slices: Map<string, SliceState>
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
  const sums = sumsOf(options)
  const whole = caseState(sums)
  const features = sampledColumns(options.features)
  return {
    options,
    data,
    add(batch) {
      if (batch.rows === 0) return
      const before = data.overall.n
      whole.add(data.overall, batch)
      for (const { slice, rows, batch: cases } of cutBatch(batch, options.segments)) {
        const state = sliceState(data.slices, slice, sums)
        sums.add(state.sums, cases)
        state.rows.push(rows.map((row) => row + before))
      }
      addRows(data.sample, batch.columns.start, batch.rows, [
        ...features.map(({ name }) => columnOf(batch.columns, name)),
        ...answersAsColumns(batch, options.task),
      ])
      addToNeighbours(data.neighbours, batch, options.seed)
      addEvidence(data.evidence, batch)
      if (data.search !== null) addToSearch(data.search, batch)
    },
    addApart(slice, batch) {
      if (batch.rows === 0) return
      const state = sliceState(data.slices, slice, sums)
      const cases = withoutColumns(batch)
      sums.add(state.sums, cases)
      if (state.apart !== null) caseRows.add(state.apart, cases)
    },
    state: () => encodeState(data),
  }
}

/** Both sides' cases together, as if `a`'s had come first. Neither must be used afterwards. */
export function mergeMeasuring(a: Measuring, b: Measuring): Measuring {
  const sums = sumsOf(a.options)
  const before = a.data.overall.n
  const data: MeasuringState = {
    overall: caseState(sums).merge(a.data.overall, b.data.overall),
    slices: mergeSliceStates(a.data.slices, b.data.slices, before, sums),
    sample: mergeRowSamples(a.data.sample, b.data.sample),
    neighbours: mergeNeighbourSamples(a.data.neighbours, b.data.neighbours),
    evidence: mergeEvidence(a.data.evidence, b.data.evidence),
    search: a.data.search === null || b.data.search === null ? null : mergeSearches(a.data.search, b.data.search),
  }
  return measuringOf(a.options, data)
}

/** What is kept of the cases of a set, or of those of one slice that are not kept one by one. */
export function summaryOf(options: MeasuringOptions): Summary<CaseState, PairedBatch, CaseState> {
  return caseState(sumsOf(options))
}

function sumsOf(options: MeasuringOptions): Summary<CaseSums, PairedBatch, CaseSums> {
  const calibration = options.wanted.filter(({ measure }) => measure === 'expectedCalibrationError')
  const isEqualMass = ({ options: { binning } }: (typeof calibration)[number]): boolean => binning === 'equalMass'
  const bins = calibration.flatMap((want) => (isEqualMass(want) ? [] : (want.options.bins ?? [])))
  const ks = options.wanted.flatMap(({ measure, options: { k } }) =>
    measure === 'topKAccuracy' && k !== undefined ? [k] : [],
  )
  return caseSums(
    options.labels.length,
    [...new Set([CALIBRATION_BINS, ...bins])],
    calibration.some(isEqualMass),
    [...new Set([...listedKs(options.task, options.labels), ...ks])],
    differenceOptions(options.wanted),
  )
}
