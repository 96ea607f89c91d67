#!/usr/bin/env node
/**
 * How often do 95 % intervals of the difference hold the true difference, when cases come in households that go together? Simulated handovers of
 * households of 1 to 8 cases that are alike by 0.3; once with `columns.cluster`, once without.
 * `node clusters.mjs [tries] [seed] [households ...] [--weights]` prints the table of METHODS.md.
 */
import { pathToFileURL } from 'node:url'
import { finishMeasuring } from '../../dist/measures/finishMeasuring.js'
import { startMeasuring } from '../../dist/measures/measuring.js'
import { normalQuantile } from '../../dist/stats/distributions.js'
import { deriveSeed, seededRandom } from '../../dist/stats/random.js'

const WITHIN = 0.3
const LARGEST = 8
const OPTIONS = { segments: [], features: [], confidence: 0.95, seed: 1 }
const CLASSES = {
  ...OPTIONS,
  task: 'classification',
  labels: ['no', 'yes'],
  positive: 1,
  wanted: [{ measure: 'expectedCalibrationError', options: { debiased: true }, by: null }],
}
const VALUES = { ...OPTIONS, task: 'regression', labels: [], positive: null, wanted: [] }

const MEASURES = [
  { name: 'accuracy', of: CLASSES, is: ({ measure }) => measure === 'accuracy' },
  { name: 'F1', of: CLASSES, is: ({ measure, options }) => measure === 'f1' && options.class === undefined },
  { name: 'AUC', of: CLASSES, is: ({ measure }) => measure === 'rocAuc' },
  { name: 'average precision', of: CLASSES, is: ({ measure }) => measure === 'averagePrecision' },
  { name: 'log loss', of: CLASSES, is: ({ measure }) => measure === 'logLoss' },
  {
    name: 'calibration error',
    of: CLASSES,
    is: ({ measure, options }) => measure === 'expectedCalibrationError' && options.debiased !== true,
  },
  { name: 'the same, debiased', of: CLASSES, is: ({ options }) => options.debiased === true },
  { name: 'alert rate, same threshold', of: CLASSES, is: ({ measure }) => measure === 'same-threshold alertRate' },
  { name: 'recall, equal alert rate', of: CLASSES, is: ({ measure }) => measure === 'equal-alert-rate recall' },
  { name: 'calibration slope', of: CLASSES, is: ({ measure }) => measure === 'calibration slope' },
  { name: 'MAE', of: VALUES, is: ({ measure }) => measure === 'mae' },
  { name: 'RMSE', of: VALUES, is: ({ measure }) => measure === 'rmse' },
  { name: 'median error', of: VALUES, is: ({ measure }) => measure === 'medianAbsoluteError' },
]

const isDifference = ({ of, slice }) => of === 'difference' && slice === null

/**
 * Households of 1 to 8 cases. A case is its household's common case with chance √0.3, else one of its own: so whatever is made of a case (a loss,
 * an answer, a change) has an intra-household correlation of 0.3.
 */
function drawHouseholds(count, random, drawCase) {
  const cases = []
  const cluster = []
  for (let household = 0; household < count; household++) {
    const common = drawCase()
    const size = 1 + Math.floor(random() * LARGEST)
    for (let member = 0; member < size; member++) {
      cases.push(random() < Math.sqrt(WITHIN) ? common : drawCase())
      cluster.push(household)
    }
  }
  const weights = Float64Array.from(cases, () => 0.5 + 1.5 * random())
  return { cases, sampling: { clusters: Float64Array.from(cluster), weights } }
}

const normalFrom = (random) => () => normalQuantile(Math.max(random(), 2 ** -54))

/** Three of ten cases are positive; both models see the truth through noise that they partly share, new's a little more of it. */
function drawClasses(count, random) {
  const normal = normalFrom(random)
  const { cases, sampling } = drawHouseholds(count, random, () => {
    const latent = normal()
    const common = normal()
    const scoreOf = (noise) => {
      const seen = latent + noise * (0.8 * common + 0.6 * normal())
      return 1 / (1 + Math.exp(-2.5 * (seen - 0.6)))
    }
    return { truth: latent > 0.5244 ? 1 : 0, old: scoreOf(0.6), new: scoreOf(0.8) }
  })
  const side = (name) => ({
    kind: 'classes',
    predicted: Int32Array.from(cases, (one) => (one[name] >= 0.5 ? 1 : 0)),
    scores: Float64Array.from(cases.flatMap((one) => [1 - one[name], one[name]])),
  })
  const truth = { kind: 'classes', labels: Int32Array.from(cases, (one) => one.truth) }
  return batchOf(CLASSES, cases.length, truth, side('old'), side('new'), sampling)
}

/** Errors of both models partly go together; new's are a tenth larger. */
function drawValues(count, random) {
  const normal = normalFrom(random)
  const { cases, sampling } = drawHouseholds(count, random, () => {
    const truth = 50 + 10 * normal()
    const common = normal()
    const answer = (size) => truth + size * (0.8 * common + 0.6 * normal())
    return { truth, old: answer(2), new: answer(2.2) }
  })
  const of = (name) => ({ kind: 'values', values: Float64Array.from(cases, (one) => one[name]) })
  return batchOf(VALUES, cases.length, of('truth'), of('old'), of('new'), sampling)
}

function batchOf({ labels, positive }, rows, truth, old, newer, sampling) {
  return { rows, labels, positive, truth, old, new: newer, columns: { rows, start: 0, columns: [] }, sampling }
}

const draw = (options, households, random) => (options === CLASSES ? drawClasses : drawValues)(households, random)

/** What is evidence rather than an estimate, by a name of its own. */
function asDifference(measure, figure) {
  return figure?.interval ? [{ measure, options: {}, of: 'difference', slice: null, ...figure }] : []
}

function differencesOf(options, batch) {
  const measuring = startMeasuring(options)
  measuring.add(batch)
  const about = { set: 'test', rows: batch.rows, compared: batch.rows, reference: null }
  const { estimates, operating, evidence } = finishMeasuring(measuring, about)
  return [
    ...estimates.filter(isDifference),
    ...(operating?.points ?? []).flatMap(({ at, changes }) =>
      Object.entries(changes).flatMap(([rate, change]) => asDifference(`${at} ${rate}`, change)),
    ),
    ...asDifference('calibration slope', evidence.outcome?.calibration?.lines?.difference.slope),
  ]
}

/** With weights or not, households named or not. */
function countedAs({ sampling, ...batch }, { clusters, weights }) {
  if (!clusters && !weights) return batch
  return {
    ...batch,
    sampling: { clusters: clusters ? sampling.clusters : null, weights: weights ? sampling.weights : null },
  }
}

/** The differences of very many households, once for all. */
function trueDifferences(seed, households) {
  const values = new Map()
  for (const options of [CLASSES, VALUES]) {
    const batch = draw(options, households, seededRandom(deriveSeed(seed, `population ${options.task}`)))
    const found = differencesOf(options, countedAs(batch, { clusters: false, weights: false }))
    for (const { name, of, is } of MEASURES) if (of === options) values.set(name, found.find(is).value)
  }
  return values
}

export function simulateClusters({
  tries,
  seed,
  households = [30, 100, 400],
  weights = false,
  population = 200_000,
  tell = () => {},
}) {
  const truths = trueDifferences(seed, population)
  return households.flatMap((count) => {
    const rows = MEASURES.map(({ name }) => ({ name, households: count, tries, held: 0, heldAlone: 0, none: 0 }))
    for (let i = 0; i < tries; i++)
      for (const options of [CLASSES, VALUES]) {
        const batch = draw(options, count, seededRandom(deriveSeed(seed, `${options.task} ${count} ${i}`)))
        const together = differencesOf(options, countedAs(batch, { clusters: true, weights }))
        const alone = differencesOf(options, countedAs(batch, { clusters: false, weights }))
        MEASURES.forEach(({ name, of, is }, m) => {
          if (of !== options) return
          const truth = truths.get(name)
          const [wide, narrow] = [together.find(is), alone.find(is)]
          // Without an interval nothing is claimed; it is counted apart.
          if (wide.interval === null) rows[m].none++
          if (holds(wide, truth)) rows[m].held++
          if (holds(narrow, truth)) rows[m].heldAlone++
        })
      }
    const shares = rows.map(({ held, heldAlone, none, ...row }) => ({
      ...row,
      covers: held / (tries - none),
      coversAlone: heldAlone / tries,
      none: none / tries,
    }))
    shares.forEach(tell)
    return shares
  })
}

const holds = ({ interval }, truth) => interval !== null && interval[0] <= truth && truth <= interval[1]

const percent = (share) => `${(100 * share).toFixed(1)} %`

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const weights = process.argv.includes('--weights')
  const [tries = '2000', seed = '1', ...households] = process.argv.slice(2).filter((word) => word !== '--weights')
  const counts = households.length === 0 ? {} : { households: households.map(Number) }
  console.log('| measure | households | tries | covered, by household | no interval | covered, as if independent |')
  console.log('|-|-|-|-|-|-|')
  const tell = ({ name, households: count, tries: times, covers, coversAlone, none }) =>
    console.log(`| ${name} | ${count} | ${times} | ${percent(covers)} | ${percent(none)} | ${percent(coversAlone)} |`)
  simulateClusters({ tries: Number(tries), seed: Number(seed), weights, ...counts, tell })
}
