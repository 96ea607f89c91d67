import type { Interval } from '../core/estimate.js'
import type { SideLatencyNoise } from '../core/latencyNoise.js'
import { deriveSeed } from '../stats/random.js'
import { geometricRatio } from './latencyRatio.js'
import { quantileRatio } from './speedPair.js'

/** Two times of the same cases by the same model. */
export interface RepeatedLatencies {
  readonly first: Float64Array
  readonly again: Float64Array
}

/**
 * One model against itself, by the methods that compare two: what comes out is the machine's doing. Which of the two times is divided by
 * which changes from case to case, so that a second time that is always quicker widens the interval instead of moving it, as it does
 * between old and new, which take turns in being first. Null without a case.
 */
export function latencyNoise(
  { first, again }: RepeatedLatencies,
  confidence: number,
  seed: number,
): SideLatencyNoise | null {
  if (first.length === 0) return null
  const a = first.map((ms, i) => (i % 2 === 0 ? ms : again[i]!))
  const b = again.map((ms, i) => (i % 2 === 0 ? ms : first[i]!))
  const of = (probability: number) => {
    const ratio = quantileRatio(a, b, probability, confidence, deriveSeed(seed, `noise ${probability}`))
    return ratio.interval === null ? null : finite(ratio)
  }
  const ratio = finite(geometricRatio(a, b, confidence))
  return ratio === null ? null : { cases: first.length, ratio, p50: of(0.5), p95: of(0.95), p99: of(0.99) }
}

function finite(ratio: {
  value: number
  interval: Interval | null
}): { value: number; interval: Interval | null } | null {
  if (!Number.isFinite(ratio.value)) return null
  return { value: ratio.value, interval: ratio.interval?.every(Number.isFinite) === true ? ratio.interval : null }
}
