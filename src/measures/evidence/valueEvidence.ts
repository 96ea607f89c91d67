import type { Grid, ValueEvidence } from '../../core/evidence.js'
import { binOf, equalEdges } from '../../stats/histogram.js'
import { moments } from '../../stats/moments.js'
import { quantileOfSorted } from '../../stats/quantile.js'
import { sorted } from '../../stats/sortOrder.js'
import type { CaseView } from '../caseView.js'
import { GRID_BINS, rowsOf } from './scoreGrid.js'

const ERROR_PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]

/** 97.5 % point of the normal distribution, as Bland and Altman's limits use it whatever the plan's confidence. */
const LIMITS_Z = 1.959963984540054

/** @see Bland & Altman 1986, Lancet 327(8476):307-310, doi:10.1016/S0140-6736(86)90837-8 */
export function valueEvidence(view: CaseView): ValueEvidence {
  const { old, new: newer } = view.allValues
  const differences = newer.map((value, i) => value - old[i]!)
  const middles = newer.map((value, i) => (value + old[i]!) / 2)
  const { n, mean, variance } = moments.value(differences.reduce(moments.add, moments.empty()))
  const half = LIMITS_Z * Math.sqrt(variance)
  return {
    kind: 'values',
    blandAltman:
      n < 2 || !Number.isFinite(half)
        ? null
        : { bias: mean, limits: [mean - half, mean + half], n, grid: gridOf(middles, differences) },
    scores: n === 0 || !Number.isFinite(mean) ? null : gridOf(old, newer),
    errorQuantiles: view.labelled === 0 ? null : errorQuantiles(view),
  }
}

function errorQuantiles({ values }: CaseView): ValueEvidence['errorQuantiles'] {
  const [old, newer] = [values.old, values.new].map((side) =>
    sorted(side.map((value, i) => Math.abs(value - values.truth[i]!))),
  ) as [Float64Array, Float64Array]
  return ERROR_PROBABILITIES.map((probability) => ({
    probability,
    old: quantileOfSorted(old, probability),
    new: quantileOfSorted(newer, probability),
  }))
}

function gridOf(x: Float64Array, y: Float64Array): Grid {
  const xEdges = edgesOf(x)
  const yEdges = edgesOf(y)
  const counts = new Float64Array(GRID_BINS * GRID_BINS)
  for (let i = 0; i < x.length; i++) counts[binOf(y[i]!, yEdges) * GRID_BINS + binOf(x[i]!, xEdges)]!++
  return { xEdges: [...xEdges], yEdges: [...yEdges], counts: rowsOf(counts, GRID_BINS) }
}

function edgesOf(values: Float64Array): Float64Array {
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < low) low = values[i]!
    if (values[i]! > high) high = values[i]!
  }
  return equalEdges(low, high, GRID_BINS)
}
