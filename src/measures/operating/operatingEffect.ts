import type { Interval } from '../../core/estimate.js'
import { RATES, type OperatingEffect, type OperatingPoint, type Rate } from '../../core/operatingPoint.js'
import { DEFAULT_THRESHOLD, reaches } from '../../core/thresholds.js'
import { equalAlerts, equalHits, rankAlerts, type AlertRanking } from '../../stats/alertRanking.js'
import { alertRates, type AlertRates } from '../../stats/alertRates.js'
import { percentileInterval } from '../../stats/bootstrap.js'
import { clusterQuantile, rowsWhere, selectSample, type ClusterSample } from '../../stats/clusterSample.js'
import { twoSidedZ } from '../../stats/distributions.js'
import { resampleOperating, type RuleReplicates } from '../../stats/operatingBootstrap.js'
import { sortWithOrder, type Sorted } from '../../stats/sortOrder.js'
import { allowUnseen, unseenShare } from '../../stats/unseen.js'
import type { CaseView } from '../caseView.js'
import { unseenOf } from '../clustered/linearisedFigures.js'
import type { UnlabelledScores } from '../summaries/unlabelledScores.js'
import { unlabelledScores } from '../summaries/unlabelledScores.js'
import { pairedAlerts, type PairedAlerts } from './pairedAlerts.js'
import { thinCurve } from './thinCurve.js'

/** The thresholds that the plan gives to the two models; null where it gives none. */
export interface OperatingThresholds {
  readonly old: number | null
  readonly new: number | null
}

/**
 * What keeping old's threshold with the new model does to the alerts, and which threshold of new raises as many of them as old, or finds as
 * many positive cases. Two labels of which one is positive, both models with scores; null otherwise.
 */
export function operatingEffect(
  set: string,
  view: CaseView,
  unlabelled: UnlabelledScores,
  thresholds: OperatingThresholds,
): OperatingEffect | null {
  const cases = casesOf(view, unlabelled)
  if (cases === null || view.positive === null) return null
  const { positive, old: oldScores, new: newScores, sample } = cases
  const weights = sample?.weights ?? null
  const threshold = thresholds.old ?? DEFAULT_THRESHOLD
  const ranking = rankAlerts(cases.sorted('new'), positive, weights)
  const oldAlert = alertsOf(oldScores, threshold)
  const compare = (at: number, purpose: string) =>
    pairedAlerts(positive, oldAlert, alertsOf(newScores, at), sample, view, purpose)
  const same = compare(threshold, 'same')
  const own = thresholds.new ?? DEFAULT_THRESHOLD
  const points: OperatingPoint[] = [pointOf('same-threshold', threshold, same)]
  if (own !== threshold) points.push(pointOf('own-threshold', own, compare(own, 'own')))
  points.push(...chosenPoints(ranking, { positive, oldAlert, sample }, same.old, view))
  return {
    set,
    positive: view.labels[view.positive]!,
    n: oldScores.length,
    positives: positive === null ? null : countOf(positive, 1),
    threshold,
    assumed: thresholds.old === null,
    old: ratesOf(same.old),
    relativeAlerts: same.relativeAlerts,
    points,
    curves:
      positive === null || ranking.positives === 0
        ? null
        : { old: thinCurve(rankAlerts(cases.sorted('old'), positive, weights)), new: thinCurve(ranking) },
  }
}

interface ScoredCases {
  readonly positive: Uint8Array | null
  readonly old: Float64Array
  readonly new: Float64Array
  /** With clusters or weights: how these cases were drawn. */
  readonly sample: ClusterSample | null
  sorted(side: 'old' | 'new'): Sorted
}

/** The labelled cases; all of them where none has a label. */
function casesOf(view: CaseView, unlabelled: UnlabelledScores): ScoredCases | null {
  if (view.labels.length !== 2 || view.positive === null || view.n === 0) return null
  if (!view.hasScores('old') || !view.hasScores('new')) return null
  if (view.labelled === 0) {
    const scores = unlabelledScores.value(unlabelled)
    return { positive: null, ...scores, sample: view.sample, sorted: (side) => sortWithOrder(scores[side]) }
  }
  const label = view.positive
  const { positive } = view.ranked(label)
  return {
    positive,
    old: view.scores('old', label),
    new: view.scores('new', label),
    sample: view.labelledSample,
    sorted: (side) => view.sortedScores(side, label),
  }
}

function alertsOf(scores: Float64Array, threshold: number): Uint8Array {
  const alerts = new Uint8Array(scores.length)
  for (let i = 0; i < alerts.length; i++) if (reaches(scores[i]!, threshold)) alerts[i] = 1
  return alerts
}

/** Both models' answers, case by case. */
interface AlertedCases {
  readonly positive: Uint8Array | null
  readonly oldAlert: Uint8Array
  readonly sample: ClusterSample | null
}

/** New where its threshold is looked for: by as many alerts, and by as many hits. Without labels only the alerts are known. */
function chosenPoints(
  ranking: AlertRanking,
  cases: AlertedCases,
  old: AlertRates,
  view: CaseView,
): readonly OperatingPoint[] {
  const { positive, oldAlert, sample } = cases
  // Sums of weights in another order differ in their last digits: without slack the threshold that finds just as much would be passed by.
  const exact = (sum: number): number => (sample === null ? Math.round(sum) : sum * (1 - 1e-12))
  const byAlerts = equalAlerts(ranking.alerts, exact(old.alertRate * ranking.n))
  if (positive === null || ranking.positives === 0)
    return [chosenPoint('equal-alert-rate', ranking, byAlerts, old, null, cases, view)]
  const byHits = equalHits(ranking.hits, exact(old.recall * ranking.positives))
  // One cluster, drawn again and again, would always be the same.
  const known = sample === null || Number.isFinite(clusterQuantile(sample, view.confidence))
  const resampled = known ? resampleOperating(ranking, positive, oldAlert, view.seed('operating point'), sample) : null
  return [
    chosenPoint('equal-alert-rate', ranking, byAlerts, old, resampled?.equalAlertRate ?? null, cases, view),
    chosenPoint('equal-recall', ranking, byHits, old, resampled?.equalRecall ?? null, cases, view),
  ]
}

function chosenPoint(
  at: OperatingPoint['at'],
  ranking: AlertRanking,
  place: number,
  old: AlertRates,
  replicates: RuleReplicates | null,
  { positive, oldAlert, sample }: AlertedCases,
  view: CaseView,
): OperatingPoint {
  const { n, positives } = ranking
  const known = positive === null ? Number.NaN : 0
  const rates = alertRates(n, positives + known, ranking.alerts[place]!, ranking.hits[place]! + known)
  const threshold = place === 0 ? null : ranking.scores[place - 1]!
  const wider = sample === null ? 1 : clusterQuantile(sample, view.confidence) / twoSidedZ(view.confidence)
  const intervalOf = (drawn: Float64Array, value: number, range: Interval): Interval | null => {
    const interval = percentileInterval(drawn, value, value, view.confidence, range)
    return interval === null ? null : within(widen(interval, value, wider), range)
  }
  const newAlert = new Uint8Array(oldAlert.length)
  for (let rank = 0; rank < ranking.cases[place]!; rank++) newAlert[ranking.order[rank]!] = 1
  const unseen = unseenByRate({ positive, oldAlert, sample }, newAlert, view.confidence)
  const changeOf = (rate: Rate) => {
    const value = rates[rate] - old[rate]
    if (!Number.isFinite(value)) return null
    const drawn = replicates === null ? null : intervalOf(replicates.changes[rate], value, [-1, 1])
    const interval = allowUnseen(drawn, value, unseen[rate])
    return { value: value + 0, interval: interval === null ? null : within(interval, [-1, 1]) }
  }
  return {
    at,
    threshold,
    thresholdInterval:
      replicates === null || threshold === null ? null : intervalOf(replicates.thresholds, threshold, [0, 1]),
    rates: ratesOf(rates),
    changes: eachRate(changeOf),
  }
}

/** Among the cases that a rate is a share of; of precision among old's or new's alerts, whichever tell less. */
function unseenByRate(
  { positive, oldAlert, sample }: AlertedCases,
  newAlert: Uint8Array,
  confidence: number,
): Record<Rate, number> {
  const among = (flags: Uint8Array | null, wanted: 0 | 1): number => {
    if (sample === null) return unseenShare(flags === null ? oldAlert.length : countOf(flags, wanted), confidence)
    const rows = rowsWhere(flags ?? new Uint8Array(oldAlert.length), (flag) => flags === null || flag === wanted)
    return unseenOf(selectSample(sample, rows), confidence)
  }
  const ofPositives = among(positive, 1)
  return {
    alertRate: among(null, 1),
    recall: ofPositives,
    precision: Math.max(among(oldAlert, 1), among(newAlert, 1)),
    specificity: among(positive, 0),
    f1: ofPositives,
  }
}

function countOf(flags: Uint8Array, wanted: 0 | 1): number {
  let count = 0
  for (let i = 0; i < flags.length; i++) if (flags[i] === wanted) count++
  return count
}

/** For few clusters, whose resamples vary too little: Student's t over z times as far from the value. */
function widen([low, high]: Interval, value: number, factor: number): Interval {
  return factor === 1 ? [low, high] : [value - (value - low) * factor, value + (high - value) * factor]
}

function pointOf(at: OperatingPoint['at'], threshold: number, { new: rates, changes }: PairedAlerts): OperatingPoint {
  return { at, threshold, thresholdInterval: null, rates: ratesOf(rates), changes }
}

function ratesOf(rates: AlertRates): OperatingPoint['rates'] {
  return eachRate((rate) => (Number.isFinite(rates[rate]) ? rates[rate] : null))
}

export function eachRate<T>(of: (rate: Rate) => T): Record<Rate, T> {
  const [alertRate, recall, precision, specificity, f1] = RATES.map(of) as [T, T, T, T, T]
  return { alertRate, recall, precision, specificity, f1 }
}

function within([low, high]: Interval, range: Interval): Interval {
  return [Math.max(range[0], low), Math.min(range[1], high)]
}
