import { apartSide } from '../core/labelMap.js'
import type { ComparisonTest } from '../core/comparisonTest.js'
import type { Estimate, Slice } from '../core/estimate.js'
import type { Evidence } from '../core/evidence.js'
import { measureInfo } from '../core/measureCatalog.js'
import type { OperatingEffect } from '../core/operatingPoint.js'
import { segmentOfSlice } from '../core/segment.js'
import type { SegmentHeterogeneity } from '../core/heterogeneity.js'
import type { SliceSearch } from '../core/sliceSearch.js'
import { caseEstimates } from './caseEstimates.js'
import type { CaseSums } from './caseSums.js'
import { WholeTables, type CaseTables } from './caseTables.js'
import { CaseView } from './caseView.js'
import { bySegment, sliceId, tablesOf } from './sliceStates.js'
import { comparisonTests } from './comparison/comparisonTests.js'
import { describeSample } from './clustered/describeSample.js'
import { coverage } from './coverage.js'
import { driftEstimates, pairColumns } from './drift.js'
import { buildEvidence } from './evidence/evidence.js'
import { differenceOptions } from './outputs/outputDifferences.js'
import { outputEstimates } from './outputs/outputEstimates.js'
import { operatingEffect, type OperatingThresholds } from './operating/operatingEffect.js'
import type { ReferenceSummary } from './reference.js'
import { columnSamples, sampledColumns } from './rowSample.js'
import { searchSlices } from './search/searchSlices.js'
import { segmentHeterogeneity } from './segmentHeterogeneity.js'
import { impossible } from './measure.js'
import { toEstimate } from './toEstimate.js'
import type { Measuring } from './measuring.js'

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
  const whole = new WholeTables(data.overall.rows, labels.length)
  const viewOf = (sums: CaseSums, tables: CaseTables, slice: string) =>
    new CaseView(sums, tables, {
      labels,
      positive,
      costs: options.costs ?? null,
      confidence,
      seed,
      purpose: `${about.set}/${slice}`,
    })
  const overall = viewOf(data.overall, whole, '')
  const wanted = options.wanted.filter((want) => measureInfo(want.measure).tasks.includes(task))
  const samples = columnSamples(data.sample)
  const featureCount = sampledColumns(options.features).length
  const pairs = pairColumns(samples.slice(0, featureCount), samples.slice(featureCount), about.reference, wanted, seed)
  const byOutput = (sums: CaseSums, slice: Slice | null): Estimate[] =>
    task !== 'tensors'
      ? []
      : outputEstimates(
          sums.outputs,
          slice === null ? data.neighbours : null,
          wanted.filter((want) => want.by === (slice === null ? null : segmentOfSlice(slice))),
          differenceOptions(options.wanted),
          { confidence, set: about.set, slice },
        )
  const heterogeneity: SegmentHeterogeneity[] = []
  const ofSlices = bySegment(data.slices, options.segments).flatMap((slices) => {
    const tables = tablesOf(slices, whole)
    const segment = segmentOfSlice(slices[0]!.slice)
    const views = slices.map(({ sums }, i) => viewOf(sums, tables[i]!, segment))
    const differ = segmentHeterogeneity(views, { set: about.set, segment, task })
    if (slices[0]!.apart === null && differ !== null) heterogeneity.push(differ)
    return slices.flatMap(({ slice, sums }, i) => [
      ...caseEstimates(
        viewOf(sums, tables[i]!, sliceId(slice)),
        task,
        wanted.filter((want) => want.by === segmentOfSlice(slice)),
        about.set,
        slice,
      ).filter(({ measure }) => apartSide(slice) === null || measure === 'accuracy'),
      ...byOutput(sums, slice),
    ])
  })
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
    ...byOutput(data.overall, null),
    ...ofSlices,
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
    heterogeneity,
    search:
      data.search !== null && options.search
        ? searchSlices(data.search, options.search, { set: about.set, task, confidence })
        : null,
  }
}

const NO_THRESHOLDS: OperatingThresholds = { old: null, new: null }
