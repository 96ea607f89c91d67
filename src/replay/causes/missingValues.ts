import type { Batch, Column } from '../../core/batch.js'
import { changeColumns, isMissing } from './changeColumns.js'
import type { Change, Hypothesis, Search, Trial } from './hypothesis.js'
import { usedColumns } from './usedColumns.js'

/** Cases without a value that a column must have before anything is tried with it. */
const LEAST_CASES = 20
const MOST_COLUMNS = 60
const NUMBERS = [0, -1, -999, -9999, 999, 9999]
const TEXTS = ['missing', 'unknown', 'nan', 'NaN', 'None', 'NA', 'null']
/** Numbers that stand for "no value" in many a file. */
const STAND_INS = [-1, -999, -9999, 999, 9999, 0]

/** What has no value is given to new in another way than it was trained on. Only the cases that the change touches are looked at. */
export const missingValues: Hypothesis = {
  cause: 'missing-values',
  async find(search): Promise<Trial | null> {
    let best: { trial: Trial; gain: number } | null = null
    for (const candidate of candidates(search)) {
      const { change } = candidate
      const before = await search.distance({ rows: change.rows! })
      const after = await search.distance(change)
      const gain = (before - after) * change.rows!(search.batch).length
      if (gain > 0 && gain > (best?.gain ?? 0)) best = { trial: candidate, gain }
    }
    return best?.trial ?? null
  },
}

function candidates(search: Search): readonly Trial[] {
  const { batch } = search
  const names = usedColumns(batch, search.inputs, ['number', 'text']).slice(0, MOST_COLUMNS)
  const holes = names.filter((name) => rowsWith(batch, [name], isMissing).length >= LEAST_CASES)
  const numeric = holes.filter((name) => kindOf(batch, name) === 'number')
  const groups = [...holes.map((name) => [name]), ...(numeric.length > 1 ? [numeric] : [])]
  return [
    ...groups.flatMap((columns) => fillings(search, columns)),
    ...names.filter((name) => kindOf(batch, name) === 'number').flatMap((name) => emptyings(batch, name)),
  ]
}

function kindOf(batch: Batch, name: string): Column['kind'] | undefined {
  return batch.columns.find((column) => column.name === name)?.kind
}

function fillings(search: Search, columns: readonly string[]): readonly Trial[] {
  const rows = (batch: Batch): Uint32Array => rowsWith(batch, columns, isMissing)
  const trial = (fill: string, of: (column: Column) => Column): Trial => ({
    cause: 'missing-values',
    change: { ask: (batch) => changeColumns(batch, new Set(columns), of), rows },
    values: { way: 'filled', columns: columns.join(', '), n: columns.length, fill },
    mend: null,
  })
  if (kindOf(search.batch, columns[0]!) === 'text')
    return TEXTS.map((text) => trial(text, (column) => fillText(column, text)))
  const known = (column: Column, key: 'median' | 'mean'): number => search.facts(column.name)?.[key] ?? NaN
  return [
    ...NUMBERS.map((number) => trial(String(number).replace('-', '−'), (column) => fillNumber(column, number))),
    ...(['median', 'mean'] as const).map((key) => trial(key, (column) => fillNumber(column, known(column, key)))),
  ]
}

/** The other way round: a number that stands for "no value" is taken out. */
function emptyings(batch: Batch, name: string): readonly Trial[] {
  return STAND_INS.flatMap((standIn): Trial[] => {
    const isStandIn = (column: Column, row: number): boolean =>
      column.kind === 'number' && column.values[row] === standIn
    const rows = (from: Batch): Uint32Array => rowsWith(from, [name], isStandIn)
    const touched = rows(batch).length
    if (touched < LEAST_CASES || touched > batch.rows / 2) return []
    const change: Change = {
      ask: (from) => changeColumns(from, new Set([name]), (column) => empty(column, standIn)),
      rows,
    }
    const fill = String(standIn).replace('-', '−')
    return [{ cause: 'missing-values', change, values: { way: 'emptied', columns: name, n: 1, fill }, mend: null }]
  })
}

function rowsWith(
  batch: Batch,
  names: readonly string[],
  holds: (column: Column, row: number) => boolean,
): Uint32Array {
  const columns = batch.columns.filter(({ name }) => names.includes(name))
  const rows: number[] = []
  for (let row = 0; row < batch.rows; row++) if (columns.some((column) => holds(column, row))) rows.push(row)
  return Uint32Array.from(rows)
}

function fillNumber(column: Column, fill: number): Column {
  if (column.kind !== 'number') return column
  return { ...column, valid: null, values: column.values.map((value, row) => (isMissing(column, row) ? fill : value)) }
}

function empty(column: Column, standIn: number): Column {
  if (column.kind !== 'number') return column
  return { ...column, values: column.values.map((value) => (value === standIn ? NaN : value)) }
}

function fillText(column: Column, fill: string): Column {
  if (column.kind !== 'text') return column
  const code = column.dictionary.length
  return {
    ...column,
    valid: null,
    dictionary: [...column.dictionary, fill],
    codes: column.codes.map((old, row) => (isMissing(column, row) ? code : old)),
  }
}
