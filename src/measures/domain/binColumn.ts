import { MOST_BINS } from '../../stats/quadrantBoosting.js'
import { sorted } from '../../stats/sortOrder.js'
import { quantileBin, quantileEdges } from '../columnBins.js'
import type { ColumnPair } from '../columnPair.js'
import type { HalvedRows } from './drawRows.js'

/** Bins for values; the one after them is for missing ones. */
const BINS = MOST_BINS - 1

/** How a value of one column, of the reference or of the set, becomes a bin. Missing values are the last bin. */
export interface ColumnBinner {
  readonly width: number
  reference(value: number): number
  set(value: number): number
}

/** Made from the training halves alone: nothing of the rows that are judged may be known. */
export function binColumn(pair: ColumnPair, a: HalvedRows, b: HalvedRows): ColumnBinner {
  return pair.kind === 'number' ? binNumbers(pair, a, b) : binCategories(pair, a, b)
}

function binNumbers(pair: ColumnPair, a: HalvedRows, b: HalvedRows): ColumnBinner {
  const values = [...presentOf(pair.a.kept, a.train), ...presentOf(pair.b.kept, b.train)]
  const edges = quantileEdges(sorted(Float64Array.from(values)), BINS)
  const missing = edges.length + 1
  const bin = (value: number): number => (Number.isNaN(value) ? missing : quantileBin(value, edges))
  return { width: missing + 1, reference: bin, set: bin }
}

/** The most frequent by themselves, the others together; in the order of the share that comes from the set, so that one cut parts them. */
function binCategories(pair: ColumnPair, a: HalvedRows, b: HalvedRows): ColumnBinner {
  const counts = new Map<string, { reference: number; set: number }>()
  const count = (side: 'reference' | 'set', names: readonly string[], codes: readonly number[]): void => {
    for (const code of codes) {
      const held = counts.get(names[code]!) ?? { reference: 0, set: 0 }
      held[side]++
      counts.set(names[code]!, held)
    }
  }
  count('reference', pair.a.names, presentOf(pair.a.kept, a.train))
  count('set', pair.b.names, presentOf(pair.b.kept, b.train))
  const ranked = [...counts].sort(([x, i], [y, j]) => j.reference + j.set - i.reference - i.set || (x < y ? -1 : 1))
  const named = ranked
    .slice(0, BINS - 1)
    .sort(([x, i], [y, j]) => share(i) - share(j) || (x < y ? -1 : 1))
    .map(([name]) => name)
  const at = new Map(named.map((name, bin) => [name, bin]))
  const [others, missing] = [named.length, named.length + 1]
  const binner = (names: readonly string[]) => {
    const bins = names.map((name) => at.get(name) ?? others)
    return (code: number): number => (Number.isNaN(code) ? missing : bins[code]!)
  }
  return { width: missing + 1, reference: binner(pair.a.names), set: binner(pair.b.names) }
}

function share({ reference, set }: { readonly reference: number; readonly set: number }): number {
  return set / (reference + set)
}

function presentOf(values: Float64Array, rows: Uint32Array): number[] {
  const present: number[] = []
  for (const row of rows) if (!Number.isNaN(values[row]!)) present.push(values[row]!)
  return present
}
