import type { Change, Hypothesis, Search, Trial } from './hypothesis.js'
import { moveColumns } from './changeColumns.js'
import { mendInputs } from './mend.js'
import { usedColumns } from './usedColumns.js'

/** With more columns, pairs are too many to try; whole orders that have a reason still are. */
const MOST_COLUMNS = 30

/** Columns in another order than new takes them in: an order that has a reason, two exchanged, or whatever order fits place by place. */
export const columnOrder: Hypothesis = {
  cause: 'column-order',
  async find(search): Promise<Trial | null> {
    const groups = [
      usedColumns(search.batch, search.inputs, ['number', 'bool']),
      usedColumns(search.batch, search.inputs, ['text']),
    ].filter(({ length }) => length > 1)
    let best: Ordered | null = null
    for (const columns of groups) {
      const found = await bestOrder(search, columns)
      if (found !== null && (best === null || found.distance < best.distance)) best = found
    }
    return best === null || !(best.distance < search.now) ? null : trialOf(search, best)
  },
}

/** `order[i]` is the column whose values go into the place of columns[i]. */
interface Ordered {
  readonly columns: readonly string[]
  readonly order: readonly string[]
  readonly distance: number
}

async function bestOrder(search: Search, columns: readonly string[]): Promise<Ordered | null> {
  const orders = reasonableOrders(search, columns)
  if (columns.length <= MOST_COLUMNS) orders.push(await matchPlaces(search, columns))
  const tried = [{ columns, order: columns, distance: await search.distance({}, true) }]
  for (const order of orders)
    tried.push({ columns, order, distance: await search.distance(changeOf(columns, order), true) })
  tried.sort((a, b) => a.distance - b.distance)
  const start = tried[0]!
  const found = columns.length <= MOST_COLUMNS ? await exchangePairs(search, start) : start
  if (found.order.every((name, i) => name === columns[i])) return null
  return { ...found, distance: await search.distance(changeOf(columns, found.order)) }
}

/** By name, by name backwards, as in the set, backwards, and shifted by one (an index column that was there once). */
function reasonableOrders({ batch }: Search, columns: readonly string[]): (readonly string[])[] {
  const byName = columns.toSorted((a, b) => (a < b ? -1 : 1))
  const byNameAnyCase = columns.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  const asInSet = batch.columns.map(({ name }) => name).filter((name) => columns.includes(name))
  const shifted = [...columns.slice(1), columns[0]!]
  const shiftedBack = [columns.at(-1)!, ...columns.slice(0, -1)]
  return [byName, byNameAnyCase, byName.toReversed(), asInSet, columns.toReversed(), shifted, shiftedBack]
}

/** Every column tried in every place alone, and the places then given out one to one so that the sum of what each helped is largest. */
async function matchPlaces(search: Search, columns: readonly string[]): Promise<readonly string[]> {
  const n = columns.length
  const helped = new Float64Array(n * n)
  const now = await search.distance({}, true)
  for (let place = 0; place < n; place++)
    for (let column = 0; column < n; column++) {
      if (place === column) continue
      const order = columns.with(place, columns[column]!)
      const distance = await search.distance(changeOf(columns, order), true)
      helped[place * n + column] = Number.isFinite(distance) ? now - distance : -now
    }
  return Array.from(search.assign(helped, n), (column) => columns[column]!)
}

/** The exchange of two columns that helps most, again and again until none helps. */
async function exchangePairs(search: Search, start: Ordered): Promise<Ordered> {
  let best = start
  for (;;) {
    let next = best
    for (let i = 0; i < best.order.length; i++)
      for (let j = i + 1; j < best.order.length; j++) {
        const order = best.order.with(i, best.order[j]!).with(j, best.order[i]!)
        const distance = await search.distance(changeOf(best.columns, order), true)
        if (distance < next.distance) next = { ...best, order, distance }
      }
    if (next === best) return best
    best = next
  }
}

function changeOf(columns: readonly string[], order: readonly string[]): Change {
  const from = new Map(columns.map((column, i) => [column, order[i]!]))
  return { ask: (batch) => moveColumns(batch, from) }
}

function trialOf({ inputs }: Search, { columns, order }: Ordered): Trial {
  const moved = columns.filter((column, i) => order[i] !== column)
  const taken = new Map(columns.map((column, i) => [column, order[i]!]))
  return {
    cause: 'column-order',
    change: changeOf(columns, order),
    values: {
      n: moved.length,
      columns: moved.map((column) => `${column} ← ${taken.get(column)!}`).join('; '),
    },
    mend: mendInputs(inputs, (use) => {
      const source = taken.get(use.column)
      return source === undefined || source === use.column ? use : { ...use, column: source }
    }),
  }
}
