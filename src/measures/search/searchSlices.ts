import type { SearchSubject, SliceSearch } from '../../core/sliceSearch.js'
import type { Task } from '../../core/task.js'
import { designEffect } from '../../stats/clusteredProportion.js'
import { FEWEST_CLUSTERS } from '../../stats/clusteredSliceLoss.js'
import { sliceLossTest, type LossKind } from '../../stats/sliceLoss.js'
import { sorted } from '../../stats/sortOrder.js'
import { searchSubject } from './caseLosses.js'
import { confirmSlices, members, sortByLoss, type Confirmed } from './confirmSlices.js'
import { exploreSlices, sumsOf, type Candidate, type Exploration, type Losses } from './exploreSlices.js'
import { codeColumn } from './literals.js'
import type { SearchedColumn, SearchState } from './searchSample.js'
import { searchTable, type SearchHalf, type SearchTable } from './searchTable.js'

export interface SearchOptions {
  readonly columns: readonly SearchedColumn[]
  /** Columns that were not even looked at. */
  readonly leftOut: SliceSearch['leftOut']
  /** Edges of number columns that the plan cuts into bins. */
  readonly edges: ReadonlyMap<string, readonly number[]>
  /** Of a slice, in each half. */
  readonly minCases: number
  readonly depth: 1 | 2
}

/**
 * Of what stands out on the first half, half may do so by chance: the other half sees to that. A stricter first half would only find less;
 * what is told wrongly is held by the confirmation.
 */
const EXPLORE_LEVEL = 0.5
const LEVEL = 0.05
/** Losses of whole answers below a point are not told, however sure; of values, below a twentieth of old's mean error. */
const LEAST_POINTS = 0.01
const LEAST_SHARE = 0.05
/** Candidates that are put to the test on the other half. */
const MOST_TESTED = 10
/** Of those that stand out, the surest are looked through for such as say something new. */
const MOST_COMPARED = 300

/** Where does the new model lose? Null for raw outputs. Nothing here depends on the order of the cases. */
export function searchSlices(
  state: SearchState,
  options: SearchOptions,
  about: { readonly set: string; readonly task: Task; readonly confidence: number },
): SliceSearch | null {
  const subject = searchSubject(about.task, state.hasTruth)
  if (subject === null) return null
  const table = searchTable(state)
  const leastLoss = leastOf(subject, table)
  const ways = [table, { ...table, explore: table.confirm, confirm: table.explore }].map((way) =>
    searchOneWay(way, options, { subject, leastLoss, confidence: about.confidence }),
  ) as [OneWay, OneWay]
  const [there, back] = ways
  const again = back.found.filter(({ candidate }) => !there.found.some((one) => areSameCases(one.candidate, candidate)))
  const sum = (of: (way: OneWay) => number): number => of(there) + of(back)
  return {
    set: about.set,
    measure: subject,
    unit: subject === 'mae' || subject === 'absoluteChange' ? 'target' : 'proportion',
    columns: table.columns.flatMap(({ name }) => (ways.some(({ columns }) => columns.includes(name)) ? [name] : [])),
    leftOut: [...options.leftOut, ...there.leftOut.filter(({ column }) => !back.columns.includes(column))],
    cases: state.cases,
    searched: table.explore.rows + table.confirm.rows,
    exploredCases: table.explore.rows,
    confirmedCases: table.confirm.rows,
    ...clustersOf(table),
    minCases: options.minCases,
    depth: options.depth,
    candidates: {
      one: sum(({ exploration }) => exploration.one),
      two: sum(({ exploration }) => exploration.two),
    },
    standOut: sum(({ exploration }) => exploration.standOut.length),
    tested: sum(({ tested }) => tested),
    exploreLevel: EXPLORE_LEVEL,
    level: LEVEL,
    leastLoss,
    found: sortByLoss([...there.found, ...again], subject).map(({ slice }) => slice),
  }
}

/** Left out where every case stands alone. */
function clustersOf({ explore, confirm }: SearchTable): Pick<SliceSearch, 'clusters'> {
  if ([explore, confirm].every(({ rows, sample }) => sample === null || sample.clusters === rows)) return {}
  return { clusters: { explored: worthOf(explore), confirmed: worthOf(confirm), fewest: FEWEST_CLUSTERS } }
}

function worthOf({ sample }: SearchHalf): number {
  return Math.floor((sample?.effective ?? 0) + 1e-9)
}

interface OneWay {
  readonly columns: readonly string[]
  readonly leftOut: SliceSearch['leftOut']
  readonly exploration: Exploration
  readonly found: readonly Confirmed[]
  readonly tested: number
}

/** One half explores, the other confirms what stands out; everything that chooses is worked out on the exploring half alone. */
function searchOneWay(
  table: SearchTable,
  options: SearchOptions,
  about: { readonly subject: SearchSubject; readonly leastLoss: number; readonly confidence: number },
): OneWay {
  const { explore, confirm } = table
  const leftOut: SliceSearch['leftOut'] = []
  // Then no slice has enough of them.
  const fewClusters = [explore, confirm].some(({ sample }) => sample !== null && !(sample.effective >= FEWEST_CLUSTERS))
  const columns = (fewClusters ? [] : table.columns).flatMap(({ name, tooMany }, c) => {
    const coded = tooMany ? null : codeColumn(table, c, options.edges.get(name) ?? null)
    if (coded === null) leftOut.push({ column: name, reason: tooMany ? 'too-many-values' : 'one-value' })
    return coded === null ? [] : [coded]
  })
  const kind = kindOf(about.subject)
  const bound = kind === 'means' ? tameBound(explore) : Infinity
  const losses = countLosses(explore, lossesOf(explore, bound))
  const shared = { kind, minCases: options.minCases }
  const exploration = exploreSlices({ ...shared, columns, losses, depth: options.depth, level: EXPLORE_LEVEL })
  const { found, tested } = confirmSlices({
    ...shared,
    ...about,
    level: LEVEL,
    directions: 2,
    candidates: chooseApart(exploration, losses, shared),
    half: confirm,
    losses: lossesOf(confirm, bound),
  })
  return { columns: columns.map(({ name }) => name), leftOut, exploration, found, tested }
}

/** Whether two slices, one found in each direction, are for the most part the same cases: then it is told once. */
function areSameCases(there: Candidate, back: Candidate): boolean {
  let [both, one, two] = [0, 0, 0]
  for (const half of ['explore', 'confirm'] as const) {
    const a = members(there, half)
    const b = members(back, half === 'explore' ? 'confirm' : 'explore')
    for (let i = 0; i < a.length; i++) {
      one += a[i]!
      two += b[i]!
      both += a[i]! & b[i]!
    }
  }
  return both > Math.min(one, two) / 2
}

function kindOf(subject: SearchSubject): LossKind {
  return subject === 'accuracy' ? 'answers' : subject === 'agreement' ? 'changes' : 'means'
}

/**
 * A few huge errors must not hide a loss of many: differences beyond five times a robust scale (1.4826 times the median of those that are not
 * zero) count as that in the tests. What is told is not cut.
 */
function tameBound(half: SearchHalf): number {
  const sizes = sorted(lossesOf(half, Infinity).map(Math.abs)).filter((size) => size > 0)
  return sizes.length === 0 ? Infinity : 5 * 1.4826 * sizes[Math.floor(sizes.length / 2)]!
}

function lossesOf(half: SearchHalf, bound: number): Float64Array {
  const losses = new Float64Array(half.rows)
  for (let i = 0; i < losses.length; i++) losses[i] = Math.max(-bound, Math.min(bound, half.new[i]! - half.old[i]!))
  return losses
}

/**
 * Where one half explores, a case counts by its weight over the design effect of all of them: near enough to choose by. The half that confirms counts
 * the clusters of each slice itself.
 */
function countLosses({ sample }: SearchHalf, losses: Float64Array): Losses {
  if (sample === null) return { losses, counts: null }
  const effect = Math.max(1, designEffect(losses, sample))
  const scale = losses.length / sample.total / (Number.isNaN(effect) ? 1 : effect)
  return { losses, counts: sample.weights.map((weight) => weight * scale) }
}

function leastOf(subject: SearchSubject, { explore, confirm }: SearchTable): number {
  const rows = explore.rows + confirm.rows
  if (subject === 'accuracy' || subject === 'agreement') return LEAST_POINTS
  if (subject === 'absoluteChange' || rows === 0) return 0
  let [total, weight] = [0, 0]
  for (const { old, sample } of [explore, confirm])
    for (let i = 0; i < old.length; i++) {
      const count = sample === null ? 1 : sample.weights[i]!
      total += count * old[i]!
      weight += count
    }
  const share = (LEAST_SHARE * total) / weight
  return subject === 'hammingLoss' ? Math.min(LEAST_POINTS, share) : share
}

/**
 * The surest first, and of the rest those that still stand out without the cases that those before them hold: not the same slice by other
 * words. Of a slice that stands out, the surest of its many crosses seems surer by chance, and has fewer cases to be confirmed on: the slice
 * itself is told, unless the cross loses more than the rest of it by more than the choice among its crosses would give.
 */
function chooseApart(
  { one, two, standOut, limit }: Exploration,
  losses: Losses,
  { kind, minCases }: { readonly kind: LossKind; readonly minCases: number },
): readonly Candidate[] {
  const covered = new Uint8Array(losses.losses.length)
  const all = sumsOf(losses)
  const chosen: Candidate[] = []
  const crossLevel = LEVEL / Math.max(1, (2 * two) / one)
  const uncovered = (candidate: Candidate): Uint8Array => {
    const inside = members(candidate, 'explore')
    for (let i = 0; i < covered.length; i++) if (covered[i] === 1) inside[i] = 0
    return inside
  }
  for (const surest of standOut.slice(0, MOST_COMPARED)) {
    if (chosen.length === MOST_TESTED) break
    let inside = uncovered(surest)
    const cross = sumsOf(losses, inside)
    if (chosen.length > 0 && (cross.cases < minCases || sliceLossTest(cross, all, kind).pValue > limit)) continue
    const wider = standOut.find((slice) => {
      if (!holds(slice, surest)) return false
      const around = sumsOf(losses, uncovered(slice))
      return sliceLossTest(cross, around, kind).pValue > crossLevel
    })
    if (wider !== undefined) inside = uncovered(wider)
    chosen.push(wider ?? surest)
    for (let i = 0; i < covered.length; i++) if (inside[i] === 1) covered[i] = 1
  }
  return chosen
}

/** Whether a slice of one column holds one of two. */
function holds(one: Candidate, two: Candidate): boolean {
  if (one.conditions.length !== 1 || two.conditions.length !== 2) return false
  const { column, literal } = one.conditions[0]!
  return two.conditions.some(
    (part) => part.column === column && literal.from <= part.literal.from && literal.to >= part.literal.to,
  )
}
