import type { Decided } from '../../core/completeStatement.js'
import { formatDay, sayer, type PageWords } from './page.js'

/** What was decided, as sentences: shown before somebody signs it too, and printed. */
export interface AcceptanceWords {
  readonly decision: string
  readonly reason: string | null
  readonly reservations: readonly string[]
  readonly waivers: readonly string[]
  readonly participants: readonly string[]
  readonly validUntil: string | null
}

export function acceptanceWords(words: PageWords, language: string, decided: Decided): AcceptanceWords {
  const say = sayer(words)
  const day = (text: string): string => (text === '' ? '…' : formatDay(language, text))
  const criterionOf = (id: string): string => words.criteria[id] ?? id
  return {
    decision: words.decisions[decided.decision] ?? '',
    reason: decided.reason,
    reservations: decided.reservations.map(({ id, criterion, text, class: grade, measure, owner, due }) =>
      say(criterion === undefined ? 'reservation.other' : 'reservation', {
        id,
        criterion: criterion === undefined ? '' : criterionOf(criterion),
        text: sentence(text),
        class: say(`class.${grade}`),
        measure: sentence(measure),
        owner,
        due: day(due),
      }),
    ),
    waivers: decided.waivers.map(({ criterion, who, why, until }) =>
      say('waiver', { criterion: criterionOf(criterion), who, why, until: day(until) }),
    ),
    participants: decided.participants.map(({ name, role, company, signs }) =>
      [name, role, company, signs ? say('signs') : null].filter((part) => part !== null).join(', '),
    ),
    validUntil: decided.validUntil === null ? null : formatDay(language, decided.validUntil),
  }
}

/** Ended with a full stop where the writer left it out. */
function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}
