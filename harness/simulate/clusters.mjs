#!/usr/bin/env node
/**
 * How often do 95 % intervals of the difference hold the true difference, when cases come in households that go together? Simulated handovers of
 * households of 1 to 8 cases that are alike by 0.3; once with `columns.cluster`, once without.
 * `node clusters.mjs [tries] [seed] [households ...] [--weights] [--only 'F1; calibration error']` prints the table of METHODS.md.
 */
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { viewOf } from '../../dist/measures/caseView.js'
import { calibrationLines } from '../../dist/measures/evidence/calibrationLines.js'
import { startMeasuring } from '../../dist/measures/measuring.js'
import { operatingEffect } from '../../dist/measures/operating/operatingEffect.js'
import { measureOf } from '../../dist/measures/registry.js'
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
  wanted: [],
}
const VALUES = { ...OPTIONS, task: 'regression', labels: [], positive: null, wanted: [] }

/** Of each: the name in the table, the kind of cases, and how the difference is estimated from the view of the cases and their summaries. */
const MEASURES = [
  { name: 'accuracy', of: CLASSES, estimate: difference('accuracy') },
  { name: 'F1', of: CLASSES, estimate: difference('f1') },
  { name: 'AUC', of: CLASSES, estimate: difference('rocAuc') },
  { name: 'average precision', of: CLASSES, estimate: difference('averagePrecision') },
  { name: 'log loss', of: CLASSES, estimate: difference('logLoss') },
  { name: 'calibration error', of: CLASSES, estimate: difference('expectedCalibrationError') },
  { name: 'the same, debiased', of: CLASSES, estimate: difference('expectedCalibrationError', { debiased: true }) },
  { name: 'alert rate, same threshold', of: CLASSES, estimate: change('same-threshold', 'alertRate') },
  { name: 'recall, equal alert rate', of: CLASSES, estimate: change('equal-alert-rate', 'recall') },
  { name: 'calibration slope', of: CLASSES, estimate: (view) => calibrationLines(view)?.difference.slope },
  { name: 'MAE', of: VALUES, estimate: difference('mae') },
  { name: 'RMSE', of: VALUES, estimate: difference('rmse') },
  { name: 'median error', of: VALUES, estimate: difference('medianAbsoluteError') },
]

function difference(measure, options = {}) {
  return (view) =>
    measureOf(measure)
      .estimate(view, options)
      .find(({ of }) => of === 'difference')
}

function change(at, rate) {
  return (view, data) =>
    operatingEffect('test', view, data.evidence.unlabelled, { old: null, new: null })?.points.find(
      (point) => point.at === at,
    )?.changes[rate]
}

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

/** The differences of these measures, in their order. */
function differencesOf(measures, batch) {
  const [{ of: options }] = measures
  const measuring = startMeasuring(options)
  measuring.add(batch)
  const { data } = measuring
  const view = viewOf(data.overall, { ...options, purpose: 'test/' })
  return measures.map(({ estimate }) => estimate(view, data) ?? { interval: null })
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
function trueDifferences(kinds, seed, households) {
  const values = new Map()
  for (const measures of kinds) {
    const [{ of: options }] = measures
    const batch = draw(options, households, seededRandom(deriveSeed(seed, `population ${options.task}`)))
    const found = differencesOf(measures, countedAs(batch, { clusters: false, weights: false }))
    measures.forEach(({ name }, m) => values.set(name, found[m].value))
  }
  return values
}

export function simulateClusters({
  tries,
  seed,
  households = [30, 100, 400],
  weights = false,
  population = 200_000,
  names = MEASURES.map(({ name }) => name),
  tell = () => {},
}) {
  const wanted = MEASURES.filter(({ name }) => names.includes(name))
  const kinds = [CLASSES, VALUES].map((of) => wanted.filter((measure) => measure.of === of)).filter(([one]) => one)
  const truths = trueDifferences(kinds, seed, population)
  return households.flatMap((count) => {
    const rows = new Map(
      wanted.map(({ name }) => [name, { name, households: count, tries, held: 0, heldAlone: 0, none: 0 }]),
    )
    for (let i = 0; i < tries; i++)
      for (const measures of kinds) {
        const [{ of: options }] = measures
        const batch = draw(options, count, seededRandom(deriveSeed(seed, `${options.task} ${count} ${i}`)))
        const together = differencesOf(measures, countedAs(batch, { clusters: true, weights }))
        const alone = differencesOf(measures, countedAs(batch, { clusters: false, weights }))
        measures.forEach(({ name }, m) => {
          const truth = truths.get(name)
          const row = rows.get(name)
          // Without an interval nothing is claimed; it is counted apart.
          if (together[m].interval === null) row.none++
          if (holds(together[m], truth)) row.held++
          if (holds(alone[m], truth)) row.heldAlone++
        })
      }
    const shares = [...rows.values()].map(({ held, heldAlone, none, ...row }) => ({
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
  const { values, positionals } = parseArgs({
    options: { weights: { type: 'boolean', default: false }, only: { type: 'string' } },
    allowPositionals: true,
  })
  const [tries = '2000', seed = '1', ...households] = positionals
  const counts = households.length === 0 ? {} : { households: households.map(Number) }
  const names = values.only === undefined ? {} : { names: values.only.split('; ') }
  console.log('| measure | households | tries | covered, by household | no interval | covered, as if independent |')
  console.log('|-|-|-|-|-|-|')
  const tell = ({ name, households: count, tries: times, covers, coversAlone, none }) =>
    console.log(`| ${name} | ${count} | ${times} | ${percent(covers)} | ${percent(none)} | ${percent(coversAlone)} |`)
  simulateClusters({ tries: Number(tries), seed: Number(seed), weights: values.weights, ...counts, ...names, tell })
}
