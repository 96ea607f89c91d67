import { equalAlerts, equalHits, firstFrom, type AlertRanking } from './alertRanking.js'
import { alertRates, type AlertRates } from './alertRates.js'
import { bootstrapCounts, REPLICATES } from './bootstrap.js'
import { bootstrapClusters } from './clusterBootstrap.js'
import type { ClusterSample } from './clusterSample.js'

/** What one rule comes to in each resample: new's rates minus old's, and the threshold that was chosen. */
export interface RuleReplicates {
  readonly thresholds: Float64Array
  readonly changes: Readonly<Record<keyof AlertRates, Float64Array>>
}

/** Up to this many distinct scores each is kept apart; beyond, they are put together away from the thresholds that a resample could choose. */
const MOST_PIECES = 200
/** Half-width of the window around a threshold, in standard deviations of what it is chosen by. */
const FAR = 6

const NAMES = ['alertRate', 'recall', 'precision', 'specificity', 'f1'] as const

/**
 * Resamples the cases, each with its truth, old's answer and new's score, and chooses new's threshold anew in every resample: as many alerts
 * as old, and as many hits. The cases are redrawn as a table of (score, truth, old's answer). Of many distinct scores those within six
 * standard deviations of a threshold are kept apart, in about a hundred pieces of an equal number of cases (a sixteenth of a standard
 * deviation each); all others cannot be chosen, and count together. With clusters or weights, whole clusters are redrawn (a standard deviation is then
 * taken to be that of as many cases as there are clusters of equal weight, at least as large as it is).
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 6
 */
export function resampleOperating(
  ranking: AlertRanking,
  positive: Uint8Array,
  oldAlert: Uint8Array,
  seed: number,
  sample: ClusterSample | null,
): { readonly equalAlertRate: RuleReplicates; readonly equalRecall: RuleReplicates } {
  const old = countOld(positive, oldAlert, sample)
  const places = piecesOf(ranking, old, sample)
  const pieces = places.length - 1
  const cells = new Uint32Array(oldAlert.length)
  for (let piece = 0, at = 0; piece < pieces; piece++) {
    const end = ranking.cases[places[piece + 1]!]!
    for (; at < end; at++) {
      const index = ranking.order[at]!
      cells[index] = piece * 4 + positive[index]! * 2 + oldAlert[index]!
    }
  }
  const replicates = pieces * 4 < 500 ? REPLICATES : REPLICATES / 2
  const rules = { equalAlertRate: startReplicates(replicates), equalRecall: startReplicates(replicates) }
  const alerts = new Float64Array(pieces + 1)
  const hits = new Float64Array(pieces + 1)
  const visit = (counts: Float64Array, b: number): void => {
    let oldAlerts = 0
    let oldHits = 0
    for (let piece = 0; piece < pieces; piece++) {
      const at = piece * 4
      alerts[piece + 1] = alerts[piece]! + counts[at]! + counts[at + 1]! + counts[at + 2]! + counts[at + 3]!
      hits[piece + 1] = hits[piece]! + counts[at + 2]! + counts[at + 3]!
      oldAlerts += counts[at + 1]! + counts[at + 3]!
      oldHits += counts[at + 3]!
    }
    const before = alertRates(alerts[pieces]!, hits[pieces]!, oldAlerts, oldHits)
    const keep = (of: RuleReplicates, piece: number): void => {
      const after = alertRates(alerts[pieces]!, hits[pieces]!, alerts[piece]!, hits[piece]!)
      of.thresholds[b] = piece === 0 ? Number.NaN : ranking.scores[places[piece]! - 1]!
      for (const name of NAMES) of.changes[name][b] = after[name] - before[name]
    }
    keep(rules.equalAlertRate, equalAlerts(alerts, oldAlerts))
    keep(rules.equalRecall, equalHits(hits, oldHits))
  }
  if (sample === null) bootstrapCounts(countCells(cells, pieces * 4), ranking.n, seed, replicates, visit)
  else bootstrapClusters(cells, pieces * 4, sample, seed, replicates, visit)
  return rules
}

function countCells(cells: Uint32Array, size: number): Float64Array {
  const counts = new Float64Array(size)
  for (const cell of cells) counts[cell]!++
  return counts
}

function countOld(
  positive: Uint8Array,
  oldAlert: Uint8Array,
  sample: ClusterSample | null,
): { alerts: number; hits: number } {
  let alerts = 0
  let hits = 0
  for (let i = 0; i < oldAlert.length; i++) {
    if (oldAlert[i] === 0) continue
    const weight = sample === null ? 1 : sample.weights[i]!
    alerts += weight
    if (positive[i] === 1) hits += weight
  }
  return { alerts, hits }
}

/** Ascending places of the ranking at which a threshold may stand, from 0 to the last. */
function piecesOf(
  ranking: AlertRanking,
  old: { alerts: number; hits: number },
  sample: ClusterSample | null,
): Uint32Array {
  const { alerts, hits, n, positives } = ranking
  const last = alerts.length - 1
  if (last <= MOST_PIECES) return Uint32Array.from({ length: last + 1 }, (_, place) => place)
  const places = new Set([0, last])
  const worth = sample === null ? n : sample.effective
  const ofAlerts = spread(old.alerts / n, worth) * (n / worth)
  addWindow(places, alerts, firstFrom(alerts, old.alerts - ofAlerts), firstFrom(alerts, old.alerts + ofAlerts))
  const ofHits = positives === 0 ? 0 : spread(old.hits / positives, (positives * worth) / n) * (n / worth)
  addWindow(places, alerts, firstFrom(hits, old.hits - ofHits), firstFrom(hits, old.hits + ofHits))
  places.add(equalAlerts(alerts, old.alerts))
  places.add(equalHits(hits, old.hits))
  return Uint32Array.from(places).sort()
}

function spread(share: number, of: number): number {
  return FAR * (Math.sqrt(of * share * (1 - share)) + 1)
}

function addWindow(places: Set<number>, alerts: Float64Array, from: number, to: number): void {
  const last = alerts.length - 1
  const [low, high] = [Math.min(from, last), Math.min(to, last)]
  const step = (alerts[high]! - alerts[low]!) / (MOST_PIECES / 2)
  for (let piece = 0; piece <= MOST_PIECES / 2; piece++)
    places.add(Math.min(last, firstFrom(alerts, alerts[low]! + piece * step)))
}

function startReplicates(replicates: number): RuleReplicates {
  const empty = () => new Float64Array(replicates)
  return {
    thresholds: empty(),
    changes: { alertRate: empty(), recall: empty(), precision: empty(), specificity: empty(), f1: empty() },
  }
}
