import type { Plan } from '../../core/spec.js'
import { asWritten, bare, scaleOf, withUnit } from '../../report/quantity.js'
import { fill, inert, paint } from '../../report/terminalText.js'
import { capitalize } from '../../report/typography.js'
import { voiceOf } from '../../report/voice.js'
import { measureName, sliceName } from '../../report/words/measureName.js'
import { roundUp } from '../../report/words/reason.js'
import type { Outlook, Span } from './outlook.js'

interface Told {
  readonly power: number
  readonly old: 'asked' | 'assumed'
  readonly errorRate: number | null
  readonly discordance: readonly number[]
  readonly criteria: readonly Outlook[]
}

const voice = voiceOf('en')
const SYMBOLS = { yes: '✔', perhaps: '◆', no: '✖' } as const
const TONES = { yes: 'green', perhaps: 'yellow', no: 'red' } as const

/** What the stored cases can decide, criterion by criterion, for a terminal. */
export function renderPower(told: Told, plan: Plan, { color, columns }: { color: boolean; columns: number }): string {
  const ink = paint(color)
  const several = new Set(told.criteria.map(({ set }) => set)).size > 1
  const blocks = told.criteria.map((one) => {
    const symbol = one.decided === null ? '·' : ink(SYMBOLS[one.decided], TONES[one.decided])
    const where = [one.segments === null ? '' : `by ${one.segments.column}`, several ? `on ${one.set}` : ''].filter(
      Boolean,
    )
    const name = [capitalize(measureName(voice, one)), ...where].join(', ')
    const warn = one.level === 'warn' ? ' (warning only)' : ''
    const head = `${name}: ${demand(one, plan)}${warn}`
    const lines = fill(inert(head), columns - 4)
    return [
      ...lines.map((line, i) => `  ${i === 0 ? symbol : ' '} ${line}`),
      ...sentences(one, plan).flatMap((said) =>
        fill(inert(said), columns, '      ', '    → ').map((line) => ink(line, 'dim')),
      ),
    ]
  })
  return [
    '',
    ...fill(inert(assumption(told)), columns),
    '',
    ...blocks.flat(),
    '',
    ...fill(conclusion(told.criteria), columns).map((line) => ink(line, 'bold')),
    '',
  ].join('\n')
}

function assumption({ power, old, errorRate, discordance }: Told): string {
  const errs = errorRate === null ? '' : `, wrong in ${percent(errorRate)} of the cases,`
  const who =
    old === 'asked'
      ? `Old${errs} was asked.`
      : `Old was not asked; it is assumed to be wrong by ${percent(errorRate ?? 0)}.`
  const differs =
    discordance.length === 0
      ? 'answers a quarter to three quarters of the cases in its own way'
      : `answers ${percents([Math.min(...discordance), Math.max(...discordance)])} of the cases differently`
  return `${who} If new is exactly as good and ${differs}, this is what the stored cases decide, each criterion with a probability of ${percent(power)}:`
}

function sentences(one: Outlook, plan: Plan): readonly string[] {
  const segments = segmentSentence(one)
  switch (one.kind) {
    case 'fact':
      return ['The observed value on these very cases decides, however many there are.']
    case 'data':
      return ['About the set alone, not the models: not forecast.']
    case 'improvement':
      return [
        `Only a better model can pass; it is shown to be with ${inWords(one, plan, one.provable)} or more in truth.`,
        ...segments,
      ]
    case 'impossible': {
      const needed = one.casesNeeded === null ? '' : `; the plan asks for ${voice.count(one.casesNeeded[1])}`
      return [`Cannot be decided: ${why(one.reason)} (${cases(one.cases)}${needed}).`, ...segments]
    }
    case 'forecast':
      return [...forecastSentences(one, plan), ...segments]
  }
}

function forecastSentences(one: Outlook, plan: Plan): readonly string[] {
  const proven =
    one.provable === null ? [] : [`Proven beyond it: a true ${noun(one)} of ${inWords(one, plan, one.provable)}.`]
  const strictest = one.strictest === null ? null : inWords(one, plan, one.strictest)
  if (one.reason === 'beyond') {
    const sure = one.decided === 'yes' ? ', and that would be proven' : ''
    return [`No such model keeps this limit${sure}: it asks for a better one, or one that differs less.`]
  }
  if (one.reason === 'either')
    return ['Hangs on how much new differs: the more alike keeps this limit, the less alike does not.']
  if (one.decided === 'yes')
    return [
      `Can be decided: ${cases(one.cases)}${strictest === null ? '' : `; the strictest that can is ${strictest}`}.`,
      ...proven,
    ]
  const needed = one.casesNeeded === null ? '' : `takes about ${counts(one.casesNeeded)}`
  const way =
    strictest === null
      ? ''
      : `; or ask for ${strictest} (${one.sense === 'value' ? 'the strictest limit' : 'the smallest margin'} that can be)`
  return [
    `${one.decided === 'perhaps' ? 'May not be decided' : 'Cannot be decided'}: ${cases(one.cases)}${needed === '' ? ', and no number would do' : `, and it ${needed}`}${way}.`,
    ...proven,
  ]
}

function segmentSentence({ segments }: Outlook): readonly string[] {
  if (segments === null) return []
  const { count, undecided, hardest, smallest, smallestCases } = segments
  const names = [
    hardest === null ? '' : `that was said of the hardest, ${sliceName(voice, hardest)}`,
    smallest === null ? '' : `the smallest is ${sliceName(voice, smallest)} with ${cases(smallestCases)}`,
  ].filter(Boolean)
  return [`${undecided} of ${count} segments cannot be decided for sure; ${names.join('; ')}.`]
}

function conclusion(criteria: readonly Outlook[]): string {
  const counted = criteria.filter(({ level }) => level === 'error')
  const open = counted.filter(({ decided }) => decided === 'no' || decided === 'perhaps')
  if (!counted.some(({ measure }) => measure !== 'coverage')) return 'The plan asks nothing of what the models answer.'
  return open.length === 0
    ? 'Every criterion can be decided with the stored cases.'
    : `${open.length} of ${counted.length} criteria cannot be decided for sure: change the margins or add cases before anybody signs the plan.`
}

const DEMANDS = {
  maxDegradation: 'worse by no more than',
  minImprovement: 'better by at least',
  atLeast: 'at least',
  atMost: 'at most',
  within: 'between',
} as const

function demand(one: Outlook, plan: Plan): string {
  const [low, high] = Array.isArray(one.margin) ? one.margin : [one.margin, one.margin]
  return `${DEMANDS[one.demand]} ${inWords(one, plan, [low, high])}`
}

function noun({ sense }: Outlook): string {
  return sense === 'value' ? 'value' : 'degradation'
}

function why(reason: string): string {
  return (
    voice
      .sayCode('reason', reason, { cases: '', minimum: '', waiver: '' })
      ?.replace(/\.$/, '')
      .replace(/^./, (c) => c.toLowerCase()) ?? reason
  )
}

/** Two significant digits of a change, three of a value, or as the plan has it. */
function inWords({ unit, sense }: Outlook, { targetUnit }: Plan, span: Span | null): string {
  if (span === null) return 'an unknown amount'
  const of = (value: number, alone: boolean): string => {
    const rounded = Number(value.toPrecision(2))
    const shown = Math.abs(value - rounded) < 1e-12 ? rounded : Number(value.toPrecision(sense === 'value' ? 3 : 2))
    const scale = scaleOf(
      unit,
      sense === 'value' ? 'value' : 'difference',
      { value: shown, interval: null },
      targetUnit,
    )
    if (!alone) return bare(voice, asWritten(scale, shown), shown)
    const text = withUnit(voice, asWritten(scale, shown), shown)
    return unit === 'relative' ? voice.say('amount.relative', { amount: text }) : text
  }
  const high = of(span[1], true)
  return of(span[0], true) === high ? high : `${of(span[0], false)} to ${high}`
}

function cases(n: number): string {
  return `${voice.count(n)} ${n === 1 ? 'case' : 'cases'}`
}

function counts(span: Span): string {
  const [low, high] = span.map((n) => voice.count(roundUp(n)))
  return low === high ? low! : `${low} to ${high}`
}

function percent(value: number): string {
  return `${Number((100 * value).toPrecision(2))}%`
}

function percents([low, high]: Span): string {
  return percent(low) === percent(high) ? percent(low) : `${percent(low)} to ${percent(high)}`
}
