/** Intercept and slope of a recalibration, and what each case adds to either, its weight included (of single cases their squares sum to the variance). */
export interface CalibrationLine {
  readonly intercept: number
  readonly slope: number
  readonly influences: { readonly intercept: Float64Array; readonly slope: Float64Array }
}

/** float64's epsilon, as log-loss clips: the logit of 0 is not finite. */
const EPSILON = 2 ** -52
const MOST_STEPS = 40

const MANY_CASES = 20_000
/** Logits of clipped scores lie within ±36.05. */
const LARGEST_LOGIT = 37
const CELLS_A_LOGIT = 64
const CELLS = 2 * LARGEST_LOGIT * CELLS_A_LOGIT

/**
 * Logistic recalibration: the intercept a and slope b of logit P(positive) = a + b logit(score), by Newton's method. A calibrated model has
 * a = 0 and b = 1; b < 1: scores too near 0 and 1, b > 1: too timid; with b near 1, a < 0: scores too high. Variances by influences (the
 * sandwich, HC0), so that two models on the same cases can be compared. Null with one class, with equal scores, and where the scores part the
 * classes perfectly (there is no largest likelihood). With `weights` the weighted likelihood; they may be null: each case counts once.
 * @see Cox 1958, Biometrika 45(3/4):562-565, doi:10.1093/biomet/45.3-4.562
 * @see White 1980, Econometrica 48(4):817-838, doi:10.2307/1912934
 */
export function calibrationLine(
  scores: Float64Array,
  positive: Uint8Array,
  weights: Float64Array | null = null,
): CalibrationLine | null {
  const logits = scores.map((score) => {
    const inside = Math.min(1 - EPSILON, Math.max(EPSILON, score))
    return Math.log(inside / (1 - inside))
  })
  const positives = weights === null ? positive : weights.map((weight, i) => weight * positive[i]!)
  const each = { x: logits, cases: weights, positives }
  // Most of the way on some thousand cells in the place of a million cases; the last steps, and so the line, are those of the cases.
  const near = logits.length > MANY_CASES ? search(gather(each), 0, 0) : null
  // From no slope at all: from 1, scores of 0 and 1 (logits of 36) would throw the first step far out.
  const line = (near && search(each, near.intercept, near.slope)) ?? search(each, 0, 0)
  return line && { ...line, influences: influencesOf(each, line.intercept, line.slope) }
}

/** Cases of one logit each, each counting once or by `cases`; or cells of many about `x`. */
interface Points {
  readonly x: Float64Array
  readonly cases: Float64Array | null
  readonly positives: Float64Array | Uint8Array
}

function search(points: Points, fromIntercept: number, fromSlope: number): { intercept: number; slope: number } | null {
  let intercept = fromIntercept
  let slope = fromSlope
  for (let step = 0; step < MOST_STEPS; step++) {
    const at = curvature(points, intercept, slope)
    const determinant = at.aa * at.bb - at.ab * at.ab
    if (!(determinant > 1e-12 * at.aa * at.bb)) return null
    const byIntercept = (at.bb * at.a - at.ab * at.b) / determinant
    const bySlope = (at.aa * at.b - at.ab * at.a) / determinant
    intercept += byIntercept
    slope += bySlope
    if (!(Math.abs(intercept) + Math.abs(slope) < 1e4)) return null
    // Steps square their error: after one of 1e-7 what is left is rounding, which a million cases keep from getting any smaller.
    if (Math.abs(byIntercept) + Math.abs(bySlope) < 1e-7 * (1 + Math.abs(intercept) + Math.abs(slope)))
      return { intercept, slope }
  }
  return null
}

/** The cases in cells of 1/64 of a logit, each at its mean. */
function gather({ x: logits, cases: weights, positives: positive }: Points): Points {
  const sums = new Float64Array(CELLS)
  const cases = new Float64Array(CELLS)
  const positives = new Float64Array(CELLS)
  for (let i = 0; i < logits.length; i++) {
    const cell = Math.floor((logits[i]! + LARGEST_LOGIT) * CELLS_A_LOGIT)
    const weight = weights === null ? 1 : weights[i]!
    sums[cell]! += weight * logits[i]!
    cases[cell]! += weight
    positives[cell]! += positive[i]!
  }
  return { x: sums.map((sum, cell) => (cases[cell]! > 0 ? sum / cases[cell]! : 0)), cases, positives }
}

/** Gradient (a, b) and information (aa, ab, bb) of the log-likelihood. */
function curvature({ x: at, cases, positives }: Points, intercept: number, slope: number) {
  let [a, b, aa, ab, bb] = [0, 0, 0, 0, 0]
  for (let i = 0; i < at.length; i++) {
    const x = at[i]!
    const expected = 1 / (1 + Math.exp(-(intercept + slope * x)))
    const n = cases === null ? 1 : cases[i]!
    const rest = positives[i]! - n * expected
    const weight = n * expected * (1 - expected)
    a += rest
    b += rest * x
    aa += weight
    ab += weight * x
    bb += weight * x * x
  }
  return { a, b, aa, ab, bb }
}

function influencesOf({ x: logits, cases, positives }: Points, intercept: number, slope: number) {
  const ofIntercept = new Float64Array(logits.length)
  const ofSlope = new Float64Array(logits.length)
  let [aa, ab, bb] = [0, 0, 0]
  for (let i = 0; i < logits.length; i++) {
    const x = logits[i]!
    const expected = 1 / (1 + Math.exp(-(intercept + slope * x)))
    const n = cases === null ? 1 : cases[i]!
    const weight = n * expected * (1 - expected)
    ofIntercept[i] = positives[i]! - n * expected
    aa += weight
    ab += weight * x
    bb += weight * x * x
  }
  const determinant = aa * bb - ab * ab
  for (let i = 0; i < logits.length; i++) {
    const x = logits[i]!
    const rest = ofIntercept[i]!
    ofIntercept[i] = (rest * (bb - ab * x)) / determinant
    ofSlope[i] = (rest * (aa * x - ab)) / determinant
  }
  return { intercept: ofIntercept, slope: ofSlope }
}

/**
 * Spiegelhalter's z: (Brier score - what it would be on average if the scores were right) / its standard deviation then. About standard
 * normal for a calibrated model. NaN where every score is 0, 1/2 or 1.
 * @see Spiegelhalter 1986, Stat. Med. 5(5):421-433, doi:10.1002/sim.4780050506
 */
export function spiegelhalterZ(scores: Float64Array, positive: Uint8Array): number {
  let excess = 0
  let variance = 0
  for (let i = 0; i < scores.length; i++) {
    const p = scores[i]!
    excess += (positive[i]! - p) * (1 - 2 * p)
    variance += (1 - 2 * p) ** 2 * p * (1 - p)
  }
  return variance > 0 ? excess / Math.sqrt(variance) : Number.NaN
}
