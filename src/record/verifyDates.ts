import { isPast } from '../core/isPast.js'
import { CLOCK_TOLERANCE_MS } from '../core/recordRules.js'
import { broken, holds, open, type Check } from './check.js'
import type { Entry } from './readRecord.js'

/** Dates are claims of the signers' machines. They cannot be proven, but they can contradict each other, or the clock of this machine. */
export function sayDates(entries: readonly Entry[], now: Date): readonly Check[] {
  const { acceptance } = entries[0]!.statement.predicate
  let before = { date: acceptance.testedAt, name: null as string | null }
  const checks: Check[] = []
  for (const { statement } of entries) {
    const { name, date } = statement.predicate.signatory
    const at = Date.parse(date)
    if (at + CLOCK_TOLERANCE_MS < Date.parse(before.date))
      checks.push(
        before.name === null
          ? broken('signed-before-test', { name, date, tested: before.date })
          : broken('signed-before-previous', { name, date, previous: before.name, previousDate: before.date }),
      )
    if (at > now.getTime() + CLOCK_TOLERANCE_MS)
      checks.push(broken('signed-in-future', { name, date, now: now.toISOString() }))
    before = { date, name }
  }
  return [...(checks.length === 0 ? [holds('dates-in-order')] : checks), ...expired(entries, now)]
}

/** What the record itself limits in time, and is over: it was good, and is no longer in force. */
function expired(entries: readonly Entry[], now: Date): readonly Check[] {
  const { waivers, validUntil } = entries[0]!.statement.predicate.acceptance
  return [
    ...waivers
      .filter(({ until }) => isPast(until, now))
      .map(({ criterion, until, who }) => open('waiver-expired', { criterion, until, who })),
    ...(validUntil !== null && isPast(validUntil, now) ? [open('acceptance-expired', { until: validUntil })] : []),
  ]
}
