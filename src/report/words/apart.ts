import type { Estimate } from '../../core/estimate.js'
import { apartSide } from '../../core/labelMap.js'
import type { Result } from '../../core/result.js'
import type { Side } from '../../core/spec.js'
import { scaleOf, withUnit } from '../quantity.js'
import type { Voice } from '../voice.js'
import { isSuppressed } from './lookup.js'

/** Cases of one set whose right label one side cannot say. */
export interface ApartCases {
  readonly set: string
  /** Who cannot say it. */
  readonly side: Side
  readonly labels: string
  /** The other side's accuracy on them. */
  readonly accuracy: Estimate
  /** Null where there are so few cases that nothing shows their numbers. */
  readonly smallest: number | null
  /** Whether a criterion is about them. */
  readonly judged: boolean
}

export function apartCases(result: Result): readonly ApartCases[] {
  return result.estimates.flatMap((accuracy) => {
    const side = apartSide(accuracy.slice)
    const other = side === 'old' ? 'new' : 'old'
    const plain = Object.values(accuracy.options).every((option) => option === undefined)
    if (side === null || accuracy.of !== other || accuracy.measure !== 'accuracy' || !plain) return []
    const { column, value } = accuracy.slice![0]!
    return [
      {
        set: accuracy.set,
        side,
        labels: value,
        accuracy,
        smallest: isSuppressed(result, accuracy) ? result.plan.smallestCell : null,
        judged: result.criteria.some(({ by, waived }) => by === column && waived === null),
      },
    ]
  })
}

export function apartSentence(voice: Voice, cases: ApartCases): string {
  const { set, side, labels, accuracy, smallest, judged } = cases
  const sentence = voice.say(`attention.apart.${side}`, {
    set,
    labels,
    cases: smallest === null ? voice.count(accuracy.n) : voice.say('smallCell', { smallest }),
    n: accuracy.n,
    accuracy: apartAccuracy(voice, cases),
  })
  return judged || side === 'new' ? sentence : `${sentence} ${voice.say('attention.apart.unjudged')}`
}

/** « 82 % (entre 70 % et 90 %) ». */
export function apartAccuracy(voice: Voice, { accuracy, smallest }: ApartCases): string {
  if (smallest !== null) return voice.say('apart.suppressed', { smallest })
  const { value, interval } = accuracy
  if (value === null) return '–'
  const scale = scaleOf(accuracy.unit, 'value', accuracy, null)
  if (interval === null) return withUnit(voice, scale, value)
  return voice.say('apart.shown', {
    value: withUnit(voice, scale, value),
    low: withUnit(voice, scale, interval[0]),
    high: withUnit(voice, scale, interval[1]),
  })
}
