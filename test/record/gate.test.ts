import { expect, it } from 'vitest'
import { gateChecks } from '../../src/record/gate.js'
import type { Decided } from '../../src/core/completeStatement.js'
import { DECIDED, entriesOf, newKey, NOW, signedByTwo } from './records.js'

const key = newKey()

function codes(decided: Partial<Decided>, now = NOW): readonly string[] {
  const entries = entriesOf(...signedByTwo(key, newKey(), { ...DECIDED, ...decided }))
  return gateChecks(entries, now).map(({ status, code }) => `${status}: ${code}`)
}

it('an acceptance lets through, with reservations too, as long as none is blocking or overdue', () => {
  const [reservation] = DECIDED.reservations
  expect(codes({ decision: 'accepted', reservations: [] })).toEqual(['holds: gate-accepted'])
  // Due on 2026-03-31, which is over everywhere at noon UTC of the next day.
  expect(codes({}, new Date('2026-04-01T11:59:00Z'))).toEqual(['holds: gate-accepted'])
  expect(codes({}, new Date('2026-04-01T12:00:00Z'))).toEqual(['holds: gate-accepted', 'open: reservation-overdue'])
  expect(codes({ reservations: [{ ...reservation!, class: 'blocking' }] })).toEqual([
    'holds: gate-accepted',
    'broken: reservation-blocking',
  ])
})

it('a postponement or a rejection lets nothing through', () => {
  for (const decision of ['postponed', 'rejected'] as const)
    expect(codes({ decision, reason: 'The south is worse.' })).toEqual(['broken: gate-refused'])
})
