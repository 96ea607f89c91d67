import type { FalseAlarm } from '../../core/evidence.js'
import { measureInfo } from '../../core/measureCatalog.js'
import type { Finding, Result } from '../../core/result.js'
import { formatDecimal, formatList } from '../numbers.js'
import { asWritten, scaleOf, withUnit } from '../quantity.js'
import { capitalize } from '../typography.js'
import type { Voice } from '../voice.js'
import { amountInWords } from './asked.js'
import { valueWithInterval } from './found.js'
import { findEstimate } from './lookup.js'
import { theMeasure } from './measureName.js'

/** One column that is farther from the reference than the plan allows, and by which measures. */
export interface ChangedColumn {
  readonly column: string
  readonly text: string
}

/** Columns beyond a bound of the plan, the farthest beyond it first. */
export function changedColumns(voice: Voice, result: Result, set: string): readonly ChangedColumn[] {
  const beyond = columnFindings(result, set).filter(({ status }) => status === 'fail')
  const columns = [...new Set(beyond.map(columnOf))].map((column) => {
    const findings = beyond.filter((finding) => columnOf(finding) === column).sort((a, b) => excess(b) - excess(a))
    return {
      column,
      excess: excess(findings[0]!),
      effects: findings.map((finding) => effectText(voice, result, finding)),
    }
  })
  return columns
    .sort((a, b) => b.excess - a.excess)
    .map(({ column, effects }) => ({ column, text: effects.join(voice.language === 'fr' ? '\u202F; ' : '; ') }))
}

/** What can be said of the columns besides: that none changed, or which could not be decided or compared. */
export function columnSentences(voice: Voice, result: Result, set: string): readonly string[] {
  const findings = columnFindings(result, set)
  const alarms = alarmsOf(result, set).filter(({ measure }) => measureInfo(measure).options.includes('column'))
  const identifiers = result.evidence.find((one) => one.set === set)?.identifiers ?? []
  const leftOut =
    identifiers.length === 0
      ? []
      : [voice.say('drift.identifiers', { n: identifiers.length, columns: formatList(voice.language, identifiers) })]
  if (findings.length === 0 && alarms.length === 0) return leftOut
  const n = Math.max(new Set(findings.map(columnOf)).size, ...alarms.map(({ columns }) => columns))
  const changed = new Set(findings.filter(({ status }) => status === 'fail').map(columnOf))
  const of = (status: Finding['status']): string[] =>
    [...new Set(findings.filter((finding) => finding.status === status).map(columnOf))].filter(
      (column) => !changed.has(column),
    )
  const [open, unlike] = [of('inconclusive'), of('could-not-run')]
  return [
    ...(findings.every(({ status }) => status === 'pass')
      ? [voice.say('drift.none', { n, columns: voice.count(n) })]
      : []),
    ...(open.length === 0
      ? []
      : [voice.say('drift.undecided', { n: open.length, columns: formatList(voice.language, open) })]),
    ...(unlike.length === 0
      ? []
      : [voice.say('drift.unlike', { n: unlike.length, columns: formatList(voice.language, unlike) })]),
    ...leftOut,
  ]
}

/** Columns that changed a lot although no criterion asks about them: silence would read as approval. */
export function unaskedSentence(voice: Voice, result: Result, set: string): string | null {
  const asked = result.criteria.filter(({ measure }) => measureInfo(measure).group === 'drift')
  if (asked.some(({ options, on }) => options.column === undefined && (on === null || on === set))) return null
  const judged = new Set(columnFindings(result, set).map(columnOf))
  const columns = result.evidence.find((evidence) => evidence.set === set)?.drift ?? []
  const changed = columns.filter(({ about, column }) => {
    if (about !== 'columns' || judged.has(column)) return false
    const found = findEstimate(result, { measure: 'psi', options: { column }, set, slice: null }, 'pair')
    return (found?.value ?? 0) > LARGE_PSI
  })
  if (changed.length === 0) return null
  const names = formatList(
    voice.language,
    changed.map(({ column }) => column),
  )
  return voice.say('drift.unasked', {
    n: changed.length,
    columns: names,
    bound: formatDecimal(voice.language, LARGE_PSI, 2),
  })
}

/**
 * The usual reading of the population stability index: below 0.1 little change, above 0.25 a large one.
 * @see Siddiqi 2006, Credit Risk Scorecards, Wiley, p. 136
 */
export const SMALL_PSI = 0.1
export const LARGE_PSI = 0.25

/** What the model that tells tested cases from reference cases came to. */
export function togetherSentence(voice: Voice, result: Result, set: string): string | null {
  const wanted = { measure: 'domainClassifierAuc' as const, options: {}, set, slice: null }
  const found = findEstimate(result, wanted, 'pair')
  if (found === undefined || found.value === null) return null
  const auc = valueWithInterval(voice, scaleOf(found.unit, 'value', found), found.value, found.interval)
  return voice.say('drift.together', { auc })
}

/** How often each bound would be passed though nothing changed, in sets of these sizes. */
export function falseAlarmSentences(voice: Voice, result: Result, set: string): readonly string[] {
  return alarmsOf(result, set).map((alarm) => {
    const { measure, options, threshold, columns, referenceN, n } = alarm
    const values = {
      reference: voice.count(referenceN),
      cases: voice.count(n),
      // Of any column, not of « the most changed ».
      measure: options.column === undefined ? voice.say(`the.${measure}`) : theMeasure(voice, alarm),
      threshold: thresholdText(voice, alarm, threshold),
      one: chanceText(voice, alarm.oneColumn),
      any: chanceText(voice, alarm.anyColumn),
      n: columns,
    }
    if (!measureInfo(measure).options.includes('column')) return voice.say('drift.alarmTogether', values)
    return voice.say(alone(alarm) ? 'drift.alarmOne' : 'drift.alarm', values)
  })
}

function alone({ columns }: FalseAlarm): boolean {
  return columns === 1
}

function thresholdText(voice: Voice, { measure }: FalseAlarm, threshold: number): string {
  const scale = scaleOf(measureInfo(measure).unit, 'value', { value: threshold, interval: null })
  return withUnit(voice, asWritten(scale, threshold), threshold)
}

function chanceText(voice: Voice, chance: number): string {
  if (chance < 0.001) return voice.say('chance.rare')
  if (chance < 0.05) return voice.say('chance.oneIn', { n: voice.count(Number((1 / chance).toPrecision(1))) })
  const scale = { ...scaleOf('proportion', 'value', { value: chance, interval: null }), decimals: 0 }
  return voice.say('chance.share', { share: withUnit(voice, scale, chance) })
}

function alarmsOf(result: Result, set: string): readonly FalseAlarm[] {
  return result.evidence.find((evidence) => evidence.set === set)?.falseAlarms ?? []
}

/** Of criteria about every column, and of those that name one. */
function columnFindings(result: Result, set: string): readonly Finding[] {
  const named = result.findings.filter(
    ({ measure, options }) =>
      measureInfo(measure).group === 'drift' && options.column !== undefined && options.column !== 'score',
  )
  return [...(result.columnFindings ?? []), ...named].filter((finding) => finding.set === set)
}

function columnOf({ options }: Finding): string {
  return options.column ?? ''
}

function effectText(voice: Voice, result: Result, finding: Finding): string {
  const scale = scaleOf(finding.unit, 'value', finding, result.targetUnit)
  return voice.say('drift.beyond', {
    measure: capitalize(voice.say(`measure.${finding.measure}`)),
    value: valueWithInterval(voice, scale, finding.value!, finding.interval),
    threshold: Array.isArray(finding.margin) ? '' : amountInWords(voice, result, finding, finding.margin),
  })
}

/** How many times the bound: bounds of different measures are then on one scale. */
function excess({ value, margin }: Finding): number {
  if (value === null || Array.isArray(margin)) return 0
  return margin > 0 ? value / margin : Infinity
}
