import type { Criterion } from '../core/criterion.js'
import { measureInfo } from '../core/measureCatalog.js'
import type { Finding } from '../core/result.js'
import { normalQuantile, twoSidedZ } from '../stats/distributions.js'
import { casesInAll, casesTowards, type Observed } from './casesNeeded.js'
import { judgeEverywhere, type JudgeInput } from './judge.js'
import type { Judged } from './proof.js'
import type { Region } from './region.js'

/** What the stored cases could say of one criterion, on one set and slice, if new were of old's quality. */
export interface Forecast extends Pick<
  Finding,
  'criterion' | 'measure' | 'options' | 'set' | 'slice' | 'sense' | 'unit' | 'margin' | 'n' | 'level'
> {
  /**
   * `forecast`: an interval will decide. `fact`: the observed value decides, whatever the number of cases. `improvement`: only a better model
   * can pass. `data`: about the set alone, no model. `impossible`: it could not run on these cases (`reason`).
   */
  readonly demand: Criterion['demand']['kind']
  readonly kind: 'forecast' | 'fact' | 'improvement' | 'data' | 'impossible'
  readonly reason: string
  /** Whether it would be settled with the wanted probability; null where that does not depend on the number of cases. */
  readonly decided: boolean | null
  /** Cases with which it would. */
  readonly casesNeeded: number | null
  /** The strictest margin (or bound) that such a new model would pass on these cases with that probability. */
  readonly strictest: number | null
  /** The change from which a model would be proven beyond (an improvement: shown to keep) the margin with that probability. */
  readonly provable: number | null
}

/**
 * Forecasts every criterion from a rehearsal: `estimates` of old beside a stand-in of the same quality. Only the widths of the rehearsal's
 * intervals count for differences, whose truth is taken to be zero; a bound on a value is held against the stand-in's value.
 */
export function forecast({
  criteria,
  estimates,
  sets,
  confidence,
  power,
}: JudgeInput & { readonly power: number }): Forecast[] {
  const judged = criteria
    .filter(({ measure, waived }) => waived === null && measureInfo(measure).group !== 'speed')
    .flatMap((criterion) =>
      judgeEverywhere(criterion, estimates, sets, confidence).map((one) => ({ criterion, ...one })),
    )
  const family = judged.filter(({ finding, region }) => region !== null && finding.level === 'error').length
  return judged.map((one) => forecastOne(one, { confidence, power, family: Math.max(1, family) }))
}

interface Asked {
  readonly confidence: number
  readonly power: number
  /** Criteria over which a failure must be proven. */
  readonly family: number
}

function forecastOne(
  { criterion, finding, region, observed }: Judged & { readonly criterion: Criterion },
  asked: Asked,
): Forecast {
  const { measure, options, set, slice, sense, unit, margin, n, level } = finding
  const common = {
    criterion: criterion.id,
    measure,
    options,
    set,
    slice,
    sense,
    unit,
    margin,
    n,
    level,
    demand: criterion.demand.kind,
  }
  const open = { casesNeeded: null, strictest: null, provable: null }
  if (measureInfo(measure).about === 'data' && options.column !== 'score')
    return { ...common, ...open, kind: 'data', reason: 'about-the-set', decided: null }
  if (finding.status === 'could-not-run')
    return { ...common, ...open, kind: 'impossible', reason: finding.reason, decided: false }
  if (n < criterion.minCases)
    return {
      ...common,
      ...open,
      kind: 'impossible',
      reason: 'too-few-cases',
      decided: false,
      casesNeeded: criterion.minCases,
    }
  if (finding.basis === 'fixed') return { ...common, ...open, kind: 'fact', reason: 'fixed', decided: null }
  if (region === null || observed === undefined)
    return { ...common, ...open, kind: 'impossible', reason: finding.reason, decided: false }

  const expected = sense === 'value' ? observed : centred(observed)
  const reach = reachOf(expected, asked)
  if (sense === 'improvement')
    return {
      ...common,
      kind: 'improvement',
      reason: 'needs-better',
      decided: null,
      casesNeeded: null,
      strictest: null,
      provable: region.low + reach.pass,
    }
  const needed = casesInAll(expected, region, asked.power)
  const isBeyond = expected.value > region.high || expected.value < region.low
  return {
    ...common,
    kind: 'forecast',
    reason: isBeyond ? 'beyond' : 'within',
    decided: needed <= n,
    casesNeeded: Number.isSafeInteger(Math.ceil(needed)) ? Math.max(1, Math.ceil(needed)) : null,
    strictest: strictest(expected, region, asked),
    provable: region.high === Infinity ? region.low - reach.prove : region.high + reach.prove,
  }
}

/** Two models of one quality differ by nothing; how wide the interval will be the rehearsal has shown. */
function centred(observed: Observed): Observed {
  const half = (observed.interval[1] - observed.interval[0]) / 2
  // That the stand-in differs by exactly nothing is its making: its answers are others, and the width is theirs.
  return { ...observed, value: 0, interval: [-half, half], equal: false }
}

/** How far beyond a limit the truth must be for the interval to clear it with the wanted probability: to pass, and to be proven. */
function reachOf({ interval }: Observed, { confidence, power, family }: Asked): { pass: number; prove: number } {
  const z = twoSidedZ(confidence)
  const error = (interval[1] - interval[0]) / 2 / z
  const luck = normalQuantile(power)
  return { pass: (z + luck) * error, prove: (normalQuantile(1 - (1 - confidence) / 2 / family) + luck) * error }
}

/** By halving: the limit nearest to the expected value for which the cases are enough. Null with two bounds, or where none would do. */
function strictest(expected: Observed, { low, high }: Region, { confidence, power }: Asked): number | null {
  if (Number.isFinite(low) && Number.isFinite(high)) return null
  const wanted = { tail: (1 - confidence) / 2, power }
  const side = high === Infinity ? -1 : 1
  const width = (expected.interval[1] - expected.interval[0]) / 2
  let [near, far] = [0, 8 * width]
  if (!(far > 0) || !(casesTowards(expected, expected.value + side * far, wanted) <= expected.n)) return null
  for (let step = 0; step < 60; step++) {
    const middle = (near + far) / 2
    if (casesTowards(expected, expected.value + side * middle, wanted) <= expected.n) far = middle
    else near = middle
  }
  return expected.value + side * far
}
