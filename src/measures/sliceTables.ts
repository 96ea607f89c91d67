import { take } from '../core/batch.js'
import { sortWithOrder, type Sorted } from '../stats/sortOrder.js'
import type { CaseTables, Side, WholeTables } from './caseTables.js'
import { selectLabelSets, type LabelSetTable } from './summaries/labelSetCases.js'
import type { SampledColumn } from './summaries/sampledCases.js'
import type { ValueTable } from './summaries/valueCases.js'

/** The slices of one segment, given by the row numbers (ascending) of their cases: no case is in two of them. */
export function sliceTables(whole: WholeTables, slices: readonly Uint32Array[]): CaseTables[] {
  const places = placesAmongLabelled(whole)
  const labelled = slices.map((rows) => (places === null ? rows : labelledOf(rows, places)))
  const orders = new SharedOrders(whole, labelled)
  return slices.map(
    (rows, slice) => new SliceTables(whole, rows, labelled[slice]!, (of, label) => orders.of(slice, of, label)),
  )
}

class SliceTables implements CaseTables {
  readonly #whole: WholeTables
  readonly #rows: Uint32Array
  readonly #labelled: Uint32Array
  readonly #order: (side: Side, label: number) => Sorted

  constructor(
    whole: WholeTables,
    rows: Uint32Array,
    labelled: Uint32Array,
    order: (side: Side, label: number) => Sorted,
  ) {
    this.#whole = whole
    this.#rows = rows
    this.#labelled = labelled
    this.#order = order
  }

  get truth(): Float64Array {
    return this.#whole.truth.length === 0 ? this.#whole.truth : take(this.#whole.truth, this.#labelled)
  }

  scores(side: Side, label: number): Float64Array {
    const all = this.#whole.scores(side, label)
    return all.length === 0 ? all : take(all, this.#labelled)
  }

  sortedScores(side: Side, label: number): Sorted {
    return this.#whole.keepsOrders ? this.#order(side, label) : sortWithOrder(this.scores(side, label))
  }

  get values(): ValueTable {
    const { truth, old, new: newer } = this.#whole.values
    const of = (values: Float64Array) => (values.length === 0 ? values : take(values, this.#rows))
    return { truth: of(truth), old: of(old), new: of(newer) }
  }

  get labelSets(): LabelSetTable {
    return selectLabelSets(this.#whole.labelSets, this.#rows)
  }

  sampled(column: SampledColumn): Float64Array {
    const all = this.#whole.sampled(column)
    return all.length === 0 ? all : take(all, this.#rows)
  }
}

const NO_SLICE = 0xff

/** Every slice's order of scores out of the order of all: one walk over it for all slices of a segment, in the place of sorting each. */
class SharedOrders {
  readonly #whole: WholeTables
  readonly #slices: readonly Uint32Array[]
  readonly #known = new Map<string, readonly Sorted[]>()
  /** Of each labelled case: the slice that it is in, and its place there. */
  #slice = new Uint8Array(0)
  #place = new Uint32Array(0)

  constructor(whole: WholeTables, slices: readonly Uint32Array[]) {
    this.#whole = whole
    this.#slices = slices
  }

  of(slice: number, side: Side, label: number): Sorted {
    const key = `${side} ${label}`
    const known = this.#known.get(key) ?? this.#deal(this.#whole.sortedScores(side, label))
    this.#known.set(key, known)
    return known[slice]!
  }

  #deal({ order, ascending }: Sorted): Sorted[] {
    if (this.#place.length < order.length) this.#number(order.length)
    const [slice, place] = [this.#slice, this.#place]
    const ends = this.#slices.map(({ length }) => length)
    for (let s = 1; s < ends.length; s++) ends[s]! += ends[s - 1]!
    const next = Uint32Array.from(ends, (_, s) => (s === 0 ? 0 : ends[s - 1]!))
    // One slice after the other in the same two arrays.
    const dealt = { order: new Uint32Array(ends.at(-1) ?? 0), ascending: new Float64Array(ends.at(-1) ?? 0) }
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!
      if (slice[row] === NO_SLICE) continue
      const at = next[slice[row]!]!++
      dealt.order[at] = place[row]!
      dealt.ascending[at] = ascending[i]!
    }
    return this.#slices.map(({ length }, s) => ({
      order: dealt.order.subarray(ends[s]! - length, ends[s]),
      ascending: dealt.ascending.subarray(ends[s]! - length, ends[s]),
    }))
  }

  #number(rows: number): void {
    if (this.#slices.length > NO_SLICE) throw new Error(`bug: ${this.#slices.length} slices in one segment`)
    this.#slice = new Uint8Array(rows).fill(NO_SLICE)
    this.#place = new Uint32Array(rows)
    this.#slices.forEach((members, slice) => {
      for (let i = 0; i < members.length; i++) {
        this.#slice[members[i]!] = slice
        this.#place[members[i]!] = i
      }
    })
  }
}

const UNLABELLED = 0xffffffff

/** Where each row stands among those with a label; null when all of them have one. */
function placesAmongLabelled({ labelled, rankedRows }: WholeTables): Uint32Array | null {
  if (labelled === null) return null
  const places = new Uint32Array(rankedRows).fill(UNLABELLED)
  for (let place = 0; place < labelled.length; place++) places[labelled[place]!] = place
  return places
}

function labelledOf(rows: Uint32Array, places: Uint32Array): Uint32Array {
  return rows.map((row) => places[row]!).filter((place) => place !== UNLABELLED)
}
