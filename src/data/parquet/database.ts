import type { DuckDBConnection } from '@duckdb/node-api'

/**
 * One DuckDB in memory for the process: it reads Parquet and keeps nothing. Bounded memory and threads, no extension from the
 * network, no scratch files.
 */
export async function connect(): Promise<DuckDBConnection> {
  database ??= open()
  return (await database).connect()
}

type Database = Awaited<ReturnType<typeof open>>
let database: Promise<Database> | undefined

async function open() {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  return DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '512MB',
    temp_directory: '',
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
}

/** `read_parquet` of exactly this file; the names of its folders add no columns. */
export function parquetTable(path: string): string {
  return `read_parquet(${literalPath(path)}, hive_partitioning = false)`
}

/** A path as an SQL string in which glob characters stand for themselves. */
export function literalPath(path: string): string {
  return `'${path.replace(/[[*?]/g, '[$&]').replaceAll("'", "''")}'`
}

export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
