import type { DuckDBVector } from '@duckdb/node-api'

/**
 * The typed array behind a vector of numbers. The package keeps it private; a call for each value costs ten times more, and far
 * more where there are nulls. Null if another version of the package lays it out differently: the caller then goes by `getItem`.
 */
export function numbersOf(vector: DuckDBVector): Float64Array | Float32Array | null {
  const items: unknown = Reflect.get(vector, 'items')
  return items instanceof Float64Array || items instanceof Float32Array ? items : null
}

/** Bit `i` set = row `i` present; null = all present; undefined = not known this way. */
export function validityBits(vector: DuckDBVector): Uint8Array | null | undefined {
  const validity: unknown = Reflect.get(vector, 'validity')
  if (typeof validity !== 'object' || validity === null || Reflect.get(validity, 'offset') !== 0) return undefined
  const data: unknown = Reflect.get(validity, 'data')
  if (data === null) return null
  return data instanceof BigUint64Array ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : undefined
}

/** The 16-byte entries of a vector of texts: length, then the text itself up to 12 bytes, else a prefix and a pointer. */
export function textEntriesOf(vector: DuckDBVector): Uint8Array | null {
  const view: unknown = Reflect.get(vector, 'dataView')
  return view instanceof DataView ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength) : null
}
