import type { Estimate } from '../core/estimate.js'
import { MEASURE_NAMES } from '../core/measureCatalog.js'
import { measureOf } from './registry.js'
import type { SpeedSample } from './speedPair.js'
import { toEstimate } from './toEstimate.js'

export type { SpeedSample } from './speedPair.js'

/** Latency, throughput and memory of both hosts. */
export function speedEstimates(samples: {
  readonly set: string
  readonly old: SpeedSample | null
  readonly new: SpeedSample | null
  readonly confidence: number
  readonly seed: number
}): Estimate[] {
  return MEASURE_NAMES.flatMap((name) => {
    const measure = measureOf(name)
    if (measure.kind !== 'speed') return []
    return measure.estimate(samples).map((figure) => toEstimate(figure, name, {}, samples.set, null))
  })
}
