import { outcomeOf, type Decided, type Draft } from '../core/completeStatement.js'
import { RecetteErrors, usageError, type RecetteError } from '../core/errors.js'
import { isPast } from '../core/isPast.js'
import { shortName } from './shortName.js'

/** Refuses what contradicts itself or what was found, all of it at once, before anything is signed. */
export function checkDecision(draft: Draft, decided: Decided, now: Date): void {
  const problems = [
    ...reservationProblems(decided),
    ...waiverProblems(draft, decided, now),
    ...(decided.validUntil !== null && isPast(decided.validUntil, now)
      ? [
          usageError(
            'VALIDITY_PAST',
            `The acceptance would end on ${decided.validUntil}, which is past.`,
            'Give a day to come.',
          ),
        ]
      : []),
  ]
  if (problems.length === 0 && decided.decision === 'accepted') problems.push(...unmet(draft, decided))
  if (problems.length > 0) throw new RecetteErrors(problems)
}

function reservationProblems({ decision, reason, reservations }: Decided): readonly RecetteError[] {
  const ids = reservations.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  return [
    ...(decision === 'accepted' && reservations.length > 0
      ? [
          usageError(
            'RESERVATIONS_WITH_ACCEPTANCE',
            `The decision is "accepted", which has no reservations, but there ${reservations.length === 1 ? 'is one' : `are ${reservations.length}`}.`,
            'Decide "acceptedWithReservations", or leave the reservations out.',
          ),
        ]
      : []),
    ...(decision === 'acceptedWithReservations' && reservations.length === 0
      ? [
          usageError(
            'RESERVATIONS_MISSING',
            'The decision is "acceptedWithReservations", but there is no reservation.',
            'Say what is to be put right, by whom and until when, or decide "accepted".',
          ),
        ]
      : []),
    ...((decision === 'postponed' || decision === 'rejected') && reason === null
      ? [
          usageError(
            'REASON_MISSING',
            `The decision is "${decision}", but no reason is given.`,
            'Give it: contracts ask for one.',
          ),
        ]
      : []),
    ...(twice === undefined
      ? []
      : [usageError('RESERVATION_TWICE', `Two reservations are called ${twice}.`, 'Give each an id of its own.')]),
  ]
}

function waiverProblems({ tests }: Draft, { waivers, reservations }: Decided, now: Date): readonly RecetteError[] {
  const known = [...new Set(tests.map(({ criterion }) => criterion))]
  const unknown = [...waivers, ...reservations].flatMap(({ criterion }) =>
    criterion === undefined || known.includes(criterion) ? [] : [criterion],
  )
  return [
    ...unknown.map((criterion) =>
      usageError(
        'CRITERION_UNKNOWN',
        `There is no criterion "${shortName(criterion)}" in the result.`,
        `Its criteria are: ${known.map((name) => `"${name}"`).join(', ')}.`,
      ),
    ),
    ...waivers
      .filter(({ until }) => isPast(until, now))
      .map(({ criterion, until }) =>
        usageError(
          'WAIVER_EXPIRED',
          `The waiver of "${criterion}" ends on ${until}, which is past.`,
          'Give a day to come.',
        ),
      ),
    ...waivers
      .filter(({ criterion }) => tests.every((test) => test.criterion !== criterion || test.status === 'passed'))
      .filter(({ criterion }) => known.includes(criterion))
      .map(({ criterion }) =>
        usageError('NOTHING_TO_WAIVE', `"${criterion}" is met: there is nothing to waive.`, 'Leave this waiver out.'),
      ),
  ]
}

/** What did not pass is accepted knowingly or not at all. */
function unmet(draft: Draft, decided: Decided): readonly RecetteError[] {
  const waived = new Set(decided.waivers.map(({ criterion }) => criterion))
  const failed = [...new Set(draft.tests.filter(({ status }) => status === 'failed').map(({ criterion }) => criterion))]
  const left = failed.filter((criterion) => !waived.has(criterion))
  if (left.length > 0)
    return [
      usageError(
        'CRITERIA_UNMET',
        `The decision is "accepted", but these criteria are not met: ${left.map((name) => `"${name}"`).join(', ')}.`,
        'Waive each one (who, why, until when), or decide "acceptedWithReservations", "postponed" or "rejected".',
      ),
    ]
  if (outcomeOf(draft, decided.waivers).result !== 'FAILED') return []
  return [
    usageError(
      'NOTHING_PASSED',
      `The decision is "accepted", but the verdict is ${draft.found.verdict}, and no criterion explains it.`,
      'Run the comparison again, or decide "postponed" or "rejected".',
    ),
  ]
}
