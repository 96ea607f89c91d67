import { twoSidedZ } from '../stats/distributions.js'
import type { OutputMeasure } from './measure.js'

/** Of equal outputs the ratio is infinite: this is the most that a double's 53 bits can tell, 20 log10(2^53). */
const MOST = 20 * Math.log10(2 ** 53)

const DECIBELS = 10 / Math.LN10

/**
 * Signal to (quantisation) noise ratio in dB: 10 log10 of the sum of old² over the sum of (new - old)², over all compared elements of all
 * cases; 319 dB at most. Null when old is zero throughout and new is not. Interval by the delta method, over cases.
 */
export const signalToNoise: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate({ power: { n, a: signal, b: noise, aa, bb, ab }, confidence }) {
    if (signal === 0 && noise > 0) return { value: null, interval: null, n, method: 'delta', reason: 'no-signal' }
    const ratio = noise === 0 ? MOST : Math.min(MOST, DECIBELS * Math.log(signal / noise))
    if (ratio === MOST || n < 2) return { value: ratio, interval: null, n, method: 'delta' }
    // Variance of ln(mean signal / mean noise) to first order.
    const variance = (aa / signal ** 2 + bb / noise ** 2 - (2 * ab) / (signal * noise)) / (n - 1)
    const half = DECIBELS * twoSidedZ(confidence) * Math.sqrt(Math.max(0, variance) / n)
    return { value: ratio, interval: half > 0 ? [ratio - half, ratio + half] : null, n, method: 'delta' }
  },
}
