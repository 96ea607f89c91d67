import { measureInfo } from '../../core/measureCatalog.js'
import type { Finding, Result } from '../../core/result.js'
import { asWritten, outputScale, scaleOf, withUnit, type Scale } from '../quantity.js'
import { capitalize } from '../typography.js'
import type { Voice } from '../voice.js'
import { targetUnitOf } from './heads.js'
import { criterionOf } from './lookup.js'
import { theMeasure } from './measureName.js'

/** What the plan asks, as a sentence: « L’exactitude ne doit pas baisser de plus de 1 point. » */
export function askedSentence(voice: Voice, result: Result, finding: Finding): string {
  const measure = capitalize(theMeasure(voice, finding))
  const { direction, about } = measureInfo(finding.measure)
  const kind = criterionOf(result, finding)?.demand.kind ?? demandOf(finding)
  const ofNew = about === 'each' ? 'New' : ''
  const amount = (value: number): string => amountInWords(voice, result, finding, value)

  if (Array.isArray(finding.margin)) {
    const [low, high] = finding.margin
    return voice.say(`asked.within${ofNew}`, { measure, low: amount(low), high: amount(high) })
  }
  const margin = amount(finding.margin)
  switch (kind) {
    case 'maxDegradation':
      return finding.margin === 0
        ? voice.say(`asked.noDegradation.${direction}`, { measure })
        : voice.say(`asked.maxDegradation.${direction}`, { measure, margin })
    case 'minImprovement':
      return voice.say(`asked.minImprovement.${direction}`, { measure, margin })
    case 'atLeast':
      return voice.say(`asked.atLeast${ofNew}`, { measure, margin })
    case 'atMost':
    case 'within':
      return voice.say(`asked.atMost${ofNew}`, { measure, margin })
  }
}

/** Unit and digits of what was found: its value, its interval and its axis share them. */
export function findingScale(result: Result, finding: Finding): Scale {
  const { unit } = finding
  if (measureInfo(finding.measure).group === 'outputs' && unit !== 'relative') return outputScale({ ...finding, unit })
  return scaleOf(
    finding.unit,
    finding.sense === 'value' ? 'value' : 'difference',
    finding,
    targetUnitOf(result, finding.options),
  )
}

/** A margin or bound with its unit, and « de sa valeur actuelle » where it is a share of the old value. */
export function amountInWords(voice: Voice, result: Result, finding: Finding, value: number): string {
  const scale = findingScale(result, { ...finding, value: finding.value ?? value })
  const amount = withUnit(voice, asWritten(scale, value), value)
  return finding.unit === 'relative' ? voice.say('amount.relative', { amount }) : amount
}

/** A finding without its criterion still says what it looked at. */
function demandOf(finding: Finding): 'maxDegradation' | 'minImprovement' | 'atLeast' | 'atMost' {
  if (finding.sense === 'degradation') return 'maxDegradation'
  if (finding.sense === 'improvement') return 'minImprovement'
  return measureInfo(finding.measure).direction === 'higher' ? 'atLeast' : 'atMost'
}
