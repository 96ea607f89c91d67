import { isPast } from '../core/isPast.js'
import { broken, holds, open, type Check } from './check.js'
import type { Entry } from './readRecord.js'

/** Whether what was decided lets a delivery into service on this day; that the record itself holds is another matter (`verifyRecord`). */
export function gateChecks(entries: readonly Entry[], now: Date): readonly Check[] {
  const { acceptance } = entries[0]!.statement.predicate
  const { decision, reservations } = acceptance
  const accepted = decision === 'accepted' || decision === 'acceptedWithReservations'
  return [
    accepted ? holds('gate-accepted', { decision }) : broken('gate-refused', { decision }),
    ...reservations
      .filter((one) => one.class === 'blocking')
      .map(({ id, text }) => broken('reservation-blocking', { id, text })),
    ...reservations
      .filter((one) => one.class !== 'blocking' && isPast(one.due, now))
      .map(({ id, text, due, owner }) => open('reservation-overdue', { id, text, due, owner })),
  ]
}
