import { array, assert, boolean, constantFrom, integer, option, property, record, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Criterion, Demand } from '../../src/core/criterion.js'
import type { Estimate } from '../../src/core/estimate.js'
import { findingSchema } from '../../src/core/result.js'
import { casesNeeded } from '../../src/judge/casesNeeded.js'
import { decide } from '../../src/judge/decide.js'
import { tangoInterval } from '../../src/stats/tango.js'
import { criterion, estimate, findingOf, judgeData, points } from './given.js'

const SETTINGS = { seed: 3, numRuns: 1000 }

/** Millionths: fine enough for any measure, and far from the smallest doubles, whose squares vanish. */
const millionths = (low: number, high: number) =>
  integer({ min: low * 1e6, max: high * 1e6 }).map((value) => value / 1e6)
const share = millionths(-0.2, 0.2)
const width = millionths(0, 0.1)
const margin = millionths(0, 0.2)
const seen = record({ value: share, below: width, above: width, n: integer({ min: 1, max: 1e6 }) })
type Seen = { value: number; below: number; above: number; n: number }

const difference = ({ value, below, above, n }: Seen, more: Partial<Estimate> = {}): Estimate =>
  estimate(value, [value - below, value + above], { n, ...more })

const limit = (value: number): Demand => ({ kind: 'maxDegradation', margin: { value, unit: 'own' } })

/** The better a finding, the higher. */
const RANK = { fail: 0, inconclusive: 1, pass: 2, 'could-not-run': Number.NaN, waived: Number.NaN }

const notANumber = constantFrom(Number.NaN, Infinity, -Infinity)

describe('judging', () => {
  it('never gets stricter when a margin widens', () => {
    assert(
      property(seen, margin, margin, (given, a, b) => {
        const [narrow, wide] = [Math.min(a, b), Math.max(a, b)]
        const status = (value: number) => findingOf(criterion({ demand: limit(value) }), difference(given)).status
        expect(RANK[status(wide)]).toBeGreaterThanOrEqual(RANK[status(narrow)])
      }),
      SETTINGS,
    )
  })

  it('never gets stricter for one criterion when the margin of another widens', () => {
    assert(
      property(array(tuple(seen, margin), { minLength: 2, maxLength: 6 }), margin, (given, more) => {
        const estimates = given.map(([of], i) => difference(of, { options: { class: String(i) }, measure: 'f1' }))
        const asked = given.map(([, value], i) =>
          criterion({ id: String(i), measure: 'f1', options: { class: String(i) }, demand: limit(value) }),
        )
        const wider = [{ ...asked[0]!, demand: limit(given[0]![1] + more) }, ...asked.slice(1)]
        const before = judgeData(asked, estimates).findings
        const after = judgeData(wider, estimates).findings
        expect(RANK[after[0]!.status]).toBeGreaterThanOrEqual(RANK[before[0]!.status])
        // The others have not changed; only that fewer, or as many, failures beside them are proven can matter to them.
        for (let i = 1; i < after.length; i++)
          expect(RANK[after[i]!.status]).toBeGreaterThanOrEqual(RANK[before[i]!.status])
      }),
      SETTINGS,
    )
  })

  it('gives the same answer for a measure and for its mirror image', () => {
    assert(
      property(seen, margin, (given, value) => {
        const higher = findingOf(criterion({ demand: limit(value) }), difference(given))
        const mirrored = { ...given, value: 0 - given.value, below: given.above, above: given.below }
        const lower = findingOf(
          criterion({ measure: 'brier', demand: limit(value) }),
          difference(mirrored, { measure: 'brier' }),
        )
        expect([lower.status, lower.value, lower.interval, lower.casesNeeded]).toEqual([
          higher.status,
          higher.value,
          higher.interval,
          higher.casesNeeded,
        ])
      }),
      SETTINGS,
    )
  })

  it('never passes what is not a number, wherever it stands', () => {
    const hole = tuple(constantFrom('value', 'low', 'high', 'n', 'margin'), notANumber)
    assert(
      property(seen, margin, hole, boolean(), (given, value, [where, what], fixed) => {
        const whole = difference(given)
        const [low, high] = whole.interval!
        const broken: Estimate = {
          ...whole,
          value: where === 'value' ? what : whole.value,
          interval: [where === 'low' ? what : low, where === 'high' ? what : high],
          n: where === 'n' ? Number.NaN : whole.n,
        }
        const asked = criterion({
          demand: limit(where === 'margin' ? Number.NaN : value),
          basis: fixed ? 'fixed' : 'sample',
        })
        const needsInterval = where === 'low' || where === 'high'
        if (fixed && needsInterval) return
        expect(findingOf(asked, broken).status).not.toBe('pass')
      }),
      SETTINGS,
    )
  })

  it('always gives findings that are JSON and fit the result, and never a pass that its own numbers deny', () => {
    const maybe = option(seen, { nil: null })
    assert(
      property(array(tuple(maybe, margin, boolean(), boolean()), { maxLength: 6 }), (given) => {
        const asked = given.map(([, value, fixed, warn], i) =>
          criterion({
            id: String(i),
            options: { class: String(i) },
            measure: 'f1',
            demand: limit(value),
            basis: fixed ? 'fixed' : 'sample',
            level: warn ? 'warn' : 'error',
          }),
        )
        const estimates = given.flatMap(([of], i) =>
          of === null ? [] : [difference(of, { options: { class: String(i) }, measure: 'f1' })],
        )
        const { findings, verdict } = judgeData(asked, estimates)
        for (const finding of findings) {
          findingSchema.parse(finding)
          expect(JSON.parse(JSON.stringify(finding))).toEqual(finding)
        }
        const counted = findings.filter(({ level }) => level === 'error')
        const allPass = counted.length > 0 && counted.every(({ status }) => status === 'pass')
        expect(verdict.status === 'pass').toBe(allPass)
        const passed = findings.filter(({ status }) => status === 'pass')
        for (const { value, interval, margin: most } of passed)
          expect(interval?.[1] ?? value).toBeLessThanOrEqual(Number(most) * (1 + 1e-12))
      }),
      SETTINGS,
    )
  })

  it('does not depend on the order of the criteria', () => {
    assert(
      property(array(tuple(seen, margin), { minLength: 1, maxLength: 6 }), (given) => {
        const asked: Criterion[] = given.map(([, value], i) =>
          criterion({ id: String(i), measure: 'f1', options: { class: String(i) }, demand: limit(value) }),
        )
        const estimates = given.map(([of], i) => difference(of, { options: { class: String(i) }, measure: 'f1' }))
        const forward = judgeData(asked, estimates)
        const backward = judgeData(asked.toReversed(), estimates.toReversed())
        expect(backward.findings.toReversed()).toEqual(forward.findings)
        expect(backward.verdict).toEqual(forward.verdict)
      }),
      SETTINGS,
    )
  })
})

describe('one rule', () => {
  it('decides the same in the mirror', () => {
    assert(
      property(share, width, share, width, (low, size, from, room) => {
        const forward = decide([low, low + size], { low: from, high: from + room })
        const mirrored = decide([0 - low - size, 0 - low], { low: 0 - from - room, high: 0 - from })
        expect(mirrored).toBe(forward)
      }),
      SETTINGS,
    )
  })

  it('cannot pass and fail at once, and passes nothing that is not a number', () => {
    for (const odd of [Number.NaN, Infinity, -Infinity]) {
      expect(decide([odd, Number.NaN], { low: -1, high: 1 })).toBe('inconclusive')
      expect(decide([Number.NaN, odd], { low: -1, high: 1 })).toBe('inconclusive')
      expect(decide([0, 0], { low: Number.NaN, high: 1 })).not.toBe('pass')
      expect(decide([0, 0], { low: -1, high: Number.NaN })).not.toBe('pass')
    }
    expect(decide([0.1, -0.1], { low: -1, high: 1 })).not.toBe('pass')
  })
})

describe('the cases that would settle it', () => {
  it('settle it, and a tenth fewer do not, when the interval shrinks with the root of the cases', () => {
    assert(
      property(seen, share, width, ({ value, below, above, n }, from, room) => {
        const limits = { low: from, high: from + room }
        const shrunk = (cases: number): [number, number] => {
          const factor = Math.sqrt(n / cases)
          return [value - below * factor, value + above * factor]
        }
        if (decide(shrunk(n), limits) !== 'inconclusive') return
        const needed = casesNeeded({ value, interval: shrunk(n), n }, limits)
        if (needed === null) return
        expect(needed).toBeGreaterThan(n)
        // A millionth more than needed: there the interval only touches the limit, give or take a rounding error.
        expect(decide(shrunk(needed * (1 + 1e-6) + 1), limits)).not.toBe('inconclusive')
        const fewer = Math.max(n, needed * 0.9 - 1)
        expect(decide(shrunk(fewer), limits)).toBe('inconclusive')
      }),
      SETTINGS,
    )
  })

  it('are unknown when the value lies on the limit', () => {
    const onLimit = { value: 0.01, interval: [0, 0.02] as [number, number], n: 100 }
    expect(casesNeeded(onLimit, { low: -Infinity, high: 0.01 })).toBeNull()
  })

  it('of a region with two ends are those of the harder end', () => {
    // Both sides are 0.04 wide. The upper end is 0.01 away: (0.04/0.01)^2 = 16 times 100; the lower is 0.02 away: 4 times.
    const observed = { value: 0.01, interval: [-0.03, 0.05] as [number, number], n: 100 }
    expect(casesNeeded(observed, { low: -0.01, high: 0.02 })).toBe(1600)
  })

  it('of models that never differed shrink with n, not its root: those at which Tango itself would settle it', () => {
    for (const n of [8, 50, 200])
      for (const margin of [0.01, 0.02, 0.05]) {
        const [low, high] = tangoInterval(0, 0, n, 0.95)
        if (high <= margin) continue
        const { findings } = judgeData(
          [criterion({ demand: points(margin * 100) })],
          [estimate(0, [low, high], { n, method: 'tango-score' })],
        )
        const needed = findings[0]!.casesNeeded!
        expect(tangoInterval(0, 0, needed, 0.95)[1]).toBeLessThanOrEqual(margin)
        expect(tangoInterval(0, 0, needed - 1, 0.95)[1]).toBeGreaterThan(margin)
      }
  })

  it('of losses that cancel to zero still shrink with the root of n', () => {
    // Tango's interval of 5 against 5 of 100 is wider than that of none against none: (w / 0.01)^2 times 100.
    const [low, high] = tangoInterval(5, 5, 100, 0.95)
    const { findings } = judgeData([criterion()], [estimate(0, [low, high], { n: 100, method: 'tango-score' })])
    expect(findings[0]!.casesNeeded).toBe(Math.ceil(100 * (high / 0.01) ** 2))
  })

  it('to prove a loss are those that bring the near side of the interval to the limit', () => {
    // The value is 0.01 beyond the limit and its lower side 0.02 wide: it must be half as wide, with four times the cases.
    expect(casesNeeded({ value: 0.02, interval: [0, 0.05], n: 300 }, { low: -Infinity, high: 0.01 })).toBe(1200)
  })
})
