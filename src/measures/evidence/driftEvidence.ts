import type { DriftEvidence } from '../../core/evidence.js'
import { chiSquareOfTwo } from '../../stats/chiSquare.js'
import { countSorted, equalEdges } from '../../stats/histogram.js'
import { ksPValue, ksStatistic } from '../../stats/kolmogorovSmirnov.js'
import { quantileOfSorted } from '../../stats/quantile.js'
import { commonCategories, countCategories, DRIFT_BINS } from '../columnBins.js'
import type { ColumnPair } from '../columnPair.js'

const DRAWN_BINS = 20
const DRAWN_CATEGORIES = 20

/** Both distributions of a column as shares over common bins (or categories), and a secondary p-value. */
export function driftEvidence(pair: ColumnPair, about: 'columns' | 'scores'): DriftEvidence {
  const { a, b } = pair
  const drawn = pair.kind === 'number' ? drawNumbers(pair) : drawCategories(pair)
  return {
    column: about === 'scores' ? 'score' : pair.name,
    kind: pair.kind,
    about,
    referenceN: a.n,
    n: b.n,
    referenceMissing: a.missing,
    missing: b.missing,
    ...drawn,
    // Old and new answers are of the same cases: a test for independent samples would say nothing about them.
    pValue: about === 'scores' ? null : pValueOf(pair),
  }
}

type Drawn = Pick<DriftEvidence, 'edges' | 'categories' | 'referenceShares' | 'shares'>

/** Equal bins between the reference's 1 % and 99 % points; the outer bins hold what lies beyond, too. */
function drawNumbers({ a, b }: ColumnPair): Drawn {
  const basis = a.numbers.length > 0 ? a.numbers : b.numbers
  if (basis.length === 0) return { edges: [0, 1], categories: null, referenceShares: [0], shares: [0] }
  const edges = equalEdges(quantileOfSorted(basis, 0.01), quantileOfSorted(basis, 0.99), DRAWN_BINS)
  const inner = edges.subarray(1, DRAWN_BINS)
  return {
    edges: [...edges],
    categories: null,
    referenceShares: sharesOf(countSorted(a.numbers, inner)),
    shares: sharesOf(countSorted(b.numbers, inner)),
  }
}

function drawCategories({ a, b }: ColumnPair): Drawn {
  const { names, rest } = commonCategories(a, b, DRAWN_CATEGORIES)
  return {
    edges: null,
    categories: rest ? [...names, null] : names,
    referenceShares: sharesOf(countCategories(a, names, rest)),
    shares: sharesOf(countCategories(b, names, rest)),
  }
}

function sharesOf(counts: Float64Array): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return Array.from(counts, (count) => (total === 0 ? 0 : count / total))
}

function pValueOf(pair: ColumnPair): number | null {
  const n = pair.a.numbers.length
  const m = pair.b.numbers.length
  const pValue =
    pair.kind === 'number'
      ? ksPValue(ksStatistic(pair.a.numbers, pair.b.numbers), n, m)
      : chiSquareOfTwo(pair.binned(DRIFT_BINS).a, pair.binned(DRIFT_BINS).b).pValue
  return Number.isFinite(pValue) ? Math.min(1, Math.max(0, pValue)) : null
}
