import type { Interval } from '../../core/estimate.js'
import type { FoundSlice, SearchSubject } from '../../core/sliceSearch.js'
import { clusteredSliceLossTest } from '../../stats/clusteredSliceLoss.js'
import { twoSidedT } from '../../stats/distributions.js'
import { holm } from '../../stats/holm.js'
import { sliceLossTest, type LossKind, type LossSums } from '../../stats/sliceLoss.js'
import { tangoInterval } from '../../stats/tango.js'
import { wilsonInterval } from '../../stats/wilson.js'
import { clusteredSlice } from './clusteredSlice.js'
import { sumsOf, type Candidate } from './exploreSlices.js'
import type { SearchHalf } from './searchTable.js'

/** How much more often a slice must change than the rest, to be worth telling, where there are no labels. */
const TIMES_AS_MUCH = 1.5

export interface Confirmed {
  readonly candidate: Candidate
  readonly slice: FoundSlice
}

/**
 * Puts the candidates to the test on cases that did not choose them, and measures them there: what is told is not what was largest by
 * chance. `losses` are those of the tests, `half` holds the plain ones, which are told.
 */
export function confirmSlices(options: {
  readonly candidates: readonly Candidate[]
  readonly half: SearchHalf
  readonly losses: Float64Array
  readonly subject: SearchSubject
  readonly kind: LossKind
  readonly minCases: number
  /** Of all directions together, among which it is shared (Bonferroni). */
  readonly level: number
  readonly directions: number
  readonly leastLoss: number
  readonly confidence: number
}): { readonly found: readonly Confirmed[]; readonly tested: number } {
  const { half, losses, kind, level, directions } = options
  const all = sumsOf({ losses, counts: null })
  const tests = options.candidates.flatMap((candidate) => {
    const inside = members(candidate, 'confirm')
    const sums = sumsOf({ losses, counts: null }, inside)
    if (sums.cases < options.minCases) return []
    const pValue =
      half.sample === null
        ? sliceLossTest(sums, all, kind).pValue
        : clusteredSliceLossTest(losses, inside, half.sample, kind)
    return [{ candidate, inside, pValue }]
  })
  const adjusted = holm(tests.map(({ pValue }) => pValue))
  const found = tests.flatMap(({ candidate, inside, pValue }, i) => {
    const adjustedPValue = Math.min(1, adjusted[i]! * directions)
    if (!(adjustedPValue <= level)) return []
    const slice = describe(candidate, inside, { pValue, adjustedPValue }, options)
    return slice !== null && lossOf(slice, options.subject) >= options.leastLoss && standsApart(slice, options.subject)
      ? [{ candidate, slice }]
      : []
  })
  return { found: sortByLoss(found, options.subject), tested: tests.length }
}

/** The worst first; equal ones by their names. */
export function sortByLoss(found: readonly Confirmed[], subject: SearchSubject): Confirmed[] {
  return found.toSorted(
    ({ slice: a }, { slice: b }) => lossOf(b, subject) - lossOf(a, subject) || (keyOf(a) < keyOf(b) ? -1 : 1),
  )
}

/** 1 = the case fulfils every condition. */
export function members({ conditions }: Candidate, half: 'explore' | 'confirm'): Uint8Array {
  const inside = new Uint8Array(conditions[0]!.column[half].length).fill(1)
  for (const { column, literal } of conditions) {
    const codes = column[half]
    const { from, to } = literal
    for (let i = 0; i < inside.length; i++) if (codes[i]! < from || codes[i]! > to) inside[i] = 0
  }
  return inside
}

function describe(
  { conditions }: Candidate,
  inside: Uint8Array,
  pValues: Pick<FoundSlice, 'pValue' | 'adjustedPValue'>,
  { half, subject, confidence }: { half: SearchHalf; subject: SearchSubject; confidence: number },
): FoundSlice | null {
  const told =
    half.sample === null
      ? plainSlice(half, inside, subject, confidence)
      : clusteredSlice(half, half.sample, inside, subject, confidence)
  if (told.interval === null) return null
  const right = subject === 'accuracy'
  const paired = subject !== 'agreement' && subject !== 'absoluteChange'
  const shown = (mean: number): number => (subject === 'agreement' ? 1 - mean : right ? 0 - mean : mean)
  return {
    slice: conditions.map(({ column, literal }) => ({ column: column.name, value: literal.value })),
    n: told.n,
    old: paired ? (right ? 1 - told.old : told.old) : null,
    new: paired ? (right ? 1 - told.new : told.new) : null,
    value: shown(told.loss),
    interval: told.interval,
    method: told.method,
    elsewhere: shown(told.elsewhere),
    ...pValues,
  }
}

/** Means of what a case of the slice costs with either model, of what it loses, and of what the others lose. */
export interface SliceFigures {
  readonly n: number
  readonly old: number
  readonly new: number
  readonly loss: number
  readonly elsewhere: number
  readonly interval: Interval | null
  readonly method: string
}

function plainSlice(half: SearchHalf, inside: Uint8Array, subject: SearchSubject, confidence: number): SliceFigures {
  const here = { old: 0, new: 0, onlyOld: 0, onlyNew: 0, n: 0, squares: 0 }
  let there = 0
  for (let i = 0; i < half.rows; i++) {
    const [old, newer] = [half.old[i]!, half.new[i]!]
    if (inside[i] === 0) {
      there += newer - old
      continue
    }
    here.n++
    here.old += old
    here.new += newer
    here.squares += (newer - old) ** 2
    if (newer > old) here.onlyOld++
    if (newer < old) here.onlyNew++
  }
  const { n } = here
  const loss = { n, sum: here.new - here.old, squares: here.squares }
  return {
    n,
    old: here.old / n,
    new: here.new / n,
    loss: loss.sum / n,
    elsewhere: there / (half.rows - n),
    interval: intervalOf(loss, here, subject, confidence),
    method: subject === 'accuracy' ? 'tango-score' : subject === 'agreement' ? 'wilson' : 'paired-t',
  }
}

function intervalOf(
  { n, sum, squares }: LossSums,
  { onlyOld, onlyNew }: { onlyOld: number; onlyNew: number },
  subject: SearchSubject,
  confidence: number,
): Interval | null {
  if (subject === 'accuracy') return [...tangoInterval(onlyNew, onlyOld, n, confidence)]
  if (subject === 'agreement') return [...wilsonInterval(n - sum, n, confidence)]
  const mean = sum / n
  const half = twoSidedT(confidence, n - 1) * Math.sqrt((squares - n * mean * mean) / (n - 1) / n)
  return Number.isFinite(half) ? [mean - half, mean + half] : null
}

/** Positive where new is worse, or changes more. */
function lossOf({ value, elsewhere }: FoundSlice, subject: SearchSubject): number {
  if (subject === 'accuracy') return -value
  if (subject === 'agreement') return elsewhere - value
  return subject === 'absoluteChange' ? value - elsewhere : value
}

function standsApart({ value, elsewhere }: FoundSlice, subject: SearchSubject): boolean {
  if (subject === 'agreement') return 1 - value >= TIMES_AS_MUCH * (1 - elsewhere)
  return subject !== 'absoluteChange' || value >= TIMES_AS_MUCH * elsewhere
}

function keyOf({ slice }: FoundSlice): string {
  return JSON.stringify(slice)
}
