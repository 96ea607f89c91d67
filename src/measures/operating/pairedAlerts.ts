import type { Interval } from '../../core/estimate.js'
import type { Rate, RateChange } from '../../core/operatingPoint.js'
import { alertRates, type AlertRates } from '../../stats/alertRates.js'
import type { ClusterSample } from '../../stats/clusterSample.js'
import type { CaseView } from '../caseView.js'
import { resampleTable, type LabelSums } from '../labelTable.js'
import { pairedSuccesses } from '../pairedSuccesses.js'
import { proportionFigures } from '../proportionFigures.js'
import type { JointTable } from '../summaries/jointCounts.js'
import { tableFigures } from '../tableFigures.js'
import type { Figure } from '../measure.js'

/** Both models' alerts on the same cases, at thresholds that are given. */
export interface PairedAlerts {
  readonly old: AlertRates
  readonly new: AlertRates
  readonly changes: Record<Rate, RateChange | null>
  readonly relativeAlerts: RateChange | null
}

/**
 * Alert rate, recall and specificity are paired proportions (Tango; the ratio of alerts Bonett and Price); precision and F1 are functions of the
 * table of truth, old's and new's alert (multinomial bootstrap): the methods of the measures of these names, with clusters or weights too.
 */
export function pairedAlerts(
  positive: Uint8Array | null,
  oldAlert: Uint8Array,
  newAlert: Uint8Array,
  sample: ClusterSample | null,
  view: CaseView,
  purpose: string,
): PairedAlerts {
  const table = tableOf(positive, oldAlert, newAlert, sample)
  const alerts = figuresOf(
    proportionFigures(
      pairedSuccesses(table, (_, answer) => answer === 1),
      view.confidence,
    ),
  )
  const sides = { old: ratesOf(table, table.old, positive !== null), new: ratesOf(table, table.new, positive !== null) }
  const among = (label: 0 | 1): RateChange | null => {
    const successes = pairedSuccesses(
      table,
      (truth, answer) => answer === truth,
      (truth) => truth === label,
    )
    return successes.n === 0 ? null : figuresOf(proportionFigures(successes, view.confidence)).change
  }
  const unlabelled = { recall: null, precision: null, specificity: null, f1: null }
  const relativeAlerts = alerts.relative
  if (positive === null) return { ...sides, changes: { alertRate: alerts.change, ...unlabelled }, relativeAlerts }
  const resampled = resampleTable(table, 2, 1, view.seed(`operating ${purpose}`))
  const ofTable = (rate: Rate): RateChange | null => {
    const statistic = (sums: LabelSums) => alertRates(sums.n, sums.truth[1]!, sums.predicted[1]!, sums.right[1]!)[rate]
    return figuresOf(tableFigures(resampled, statistic, [0, 1], view.confidence, 'no-cases')).change
  }
  return {
    ...sides,
    changes: {
      alertRate: alerts.change,
      recall: among(1),
      precision: ofTable('precision'),
      specificity: among(0),
      f1: ofTable('f1'),
    },
    relativeAlerts,
  }
}

/** Truth, old's and new's alert, each 0 or 1; truth 0 for all where it is not known. */
function tableOf(
  positive: Uint8Array | null,
  oldAlert: Uint8Array,
  newAlert: Uint8Array,
  sample: ClusterSample | null,
): JointTable {
  const counts = new Float64Array(8)
  const cellOf = (i: number): number => (positive === null ? 0 : positive[i]! * 4) + oldAlert[i]! * 2 + newAlert[i]!
  for (let i = 0; i < oldAlert.length; i++) counts[cellOf(i)]!++
  const cells = [...counts.keys()].filter((cell) => counts[cell]! > 0)
  const place = Uint32Array.from({ length: 8 }, (_, cell) => Math.max(0, cells.indexOf(cell)))
  return {
    ...(sample === null ? {} : { cases: { cell: Uint32Array.from(oldAlert, (_, i) => place[cellOf(i)]!), sample } }),
    truth: Int32Array.from(cells, (cell) => cell >> 2),
    old: Int32Array.from(cells, (cell) => (cell >> 1) & 1),
    new: Int32Array.from(cells, (cell) => cell & 1),
    counts: Float64Array.from(cells, (cell) => counts[cell]!),
  }
}

function ratesOf({ truth, counts, cases }: JointTable, answers: Int32Array, labelled: boolean): AlertRates {
  let [n, positives, alerts, hits] = [0, 0, 0, 0]
  const weighed = cases === undefined ? counts : new Float64Array(counts.length)
  cases?.cell.forEach((cell, i) => void (weighed[cell]! += cases.sample.weights[i]!))
  weighed.forEach((count, cell) => {
    n += count
    positives += count * truth[cell]!
    alerts += count * answers[cell]!
    hits += count * truth[cell]! * answers[cell]!
  })
  const known = labelled ? 0 : Number.NaN
  return alertRates(n, positives + known, alerts, hits + known)
}

function figuresOf(figures: readonly Figure[]): { change: RateChange | null; relative: RateChange | null } {
  const difference = figures.find(({ of }) => of === 'difference')
  return { change: changeOf(difference), relative: changeOf(difference?.relative ?? undefined) }
}

function changeOf(
  of: { readonly value: number | null; readonly interval: Interval | null } | undefined,
): RateChange | null {
  if (of === undefined || of.value === null || !Number.isFinite(of.value)) return null
  return { value: of.value + 0, interval: of.interval === null ? null : [of.interval[0] + 0, of.interval[1] + 0] }
}
