import { DataType, TimeUnit, type Field as ArrowField } from 'apache-arrow'
import type { Field } from '../../core/batch.js'
import type { DType } from '../../core/dtype.js'

/** How one column of an Arrow file becomes a column of batches. */
export interface ArrowColumn {
  readonly kind: Field['kind']
  readonly type: Field['type']
  readonly read:
    | 'number'
    | 'integer64'
    | 'decimal'
    | 'float16'
    | 'bool'
    | 'text'
    | 'dictionary'
    | 'number-as-text'
    | 'time'
    | 'null'
    | 'list-as-text'
    | 'tensor'
    | 'bytes'
    | 'bytes-in-struct'
  /** Of times: how many microseconds the stored number counts, and whether the text is a date, a time of day, a local time or an instant. */
  readonly time?: { readonly micros: number; readonly as: 'date' | 'clock' | 'local' | 'instant' }
}

/** The column of an Arrow field; null if no batch can hold it. `asText`: whole numbers as written. */
export function arrowColumn(field: ArrowField, asText: boolean): ArrowColumn | null {
  const { type } = field
  if (DataType.isInt(type)) {
    const name = `${type.isSigned ? '' : 'u'}int${type.bitWidth}` as DType
    if (asText) return { kind: 'text', type: 'utf8', read: 'number-as-text' }
    return { kind: 'number', type: name, read: type.bitWidth === 64 ? 'integer64' : 'number' }
  }
  if (DataType.isFloat(type)) {
    const bits = type.ArrayType === Float64Array ? 64 : type.ArrayType === Float32Array ? 32 : 16
    if (asText) return { kind: 'text', type: 'utf8', read: 'number-as-text' }
    return { kind: 'number', type: `float${bits}`, read: bits === 16 ? 'float16' : 'number' }
  }
  if (DataType.isDecimal(type))
    return asText
      ? { kind: 'text', type: 'utf8', read: 'number-as-text' }
      : { kind: 'number', type: 'float64', read: 'decimal' }
  if (DataType.isBool(type)) return { kind: 'bool', type: 'bool', read: 'bool' }
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return { kind: 'text', type: 'utf8', read: 'text' }
  if (DataType.isDictionary(type))
    return DataType.isUtf8(type.dictionary) || DataType.isLargeUtf8(type.dictionary)
      ? { kind: 'text', type: 'utf8', read: 'dictionary' }
      : null
  // A column of which nothing is known: missing numbers, as in the other formats.
  if (DataType.isNull(type)) return { kind: 'number', type: 'float64', read: 'null' }
  if (isBinary(type)) return { kind: 'bytes', type: 'binary', read: 'bytes' }
  // An image column of a Hugging Face data set: { bytes, path }.
  if (DataType.isStruct(type) && type.children.some((child) => child.name === 'bytes' && isBinary(child.type)))
    return { kind: 'bytes', type: 'binary', read: 'bytes-in-struct' }
  return timeColumn(type) ?? tensorColumn(type)
}

/** A list of texts or numbers as JSON; null if the column is none. */
export function listAsText({ type }: ArrowField): ArrowColumn | null {
  if (!isList(type)) return null
  const element: DataType = type.children[0]!.type
  const isText = DataType.isUtf8(element) || DataType.isLargeUtf8(element) || DataType.isDictionary(element)
  if (!isText && !DataType.isInt(element) && !DataType.isFloat(element) && !DataType.isBool(element)) return null
  return { kind: 'text', type: 'utf8', read: 'list-as-text' }
}

const MICROS: Readonly<Record<TimeUnit, number>> = {
  [TimeUnit.SECOND]: 1e6,
  [TimeUnit.MILLISECOND]: 1e3,
  [TimeUnit.MICROSECOND]: 1,
  [TimeUnit.NANOSECOND]: 1e-3,
}

function timeColumn(type: DataType): ArrowColumn | null {
  if (DataType.isDate(type)) {
    const micros = type.unit === 0 ? 86_400e6 : 1e3
    return { kind: 'text', type: 'date32', read: 'time', time: { micros, as: 'date' } }
  }
  if (DataType.isTimestamp(type)) {
    const isInstant = type.timezone !== null && type.timezone !== undefined && type.timezone !== ''
    const time = { micros: MICROS[type.unit], as: isInstant ? 'instant' : 'local' } as const
    return { kind: 'text', type: 'timestamp', read: 'time', time }
  }
  if (DataType.isTime(type))
    return { kind: 'text', type: 'utf8', read: 'time', time: { micros: MICROS[type.unit], as: 'clock' } }
  return null
}

/** Lists, lists of lists...: of numbers, as float32 unless they need float64; of truth values; of texts. */
function tensorColumn(type: DataType): ArrowColumn | null {
  if (!isList(type)) return null
  let element: DataType = type
  while (isList(element)) element = element.children[0]!.type
  if (DataType.isBool(element)) return { kind: 'tensor', type: 'bool', read: 'tensor' }
  if (DataType.isUtf8(element) || DataType.isLargeUtf8(element)) return { kind: 'tensor', type: 'utf8', read: 'tensor' }
  if (DataType.isInt(element))
    return { kind: 'tensor', type: element.bitWidth <= 16 ? 'float32' : 'float64', read: 'tensor' }
  if (!DataType.isFloat(element)) return null
  return { kind: 'tensor', type: element.ArrayType === Float64Array ? 'float64' : 'float32', read: 'tensor' }
}

function isBinary(type: DataType): boolean {
  return DataType.isBinary(type) || DataType.isLargeBinary(type) || DataType.isFixedSizeBinary(type)
}

export function isList(type: DataType): boolean {
  return DataType.isList(type) || DataType.isLargeList(type) || DataType.isFixedSizeList(type)
}
