/** Columns as small whole numbers, one bin a row, all of the same rows. */
export interface BinnedColumn {
  readonly bins: Uint8Array
  /** Bins there are: every number of `bins` is below it. */
  readonly width: number
}

/** Boosted trees: the score of one row is the sum over them, in log-odds. */
export interface QuadrantTree {
  readonly a: number
  readonly b: number
  /** The first bin of column a (b) that is on the high side; the column's width = none is. */
  readonly splitA: number
  readonly splitB: number
  /** Low-low, low-high, high-low, high-high. */
  readonly leaves: readonly [number, number, number, number]
}

/** Bins of a column at most. */
export const MOST_BINS = 16

const ROUNDS = 40
const RATE = 0.3
/** Added to the curvature of a leaf: a handful of rows moves nothing. */
const RIDGE = 5
/** Pairs that go on after the first round. */
const KEPT_PAIRS = 64
/** Columns that are crossed with each other at most: those that tell most by themselves. */
const CROSSED_COLUMNS = 100

/**
 * Logistic gradient boosting (Newton steps) of trees that cut two columns at once, each at one place: four leaves. The two cuts are
 * looked for together, over every pair of columns, so that an interaction of two columns is found though neither says anything alone,
 * as when only their correlation changed; a tree that takes its first cut by itself passes it over. The first round looks at every
 * pair; those that told most there go on.
 * `flags` holds 1 or 0 for each row; both must occur. Deterministic: equal rows in another order give the same trees.
 * @see Friedman 2001, Ann. Stat. 29(5):1189-1232, doi:10.1214/aos/1013203451
 * @see Lou, Caruana, Gehrke & Hooker 2013, KDD, doi:10.1145/2487575.2487579 (pairs found on a grid of bins)
 */
export function boostQuadrants(columns: readonly BinnedColumn[], flags: Uint8Array): QuadrantTree[] {
  const n = flags.length
  const positives = flags.reduce((sum, flag) => sum + flag, 0)
  const scores = new Float64Array(n).fill(Math.log(positives / (n - positives)))
  const gradients = new Float64Array(n)
  const curvatures = new Float64Array(n)
  const trees: QuadrantTree[] = []
  let pairs: readonly (readonly [number, number])[] | null = null
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < n; i++) {
      const chance = 1 / (1 + Math.exp(-scores[i]!))
      gradients[i] = flags[i]! - chance
      curvatures[i] = chance * (1 - chance)
    }
    const find = (pair: readonly [number, number]) => bestCut(columns, pair, gradients, curvatures)
    if (pairs === null) {
      const ranked: { pair: readonly [number, number]; gain: number }[] = pairsOf(columns, find)
        .map((pair) => ({ pair, gain: find(pair).gain }))
        .sort((x, y) => y.gain - x.gain)
      pairs = ranked.slice(0, KEPT_PAIRS).map(({ pair }) => pair)
    }
    let best = find(pairs[0]!)
    for (const pair of pairs.slice(1)) {
      const cut = find(pair)
      if (cut.gain > best.gain) best = cut
    }
    if (!(best.gain > 0)) break
    trees.push(best.tree)
    addTree(best.tree, columns, scores)
  }
  return trees
}

/** The sum of the trees for each row. */
export function quadrantScores(trees: readonly QuadrantTree[], columns: readonly BinnedColumn[]): Float64Array {
  const scores = new Float64Array(columns[0]!.bins.length)
  for (const tree of trees) addTree(tree, columns, scores)
  return scores
}

function addTree(
  { a, b, splitA, splitB, leaves }: QuadrantTree,
  columns: readonly BinnedColumn[],
  scores: Float64Array,
) {
  const [x, y] = [columns[a]!.bins, columns[b]!.bins]
  for (let i = 0; i < scores.length; i++) scores[i]! += leaves[(x[i]! >= splitA ? 2 : 0) + (y[i]! >= splitB ? 1 : 0)]!
}

/** A column stands beside itself, too: then one cut or two of it alone are looked for. */
function pairsOf(
  columns: readonly BinnedColumn[],
  find: (pair: readonly [number, number]) => Cut,
): (readonly [number, number])[] {
  const alone = columns.map((_, c) => [c, c] as const)
  const crossed = columns.map((_, c) => c)
  const told =
    columns.length <= CROSSED_COLUMNS
      ? crossed
      : alone
          .map((pair) => ({ pair, gain: find(pair).gain }))
          .sort((x, y) => y.gain - x.gain)
          .slice(0, CROSSED_COLUMNS)
          .map(({ pair }) => pair[0])
          .sort((x, y) => x - y)
  const pairs = told.flatMap((a, i) => told.slice(i + 1).map((b) => [a, b] as const))
  return [...alone, ...pairs]
}

interface Cut {
  readonly gain: number
  readonly tree: QuadrantTree
}

const sumsG = new Float64Array((MOST_BINS + 1) * (MOST_BINS + 1))
const sumsH = new Float64Array((MOST_BINS + 1) * (MOST_BINS + 1))

function bestCut(
  columns: readonly BinnedColumn[],
  [a, b]: readonly [number, number],
  gradients: Float64Array,
  curvatures: Float64Array,
): Cut {
  const [x, y] = [columns[a]!, columns[b]!]
  const stride = y.width + 1
  sumCells(x, y, stride, gradients, curvatures)
  const at = (sums: Float64Array, i: number, j: number): number => sums[i * stride + j]!
  const totalG = at(sumsG, x.width, y.width)
  const totalH = at(sumsH, x.width, y.width)
  let gain = 0
  let cutA = x.width
  let cutB = y.width
  const whole = (totalG * totalG) / (totalH + RIDGE)
  for (let i = 1; i <= x.width; i++) {
    const rowG = at(sumsG, i, y.width)
    const rowH = at(sumsH, i, y.width)
    for (let j = 1; j <= y.width; j++) {
      const g = at(sumsG, i, j)
      const h = at(sumsH, i, j)
      const columnG = at(sumsG, x.width, j)
      const columnH = at(sumsH, x.width, j)
      const found =
        (g * g) / (h + RIDGE) +
        (rowG - g) ** 2 / (rowH - h + RIDGE) +
        (columnG - g) ** 2 / (columnH - h + RIDGE) +
        (totalG - rowG - columnG + g) ** 2 / (totalH - rowH - columnH + h + RIDGE) -
        whole
      if (found > gain) {
        gain = found
        cutA = i
        cutB = j
      }
    }
  }
  const leaf = (g: number, h: number): number => (RATE * g) / (h + RIDGE)
  const [g, h] = [at(sumsG, cutA, cutB), at(sumsH, cutA, cutB)]
  const [rowG, rowH] = [at(sumsG, cutA, y.width), at(sumsH, cutA, y.width)]
  const [columnG, columnH] = [at(sumsG, x.width, cutB), at(sumsH, x.width, cutB)]
  return {
    gain,
    tree: {
      a,
      b,
      splitA: cutA,
      splitB: cutB,
      leaves: [
        leaf(g, h),
        leaf(rowG - g, rowH - h),
        leaf(columnG - g, columnH - h),
        leaf(totalG - rowG - columnG + g, totalH - rowH - columnH + h),
      ],
    },
  }
}

/** Into `sumsG` and `sumsH`: at (i, j) the sums over all rows with a bin of x below i and one of y below j. */
function sumCells(x: BinnedColumn, y: BinnedColumn, stride: number, gradients: Float64Array, curvatures: Float64Array) {
  const cells = (x.width + 1) * stride
  sumsG.fill(0, 0, cells)
  sumsH.fill(0, 0, cells)
  const [p, q] = [x.bins, y.bins]
  for (let i = 0; i < gradients.length; i++) {
    const cell = (p[i]! + 1) * stride + q[i]! + 1
    sumsG[cell]! += gradients[i]!
    sumsH[cell]! += curvatures[i]!
  }
  for (const sums of [sumsG, sumsH])
    for (let i = 1; i <= x.width; i++)
      for (let j = 1; j <= y.width; j++)
        sums[i * stride + j]! +=
          sums[(i - 1) * stride + j]! + sums[i * stride + j - 1]! - sums[(i - 1) * stride + j - 1]!
}
