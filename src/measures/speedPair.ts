import { deriveSeed, seededRandom } from '../stats/random.js'
import { quantileInterval, quantileOfSorted, quantileRanks } from '../stats/quantile.js'
import { sorted, sortOrder } from '../stats/sortOrder.js'
import type { Interval } from '../core/estimate.js'
import { impossible, type Figure } from './measure.js'

/** What was timed of one host. */
export interface SpeedSample {
  /** One case at a time, interleaved with the other host's: the i-th of old pairs with the i-th of new. Warm-up left out. */
  readonly latenciesMs: Float64Array
  /** Cases answered in batches, and how long that took in all. */
  readonly rows: number
  readonly elapsedMs: number
  readonly peakMemoryBytes: number
}

export interface SpeedPair {
  readonly old: SpeedSample | null
  readonly new: SpeedSample | null
  readonly confidence: number
  readonly seed: number
}

const REPLICATES = 2000

/** A latency quantile of both hosts; the difference and its share by resampling stretches of pairs, so that what slowed both slows both.
 * No interval where a side has none: resamples of a few cases never show the slow ones that were not among them. */
export function latencyFigures(pair: SpeedPair, probability: number): readonly Figure[] {
  const old = pair.old?.latenciesMs ?? new Float64Array(0)
  const newer = pair.new?.latenciesMs ?? new Float64Array(0)
  const sides = [latencySide('old', old, probability, pair), latencySide('new', newer, probability, pair)]
  const n = Math.min(old.length, newer.length)
  if (n === 0) return [...sides, impossible('each', 0, 'no-cases')[2]!]
  const a = old.subarray(0, n)
  const b = newer.subarray(0, n)
  const oldValue = quantileOfSorted(sorted(a), probability)
  const newValue = quantileOfSorted(sorted(b), probability)
  const enough = quantileRanks(n, probability, pair.confidence) !== null
  const { differences, ratios } = resample(a, b, probability, deriveSeed(pair.seed, `latency ${probability}`))
  return [
    ...sides,
    {
      of: 'difference',
      value: newValue - oldValue,
      interval: !enough ? null : percentiles(differences, pair.confidence, newValue - oldValue),
      relative:
        oldValue > 0
          ? {
              value: newValue / oldValue - 1,
              interval: !enough ? null : percentiles(ratios, pair.confidence, newValue / oldValue - 1),
            }
          : null,
      n,
      method: 'block-bootstrap',
    },
  ]
}

/** b's quantile over a's, with its interval. */
export function quantileRatio(
  a: Float64Array,
  b: Float64Array,
  probability: number,
  confidence: number,
  seed: number,
): { readonly value: number; readonly interval: Interval | null } {
  const change = quantileOfSorted(sorted(b), probability) / quantileOfSorted(sorted(a), probability) - 1
  if (quantileRanks(a.length, probability, confidence) === null) return { value: 1 + change, interval: null }
  const [low, high] = percentiles(resample(a, b, probability, seed).ratios, confidence, change)
  return { value: 1 + change, interval: [1 + low, 1 + high] }
}

function latencySide(of: 'old' | 'new', latencies: Float64Array, probability: number, pair: SpeedPair): Figure {
  const ascending = sorted(latencies)
  const n = ascending.length
  if (n === 0) return { of, value: null, interval: null, n, method: 'order-statistic', reason: 'no-cases' }
  return {
    of,
    value: quantileOfSorted(ascending, probability),
    interval: quantileInterval(ascending, probability, pair.confidence),
    n,
    method: 'order-statistic',
  }
}

/**
 * Quantiles of resampled pairs, from how often each pair was drawn: no sorting again. Drawn are stretches of ∛n pairs that followed each
 * other (the end is followed by the beginning), because what slows the machine slows several cases on end.
 * @see Politis & Romano 1992, A circular block-resampling procedure for stationary data, in LePage & Billard (eds.)
 */
function resample(a: Float64Array, b: Float64Array, probability: number, seed: number) {
  const n = a.length
  const random = seededRandom(seed)
  const orderA = sortOrder(a)
  const orderB = sortOrder(b)
  const times = new Uint32Array(n)
  const stretch = Math.ceil(Math.cbrt(n))
  const differences = new Float64Array(REPLICATES)
  const ratios = new Float64Array(REPLICATES)
  for (let r = 0; r < REPLICATES; r++) {
    times.fill(0)
    for (let drawn = 0; drawn < n; drawn += stretch) {
      const start = Math.floor(random() * n)
      for (let i = 0; i < stretch && drawn + i < n; i++) times[(start + i) % n]!++
    }
    const x = drawnQuantile(a, orderA, times, probability)
    const y = drawnQuantile(b, orderB, times, probability)
    differences[r] = y - x
    ratios[r] = y / x - 1
  }
  return { differences, ratios }
}

/** Type 7, as `quantileOfSorted`. */
function drawnQuantile(values: Float64Array, order: Uint32Array, times: Uint32Array, probability: number): number {
  const position = (values.length - 1) * probability
  const below = Math.floor(position)
  let seen = 0
  let i = 0
  while (seen + times[order[i]!]! <= below) seen += times[order[i++]!]!
  const low = values[order[i]!]!
  if (position === below) return low
  let j = i
  while (seen + times[order[j]!]! <= below + 1) seen += times[order[j++]!]!
  return low + (values[order[j]!]! - low) * (position - below)
}

function percentiles(replicates: Float64Array, confidence: number, value: number): Interval {
  const tail = (1 - confidence) / 2
  const ascending = sorted(replicates)
  return [Math.min(value, quantileOfSorted(ascending, tail)), Math.max(value, quantileOfSorted(ascending, 1 - tail))]
}

/** A number read once from each host: no interval can be made of one reading. */
export function pointFigures(
  pair: SpeedPair,
  valueOf: (sample: SpeedSample) => number | null,
  casesOf: (sample: SpeedSample) => number,
): readonly Figure[] {
  const old = pair.old === null ? null : valueOf(pair.old)
  const newer = pair.new === null ? null : valueOf(pair.new)
  const n = { old: pair.old === null ? 0 : casesOf(pair.old), new: pair.new === null ? 0 : casesOf(pair.new) }
  const common = { interval: null, method: 'point' }
  const difference = old === null || newer === null ? null : newer - old
  return [
    { of: 'old', value: old, n: n.old, ...common, reason: 'no-cases' },
    { of: 'new', value: newer, n: n.new, ...common, reason: 'no-cases' },
    {
      of: 'difference',
      value: difference,
      relative: difference === null || !(old! > 0) ? null : { value: difference / old!, interval: null },
      n: Math.min(n.old, n.new),
      ...common,
      reason: 'no-cases',
    },
  ]
}
