// The worlds that handovers are drawn from: finite populations of cases with the answers of both models, so that the true value of every
// measure is known exactly (it is the measure's value on the population), whatever the measure.
import { normalCdf, normalQuantile } from '../../dist/stats/distributions.js'
import { deriveSeed, seededRandom } from '../../dist/stats/random.js'
import { measuresOf } from './families.mjs'
import { measureBatch } from './handover.mjs'

/** Cases of a population; handovers of at most a twentieth of it are drawn with replacement. */
const CASES = 200_000
const PREVALENCE = 0.3
/** How alike two models are on the same case (correlation of what they add to the truth), unless told. */
const LIKENESS = 0.7

/**
 * Two classes, 30 % of them positive. A model sees the truth through normal noise, answers by the nearer class and so errs in `errorRate`
 * of the cases; its score is the posterior for classes of equal size. `worse` is by how much more often new errs. With `worse` 0 every case
 * is there with the two models' answers exchanged too: whatever is measured, the true difference is exactly zero. Of `lost` of the cases new
 * then loses its right answer.
 */
export function classPopulation({ errorRate, worse, lost = 0, likeness = LIKENESS, seed }) {
  const random = normalNumbers(deriveSeed(seed, `classes/${errorRate}/${worse}/${likeness}`))
  const drawn = worse === 0 ? CASES / 2 : CASES
  const separations = [-normalQuantile(errorRate), -normalQuantile(errorRate + worse)]
  const truth = new Int32Array(CASES)
  const scores = [new Float64Array(CASES), new Float64Array(CASES)]
  for (let i = 0; i < drawn; i++) {
    truth[i] = i < drawn * PREVALENCE ? 1 : 0
    const common = Math.sqrt(likeness) * random()
    separations.forEach((separation, side) => {
      const seen = (truth[i] === 1 ? separation : -separation) + common + Math.sqrt(1 - likeness) * random()
      scores[side][i] = 1 / (1 + Math.exp(-2 * separation * seen))
    })
  }
  if (worse === 0) mirror(truth, scores)
  if (lost > 0) lose(truth, scores[1], Math.round(lost * CASES))
  return withTruth({ task: 'classification', truth, old: scores[0], new: scores[1] })
}

/** Turns `cases` of new's right answers, spread over the population, into wrong ones: an exact loss. */
function lose(truth, scores, cases) {
  const isRight = (i) => scores[i] >= 0.5 === (truth[i] === 1)
  const right = [...scores.keys()].filter(isRight)
  for (let k = 0; k < cases; k++) {
    const i = right[Math.floor((k * right.length) / cases)]
    scores[i] = 1 - scores[i]
  }
}

/**
 * A regression whose target has mean 50 and standard deviation 10. `unexplained` is the share of its variance that old leaves; new's errors
 * are `worse` times as large (1 = equal, exchanged as above). `tails` is normal, or Student's t with 5 degrees of freedom, whose squares
 * are as unruly as those of real errors.
 */
export function valuePopulation({ unexplained, worse, tails, seed }) {
  const random = normalNumbers(deriveSeed(seed, `values/${unexplained}/${worse}/${tails}`))
  const drawn = worse === 1 ? CASES / 2 : CASES
  const truth = new Float64Array(CASES)
  const values = [new Float64Array(CASES), new Float64Array(CASES)]
  const spread = 10 * Math.sqrt(unexplained)
  for (let i = 0; i < drawn; i++) {
    truth[i] = 50 + 10 * random()
    const common = Math.sqrt(LIKENESS) * random()
    // A common divisor makes t of both errors and keeps them alike; √(3/5) gives t its unit variance back.
    const stretch = tails === 'normal' ? 1 : Math.sqrt(0.6 / (chiSquare(random, 5) / 5))
    for (const side of [0, 1]) {
      const error = (common + Math.sqrt(1 - LIKENESS) * random()) * stretch * spread
      values[side][i] = truth[i] + error * (side === 0 ? 1 : worse)
    }
  }
  if (worse === 1) mirror(truth, values)
  return withTruth({ task: 'regression', truth, old: values[0], new: values[1] })
}

/** The likeness at which new newly errs in `rate` of the cases at most: found by halving, on the normal plane. */
export function likenessForFlips(errorRate, rate) {
  if (flipsAt(errorRate, LIKENESS) <= rate) return LIKENESS
  let [low, high] = [LIKENESS, 1]
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (flipsAt(errorRate, middle) > rate) low = middle
    else high = middle
  }
  return high
}

/** P(old right, new wrong): the integral over what both share. */
function flipsAt(errorRate, likeness) {
  const separation = -normalQuantile(errorRate)
  let sum = 0
  const steps = 2000
  for (let i = 0; i < steps; i++) {
    const shared = Math.sqrt(likeness) * normalQuantile((i + 0.5) / steps)
    const wrong = normalCdf(-(separation + shared) / Math.sqrt(1 - likeness))
    sum += wrong * (1 - wrong)
  }
  return sum / steps
}

function withTruth(population) {
  const all = Uint32Array.from({ length: CASES }, (_, i) => i)
  return { ...population, cases: CASES, estimates: measureBatch(population, all, measuresOf(population.task), 1) }
}

function mirror(truth, [old, newer]) {
  const half = CASES / 2
  for (let i = 0; i < half; i++) {
    truth[half + i] = truth[i]
    old[half + i] = newer[i]
    newer[half + i] = old[i]
  }
}

function normalNumbers(seed) {
  const random = seededRandom(seed)
  return () => normalQuantile(Math.max(random(), 1e-16))
}

function chiSquare(random, degrees) {
  let sum = 0
  for (let i = 0; i < degrees; i++) sum += random() ** 2
  return sum
}
