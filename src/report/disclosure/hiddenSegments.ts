import { sliceKey, type Slice } from '../../core/estimate.js'
import { segmentOfSlice } from '../../core/segment.js'
import { isSmall } from './toldColumns.js'

/** One segment and how many cases it has. */
export interface CountedSlice {
  readonly slice: Slice
  readonly n: number
}

/**
 * The segments (by `sliceKey`) whose numbers nothing may show: those with fewer cases than the smallest cell, and as many of the least others
 * as it takes that none of the small ones follows by subtraction. Known to everybody are the number of cases of the set and of every segment
 * that is shown; the values of one column add up to the first, and a crossing of two columns adds up to the values of both.
 *
 * A hidden number is safe when there is a *move* that changes it and leaves all known sums as they are: one case more here, one less there.
 * That is a pair of values of one column; in a crossing a rectangle of four hidden cells, or a pair of cells that differ in hidden values only.
 * Complementary cell suppression in the words of disclosure control; the least number of cells is not sought.
 * @see Willenborg & de Waal 2001, Elements of Statistical Disclosure Control, Springer, ch. 6
 */
export function hiddenSegments(slices: readonly CountedSlice[], smallest: number): ReadonlySet<string> {
  const hidden = new Set<string>()
  const groups = new Map<string, CountedSlice[]>()
  for (const counted of slices) {
    const name = segmentOfSlice(counted.slice)
    groups.set(name, [...(groups.get(name) ?? []), counted])
  }
  for (const group of groups.values()) if (group[0]!.slice.length === 1) hideValues(group, smallest, hidden)
  // Values that are hidden for the sake of one crossing reach into the others.
  for (let before = -1; before < hidden.size;) {
    before = hidden.size
    for (const group of groups.values()) {
      const columns = group[0]!.slice.map(({ column }) => column)
      if (columns.length === 2 && !hideCells(group, smallest, hidden))
        hideAll([...group, ...columns.flatMap((column) => groups.get(column) ?? [])], hidden)
      else if (columns.length > 2 && group.some(({ n }) => isSmall(n, smallest))) hideAll(group, hidden)
    }
  }
  return hidden
}

/** Values of one column: at least two, of which nobody learns more than a sum that is no small number itself. */
function hideValues(values: readonly CountedSlice[], smallest: number, hidden: Set<string>): void {
  const chosen = values.filter(({ n }) => isSmall(n, smallest))
  const others = values.filter(({ n }) => n >= smallest).sort(bySize)
  // Each of k hidden values is at least one: a sum of k would tell every one of them.
  const isOpen = (): boolean => {
    const sum = chosen.reduce((total, { n }) => total + n, 0)
    return chosen.length === 1 || sum < Math.max(smallest, chosen.length + 1)
  }
  while (chosen.length > 0 && isOpen() && others.length > 0) chosen.push(others.shift()!)
  hideAll(chosen, hidden)
}

/**
 * Cells of a crossing: whatever belongs to a hidden value, whatever is small, and what it takes for each of them to have a move. False where
 * one has none: then neither the crossing nor the values of its columns can be told.
 */
function hideCells(cells: readonly CountedSlice[], smallest: number, hidden: Set<string>): boolean {
  const grid = new Crossing(cells, hidden)
  for (const cell of cells) if (isSmall(cell.n, smallest) || grid.hasHiddenValue(cell)) hidden.add(keyOf(cell))
  for (;;) {
    const open = cells.find((cell) => cell.n > 0 && hidden.has(keyOf(cell)) && grid.cheapestMove(cell)?.cost !== 0)
    if (open === undefined) return true
    const move = grid.cheapestMove(open)
    if (move === null) return false
    hideAll(move.cells, hidden)
  }
}

interface Move {
  readonly cells: readonly CountedSlice[]
  /** Cases in cells that would have to be hidden besides. */
  readonly cost: number
}

class Crossing {
  readonly #cells: readonly CountedSlice[]
  readonly #hidden: ReadonlySet<string>
  readonly #at: ReadonlyMap<string, CountedSlice>

  constructor(cells: readonly CountedSlice[], hidden: ReadonlySet<string>) {
    this.#cells = cells
    this.#hidden = hidden
    this.#at = new Map(cells.map((cell) => [placeOf(cell.slice[0]!.value, cell.slice[1]!.value), cell]))
  }

  hasHiddenValue({ slice }: CountedSlice): boolean {
    return slice.some((_, part) => this.#isHiddenValue(slice, part))
  }

  /** The move that changes this cell and hides the fewest cases besides; null where there is none. */
  cheapestMove(cell: CountedSlice): Move | null {
    const [row, column] = [cell.slice[0]!.value, cell.slice[1]!.value]
    let best: Move | null = null
    for (const corner of this.#cells) {
      const [otherRow, otherColumn] = [corner.slice[0]!.value, corner.slice[1]!.value]
      const moves = [this.#pair(cell, corner)]
      if (otherRow !== row && otherColumn !== column)
        moves.push(this.#rectangle(cell, corner, this.#find(row, otherColumn), this.#find(otherRow, column)))
      for (const move of moves) if (move !== null && (best === null || move.cost < best.cost)) best = move
    }
    return best
  }

  /** One more in two opposite corners, one less in the other two; each keeps at least one case. */
  #rectangle(a: CountedSlice, b: CountedSlice, c?: CountedSlice, d?: CountedSlice): Move | null {
    if (c === undefined || d === undefined) return null
    const possible = Math.min(c.n, d.n) >= 2 || (Math.min(a.n, b.n) >= 2 && Math.min(c.n, d.n) >= 1)
    return possible && b.n > 0 && c.n > 0 && d.n > 0 ? this.#costing([a, b, c, d]) : null
  }

  /** Two cells that lie in values which are hidden, wherever they do not lie in the same one. */
  #pair(a: CountedSlice, b: CountedSlice): Move | null {
    if (a === b || b.n === 0 || Math.max(a.n, b.n) < 2) return null
    const free = [0, 1].every(
      (part) =>
        a.slice[part]!.value === b.slice[part]!.value ||
        (this.#isHiddenValue(a.slice, part) && this.#isHiddenValue(b.slice, part)),
    )
    return free ? this.#costing([a, b]) : null
  }

  #costing(cells: readonly CountedSlice[]): Move {
    const more = cells.filter((cell) => !this.#hidden.has(keyOf(cell)))
    return { cells, cost: more.reduce((sum, { n }) => sum + n, 0) }
  }

  #find(row: string, column: string): CountedSlice | undefined {
    return this.#at.get(placeOf(row, column))
  }

  #isHiddenValue(slice: Slice, part: number): boolean {
    return this.#hidden.has(sliceKey([slice[part]!]) ?? '')
  }
}

function hideAll(slices: readonly CountedSlice[], hidden: Set<string>): void {
  for (const slice of slices) if (slice.n > 0) hidden.add(keyOf(slice))
}

function placeOf(row: string, column: string): string {
  return JSON.stringify([row, column])
}

function keyOf({ slice }: CountedSlice): string {
  return sliceKey(slice) ?? ''
}

function bySize(a: CountedSlice, b: CountedSlice): number {
  return a.n - b.n
}
