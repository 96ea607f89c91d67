import type { Cause } from '../../core/cause.js'
import type { Result } from '../../core/result.js'
import { scaleOf, withUnit } from '../quantity.js'
import type { Voice } from '../voice.js'
import { inHead, resultOf } from './heads.js'

/** A probable cause as a reader meets it. */
export interface CauseInWords {
  readonly what: string
  readonly evidence: string
  /** What can be done. */
  readonly remedy: string
  /** The line for the plan, where there is one. */
  readonly mend: string | null
}

export function causesInWords(voice: Voice, result: Result): readonly CauseInWords[] {
  return (result.causes ?? []).map((cause) => ({
    what: inHead(voice, cause.head ?? null, voice.say(`cause.${cause.cause}`, shown(voice, cause))),
    evidence: evidenceOf(voice, resultOf(result, { options: { head: cause.head } }), cause),
    remedy: voice.say(remedyOf(cause)),
    mend: cause.mend,
  }))
}

function shown(voice: Voice, { values }: Cause): Cause['values'] {
  const shares = Object.fromEntries(
    ['share', 'oldShare'].flatMap((key) => {
      const value = values[key]
      return typeof value === 'number' ? [[key, percent(voice, value)]] : []
    }),
  )
  return { ...values, ...shares }
}

function evidenceOf(
  voice: Voice,
  result: Result,
  { n, reduction, interval, agreement, truth, distance }: Cause,
): string {
  if (reduction === null || interval === null || distance === null) return ''
  const sentences = [
    voice.say('causes.evidence', {
      cases: voice.count(n),
      n,
      reduction: percent(voice, reduction),
      low: percent(voice, interval[0]),
      high: percent(voice, interval[1]),
    }),
  ]
  const change = ({ before, after }: { before: number; after: number }) => ({
    before: percent(voice, before),
    after: percent(voice, after),
  })
  if (agreement !== null) sentences.push(voice.say('causes.agreement', change(agreement)))
  if (truth?.measure === 'accuracy') sentences.push(voice.say('causes.accuracy', change(truth)))
  if (truth?.measure === 'mae') {
    const inUnit = (value: number): string =>
      withUnit(voice, scaleOf('target', 'value', { value, interval: null }, result.targetUnit), value)
    sentences.push(voice.say('causes.mae', { before: inUnit(truth.before), after: inUnit(truth.after) }))
  }
  return sentences.join(' ')
}

function remedyOf({ cause, mend }: Cause) {
  if (mend !== null) return 'causes.mend'
  if (cause === 'constant') return 'causes.mendConstant'
  return cause === 'double-softmax' ? 'causes.mendExport' : 'causes.noMend'
}

function percent(voice: Voice, share: number): string {
  const scale = { ...scaleOf('proportion', 'value', { value: share, interval: null }), decimals: 1 }
  return withUnit(voice, scale, share)
}
