// The grid, and one chunk of tries of one of its cells. A chunk's seed is its own, so results do not depend on who runs it, or when.
import { readPreset } from '../../dist/plan/presets.js'
import { judge } from '../../dist/judge/judge.js'
import { decide } from '../../dist/judge/decide.js'
import { deriveSeed } from '../../dist/stats/random.js'
import { FAMILIES, familyName, measuresOf, read } from './families.mjs'
import { CONFIDENCE, simulateHandovers } from './handover.mjs'
import { classPopulation, likenessForFlips, valuePopulation } from './populations.mjs'

const SIZES = [50, 200, 1000, 10_000]
const ERROR_RATES = [0.005, 0.02, 0.05, 0.15, 0.4]
const VALUES = [
  { unexplained: 0.05, tails: 'normal' },
  { unexplained: 0.4, tails: 'normal' },
  { unexplained: 0.05, tails: 'heavy' },
  { unexplained: 0.4, tails: 'heavy' },
]

const GRID = SIZES.flatMap((n) => [
  ...ERROR_RATES.flatMap((errorRate) =>
    ['worse', 'equal'].map((question) => ({ question, task: 'classification', n, errorRate })),
  ),
  ...VALUES.flatMap((world) => ['worse', 'equal'].map((question) => ({ question, task: 'regression', n, ...world }))),
])

/** From 50,000 cases on the calibration error's bins are drawn from the normal distribution: another method, so another cell. */
const MANY = {
  question: 'worse',
  task: 'classification',
  n: 50_000,
  errorRate: 0.15,
  only: ['expectedCalibrationError'],
}

/**
 * Two questions for each world and size. `worse`: the new model is a little worse by every measure; do intervals hold the true difference, and
 * how often does a criterion pass whose margin is exactly the true degradation? `equal`: both are of one quality; what does the preset say?
 */
export const CELLS = [...GRID, MANY]

export function cellKey({ question, task, n, errorRate, unexplained, tails }) {
  return [question, task, n, ...(task === 'classification' ? [errorRate] : [unexplained, tails])].join('/')
}

export async function runChunk(cell, chunk, tries, seed) {
  const population = populationOf(cell, seed)
  const chunkSeed = deriveSeed(seed, `${cellKey(cell)}/${chunk}`)
  const measures =
    cell.question === 'worse'
      ? measuresOf(cell.task).filter((measure) => cell.only?.includes(measure) ?? true)
      : (await presetCriteria(cell.task)).map(({ measure }) => measure)
  const tally = { tries: 0 }
  for (const estimates of simulateHandovers(population, { n: cell.n, measures, tries, seed: chunkSeed })) {
    tally.tries++
    if (cell.question === 'worse') countIntervals(tally, population, estimates, measures, cell.task)
    else await judgeByPreset(tally, estimates, cell.task)
  }
  return tally
}

function countIntervals(tally, population, estimates, measures, task) {
  for (const family of FAMILIES[task].filter(({ measure }) => measures.includes(measure))) {
    const count = (tally[familyName(family)] ??= { held: 0, passed: 0, proven: 0, none: 0, width: 0 })
    const { value: truth } = read(population.estimates, family)
    const { interval } = read(estimates, family)
    if (interval === null) {
      count.none++
      continue
    }
    const [low, high] = interval
    if (low <= truth && truth <= high) count.held++
    // As the judge does it: the margin is the truth, and the whole interval must keep it.
    const region = family.worse === 'higher' ? { low: -Infinity, high: truth } : { low: truth, high: Infinity }
    const decision = decide(interval, region)
    if (decision === 'pass') count.passed++
    if (decision === 'fail') count.proven++
    count.width += high - low
  }
}

/** Counts the verdict of the preset `replacement`, and what became of each of its criteria. */
export async function judgeByPreset(tally, estimates, task) {
  const criteria = await presetCriteria(task)
  const { verdict, findings } = judge({
    criteria,
    estimates,
    sets: [{ name: 'test', role: 'test' }],
    confidence: CONFIDENCE,
    measured: 'data',
  })
  tally[verdict.status] = (tally[verdict.status] ?? 0) + 1
  for (const { measure, status } of findings) {
    const key = `${measure} ${status}`
    tally[key] = (tally[key] ?? 0) + 1
  }
}

const presets = {}
const populations = new Map()

export function populationOf(cell, seed) {
  const { question, task, errorRate, worse, unexplained, tails } = cell
  const key = [question, task, errorRate, worse, unexplained, tails].join('/')
  if (!populations.has(key)) {
    if (populations.size >= 14) populations.delete(populations.keys().next().value)
    populations.set(key, makePopulation())
  }
  return populations.get(key)

  function makePopulation() {
    if (task === 'regression')
      return valuePopulation({ unexplained, tails, worse: question === 'equal' ? 1 : 1.1, seed })
    if (question === 'worse') return classPopulation({ errorRate, worse: Math.min(0.3 * errorRate, 0.05), seed })
    if (question === 'detection')
      return classPopulation({ errorRate, worse: 0, lost: worse, likeness: likenessForFlips(errorRate, 0.015), seed })
    // Of one quality, and alike enough to keep the preset's 5 % of negative flips: models that flip more fail by right.
    return classPopulation({ errorRate, worse: 0, likeness: likenessForFlips(errorRate, 0.04), seed })
  }
}

/** The preset's criteria but the warning on drift: without a reference set it is left out in a run too. */
export async function presetCriteria(task) {
  return (presets[task] ??= await readCriteria(task))
}

async function readCriteria(task) {
  const context = {
    task,
    targetUnit: null,
    basis: 'sample',
    hasLabel: true,
    sets: [{ name: 'test', role: 'test' }],
    segments: [],
    labels: null,
    scoreless: false,
  }
  const preset = await readPreset('replacement', task, 'preset', context)
  return preset.criteria.filter(({ measure }) => measure !== 'psi')
}
