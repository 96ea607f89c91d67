import type { Result } from '../../core/result.js'
import { scaleOf, withUnit, bare } from '../quantity.js'
import type { Voice } from '../voice.js'
import { findEstimate, isMeasured } from './lookup.js'

/** « Sur 1 000 cas, les décisions du nouveau modèle coûtent environ 340 EUR de plus… »; null where no costs are measured. */
export function costSentence(voice: Voice, result: Result, set: string): string | null {
  const wanted = { measure: 'decisionCost' as const, options: {}, set, slice: null }
  const [before, after, difference] = (['old', 'new', 'difference'] as const).map((of) =>
    findEstimate(result, wanted, of),
  )
  if (!isMeasured(before) || !isMeasured(after) || !isMeasured(difference)) return null
  const change = {
    value: 1000 * difference.value,
    interval:
      difference.interval === null
        ? null
        : ([1000 * difference.interval[0], 1000 * difference.interval[1]] as [number, number]),
  }
  const scale = scaleOf('target', 'difference', change, result.targetUnit)
  const range =
    change.interval === null
      ? withUnit(voice, scale, change.value, 'always')
      : voice.say('cost.range', {
          low: bare(voice, scale, change.interval[0], 'always'),
          high: withUnit(voice, scale, change.interval[1], 'always'),
        })
  const sides = {
    was: withUnit(voice, scale, 1000 * before.value),
    is: withUnit(voice, scale, 1000 * after.value),
    range,
  }
  if (Math.round(Math.abs(change.value) * 10 ** scale.decimals) === 0)
    return voice.say('cost.same', { is: sides.is, range })
  const amount = withUnit(voice, scale, Math.abs(change.value), 'never')
  return voice.say(change.value > 0 ? 'cost.more' : 'cost.less', { ...sides, amount })
}
