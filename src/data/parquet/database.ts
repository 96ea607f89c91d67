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

/** `read_parquet` of exactly this file: glob characters in its name are taken literally, and folder names add no columns. */
export function parquetTable(path: string): string {
  const literal = path.replace(/[[*?]/g, '[$&]')
  return `read_parquet(${sqlString(literal)}, hive_partitioning = false)`
}

export function sqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
