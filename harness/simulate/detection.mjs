// Large sets: a healthy retrained pair, and a model that is 3 points worse, judged by the preset; beside it what other rules say of the same cases.
import { normalCdf } from '../../dist/stats/distributions.js'
import { deriveSeed } from '../../dist/stats/random.js'
import { judgeByPreset, populationOf, presetCriteria } from './cells.mjs'
import { read } from './families.mjs'
import { simulateHandovers } from './handover.mjs'

const ERROR_RATE = 0.1

/** How many right answers new loses, of two models that otherwise flip 1.5 % of the cases each way; old errs in 10 %. */
const PAIRS = { equal: 0, '0.01 points worse': 0.0001, '0.3 points worse': 0.003, '3 points worse': 0.03 }

/** Sizes and tries: a million cases take seconds each. */
export const DETECTION_CELLS = Object.entries(PAIRS).flatMap(([pair, worse]) =>
  [20_000, 100_000, 1_000_000].map((n) => ({
    question: 'detection',
    task: 'classification',
    pair,
    n,
    errorRate: ERROR_RATE,
    worse,
    most: { 20_000: 100, 100_000: 40, 1_000_000: 10 }[n],
  })),
)

export async function runDetection(cell, chunk, tries, seed) {
  const population = populationOf(cell, seed)
  const chunkSeed = deriveSeed(seed, `detection/${cell.pair}/${cell.n}/${chunk}`)
  const preset = await presetCriteria(cell.task)
  const measures = [...preset.map(({ measure }) => measure), 'positiveFlipRate']
  const tally = { tries: 0 }
  for (const estimates of simulateHandovers(population, { n: cell.n, measures, tries, seed: chunkSeed })) {
    tally.tries++
    await judgeByPreset(tally, estimates, cell.task)
    if (passesByTolerance(estimates)) add(tally, 'tolerance passes')
    if (passesBySignificance(estimates)) add(tally, 'significance passes')
  }
  return tally
}

/** The rule of thumb: no measure may be more than a fifth worse than it was. */
function passesByTolerance(estimates) {
  return ['accuracy', 'balancedAccuracy', 'rocAuc'].every((measure) => {
    const { value } = read(estimates, { measure, of: 'difference', relative: true })
    return value > -0.2
  })
}

/** Significance without a margin: McNemar's test at 5 %, "no significant difference" taken for "as good". */
function passesBySignificance(estimates) {
  const share = (measure) => estimates.find((one) => one.measure === measure && one.slice === null)
  const lost = share('negativeFlipRate')
  const won = share('positiveFlipRate')
  const z = ((won.value - lost.value) * lost.n) / Math.sqrt((won.value + lost.value) * lost.n)
  return 2 * normalCdf(-Math.abs(z)) >= 0.05
}

function add(tally, key) {
  tally[key] = (tally[key] ?? 0) + 1
}
