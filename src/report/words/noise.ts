import type { NoiseFloor } from '../../core/result.js'
import { decimalsForValue, formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'

/** What the old model gives when it answers the same cases twice. */
export function noiseSentence(voice: Voice, floor: NoiseFloor): string {
  const { cases, flips, largestScoreDifference } = floor
  return voice.say(flips === 0 && largestScoreDifference === 0 ? 'noise.none' : 'noise.some', {
    cases: voice.count(cases),
    n: cases,
    flips,
    difference: formatDecimal(voice.language, largestScoreDifference, decimalsForValue(largestScoreDifference)),
  })
}
