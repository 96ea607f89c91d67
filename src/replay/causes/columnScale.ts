import type { Column } from '../../core/batch.js'
import { changeColumns, scaleColumn } from './changeColumns.js'
import type { Change, Hypothesis, Search, Trial } from './hypothesis.js'
import { mendInputs, scaleUse } from './mend.js'
import { rescaling, UNIT_CHANGES, type Rescaling } from './units.js'
import { usedColumns } from './usedColumns.js'

/** More columns take too long to try one by one; all together are still tried. */
const MOST_COLUMNS = 60
/** Columns that can be found to be in other units at one time. */
const MOST_CHANGED = 6
/** The first column must take away so much of the distance, a further one so much of what is left. */
const WORTHWHILE = { first: 0.1, further: 0.25 }
/** Combinations that are followed at one time. */
const BEAM = 3

type Scaled = ReadonlyMap<string, Rescaling>

/** One or several columns in another unit than new was trained on, or not standardised as it expects. */
export const columnScale: Hypothesis = {
  cause: 'column-scale',
  async find(search): Promise<Trial | null> {
    const columns = usedColumns(search.batch, search.inputs, ['number', 'bool'])
    if (columns.length === 0) return null
    const all = await bestOf(search, allTogether(search, columns))
    const some = columns.length > MOST_COLUMNS ? null : await oneAfterTheOther(search, columns)
    const best = [all, some].filter((found) => found !== null).sort((a, b) => a.distance - b.distance)[0]
    return best === undefined ? null : trialOf(search, best.scaled)
  },
}

interface Found {
  readonly scaled: Scaled
  readonly distance: number
}

/** Every column standardised, or brought to 0..1: what a pipeline does before its model, and an export of the model alone does not. */
function allTogether(search: Search, columns: readonly string[]): readonly Scaled[] {
  return ([standardised, toUnitRange] as const).flatMap((of) => {
    const scaled = new Map(columns.flatMap((column) => pairOf(column, of(search, column))))
    return scaled.size < 2 ? [] : [scaled]
  })
}

function pairOf(column: string, change: Rescaling | null): [string, Rescaling][] {
  return change === null ? [] : [[column, change]]
}

function standardised({ facts }: Search, column: string): Rescaling | null {
  const found = facts(column)
  return found === null || !(found.spread > 0) ? null : rescaling(1 / found.spread, -found.mean / found.spread)
}

function toUnitRange({ facts }: Search, column: string): Rescaling | null {
  const found = facts(column)
  if (found === null || !(found.high > found.low)) return null
  const range = found.high - found.low
  return rescaling(1 / range, -found.low / range)
}

/**
 * The single changes that help most, then each with the next on top of it, for as long as it is worth while: of several columns in other units, none may
 * help much before the others do.
 */
async function oneAfterTheOther(search: Search, columns: readonly string[]): Promise<Found | null> {
  let beam: readonly Found[] = [{ scaled: new Map(), distance: search.now }]
  while (beam[0]!.scaled.size < MOST_CHANGED) {
    const wider = beam.flatMap(({ scaled }) =>
      columns
        .filter((column) => !scaled.has(column))
        .flatMap((column) => changesOf(search, column).map((change) => new Map([...scaled, [column, change]]))),
    )
    const next = await bestFew(search, wider)
    const worthwhile = beam[0]!.scaled.size === 0 ? WORTHWHILE.first : WORTHWHILE.further
    if (next.length === 0 || !(next[0]!.distance < beam[0]!.distance * (1 - worthwhile))) break
    beam = next
  }
  return beam[0]!.scaled.size === 0 ? null : refinePairs(search, beam[0]!)
}

/** Two columns in other units can make up for each other: each pair of those found is tried with every pair of changes. */
async function refinePairs(search: Search, found: Found): Promise<Found> {
  let best = found
  const columns = [...found.scaled.keys()]
  for (const [i, first] of columns.entries())
    for (const second of columns.slice(i + 1)) {
      const pairs = changesOf(search, first).flatMap((one) =>
        changesOf(search, second).map((other) => new Map(best.scaled).set(first, one).set(second, other)),
      )
      const refined = await bestOf(search, pairs)
      if (refined !== null && refined.distance < best.distance) best = refined
    }
  return best
}

function changesOf(search: Search, column: string): readonly Rescaling[] {
  const own = [standardised(search, column), toUnitRange(search, column)].filter((change) => change !== null)
  return [...UNIT_CHANGES, ...own]
}

async function bestOf(search: Search, candidates: readonly Scaled[]): Promise<Found | null> {
  return (await bestFew(search, candidates))[0] ?? null
}

/** Tried on a few cases first; the best of these on all. */
async function bestFew(search: Search, candidates: readonly Scaled[]): Promise<readonly Found[]> {
  const quick: Found[] = []
  for (const scaled of candidates) quick.push({ scaled, distance: await search.distance(changeOf(scaled), true) })
  quick.sort((a, b) => a.distance - b.distance)
  const whole: Found[] = []
  for (const { scaled } of quick.slice(0, 2 * BEAM))
    whole.push({ scaled, distance: await search.distance(changeOf(scaled)) })
  return whole.sort((a, b) => a.distance - b.distance).slice(0, BEAM)
}

function changeOf(scaled: Scaled): Change {
  const names = new Set(scaled.keys())
  const change = (column: Column): Column => scaleColumn(column, scaled.get(column.name)!)
  return { ask: (batch) => changeColumns(batch, names, change) }
}

function trialOf({ inputs }: Search, scaled: Scaled): Trial {
  const shown = [...scaled].map(([column, { shown: change }]) => `${column} ${change}`)
  return {
    cause: 'column-scale',
    change: changeOf(scaled),
    values: { n: scaled.size, columns: shown.join('; ') },
    mend: mendInputs(inputs, (use) => {
      const change = scaled.get(use.column)
      return change === undefined ? use : scaleUse(use, change)
    }),
  }
}
