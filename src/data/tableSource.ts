import type { Batch, Field } from '../core/batch.js'
import type { Position } from '../core/errors.js'

/** What a reader of one format gives: the same thing, whatever the format. */
export interface TableSource {
  readonly fields: readonly Field[]
  /** Null when only reading everything would tell. */
  readonly rows: number | null
  /** How the file was taken, for the report: delimiter, encoding, columns left aside... */
  readonly detected: Readonly<Record<string, string>>
  /** Columns that the file has and no batch can hold, with the reason. */
  readonly ignored: ReadonlyMap<string, string>
  /** The columns `fields`, in that order, `batchRows` rows at a time (fewer in the last batch only). */
  batches(fields: readonly Field[], batchRows: number, signal: AbortSignal | undefined): AsyncIterable<Batch>
  positionOf?(row: number): Position | undefined
}
