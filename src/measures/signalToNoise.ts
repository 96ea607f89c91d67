import { twoSidedZ } from '../stats/distributions.js'
import { moments } from '../stats/moments.js'
import { pairedCovariance } from '../stats/pairedMoments.js'
import type { OutputMeasure } from './measure.js'

/** Of equal outputs the ratio is infinite: this is the most that a double's 53 bits can tell, 20 log10(2^53). */
const MOST = 20 * Math.log10(2 ** 53)

const PER_NEPER = 10 / Math.LN10

/**
 * Signal to (quantisation) noise ratio in dB: 10 log10 of the sum of old² over the sum of (new - old)², over all compared elements of all
 * cases; 319 dB at most. Null when old is zero throughout and new is not. Interval by the delta method, over cases.
 */
export const signalToNoise: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate({ power, confidence }) {
    const { n } = power.difference
    const [signal, noise] = [power.old.mean, power.new.mean]
    if (signal === 0 && noise > 0) return { value: null, interval: null, n, method: 'delta', reason: 'no-signal' }
    const ratio = noise === 0 ? MOST : PER_NEPER * Math.log(signal / noise)
    if (noise === 0 || ratio > MOST) return { value: MOST, interval: null, n, method: 'delta' }
    if (n < 2) return { value: ratio, interval: null, n, method: 'delta' }
    // Variance of ln(mean signal / mean noise) to first order.
    const variance =
      moments.value(power.old).variance / signal ** 2 +
      moments.value(power.new).variance / noise ** 2 -
      (2 * pairedCovariance(power)) / (signal * noise)
    const half = PER_NEPER * twoSidedZ(confidence) * Math.sqrt(Math.max(0, variance) / n)
    return { value: ratio, interval: half > 0 ? [ratio - half, ratio + half] : null, n, method: 'delta' }
  },
}
