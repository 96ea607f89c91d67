import type { Interval } from '../core/estimate.js'
import { bootstrapCounts, symmetricInterval } from '../stats/bootstrap.js'
import { drawNormalSums } from '../stats/normalSums.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import { clusteredCalibrationFigures } from './clustered/clusteredCalibrationFigures.js'
import type { CaseView } from './caseView.js'
import { cellsInBins, equalMassBins } from './equalMassBins.js'
import type { CaseMeasure, Figure } from './measure.js'
import { binOfShare, type CalibrationCells } from './summaries/calibrationCells.js'
import type { SideScores } from './summaries/calibrationScores.js'

export const CALIBRATION_BINS = 15

/** Hundreds of cells a resample: half the usual number is spent on them, and the interval's ends still hold to some 3 % of its width. */
const REPLICATES = 1000

/** From here on the gaps of the bins are drawn from the normal distribution that resampled ones follow then: ten times faster. */
const MANY_CASES = 50_000

/**
 * Mean gap between score and frequency over bins, of equal width or of an equal number of cases, weighted by their cases; see `calibrationCells` for which score. Its interval
 * resamples the cells of the joint table, so its cost is that of the bins. Noise can only raise this measure: the interval is symmetric.
 * It leaves room for a share of unseen cases whose outcome is half away from their score.
 * `debiased`: the root of the mean squared gap less, in each bin, the variance of its frequency, which noise alone would add (a bin of one case says
 * nothing; below zero it is 0). It does not shrink with the number of cases as the plain one does, and needs fewer of them.
 * @see Bröcker 2012, Clim. Dyn. 39:655-667; Kumar, Liang & Ma 2019, NeurIPS 32 (debiased)
 * @see Naeini, Cooper & Hauskrecht 2015, AAAI 29(1); Guo et al. 2017, ICML, PMLR 70:1321-1330
 */
export const expectedCalibrationError: CaseMeasure = {
  kind: 'cases',
  estimate(view, options) {
    const bins = options.bins ?? CALIBRATION_BINS
    const cases = view.calibrationCases
    const debiased = options.debiased === true
    const equalMass = options.binning === 'equalMass'
    const binsFor = (side: SideScores) =>
      equalMass
        ? equalMassBins(side.scores, cases?.sample.weights ?? null, bins)
        : (score: number) => binOfShare(score, bins)
    if (cases !== null) {
      const binsOf = { old: binsFor(cases.old), new: binsFor(cases.new) }
      return clusteredCalibrationFigures(cases, bins, binsOf, view.confidence, view.seed('calibration'), debiased)
    }
    const table = occupied(equalMass ? massCells(view, bins) : view.calibration(bins))
    const n = view.labelled
    const errorOf = debiased ? debiasedErrorOf : meanErrorOf
    const old = errorOf(table, table.counts, 'old')
    const newer = errorOf(table, table.counts, 'new')
    const olds = new Float64Array(REPLICATES)
    const news = new Float64Array(REPLICATES)
    if (n >= MANY_CASES && options.debiased !== true)
      drawGaps(table, n, view.seed('calibration'), (oldError, newError, b) => {
        olds[b] = oldError
        news[b] = newError
      })
    else
      bootstrapCounts(table.counts, n, view.seed('calibration'), REPLICATES, (counts, b) => {
        olds[b] = errorOf(table, counts, 'old')
        news[b] = errorOf(table, counts, 'new')
      })
    const unseen = unseenShare(n, view.confidence) / 2
    const around = (replicates: Float64Array, value: number, range: Interval, half: number) =>
      within(allowUnseen(symmetricInterval(replicates, value, view.confidence, range), value, half), range)
    const oldInterval = around(olds, old, [0, 1], unseen)
    const ratios = olds.map((value, b) => (value > 0 ? news[b]! / value - 1 : Number.NaN))
    const differences = news.map((value, b) => value - olds[b]!)
    const common = { n, method: 'multinomial-bootstrap' }
    const relative: Figure['relative'] =
      oldInterval !== null && oldInterval[0] > 0
        ? {
            value: newer / old - 1,
            interval: around(ratios, newer / old - 1, [-1, Infinity], unseen / old),
          }
        : null
    return [
      { of: 'old', value: old, interval: oldInterval, ...common },
      { of: 'new', value: newer, interval: around(news, newer, [0, 1], unseen), ...common },
      {
        of: 'difference',
        value: newer - old,
        interval: around(differences, newer - old, [-1, 1], unseen),
        relative,
        ...common,
      },
    ]
  },
}

function massCells({ calibrationScores: { old, new: newer } }: CaseView, bins: number): CalibrationCells {
  const binsOf = { old: equalMassBins(old.scores, null, bins), new: equalMassBins(newer.scores, null, bins) }
  return cellsInBins(old, newer, bins, binsOf)
}

function within(interval: Interval | null, range: Interval): Interval | null {
  return interval === null ? null : [Math.max(range[0], interval[0]), Math.min(range[1], interval[1])]
}

/** The cells that hold cases, each side's bin, outcome, and mean score in it. */
interface OccupiedCells {
  readonly bins: number
  readonly counts: Float64Array
  readonly old: SideCells
  readonly new: SideCells
}

interface SideCells {
  readonly bin: Int32Array
  /** 1 where the outcome was the one announced. */
  readonly right: Uint8Array
  /** Mean score minus outcome: what a case of the cell adds to its bin's gap. */
  readonly gap: Float64Array
  readonly scratch: Float64Array
}

function occupied({ bins, counts, oldSums, newSums }: CalibrationCells): OccupiedCells {
  const cells = [...counts.keys()].filter((cell) => counts[cell]! > 0)
  const side = (sums: Float64Array, binOf: (cell: number) => number, right: number): SideCells => ({
    bin: Int32Array.from(cells, binOf),
    right: Uint8Array.from(cells, (cell) => ((cell & right) === 0 ? 0 : 1)),
    gap: Float64Array.from(cells, (cell) => sums[cell]! / counts[cell]! - ((cell & right) === 0 ? 0 : 1)),
    scratch: new Float64Array(bins),
  })
  return {
    bins,
    counts: Float64Array.from(cells, (cell) => counts[cell]!),
    old: side(oldSums, (cell) => Math.floor((cell >> 2) / bins), 2),
    new: side(newSums, (cell) => (cell >> 2) % bins, 1),
  }
}

/** sum over bins of |sum over its cases of (score - outcome)| / n. */
function meanErrorOf(cells: OccupiedCells, counts: Float64Array, side: 'old' | 'new'): number {
  const { bin, gap, scratch } = cells[side]
  scratch.fill(0)
  let n = 0
  for (let i = 0; i < counts.length; i++) {
    n += counts[i]!
    scratch[bin[i]!]! += counts[i]! * gap[i]!
  }
  let sum = 0
  for (let k = 0; k < scratch.length; k++) sum += Math.abs(scratch[k]!)
  return sum / n
}

/** Both errors of resamples whose sums by bin are jointly normal, with the means and the covariance of multinomial ones. */
function drawGaps(
  { bins, counts, old, new: newer }: OccupiedCells,
  n: number,
  seed: number,
  visit: (old: number, newer: number, replicate: number) => void,
): void {
  const size = 2 * bins
  const means = new Float64Array(size)
  const covariance = new Float64Array(size * size)
  counts.forEach((count, cell) => {
    const [k, l] = [old.bin[cell]!, bins + newer.bin[cell]!]
    means[k]! += (count / n) * old.gap[cell]!
    means[l]! += (count / n) * newer.gap[cell]!
    // The NaN of a side without scores stays in its means: it must not reach the other side's draws.
    const [a, b] = [old.gap[cell]! || 0, newer.gap[cell]! || 0]
    covariance[k * size + k]! += count * a * a
    covariance[l * size + l]! += count * b * b
    covariance[l * size + k]! += count * a * b
  })
  for (let k = 0; k < size; k++)
    for (let l = 0; l <= k; l++)
      covariance[k * size + l] = (covariance[k * size + l]! / n - (means[k]! || 0) * (means[l]! || 0)) / n
  drawNormalSums(means, covariance, 1, seed, REPLICATES, (drawn, b) => {
    let [oldError, newError] = [0, 0]
    for (let k = 0; k < bins; k++) {
      oldError += Math.abs(drawn[k]!)
      newError += Math.abs(drawn[bins + k]!)
    }
    visit(oldError, newError, b)
  })
}

/** sqrt of the sum over bins of n_s / n ((mean gap)² - p (1 - p) / (n_s - 1)), p the bin's frequency; 0 where that is below zero. */
function debiasedErrorOf(cells: OccupiedCells, counts: Float64Array, side: 'old' | 'new'): number {
  const { bin, gap, right } = cells[side]
  const cases = new Float64Array(cells.bins)
  const gaps = new Float64Array(cells.bins)
  const rights = new Float64Array(cells.bins)
  let n = 0
  for (let i = 0; i < counts.length; i++) {
    const at = bin[i]!
    n += counts[i]!
    cases[at]! += counts[i]!
    gaps[at]! += counts[i]! * gap[i]!
    rights[at]! += counts[i]! * right[i]!
  }
  let sum = 0
  for (let k = 0; k < cells.bins; k++) {
    if (!(cases[k]! >= 2)) continue
    const frequency = rights[k]! / cases[k]!
    sum += (cases[k]! / n) * ((gaps[k]! / cases[k]!) ** 2 - (frequency * (1 - frequency)) / (cases[k]! - 1))
  }
  // NaN (a side without scores) stays NaN.
  return sum < 0 ? 0 : Math.sqrt(sum)
}
