// The bench's stored set: seeded by row number, made by DuckDB, the same bytes of data on every machine.
import { DuckDBInstance } from '@duckdb/node-api'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'

export const COLUMNS = 20

/** Writes `rows` cases of 20 features in [-1, 1] and a label that a small network can learn, as Parquet. `first` shifts the seed. */
export async function makeSet(path, rows, first = 0) {
  if (existsSync(path)) return path
  mkdirSync(dirname(path), { recursive: true })
  const features = Array.from({ length: COLUMNS }, (_, j) => `(${uniform(j)})::FLOAT AS x${j}`)
  const signal = '1.5 * x0 - x1 + 2 * x2 * x3 + sin(3 * x4) + 0.7 * x5 * x5 - 0.5 * x6 + 0.3 * (x7 + x8 - x9)'
  const noise = uniform(31)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (
    SELECT * EXCLUDE (i), CASE WHEN ${signal} + 1.5 * (${noise}) > 0.2 THEN 'yes' ELSE 'no' END AS label
    FROM (SELECT i, ${features.join(', ')} FROM range(${first}, ${first + rows}) t(i))
  ) TO '${path}.tmp' (FORMAT parquet)`)
  connection.closeSync()
  renameSync(`${path}.tmp`, path)
  return path
}

/** SQL for the `j`-th number of row `i`, uniform in [-1, 1]. */
function uniform(j) {
  return `(hash(i * 32 + ${j}) % 2000003) / 1000001.5 - 1`
}
