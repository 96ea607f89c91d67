import type { DriftEvidence } from '../../core/evidence.js'
import { mergeBins } from '../disclosure/mergeBins.js'
import { mergeRows } from '../disclosure/mergeRows.js'
import { together, type Counts } from '../disclosure/toldColumns.js'
import { formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'

/** One bar of a column's two distributions, as it may be shown. */
export interface DriftBin {
  readonly name: string
  /** Of the bins that were drawn up: several where some of them hold too few cases to be told apart. */
  readonly bins: number
  readonly referenceShare: number
  readonly share: number
}

/** Both distributions of a column over bins that none of them fills with fewer cases than the smallest cell. */
export function driftBins(voice: Voice, drift: DriftEvidence, smallest: number): readonly DriftBin[] {
  const rows: Counts[] = drift.shares.map((share, i) => [
    Math.round((drift.referenceShares[i] ?? 0) * drift.referenceN),
    Math.round(share * drift.n),
  ])
  const { categories, edges } = drift
  if (categories !== null) {
    const { shown, merged } = mergeRows(rows, smallest)
    // No card says that these values may be named.
    const unnamed = categories.every((name) => name === null)
    const nameOf = (i: number): string =>
      unnamed
        ? voice.say('drift.unnamed', { number: voice.count(i + 1) })
        : (categories[i] ?? voice.say('drift.others'))
    // The rarest categories were put together already: one bar for all that is not told apart.
    const rest = merged.length === 0 || unnamed ? [] : shown.filter((i) => categories[i] === null)
    const others = [...merged, ...rest]
    const bars = shown
      .filter((i) => !rest.includes(i))
      .map((i) => ({ name: nameOf(i), bins: 1, ...sharesOf(drift, rows[i]!) }))
    if (others.length === 0) return bars
    const counts = together(others.map((i) => rows[i]!))
    return [...bars, { name: voice.say('drift.others'), bins: 1, ...sharesOf(drift, counts) }]
  }
  return mergeBins(rows, smallest).map(({ from, to, counts }) => ({
    name:
      edges === null
        ? String(from + 1)
        : voice.say('range.from', {
            low: edgeText(voice, edges[from] ?? 0, edges),
            high: edgeText(voice, edges[to] ?? 0, edges),
          }),
    bins: to - from,
    ...sharesOf(drift, counts),
  }))
}

/** With as many digits as it takes to tell neighbouring edges apart. */
export function edgeText(voice: Voice, value: number, edges: readonly number[]): string {
  const width = Math.abs((edges[1] ?? 1) - (edges[0] ?? 0)) || 1
  return formatDecimal(voice.language, value, Math.max(0, Math.min(6, Math.ceil(-Math.log10(width)))))
}

function sharesOf(
  drift: DriftEvidence,
  [reference = 0, tested = 0]: Counts,
): { referenceShare: number; share: number } {
  return { referenceShare: reference / (drift.referenceN || 1), share: tested / (drift.n || 1) }
}
