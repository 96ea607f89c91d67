import { normalCdf } from '../stats/distributions.js'
import { normalInterval, varianceOfInfluences } from '../stats/influence.js'
import { boostQuadrants, quadrantScores, type BinnedColumn } from '../stats/quadrantBoosting.js'
import { rankScores } from '../stats/ranking.js'
import { sortWithOrder } from '../stats/sortOrder.js'
import { rocAuc } from '../stats/rocAuc.js'
import { allowUnseen, unseenShare } from '../stats/unseen.js'
import type { ColumnPair } from './columnPair.js'
import { binColumn } from './domain/binColumn.js'
import { drawRows, type HalvedRows } from './domain/drawRows.js'
import type { DomainMeasure, Figure } from './measure.js'

/** Rows of the reference, and of the set, that are looked at at most; half of them train. */
export const DOMAIN_ROWS = 10_000

/** Fewer judged cases than this on either side: a value, but no interval that could be relied upon. */
const FEWEST = 20

/**
 * How well a model tells the set's cases from the reference's: one is trained on half of both, and the other half says how often it gives
 * a case of the set the higher score (the classifier two-sample test). 0.5 = it cannot. All columns together: what changed may be how
 * they go together, though each looks the same by itself. As no case is both trained on and judged, DeLong's interval holds 0.5
 * as often as it should when nothing changed; of folds that take turns it would not.
 * @see Lopez-Paz & Oquab 2017, Revisiting classifier two-sample tests, ICLR, arXiv:1610.06545
 */
export const domainClassifierAuc: DomainMeasure = {
  kind: 'domain',
  compare(pairs, seed, confidence) {
    const columns = inOrder(pairs)
    const a = drawRows(
      columns.map((column) => column.a),
      DOMAIN_ROWS,
      seed,
    )
    const b = drawRows(
      columns.map((column) => column.b),
      DOMAIN_ROWS,
      seed + 1,
    )
    const n = Math.min(a.judge.length, b.judge.length)
    if (n === 0 || a.train.length === 0 || b.train.length === 0)
      return { value: null, interval: null, n, method: 'delong', reason: 'too-few-cases' }
    const binned = columns.map((pair) => binHalves(pair, a, b))
    const trees = boostQuadrants(
      binned.map(({ train }) => train),
      flagsOf(a.train.length, b.train.length),
    )
    const scores = quadrantScores(
      trees,
      binned.map(({ judge }) => judge),
    )
    return { ...judgeScores(scores, flagsOf(a.judge.length, b.judge.length), n, confidence), n, method: 'delong' }
  },
  // Mann and Whitney: the variance of an AUC of 0.5 depends on the numbers of cases alone. The coin gives each half about as many.
  crossing(columns, threshold) {
    const [n, m] = (['a', 'b'] as const).map(
      (side) => Math.min(DOMAIN_ROWS, ...columns.map((column) => column[side].rows)) / 2,
    ) as [number, number]
    return normalCdf((0.5 - threshold) / Math.sqrt((n + m + 1) / (12 * n * m)))
  },
}

/** The order of columns in a file must not show. */
function inOrder(columns: readonly ColumnPair[]): readonly ColumnPair[] {
  return columns.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function binHalves(pair: ColumnPair, a: HalvedRows, b: HalvedRows): { train: BinnedColumn; judge: BinnedColumn } {
  const { width, reference, set } = binColumn(pair, a, b)
  const half = (which: keyof HalvedRows): BinnedColumn => {
    const bins = new Uint8Array(a[which].length + b[which].length)
    a[which].forEach((row, i) => (bins[i] = reference(pair.a.kept[row]!)))
    b[which].forEach((row, i) => (bins[a[which].length + i] = set(pair.b.kept[row]!)))
    return { bins, width }
  }
  return { train: half('train'), judge: half('judge') }
}

/** 0 for the reference's cases, then 1 for the set's. */
function flagsOf(reference: number, set: number): Uint8Array {
  return new Uint8Array(reference + set).fill(1, reference)
}

function judgeScores(
  scores: Float64Array,
  flags: Uint8Array,
  n: number,
  confidence: number,
): Pick<Figure, 'value' | 'interval'> {
  const { value: auc, influences } = rocAuc(rankScores(sortWithOrder(scores), flags))
  if (n < FEWEST) return { value: auc, interval: null }
  const around = normalInterval(auc, varianceOfInfluences(influences), confidence, [0, 1])
  const [low, high] = allowUnseen(around, auc, unseenShare(n, confidence))!
  return { value: auc, interval: [Math.max(0, low), Math.min(1, high)] }
}
