import type { Interval } from '../../core/estimate.js'
import type { SearchSubject } from '../../core/sliceSearch.js'
import { meanInfluences, rowsWhere, selectSample, weightedMean, type ClusterSample } from '../../stats/clusterSample.js'
import { clusteredPair, clusteredShare } from '../../stats/clusteredProportion.js'
import { clusterSums, linearisedInterval } from '../../stats/linearised.js'
import type { SliceFigures } from './confirmSlices.js'
import type { SearchHalf } from './searchTable.js'

/** The figures of a slice whose cases are weighted and come in clusters, by the methods of the measures. */
export function clusteredSlice(
  half: SearchHalf,
  drawn: ClusterSample,
  inside: Uint8Array,
  subject: SearchSubject,
  confidence: number,
): SliceFigures {
  const part = (wanted: 0 | 1) => {
    const rows = rowsWhere(inside, (flag) => flag === wanted)
    const of = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!)
    const [old, newer] = [of(half.old), of(half.new)]
    return { old, newer, losses: newer.map((cost, i) => cost - old[i]!), sample: selectSample(drawn, rows) }
  }
  const here = part(1)
  const there = part(0)
  const { sample } = here
  const mean = (values: Float64Array): number => weightedMean(values, sample)
  return {
    n: here.losses.length,
    old: mean(here.old),
    new: mean(here.newer),
    loss: mean(here.losses),
    elsewhere: weightedMean(there.losses, there.sample),
    ...intervalOf(here, subject, confidence),
  }
}

function intervalOf(
  {
    old,
    newer,
    losses,
    sample,
  }: Readonly<Record<'old' | 'newer' | 'losses', Float64Array>> & { sample: ClusterSample },
  subject: SearchSubject,
  confidence: number,
): { readonly interval: Interval | null; readonly method: string } {
  if (subject === 'accuracy')
    return { interval: clusteredPair(right(old), right(newer), sample, confidence).interval, method: 'cluster-tango' }
  if (subject === 'agreement')
    return { interval: clusteredShare(right(newer), sample, confidence).interval, method: 'cluster-wilson' }
  const value = weightedMean(losses, sample)
  const sums = clusterSums({ value, influences: meanInfluences(losses, value, sample) }, sample)
  return { interval: linearisedInterval(sums, sample, confidence), method: 'cluster-linearised' }
}

function right(costs: Float64Array): Float64Array {
  return costs.map((cost) => 1 - cost)
}
