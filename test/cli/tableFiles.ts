import { DuckDBInstance } from '@duckdb/node-api'
import { tableFromArrays, tableToIPC, vectorFromArray, Utf8, Float64 } from 'apache-arrow'
import { writeFileSync } from 'node:fs'

/** A small table: text and numbers, in the order of its columns. */
export type Columns = Readonly<Record<string, readonly string[] | readonly number[]>>

/** The columns of a plain CSV text; those named are numbers. */
export function columnsOf(csv: string, numbers: readonly string[]): Columns {
  const [header, ...rows] = csv
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  return Object.fromEntries(
    header!.map((name, index) => {
      const texts = rows.map((row) => row[index]!)
      return [name, numbers.includes(name) ? texts.map(Number) : texts]
    }),
  )
}

export function writeArrow(path: string, columns: Columns): void {
  const vectors = Object.entries(columns).map(([name, values]) => [
    name,
    areNumbers(values) ? vectorFromArray(values, new Float64()) : vectorFromArray(values, new Utf8()),
  ])
  writeFileSync(path, tableToIPC(tableFromArrays(Object.fromEntries(vectors)), 'file'))
}

/** Through DuckDB, from the CSV at `csvPath`; `numbers` become doubles, everything else text. */
export async function writeParquet(path: string, csvPath: string, columns: Columns): Promise<void> {
  const types = Object.entries(columns).map(
    ([name, values]) => `'${name}': '${areNumbers(values) ? 'DOUBLE' : 'VARCHAR'}'`,
  )
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await connection.run(
      `COPY (SELECT * FROM read_csv('${csvPath}', header = true, columns = {${types.join(', ')}})) TO '${path}' (FORMAT parquet)`,
    )
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

function areNumbers(values: readonly string[] | readonly number[]): values is readonly number[] {
  return typeof values[0] === 'number'
}
