import { spaced } from '../../core/recordRules.js'
import { overall, type Check } from '../../record/check.js'
import { embeddedKey } from '../../record/keys.js'
import type { Entry } from '../../record/readRecord.js'
import { DECISIONS, type Decision, type Statement } from '../../core/statement.js'
import type { Language } from '../../report/language.js'
import { formatDate } from '../../report/numbers.js'
import { fill, inert, paint } from '../../report/terminalText.js'
import { voiceOf, type Voice } from '../../report/voice.js'

const SYMBOLS = { holds: '✔', broken: '✖', open: '◆', note: '·' } as const
const TONES = { holds: 'green', broken: 'red', open: 'yellow', note: 'dim' } as const

/** What a record says: the decision, what it depends on, and who signed. */
export function renderRecord(entries: readonly Entry[], language: Language): string {
  const voice = voiceOf(language)
  const { acceptance } = entries[0]!.statement.predicate
  const day = (date: string): string => formatDate(language, date)
  return [
    voice.say('record.title', { title: acceptance.title }),
    ...(acceptance.delivery === null ? [] : [voice.say('record.delivery', { delivery: acceptance.delivery })]),
    voice.say('record.found', {
      date: day(acceptance.testedAt),
      verdict: voice.say(`record.verdict.${acceptance.verdict}`),
    }),
    voice.say('record.decision', { decision: decisionWords(voice, acceptance.decision) }),
    ...(acceptance.reason === null ? [] : [voice.say('record.reason', { reason: acceptance.reason })]),
    ...acceptance.reservations.map((one) =>
      voice.say('record.reservation', {
        ...one,
        class: voice.say(`record.class.${one.class}`),
        criterion: one.criterion === undefined ? '' : `, ${one.criterion}`,
        due: day(one.due),
      }),
    ),
    ...acceptance.waivers.map((one) => voice.say('record.waiver', { ...one, until: day(one.until) })),
    ...(acceptance.validUntil === null ? [] : [voice.say('record.validUntil', { until: day(acceptance.validUntil) })]),
    ...entries.map(({ statement }) => signatoryLine(voice, statement)),
  ]
    .map(inert)
    .join('\n')
}

/** What was found of it, check by check, and together. */
export function renderChecks(
  checks: readonly Check[],
  asked: 'verify' | 'gate',
  { language, color, columns }: { language: Language; color: boolean; columns: number },
): string {
  const voice = voiceOf(language)
  const ink = paint(color)
  const together = overall(checks)
  return [
    ...checks.flatMap((check) => {
      const [first, ...rest] = fill(inert(checkSentence(check, language)), columns - 2, '')
      return [`${ink(SYMBOLS[check.status], TONES[check.status])} ${first}`, ...rest.map((line) => `  ${line}`)]
    }),
    '',
    ink(`${SYMBOLS[together]} ${voice.say(`${asked}.verdict.${together}`)}`, 'bold', TONES[together]),
  ].join('\n')
}

export function checkSentence({ code, values }: Check, language: Language): string {
  const voice = voiceOf(language)
  return voice.say(
    `verify.${code}`,
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, sayValue(voice, name, value)])),
  )
}

function sayValue(voice: Voice, name: string, value: string): string {
  if (name.startsWith('decision')) return decisionWords(voice, value)
  return name === 'fingerprint' ? spaced(value) : value
}

function decisionWords(voice: Voice, given: string): string {
  const decision: Decision | undefined = DECISIONS.find((one) => one === given)
  return decision === undefined ? given : voice.say(`record.decision.${decision}`)
}

function signatoryLine(voice: Voice, { predicate }: Statement): string {
  const { name, role, company, place, date, publicKey } = predicate.signatory
  const who = [role, company, place].filter((part) => part !== null).join(', ')
  return voice.say('record.signatory', {
    name,
    who: who === '' ? '' : ` (${who})`,
    date,
    fingerprint: spaced(embeddedKey(publicKey)?.fingerprint ?? '–'),
  })
}
