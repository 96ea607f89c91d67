import type { Interval } from '../../core/estimate.js'
import type { Result } from '../../core/result.js'
import { decimalsForWidth, formatDecimal, formatList } from '../numbers.js'
import type { Voice } from '../voice.js'

/** What the machine alone did to the times of each model; none where nothing was timed twice. */
export function latencyNoiseSentences(voice: Voice, result: Result, set: string): readonly string[] {
  const { latencyNoise } = result.environment
  if (latencyNoise === undefined || latencyNoise.set !== set) return []
  return (['old', 'new'] as const).flatMap((side) => {
    const alone = latencyNoise[side]
    if (alone === null) return []
    const { cases, ratio } = alone
    const quantiles = (['p50', 'p95', 'p99'] as const).flatMap((name) => {
      const found = alone[name]
      return found === null
        ? []
        : [voice.say(`speed.alone.${name}`, { ratio: timesText(voice, found.value, found.interval) })]
    })
    const ratios = [timesText(voice, ratio.value, ratio.interval), ...quantiles]
    return [
      voice.say(`speed.alone.${side}`, {
        n: cases,
        cases: voice.count(cases),
        ratios: formatList(voice.language, ratios),
      }),
    ]
  })
}

/** « × 1,02 (entre 0,98 et 1,06) » */
export function timesText(voice: Voice, value: number, interval: Interval | null): string {
  const width = interval === null ? 0 : interval[1] - interval[0]
  const decimals = width > 0 ? Math.min(3, decimalsForWidth(width)) : 2
  const text = (number: number): string => formatDecimal(voice.language, number, decimals)
  if (interval === null) return voice.say('speed.timesAlone', { value: text(value) })
  return voice.say('speed.times', { value: text(value), low: text(interval[0]), high: text(interval[1]) })
}
