import type { Slice } from '../../core/estimate.js'
import type { Criterion } from '../../core/criterion.js'
import type { Forecast } from '../../judge/forecast.js'
import type { Rehearsal } from './rehearse.js'

/** From the most alike to the least alike stand-in: two numbers, or twice the same. */
export type Span = readonly [number, number]

/** One criterion on one set: what can be said of it before the run; by a column, of its hardest segment. */
export interface Outlook {
  readonly criterion: string
  readonly measure: Forecast['measure']
  readonly options: Forecast['options']
  readonly set: string
  readonly sense: Forecast['sense']
  readonly unit: Forecast['unit']
  readonly margin: Forecast['margin']
  readonly level: Forecast['level']
  readonly demand: Forecast['demand']
  readonly kind: Forecast['kind']
  readonly reason: string
  /** `yes` with every stand-in, `perhaps` with the more alike one only, `no`; null where cases do not decide it. */
  readonly decided: 'yes' | 'perhaps' | 'no' | null
  /** Of the hardest segment, where there are segments. */
  readonly cases: number
  readonly casesNeeded: Span | null
  readonly strictest: Span | null
  readonly provable: Span | null
  readonly segments: {
    readonly column: string
    readonly count: number
    readonly undecided: number
    readonly hardest: Slice | null
    readonly smallest: Slice | null
    readonly smallestCases: number
  } | null
}

/** Puts the rehearsals of one plan together, criterion by criterion. */
export function outlooksOf(criteria: readonly Criterion[], rehearsals: readonly Rehearsal[]): readonly Outlook[] {
  const [alike, apart] = [rehearsals[0]!, rehearsals.at(-1)!]
  const sets = [...new Set(alike.forecasts.map(({ set }) => set))]
  return criteria.flatMap((criterion) =>
    sets.flatMap((set) => {
      const of = ({ forecasts }: Rehearsal) =>
        forecasts.filter((one) => one.criterion === criterion.id && one.set === set)
      const pairs = of(alike).map((one, i) => ({ alike: one, apart: of(apart)[i] ?? one }))
      return pairs.length === 0 ? [] : [outlookOf(criterion, pairs)]
    }),
  )
}

interface Pair {
  readonly alike: Forecast
  readonly apart: Forecast
}

function outlookOf(criterion: Criterion, pairs: readonly Pair[]): Outlook {
  const hardest = [...pairs].sort((a, b) => hardness(b) - hardness(a))[0]!
  const { alike, apart } = hardest
  const smallest = [...pairs].sort((a, b) => a.apart.n - b.apart.n)[0]!
  return {
    criterion: criterion.id,
    measure: apart.measure,
    options: apart.options,
    set: apart.set,
    sense: apart.sense,
    unit: apart.unit,
    margin: apart.margin,
    level: apart.level,
    demand: apart.demand,
    kind: apart.kind,
    reason: alike.reason === apart.reason ? apart.reason : 'either',
    decided: decidedOf(hardest),
    cases: apart.n,
    casesNeeded: span(alike.casesNeeded, apart.casesNeeded),
    strictest: span(alike.strictest, apart.strictest),
    provable: span(alike.provable, apart.provable),
    segments:
      criterion.by === null
        ? null
        : {
            column: criterion.by,
            count: pairs.length,
            undecided: pairs.filter((pair) => decidedOf(pair) === 'no' || decidedOf(pair) === 'perhaps').length,
            hardest: apart.slice,
            smallest: smallest.apart.slice,
            smallestCases: smallest.apart.n,
          },
  }
}

function decidedOf({ alike, apart }: Pair): Outlook['decided'] {
  if (apart.decided === null) return null
  // Kept by the more alike, and not by the other: what the plan decides hangs on how much new differs.
  if (alike.reason !== apart.reason) return 'perhaps'
  if (apart.decided && alike.decided === true) return 'yes'
  return apart.decided || alike.decided === true ? 'perhaps' : 'no'
}

/** How many times the cases it would take; what cannot run at all is hardest. */
function hardness({ apart }: Pair): number {
  if (apart.kind === 'impossible' || (apart.decided === false && apart.casesNeeded === null)) return Infinity
  return apart.decided === false ? (apart.casesNeeded ?? 0) / Math.max(1, apart.n) : 1 / Math.max(1, apart.n)
}

function span(a: number | null, b: number | null): Span | null {
  return a === null || b === null ? null : [Math.min(a, b), Math.max(a, b)]
}
