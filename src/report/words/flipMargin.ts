import type { Interval } from '../../core/estimate.js'
import { measureInfo } from '../../core/measureCatalog.js'
import type { Finding, Result } from '../../core/result.js'
import { withUnit, type Scale } from '../quantity.js'
import type { Voice } from '../voice.js'
import { findingScale } from './asked.js'
import { criterionOf, isSuppressed } from './lookup.js'

/** « Passes with any margin from 0.8 points on; fails with any below 0.2 points. »; null where nothing decided. */
export function flipSentence(voice: Voice, result: Result, finding: Finding): string | null {
  const { flipMargin } = finding
  if (flipMargin === undefined || isSuppressed(result, finding)) return null
  const kind = kindOf(result, finding)
  const pass = passWords(voice, result, finding, kind, flipMargin.pass)
  const fail = failWords(voice, result, finding, kind, flipMargin.fail)
  return fail === null ? voice.say('flip.one', { pass }) : voice.say('flip.both', { pass, fail })
}

type Kind = 'degradation' | 'improvement' | 'atMost' | 'atLeast' | 'within'
type Flip = number | Interval | null

function kindOf(result: Result, finding: Finding): Kind {
  if (Array.isArray(finding.margin)) return 'within'
  if (finding.sense !== 'value') return finding.sense
  return criterionOf(result, finding)?.demand.kind === 'atLeast' ? 'atLeast' : 'atMost'
}

function passWords(voice: Voice, result: Result, finding: Finding, kind: Kind, pass: Flip): string {
  if (Array.isArray(pass)) return voice.say('flip.pass.within', ends(voice, result, finding, pass))
  if (pass === null) return voice.say('flip.pass.improvement.none')
  if (kind === 'degradation' && pass === 0) return voice.say('flip.pass.degradation.zero')
  const up = kind === 'degradation' || kind === 'atMost'
  return voice.say(`flip.pass.${kind === 'within' ? 'atMost' : kind}`, {
    amount: amount(voice, result, finding, pass, up ? 'up' : 'down'),
  })
}

function failWords(voice: Voice, result: Result, finding: Finding, kind: Kind, fail: Flip): string | null {
  if (fail === null) return null
  if (Array.isArray(fail)) return voice.say('flip.fail.within', ends(voice, result, finding, fail))
  // No plan asks for more than all, or for less than nothing.
  const neverNegative = finding.unit === 'proportion' || measureInfo(finding.measure).direction === 'lower'
  if (
    (finding.unit === 'proportion' && kind === 'atLeast' && fail >= 1) ||
    (neverNegative && kind === 'atMost' && fail <= 0)
  )
    return null
  const up = kind === 'degradation' || kind === 'atMost'
  return voice.say(`flip.fail.${kind === 'within' ? 'atMost' : kind}`, {
    amount: amount(voice, result, finding, fail, up ? 'down' : 'up'),
  })
}

function ends(voice: Voice, result: Result, finding: Finding, [low, high]: Interval) {
  return { low: amount(voice, result, finding, low, 'down'), high: amount(voice, result, finding, high, 'up') }
}

/** Rounded to the side on which the sentence stays true. */
function amount(voice: Voice, result: Result, finding: Finding, value: number, to: 'up' | 'down'): string {
  const scale = findingScale(result, finding)
  const text = withUnit(voice, scale, roundTo(scale, value, to))
  return finding.unit === 'relative' ? voice.say('amount.relative', { amount: text }) : text
}

function roundTo({ factor, decimals }: Scale, value: number, to: 'up' | 'down'): number {
  const shown = value * factor * 10 ** decimals
  // What is whole but for binary rounding stays as it is.
  const near = Math.round(shown)
  const whole =
    Math.abs(shown - near) < 1e-9 * Math.max(1, Math.abs(shown))
      ? near
      : to === 'up'
        ? Math.ceil(shown)
        : Math.floor(shown)
  return whole / 10 ** decimals / factor
}
