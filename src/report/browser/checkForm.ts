import { outcomeOf, type Draft } from '../../core/completeStatement.js'
import { isPast } from '../../core/isPast.js'
import { CLOCK_TOLERANCE_MS } from '../../core/recordRules.js'
import { decidedOf } from './decided.js'
import type { FormState, Group, Values } from './formState.js'
import type { Problem } from './problem.js'
import type { Entry } from './record.js'

const REQUIRED: Readonly<Record<Group, readonly string[]>> = {
  reservations: ['text', 'class', 'measure', 'owner', 'due'],
  waivers: ['criterion', 'why', 'who', 'until'],
  participants: ['name'],
}

/** All that keeps a form from being signed but its key, in the order of the fields: what `recette verify` would find wrong is not signed. */
export function checkForm(form: FormState, draft: Draft, entries: readonly Entry[], now: Date): readonly Problem[] {
  return [
    ...(entries.length === 0 ? decisionProblems(form, draft, now) : []),
    ...(form.values['name'] === '' ? [{ field: 'name', code: 'missing' }] : []),
    ...clockProblems(draft, entries, now),
  ]
}

function decisionProblems(form: FormState, draft: Draft, now: Date): readonly Problem[] {
  const { values, rows } = form
  const { decision, reason, validUntil } = values
  const waived = rows.waivers.map(({ criterion }) => criterion)
  return [
    ...choiceProblems(form, draft),
    ...((decision === 'postponed' || decision === 'rejected') && reason === ''
      ? [{ field: 'reason', code: 'reason' }]
      : []),
    ...(decision === 'acceptedWithReservations' && rows.reservations.length === 0
      ? [{ field: 'reservations', code: 'reservationsNone' }]
      : []),
    ...rowProblems('reservations', rows.reservations),
    ...pastProblems('reservations', 'due', 'past', rows.reservations, now),
    ...rowProblems('waivers', rows.waivers),
    ...pastProblems('waivers', 'until', 'waiverPast', rows.waivers, now),
    ...waived.flatMap((criterion, index) =>
      criterion !== '' && waived.indexOf(criterion) < index
        ? [{ field: `waivers.${index}.criterion`, code: 'waiverTwice' }]
        : [],
    ),
    ...rowProblems('participants', rows.participants),
    ...(validUntil !== undefined && validUntil !== '' && isPast(validUntil, now)
      ? [{ field: 'validUntil', code: 'past' }]
      : []),
  ]
}

function choiceProblems(form: FormState, draft: Draft): readonly Problem[] {
  const { decision } = form.values
  if (decision === '') return [{ field: 'decision', code: 'decision' }]
  if (decision !== 'accepted') return []
  if (form.rows.reservations.length > 0) return [{ field: 'decision', code: 'reservationsSome' }]
  const { waivers } = decidedOf(form)
  if (outcomeOf(draft, waivers).result !== 'FAILED') return []
  const waived = new Set(waivers.map(({ criterion }) => criterion))
  const failed = draft.tests.filter(({ status, criterion }) => status === 'failed' && !waived.has(criterion))
  if (failed.length === 0) return [{ field: 'decision', code: 'nothingPassed' }]
  const criteria = [...new Set(failed.map(({ criterion }) => criterion))].join('\n')
  return [{ field: 'decision', code: 'unmet', values: { criteria } }]
}

function rowProblems(group: Group, rows: readonly Values[]): readonly Problem[] {
  return rows.flatMap((row, index) =>
    REQUIRED[group].flatMap((part) =>
      row[part] === '' ? [{ field: `${group}.${index}.${part}`, code: 'missing' }] : [],
    ),
  )
}

function pastProblems(
  group: Group,
  part: string,
  code: string,
  rows: readonly Values[],
  now: Date,
): readonly Problem[] {
  return rows.flatMap((row, index) => {
    const day = row[part]
    return day !== undefined && day !== '' && isPast(day, now) ? [{ field: `${group}.${index}.${part}`, code }] : []
  })
}

/** A clock that was set back makes a record that contradicts itself. */
function clockProblems(draft: Draft, entries: readonly Entry[], now: Date): readonly Problem[] {
  const before = entries.at(-1)?.statement.predicate.signatory.date ?? draft.found.testedAt
  if (now.getTime() + CLOCK_TOLERANCE_MS >= Date.parse(before)) return []
  return [{ field: 'sign', code: 'clock', values: { now: now.toISOString(), before } }]
}
