import type { Interval } from '../../core/estimate.js'
import { RATES, type OperatingEffect, type OperatingPoint, type Rate } from '../../core/operatingPoint.js'
import { DEFAULT_THRESHOLD, reaches } from '../../core/thresholds.js'
import { equalAlerts, equalHits, rankAlerts, type AlertRanking } from '../../stats/alertRanking.js'
import { alertRates, type AlertRates } from '../../stats/alertRates.js'
import { percentileInterval } from '../../stats/bootstrap.js'
import { resampleOperating, type RuleReplicates } from '../../stats/operatingBootstrap.js'
import { allowUnseen, unseenShare } from '../../stats/unseen.js'
import type { CaseView } from '../caseView.js'
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
 * many positive cases. Two labels of which one is positive, both models with scores; null otherwise, and with clusters or weights, for which the
 * intervals would be too narrow.
 */
export function operatingEffect(
  set: string,
  view: CaseView,
  unlabelled: UnlabelledScores,
  thresholds: OperatingThresholds,
): OperatingEffect | null {
  const cases = casesOf(view, unlabelled)
  if (cases === null || view.positive === null) return null
  const { positive, old: oldScores, new: newScores } = cases
  const threshold = thresholds.old ?? DEFAULT_THRESHOLD
  const ranking = rankAlerts(newScores, positive)
  const oldAlert = alertsOf(oldScores, threshold)
  const same = pairedAlerts(positive, oldAlert, alertsOf(newScores, threshold), view, 'same')
  const own = thresholds.new ?? DEFAULT_THRESHOLD
  const points: OperatingPoint[] = [pointOf('same-threshold', threshold, same)]
  if (own !== threshold)
    points.push(pointOf('own-threshold', own, pairedAlerts(positive, oldAlert, alertsOf(newScores, own), view, 'own')))
  points.push(...chosenPoints(ranking, positive, oldAlert, same.old, view))
  return {
    set,
    positive: view.labels[view.positive]!,
    n: ranking.n,
    positives: positive === null ? null : ranking.positives,
    threshold,
    assumed: thresholds.old === null,
    old: ratesOf(same.old),
    relativeAlerts: same.relativeAlerts,
    points,
    curves:
      positive === null || ranking.positives === 0
        ? null
        : { old: thinCurve(rankAlerts(oldScores, positive)), new: thinCurve(ranking) },
  }
}

interface ScoredCases {
  readonly positive: Uint8Array | null
  readonly old: Float64Array
  readonly new: Float64Array
}

/** The labelled cases; all of them where none has a label. */
function casesOf(view: CaseView, unlabelled: UnlabelledScores): ScoredCases | null {
  if (view.labels.length !== 2 || view.positive === null || view.n === 0 || view.sample !== null) return null
  if (!view.hasScores('old') || !view.hasScores('new')) return null
  if (view.labelled === 0) return { positive: null, ...unlabelledScores.value(unlabelled) }
  const { positive } = view.ranked(view.positive)
  return { positive, old: view.scores('old', view.positive), new: view.scores('new', view.positive) }
}

function alertsOf(scores: Float64Array, threshold: number): Uint8Array {
  const alerts = new Uint8Array(scores.length)
  for (let i = 0; i < alerts.length; i++) if (reaches(scores[i]!, threshold)) alerts[i] = 1
  return alerts
}

/** New where its threshold is looked for: by as many alerts, and by as many hits. Without labels only the alerts are known. */
function chosenPoints(
  ranking: AlertRanking,
  positive: Uint8Array | null,
  oldAlert: Uint8Array,
  old: AlertRates,
  view: CaseView,
): readonly OperatingPoint[] {
  const oldAlerts = Math.round(old.alertRate * ranking.n)
  const byAlerts = equalAlerts(ranking.alerts, oldAlerts)
  if (positive === null || ranking.positives === 0)
    return [chosenPoint('equal-alert-rate', ranking, byAlerts, old, null, view, positive !== null)]
  const byHits = equalHits(ranking.hits, Math.round(old.recall * ranking.positives))
  const resampled = resampleOperating(ranking, positive, oldAlert, view.seed('operating point'))
  return [
    chosenPoint('equal-alert-rate', ranking, byAlerts, old, resampled.equalAlertRate, view, true),
    chosenPoint('equal-recall', ranking, byHits, old, resampled.equalRecall, view, true),
  ]
}

function chosenPoint(
  at: OperatingPoint['at'],
  ranking: AlertRanking,
  place: number,
  old: AlertRates,
  replicates: RuleReplicates | null,
  view: CaseView,
  labelled: boolean,
): OperatingPoint {
  const { n, positives } = ranking
  const rates = alertRates(
    n,
    labelled ? positives : Number.NaN,
    ranking.alerts[place]!,
    labelled ? ranking.hits[place]! : Number.NaN,
  )
  const threshold = place === 0 ? null : ranking.scores[place - 1]!
  const behind: Record<Rate, number> = {
    alertRate: n,
    recall: positives,
    precision: Math.min(ranking.alerts[place]!, Math.round(old.alertRate * n)),
    specificity: n - positives,
    f1: positives,
  }
  const changeOf = (rate: Rate) => {
    const value = rates[rate] - old[rate]
    if (!Number.isFinite(value)) return null
    const drawn =
      replicates === null ? null : percentileInterval(replicates.changes[rate], value, value, view.confidence, [-1, 1])
    const interval = allowUnseen(drawn, value, unseenShare(behind[rate], view.confidence))
    return { value: value + 0, interval: interval === null ? null : within(interval) }
  }
  return {
    at,
    threshold,
    thresholdInterval:
      replicates === null || threshold === null
        ? null
        : percentileInterval(replicates.thresholds, threshold, threshold, view.confidence, [0, 1]),
    rates: ratesOf(rates),
    changes: eachRate(changeOf),
  }
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

function within([low, high]: Interval): Interval {
  return [Math.max(-1, low), Math.min(1, high)]
}
