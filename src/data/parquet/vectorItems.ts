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

type Numbers = Float64Array | Float32Array | Uint8Array

/** Copies numbers. Missing ones get whatever stands there: see `forEachMissing`. */
export function copyNumbers(vector: DuckDBVector, from: number, count: number, to: Numbers, at: number): void {
  const items = numbersOf(vector)
  if (items !== null) to.set(items.subarray(from, from + count), at)
  else for (let i = 0; i < count; i++) to[at + i] = Number(vector.getItem(from + i) ?? NaN)
}

export function forEachMissing(vector: DuckDBVector, from: number, count: number, miss: (i: number) => void): void {
  const bits = validityBits(vector)
  if (bits === null) return
  for (let i = 0; i < count; i++) {
    const item = from + i
    const missing = bits === undefined ? vector.getItem(item) === null : ((bits[item >> 3]! >> (item & 7)) & 1) === 0
    if (missing) miss(i)
  }
}
