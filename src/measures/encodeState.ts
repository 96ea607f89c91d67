/** Plain JSON that stands for a state with typed arrays, maps and NaN in it. */
export type EncodedState =
  null | boolean | number | string | readonly EncodedState[] | { readonly [key: string]: EncodedState }

const ARRAYS = { Float64Array, Uint32Array, Int32Array, Uint8Array } as const

/** Typed arrays become base64 (little-endian, exact), maps their entries, and numbers that JSON cannot say their names. */
export function encodeState(value: unknown): EncodedState {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { $number: Object.is(value, -0) ? '-0' : String(value) }
  if (Array.isArray(value)) return value.map(encodeState)
  if (value instanceof Map) return { $map: [...value].map(([key, item]) => [encodeState(key), encodeState(item)]) }
  if (ArrayBuffer.isView(value))
    return {
      $array: value.constructor.name,
      base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
    }
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encodeState(item)]))
  throw new TypeError(`encodeState: a ${typeof value} is no state`)
}

export function decodeState(encoded: EncodedState): unknown {
  if (encoded === null || typeof encoded !== 'object') return encoded
  if (isList(encoded)) return encoded.map(decodeState)
  if (typeof encoded['$number'] === 'string') return Number(encoded['$number'])
  if (encoded['$map'] !== undefined) return new Map(decodeState(encoded['$map']) as [unknown, unknown][])
  const name = encoded['$array']
  if (typeof name === 'string') {
    const bytes = Uint8Array.from(Buffer.from(String(encoded['base64']), 'base64'))
    return new ARRAYS[name as keyof typeof ARRAYS](bytes.buffer)
  }
  return Object.fromEntries(Object.entries(encoded).map(([key, item]) => [key, decodeState(item)]))
}

function isList(encoded: EncodedState): encoded is readonly EncodedState[] {
  return Array.isArray(encoded)
}
