// One handover: cases drawn from a population, measured as `recette run` measures them.
import { viewOf } from '../../dist/measures/caseView.js'
import { summaryOf } from '../../dist/measures/measuring.js'
import { measureOf } from '../../dist/measures/registry.js'
import { toEstimate } from '../../dist/measures/toEstimate.js'
import { deriveSeed, seededRandom } from '../../dist/stats/random.js'

export const CONFIDENCE = 0.95
const LABELS = ['no', 'yes']

/** The estimates of `tries` handovers of `n` cases each, one after the other; the same for the same seed. */
export function* simulateHandovers(population, { n, measures, tries, seed }) {
  const random = seededRandom(seed)
  for (let t = 0; t < tries; t++)
    yield measureBatch(population, drawCases(population, n, random), measures, deriveSeed(seed, String(t)))
}

/** `n` cases, drawn with replacement. */
function drawCases(population, n, random) {
  return Uint32Array.from({ length: n }, () => Math.floor(random() * population.cases))
}

/**
 * Estimates of these measures over these cases, through the same summaries and methods as a run's. `seed` is that of the bootstraps. Only
 * what is counted is measured, and no drawings are prepared: a run would take three times as long for each of 150,000 handovers.
 */
export function measureBatch(population, indices, measures, seed) {
  const rows = indices.length
  const classes = population.task === 'classification'
  const labels = classes ? LABELS : []
  const positive = classes ? 1 : null
  const summary = summaryOf({
    task: population.task,
    labels,
    positive,
    segments: [],
    features: [],
    confidence: CONFIDENCE,
    seed,
    wanted: [],
  })
  const state = summary.add(summary.empty(), {
    rows,
    labels,
    positive,
    truth: classes
      ? { kind: 'classes', labels: pick(population.truth, indices) }
      : { kind: 'values', values: pick(population.truth, indices) },
    old: answers(population.old, indices, classes),
    new: answers(population.new, indices, classes),
    columns: { rows, start: 0, columns: [] },
  })
  const view = viewOf(state, { labels, positive, confidence: CONFIDENCE, seed, purpose: 'test/' })
  return measures.flatMap((measure) => {
    const of = measureOf(measure)
    const figures = of.kind === 'set' ? of.estimate({ rows, compared: rows }) : of.estimate(view, {})
    return figures.map((figure) => toEstimate(figure, measure, {}, 'test', null))
  })
}

function answers(of, indices, classes) {
  if (!classes) return { kind: 'values', values: pick(of, indices) }
  const predicted = new Int32Array(indices.length)
  const scores = new Float64Array(2 * indices.length)
  for (let i = 0; i < indices.length; i++) {
    const score = of[indices[i]]
    scores[2 * i] = 1 - score
    scores[2 * i + 1] = score
    predicted[i] = score >= 0.5 ? 1 : 0
  }
  return { kind: 'classes', predicted, scores }
}

function pick(values, indices) {
  const picked = new values.constructor(indices.length)
  for (let i = 0; i < indices.length; i++) picked[i] = values[indices[i]]
  return picked
}
