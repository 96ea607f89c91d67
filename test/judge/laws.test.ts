import { array, assert, boolean, constantFrom, integer, option, pre, property, record, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Criterion, Demand } from '../../src/core/criterion.js'
import type { Estimate } from '../../src/core/estimate.js'
import { findingSchema } from '../../src/core/result.js'
import { casesNeeded } from '../../src/judge/casesNeeded.js'
import { decide } from '../../src/judge/decide.js'
import { casesForPairedShares } from '../../src/stats/sampleSize.js'
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

/** What an interval of `method` says. */
const observed = (value: number, interval: [number, number], n: number, method = 'delong') => ({
  value,
  interval,
  n,
  method,
  confidence: 0.95,
  relative: false,
  equal: false,
  changed: null,
})

describe('the cases that would settle it', () => {
  it('leave room for chance on top of the interval: z of 80 % more, where it shrinks with the root of the cases', () => {
    assert(
      property(seen, share, width, ({ value, below, above, n }, from, room) => {
        const limits = { low: from, high: from + room }
        const at = (cases: number, sds: number): [number, number] => {
          const factor = Math.sqrt(n / cases) * sds
          return [value - below * factor, value + above * factor]
        }
        if (decide(at(n, 1), limits) !== 'inconclusive') return
        const needed = casesNeeded(observed(value, at(n, 1), n), limits)
        if (needed === null) return
        expect(needed).toBeGreaterThan(n)
        // 1.959964 + 0.841621 standard errors for one limit; inside two limits each side has half of what may go wrong, 1.281552.
        const inside = value >= limits.low && value <= limits.high
        const sds = 1 + (inside ? 1.2815515655446004 : 0.8416212335729143) / 1.959963984540054
        expect(decide(at(needed * (1 + 1e-6) + 1, sds), limits)).not.toBe('inconclusive')
        const fewer = needed > n + 1 ? decide(at(needed * 0.9 - 1, sds), limits) : 'inconclusive'
        expect(fewer).toBe('inconclusive')
      }),
      SETTINGS,
    )
  })

  it('are unknown when the value lies on the limit', () => {
    expect(casesNeeded(observed(0.01, [0, 0.02], 100), { low: -Infinity, high: 0.01 })).toBeNull()
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

  it('of losses that cancel to zero are Nam’s, from the discordance that Tango’s interval was made from', () => {
    const [low, high] = tangoInterval(5, 5, 100, 0.95)
    const { findings } = judgeData([criterion()], [estimate(0, [low, high], { n: 100, method: 'tango-score' })])
    const expected = casesForPairedShares({ lost: 5, won: 5, n: 100 }, 0.01, { tail: 0.025, power: 0.8 })
    expect(findings[0]!.casesNeeded).toBe(Math.ceil(expected))
  })

  it('of a resampled table without any change are those at which its pseudo-cases fit', () => {
    // Two equal models: the width is that of two pseudo-cases in n, z √2 / n, without luck: 1.959964 x 1.414214 / 0.01 = 277.2
    const n = 100
    const half = (1.959963984540054 * Math.SQRT2) / n
    const { findings } = judgeData(
      [criterion({ measure: 'f1' })],
      [
        estimate(0, [-half, half], { measure: 'f1', n, method: 'multinomial-bootstrap' }),
        estimate(1, [0.96, 1], { measure: 'agreement', of: 'pair', n, method: 'wilson' }),
      ],
    )
    expect(findings[0]!.casesNeeded).toBe(278)
  })

  it('to prove a loss bring the near side of the interval beyond the limit', () => {
    // 0.01 beyond, its lower side 0.02 wide: 300 ((1.959964 + 0.841621) / 1.959964 x 2)^2 = 2451.8
    expect(casesNeeded(observed(0.02, [0, 0.05], 300), { low: -Infinity, high: 0.01 })).toBe(2452)
  })
})

describe('the margin at which a finding flips', () => {
  const bound = (value: number) => ({ value, unit: 'own' as const })
  const demands: readonly ((margin: number) => Demand)[] = [
    (margin) => ({ kind: 'maxDegradation', margin: bound(margin) }),
    (margin) => ({ kind: 'minImprovement', margin: bound(margin) }),
    (margin) => ({ kind: 'atLeast', bound: bound(margin) }),
    (margin) => ({ kind: 'atMost', bound: bound(margin) }),
  ]
  /** Others of the family, some of which are proven failures: what is left to prove is then less strict. */
  const others = array(millionths(-0.2, 0.2), { maxLength: 4 })

  it('lets it pass there and not with anything stricter, and fail just before the other and not there', () => {
    assert(
      property(constantFrom(0, 1, 2, 3), seen, margin, others, (kind, found, asked, beside) => {
        pre(found.below > 0 && found.above > 0)
        const rest = beside.map((value, i) => ({
          criterion: criterion({
            id: `other ${i}`,
            measure: 'brier',
            on: null,
            by: `column ${i}`,
            demand: limit(0.01),
          }),
          estimate: estimate(value, [value - 0.02, value + 0.02], {
            measure: 'brier',
            slice: [{ column: `column ${i}`, value: 'x' }],
          }),
        }))
        const statusAt = (value: number) => {
          const demand = demands[kind]!(value)
          const isValue = demand.kind === 'atLeast' || demand.kind === 'atMost'
          const one = difference(found, isValue ? { of: 'new' } : {})
          const { findings } = judgeData(
            [criterion({ id: 'asked', demand }), ...rest.map((other) => other.criterion)],
            [one, ...rest.map((other) => other.estimate)],
          )
          return findings.find((finding) => finding.criterion === 'asked')!
        }
        const { pass, fail } = statusAt(asked).flipMargin!
        // More lenient: a larger margin of degradation or upper bound, a smaller improvement or lower bound.
        const step = kind === 0 || kind === 3 ? 1e-7 : -1e-7
        // Margins of a change are never negative.
        const may = (value: number) => kind > 1 || value >= 0
        const wrong = [
          ...(typeof pass === 'number' && statusAt(pass).status !== 'pass' ? ['does not pass at its margin'] : []),
          ...(typeof pass === 'number' && may(pass - step) && statusAt(pass - step).status === 'pass'
            ? ['passes before']
            : []),
          ...(pass === null && statusAt(0).status === 'pass' ? ['passes at zero'] : []),
          ...(typeof fail === 'number' && may(fail - step) && statusAt(fail - step).status !== 'fail'
            ? ['does not fail']
            : []),
          ...(typeof fail === 'number' && fail !== 0 && may(fail + step) && statusAt(fail + step).status === 'fail'
            ? ['fails beyond']
            : []),
          ...(fail === null && statusAt(0).status === 'fail' ? ['fails at zero'] : []),
        ]
        expect(wrong).toEqual([])
      }),
      { seed: 5, numRuns: 150 },
    )
  })

  it('of two bounds is the interval that they must hold, or keep apart from', () => {
    const within: Demand = { kind: 'within', low: bound(0.1), high: bound(0.2) }
    const finding = findingOf(criterion({ demand: within }), estimate(0.15, [0.08, 0.22], { of: 'new' }))
    expect(finding.flipMargin).toEqual({ pass: [0.08, 0.22], fail: [0.08, 0.22] })
  })

  it('of a fixed criterion is the observed value', () => {
    const finding = findingOf(criterion({ basis: 'fixed' }), estimate(-0.004, [-0.016, 0.008]))
    expect(finding.flipMargin).toEqual({ pass: 0.004, fail: 0.004 })
  })
})

describe('the p-value of a pass', () => {
  it('is at most 2.5 % exactly where the interval passes', () => {
    assert(
      property(seen, margin, (found, value) => {
        const { status, passPValue } = findingOf(criterion({ demand: limit(value) }), difference(found))
        expect(passPValue! <= 0.025 + 1e-12).toBe(status === 'pass')
      }),
      SETTINGS,
    )
  })
})
