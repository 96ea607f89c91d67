import type { Interval } from '../../core/estimate.js'
import type { OperatingEffect, OperatingPoint, RateChange } from '../../core/operatingPoint.js'
import type { Result } from '../../core/result.js'
import { decimalsAsWritten, formatDecimal } from '../numbers.js'
import { bare, scaleOf, withUnit } from '../quantity.js'
import type { Voice } from '../voice.js'

/** The effect of keeping the threshold on one set; null where it is not measured. */
export function operatingEffectOf(result: Result, set: string): OperatingEffect | null {
  return result.operatingEffects?.find((effect) => effect.set === set) ?? null
}

/** Whether what depends on the labels may be shown: neither kind of case is rarer than the smallest group that may be. */
export function showsLabels({ n, positives }: OperatingEffect, { plan }: Result): boolean {
  return positives !== null && Math.min(positives, n - positives) >= Math.max(1, plan.smallestCell)
}

/** « En gardant le seuil de 0,35, le nouveau modèle lève 12 % d’alertes de plus… » */
export function keptSentence(voice: Voice, effect: OperatingEffect): string {
  const { relativeAlerts: relative, old } = effect
  const same = pointOf(effect, 'same-threshold')
  const shares = {
    threshold: thresholdText(voice, effect.threshold),
    was: perThousand(voice, old.alertRate ?? 0),
    is: perThousand(voice, same?.rates.alertRate ?? 0),
  }
  if (relative === null) return voice.say('operating.keptShares', shares)
  const scale = scaleOf('relative', 'difference', relative)
  const shown = Math.round(Math.abs(relative.value) * scale.factor * 10 ** scale.decimals)
  if (shown === 0)
    return voice.say('operating.keptSame', { ...shares, range: changeRange(voice, 'relative', relative) })
  return voice.say(relative.value > 0 ? 'operating.keptMore' : 'operating.keptFewer', {
    ...shares,
    change: withUnit(voice, scale, Math.abs(relative.value), 'never'),
    range: changeRange(voice, 'relative', relative),
  })
}

/** What would have to be changed for new to raise as many alerts, and to find as many positive cases. */
export function chosenSentences(voice: Voice, result: Result, effect: OperatingEffect): readonly string[] {
  const byAlerts = pointOf(effect, 'equal-alert-rate')
  const byRecall = pointOf(effect, 'equal-recall')
  const labelled = showsLabels(effect, result)
  const own = pointOf(effect, 'own-threshold')
  return [
    own === null || own.threshold === null
      ? null
      : voice.say('operating.own', {
          threshold: thresholdText(voice, own.threshold),
          is: perThousand(voice, own.rates.alertRate ?? 0),
        }),
    byAlerts === null ? null : equalAlertsSentence(voice, effect, byAlerts, labelled),
    byRecall === null || !labelled ? null : equalRecallSentence(voice, effect, byRecall),
  ].filter((sentence) => sentence !== null)
}

function equalAlertsSentence(
  voice: Voice,
  { positive, old }: OperatingEffect,
  point: OperatingPoint,
  labelled: boolean,
): string | null {
  if (point.threshold === null) return voice.say('operating.noAlert')
  const threshold = thresholdText(voice, point.threshold)
  const alerts = { threshold, alerts: perThousand(voice, point.rates.alertRate ?? 0) }
  const { recall } = point.changes
  if (!labelled || recall === null) return voice.say('operating.equalAlerts', alerts)
  return voice.say('operating.equalAlertsFound', {
    ...alerts,
    label: positive,
    was: perThousand(voice, old.recall ?? 0),
    is: perThousand(voice, point.rates.recall ?? 0),
    range: changeRange(voice, 'proportion', recall),
  })
}

function equalRecallSentence(voice: Voice, { positive, old }: OperatingEffect, point: OperatingPoint): string | null {
  const { alertRate } = point.changes
  if (point.threshold === null || alertRate === null) return null
  return voice.say('operating.equalRecall', {
    label: positive,
    threshold: thresholdText(voice, point.threshold),
    was: perThousand(voice, old.alertRate ?? 0),
    is: perThousand(voice, point.rates.alertRate ?? 0),
    range: changeRange(voice, 'proportion', alertRate),
  })
}

export function pointOf({ points }: OperatingEffect, at: OperatingPoint['at']): OperatingPoint | null {
  return points.find((point) => point.at === at) ?? null
}

/** As the plan writes it; one that was looked for by four digits. */
export function thresholdText(voice: Voice, threshold: number): string {
  return formatDecimal(voice.language, threshold, Math.min(4, decimalsAsWritten(threshold)))
}

/** « +1,2 point (de −0,3 à +2,7) » */
export function changeText(voice: Voice, change: RateChange): string {
  const scale = scaleOf('proportion', 'difference', change)
  return `${withUnit(voice, scale, change.value, 'always')}${rangeOf(voice, change.interval, (end) => bare(voice, scale, end, 'always'))}`
}

export function rateText(voice: Voice, rate: number | null, change: RateChange | null): string {
  if (rate === null) return '–'
  const digits = change?.interval ?? null
  const own = scaleOf('proportion', 'value', { value: rate, interval: null })
  const decimals = digits === null ? 1 : scaleOf('proportion', 'difference', { value: 0, interval: digits }).decimals
  return withUnit(voice, { ...own, decimals }, rate)
}

function changeRange(voice: Voice, unit: 'proportion' | 'relative', change: RateChange): string {
  const scale = scaleOf(unit, 'difference', change)
  if (change.interval === null) return withUnit(voice, scale, change.value, 'always')
  const [low, high] = change.interval
  return voice.say('operating.range', {
    low: bare(voice, scale, low, 'always'),
    high: withUnit(voice, scale, high, 'always'),
  })
}

function rangeOf(voice: Voice, interval: Interval | null, text: (end: number) => string): string {
  if (interval === null) return ''
  return ` (${voice.say('range', { low: text(interval[0]), high: text(interval[1]) })})`
}

function perThousand(voice: Voice, share: number): string {
  return formatDecimal(voice.language, share * 1000, share > 0 && share < 0.01 ? 1 : 0)
}
