import { expect, it } from 'vitest'
import { RecetteErrors } from '../../src/core/errors.js'
import { checkDecision } from '../../src/record/checkDecision.js'
import { draftStatement } from '../../src/record/draftStatement.js'
import type { Decided } from '../../src/core/completeStatement.js'
import { failingResult, passingResult } from '../report/sample.js'
import { DECIDED, NOW } from './records.js'

const FILES = { result: 'a'.repeat(64), report: null }
const met = draftStatement(passingResult(), FILES)
const unmet = draftStatement(failingResult(), FILES)
const ACCEPTED: Decided = { ...DECIDED, decision: 'accepted', reservations: [], waivers: [] }
const waiver = (criterion: string, until = '2026-12-31') => ({ criterion, who: 'C. Perrin', why: 'agreed', until })

function codes(draft: typeof met, decided: Decided): readonly string[] {
  try {
    checkDecision(draft, decided, NOW)
    return []
  } catch (error) {
    if (!(error instanceof RecetteErrors)) throw error
    return error.problems.map(({ code }) => code)
  }
}

it('a decision that agrees with itself and with what was found may be signed', () => {
  expect(codes(met, DECIDED)).toEqual([])
  expect(codes(met, ACCEPTED)).toEqual([])
  expect(codes(unmet, { ...ACCEPTED, decision: 'rejected', reason: 'The south is worse.' })).toEqual([])
  expect(codes(unmet, { ...ACCEPTED, waivers: [waiver('accuracy'), waiver('accuracy/by region')] })).toEqual([])
})

it('what did not pass is not accepted in silence', () => {
  expect(codes(unmet, ACCEPTED)).toEqual(['CRITERIA_UNMET'])
  expect(codes(unmet, { ...ACCEPTED, waivers: [waiver('accuracy')] })).toEqual(['CRITERIA_UNMET'])
  // Reservations say that it is known.
  expect(codes(unmet, { ...DECIDED, waivers: [] })).toEqual([])
  const nothing = { ...met, tests: [], found: { ...met.found, verdict: 'could-not-run' as const } }
  expect(codes(nothing, ACCEPTED)).toEqual(['NOTHING_PASSED'])
})

it('every contradiction is told at once', () => {
  expect(codes(met, { ...DECIDED, decision: 'accepted' })).toEqual(['RESERVATIONS_WITH_ACCEPTANCE'])
  expect(codes(met, { ...DECIDED, reservations: [] })).toEqual(['RESERVATIONS_MISSING'])
  expect(codes(met, { ...ACCEPTED, decision: 'postponed' })).toEqual(['REASON_MISSING'])
  const twice = { ...DECIDED, reservations: [DECIDED.reservations[0]!, DECIDED.reservations[0]!] }
  expect(codes(met, twice)).toEqual(['RESERVATION_TWICE'])
  const waivers = [waiver('latencyP95', '2026-01-18'), waiver('coverage'), waiver('beauty')]
  expect(codes(met, { ...DECIDED, waivers, validUntil: '2026-01-18' })).toEqual([
    'CRITERION_UNKNOWN',
    'WAIVER_EXPIRED',
    'NOTHING_TO_WAIVE',
    'VALIDITY_PAST',
  ])
})
