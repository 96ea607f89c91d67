import type { Interval } from '../../core/estimate.js'
import type { CalibrationLine } from '../../stats/calibrationLine.js'
import type { ClusterSample } from '../../stats/clusterSample.js'
import { clusterSums, linearisedDifference, linearisedInterval, type ClusterSums } from '../../stats/linearised.js'
import type { Lines } from '../evidence/calibrationLines.js'

const PARTS = ['intercept', 'slope'] as const

/** Weighted recalibrations with the clusters' sandwich and Student's t. Null where clusters tell no variance. Without Spiegelhalter's z, which takes every case for an independent one. */
export function clusteredCalibrationLines(
  old: CalibrationLine,
  newer: CalibrationLine,
  sample: ClusterSample,
  confidence: number,
): Lines | null {
  const line = (of: (part: (typeof PARTS)[number]) => ClusterSums) => {
    const [intercept, slope] = PARTS.map((part) => {
      const sums = of(part)
      return { value: sums.value, interval: linearisedInterval(sums, sample, confidence) }
    }) as [Figure, Figure]
    return isKnown(intercept) && isKnown(slope) ? { intercept, slope } : null
  }
  const sums = (side: CalibrationLine) => (part: (typeof PARTS)[number]) =>
    clusterSums({ value: side[part], influences: side.influences[part] }, sample)
  const [ofOld, ofNew] = [line(sums(old)), line(sums(newer))]
  const difference = line((part) => linearisedDifference(sums(old)(part), sums(newer)(part)))
  if (ofOld === null || ofNew === null || difference === null) return null
  return { old: { ...ofOld, z: null }, new: { ...ofNew, z: null }, difference }
}

interface Figure {
  readonly value: number
  readonly interval: Interval | null
}

function isKnown(figure: Figure): figure is { value: number; interval: Interval } {
  return figure.interval !== null
}
