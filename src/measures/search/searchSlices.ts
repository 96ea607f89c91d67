import type { SearchSubject, SliceSearch } from '../../core/sliceSearch.js'
import type { Task } from '../../core/task.js'
import { sliceLossTest, type LossKind } from '../../stats/sliceLoss.js'
import { sorted } from '../../stats/sortOrder.js'
import { searchSubject } from './caseLosses.js'
import { confirmSlices, members } from './confirmSlices.js'
import { exploreSlices, sumsOf, type Candidate, type Exploration } from './exploreSlices.js'
import { codeColumn } from './literals.js'
import { searchTable, type SearchedColumn, type SearchHalf, type SearchState } from './searchSample.js'

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
  const { explore, confirm } = table
  const leftOut = [...options.leftOut]
  const columns = table.columns.flatMap(({ name, tooMany }, c) => {
    const coded = tooMany ? null : codeColumn(table, c, options.edges.get(name) ?? null)
    if (coded === null) leftOut.push({ column: name, reason: tooMany ? 'too-many-values' : 'one-value' })
    return coded === null ? [] : [coded]
  })
  const kind = kindOf(subject)
  const bound = kind === 'means' ? tameBound(explore) : Infinity
  const losses = lossesOf(explore, bound)
  const shared = { kind, minCases: options.minCases }
  const exploration = exploreSlices({ ...shared, columns, losses, depth: options.depth, level: EXPLORE_LEVEL })
  const leastLoss = leastOf(subject, confirm)
  const { found, tested } = confirmSlices({
    ...shared,
    level: LEVEL,
    candidates: chooseApart(exploration, losses, shared),
    half: confirm,
    losses: lossesOf(confirm, bound),
    subject,
    leastLoss,
    confidence: about.confidence,
  })
  return {
    set: about.set,
    measure: subject,
    unit: subject === 'mae' || subject === 'absoluteChange' ? 'target' : 'proportion',
    columns: columns.map(({ name }) => name),
    leftOut,
    cases: state.cases,
    searched: explore.rows + confirm.rows,
    exploredCases: explore.rows,
    confirmedCases: confirm.rows,
    minCases: options.minCases,
    depth: options.depth,
    candidates: { one: exploration.one, two: exploration.two },
    standOut: exploration.standOut.length,
    tested,
    exploreLevel: EXPLORE_LEVEL,
    level: LEVEL,
    leastLoss,
    found,
  }
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

function leastOf(subject: SearchSubject, half: SearchHalf): number {
  if (subject === 'accuracy' || subject === 'agreement') return LEAST_POINTS
  if (subject === 'absoluteChange' || half.rows === 0) return 0
  const share = (LEAST_SHARE * half.old.reduce((sum, loss) => sum + loss, 0)) / half.rows
  return subject === 'hammingLoss' ? Math.min(LEAST_POINTS, share) : share
}

/** The surest first, and of the rest those that still stand out without the cases that those before them hold: not the same slice by other words. */
function chooseApart(
  { standOut, limit }: Exploration,
  losses: Float64Array,
  { kind, minCases }: { readonly kind: LossKind; readonly minCases: number },
): readonly Candidate[] {
  const covered = new Uint8Array(losses.length)
  const all = sumsOf(losses)
  const chosen: Candidate[] = []
  const uncovered = (candidate: Candidate): Uint8Array => {
    const inside = members(candidate, losses.length, 'explore')
    for (let i = 0; i < covered.length; i++) if (covered[i] === 1) inside[i] = 0
    return inside
  }
  for (const surest of standOut.slice(0, MOST_COMPARED)) {
    if (chosen.length === MOST_TESTED) break
    let inside = uncovered(surest)
    const rest = sumsOf(losses, inside)
    if (chosen.length > 0 && (rest.n < minCases || sliceLossTest(rest, all, kind).pValue > limit)) continue
    const wider = standOut.find((one) => {
      if (!holds(one, surest)) return false
      const around = uncovered(one)
      for (let i = 0; i < around.length; i++) if (inside[i] === 1) around[i] = 0
      return sliceLossTest(sumsOf(losses, around), all, kind).pValue <= LEVEL
    })
    if (wider !== undefined) inside = uncovered(wider)
    chosen.push(wider ?? surest)
    for (let i = 0; i < covered.length; i++) if (inside[i] === 1) covered[i] = 1
  }
  return chosen
}

/** Whether a slice of one column holds one of two: where its other cases lose too, the second column was picked by chance. */
function holds(one: Candidate, two: Candidate): boolean {
  if (one.conditions.length !== 1 || two.conditions.length !== 2) return false
  const { column, literal } = one.conditions[0]!
  return two.conditions.some(
    (part) => part.column === column && literal.from <= part.literal.from && literal.to >= part.literal.to,
  )
}
