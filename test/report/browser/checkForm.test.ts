import { describe, expect, it } from 'vitest'
import { checkDecision } from '../../../src/record/checkDecision.js'
import { draftStatement } from '../../../src/record/draftStatement.js'
import { checkForm } from '../../../src/report/browser/checkForm.js'
import { decidedOf } from '../../../src/report/browser/decided.js'
import type { FormState, Values } from '../../../src/report/browser/formState.js'
import { NOW } from '../../record/records.js'
import { failingResult, passingResult } from '../sample.js'

const files = { result: 'a'.repeat(64), report: null }
const met = draftStatement(passingResult(), files)
const unmet = draftStatement(failingResult(), files)

const RESERVATION: Values = {
  criterion: '',
  text: 'Slow on Mondays',
  class: 'minor',
  measure: 'Look into it',
  owner: 'Atelier Neuf',
  due: '2026-03-31',
}
const WAIVER: Values = { criterion: 'accuracy', who: 'Claire Perrin', why: 'Not needed yet', until: '2026-12-31' }

function typed(values: Values, rows: Partial<FormState['rows']> = {}): FormState {
  return {
    values: { decision: 'accepted', reason: '', validUntil: '', name: 'Claire Perrin', ...values },
    rows: { reservations: [], waivers: [], participants: [], ...rows },
    files: {},
  }
}

function problems(form: FormState, draft = met, now = NOW): readonly string[] {
  return checkForm(form, draft, [], now).map(({ field, code }) => `${field}: ${code}`)
}

describe('what is typed into the form', () => {
  it('can be signed when nothing is missing and nothing contradicts what was found', () => {
    expect(problems(typed({}))).toEqual([])
    expect(problems(typed({ decision: 'acceptedWithReservations' }, { reservations: [RESERVATION] }), unmet)).toEqual(
      [],
    )
    expect(problems(typed({ decision: 'rejected', reason: 'Worse.' }), unmet)).toEqual([])
  })

  it('is missed field by field', () => {
    const empty = typed(
      { decision: '', name: '' },
      {
        reservations: [{ criterion: '', text: '', class: '', measure: '', owner: '', due: '' }],
        waivers: [{ criterion: '', who: '', why: '', until: '' }],
        participants: [{ name: '', role: '', company: '', signs: '' }],
      },
    )
    expect(problems(empty)).toEqual([
      'decision: decision',
      ...['text', 'class', 'measure', 'owner', 'due'].map((part) => `reservations.0.${part}: missing`),
      ...['criterion', 'why', 'who', 'until'].map((part) => `waivers.0.${part}: missing`),
      'participants.0.name: missing',
      'name: missing',
    ])
  })

  it('does not accept what failed, unless every criterion of it is waived', () => {
    expect(problems(typed({}), unmet)).toEqual(['decision: unmet'])
    expect(problems(typed({}, { waivers: [WAIVER] }), unmet)).toEqual(['decision: unmet'])
    const both = [WAIVER, { ...WAIVER, criterion: 'accuracy/by region' }]
    expect(problems(typed({}, { waivers: both }), unmet)).toEqual([])
    expect(problems(typed({}, { waivers: [WAIVER, ...both] }), unmet)).toEqual(['waivers.1.criterion: waiverTwice'])
  })

  it('does not accept a verdict that no criterion explains', () => {
    const nothing = { ...met, tests: [], found: { ...met.found, verdict: 'could-not-run' as const } }
    expect(problems(typed({}), nothing)).toEqual(['decision: nothingPassed'])
  })

  it('has reservations if and only if the decision has, and a reason where one is due', () => {
    expect(problems(typed({}, { reservations: [RESERVATION] }))).toEqual(['decision: reservationsSome'])
    expect(problems(typed({ decision: 'acceptedWithReservations' }))).toEqual(['reservations: reservationsNone'])
    expect(problems(typed({ decision: 'postponed' }))).toEqual(['reason: reason'])
  })

  it('gives no day that is past', () => {
    expect(
      problems(
        typed(
          { decision: 'acceptedWithReservations', validUntil: '2026-01-01' },
          {
            reservations: [{ ...RESERVATION, due: '2025-12-31' }],
            waivers: [{ ...WAIVER, criterion: 'latencyP95', until: '2026-01-10' }],
          },
        ),
      ),
    ).toEqual(['reservations.0.due: past', 'waivers.0.until: waiverPast', 'validUntil: past'])
  })

  it('is not signed by a clock that stands before the test', () => {
    expect(problems(typed({}), met, new Date('2026-01-01T00:00:00Z'))).toEqual(['sign: clock'])
  })

  it('is what the terminal accepts to sign, wherever the form does', () => {
    const decisions = ['accepted', 'acceptedWithReservations', 'postponed', 'rejected']
    let signable = 0
    for (const decision of decisions)
      for (const reason of ['', 'Because.'])
        for (const reservations of [[], [RESERVATION]])
          for (const waivers of [[], [WAIVER], [{ ...WAIVER, until: '2026-01-01' }]])
            for (const draft of [met, unmet]) {
              const form = typed({ decision, reason }, { reservations, waivers })
              if (problems(form, draft).length > 0) continue
              signable++
              // The form offers for a waiver only what is not met.
              if (draft === met && waivers.length > 0) continue
              expect(() => checkDecision(draft, decidedOf(form), NOW)).not.toThrow()
            }
    expect(signable).toBeGreaterThan(20)
  })
})
