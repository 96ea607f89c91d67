import type { OutputMeasure } from './measure.js'

/**
 * Largest |new - old| / |old|: Polygraphy's max_reldiff. 0 where both are zero; infinite where old alone is, and then there is no value:
 * leaving such elements out could hide any difference.
 */
export const largestRelativeDifference: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate: ({ largestRelative, zeroBaseline, cases }) =>
    zeroBaseline > 0
      ? { value: null, interval: null, n: cases, method: 'maximum', reason: 'zero-baseline' }
      : { value: largestRelative, interval: null, n: cases, method: 'maximum' },
}
