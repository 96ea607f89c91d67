import type { Field } from '../../core/batch.js'
import { RecetteError } from '../../core/errors.js'
import type { CsvDialect } from '../../core/spec.js'
import type { CsvColumn } from './fillCsv.js'
import { detectDecimal, inferColumn, type InferredColumn } from './inferColumn.js'
import { readRecords, type CsvLayout } from './readRecords.js'
import { dateReader, isoDates, isoTimestamps, type DateReader } from './readDate.js'

export interface InferredFields {
  readonly fields: readonly Field[]
  readonly columns: readonly CsvColumn[]
  readonly decimal: '.' | ','
  readonly detected: Readonly<Record<string, string>>
}

const SAMPLE_ROWS = 10_000

/** Types by the first 10,000 rows, or as the card declares them. */
export async function inferFields(
  layout: CsvLayout,
  declared: CsvDialect,
  declaredTypes: ReadonlyMap<string, Field['type']>,
): Promise<InferredFields> {
  const samples = await sampleColumns(layout)
  const decimal = declared.decimal ?? detectDecimal(samples, layout.dialect.delimiter)
  const declaredDates = declared.dateFormat === undefined ? null : dateReader(declared.dateFormat)
  const fields: Field[] = []
  const columns: CsvColumn[] = []
  const seen: { name: string; column: InferredColumn }[] = []
  for (const [index, name] of layout.names.entries()) {
    const declaredType = declaredTypes.get(name)
    const column =
      declaredType === undefined
        ? inferColumn(samples[index]!, decimal, declaredDates)
        : ofDeclaredType(declaredType, samples[index]!, decimal, declaredDates)
    fields.push({ name, kind: column.kind, type: column.type })
    columns.push({ name, index, dates: column.dates ?? null, inferred: declaredType === undefined })
    seen.push({ name, column })
  }
  return { fields, columns, decimal, detected: describe(decimal, seen) }
}

/** The first values of every column. */
async function sampleColumns(layout: CsvLayout): Promise<string[][]> {
  const samples: string[][] = layout.names.map(() => [])
  for await (const { rows, text, bounds, width } of readRecords(layout)) {
    for (let row = 0; row < rows && samples[0]!.length < SAMPLE_ROWS; row++) {
      for (let column = 0; column < width; column++) {
        const bound = (row * width + column) * 2
        samples[column]!.push(text.slice(bounds[bound], bounds[bound + 1]))
      }
    }
    if (samples[0]!.length >= SAMPLE_ROWS) break
  }
  if (samples[0]!.length === 0) {
    throw new RecetteError(
      'SET_NO_ROWS',
      `${layout.file.shown} holds column names (${layout.names.slice(0, 5).join(', ')}${layout.names.length > 5 ? ', …' : ''}) and not a single case.`,
      'Export the set again with its rows: nothing can be compared on it.',
      { at: { file: layout.file.shown, line: 1 } },
    )
  }
  return samples
}

function ofDeclaredType(
  type: Field['type'],
  values: readonly string[],
  decimal: string,
  declaredDates: DateReader | null,
): InferredColumn {
  if (type === 'utf8') return { kind: 'text', type, missingWords: [] }
  if (type === 'bool') return { kind: 'bool', type, missingWords: [] }
  if (type !== 'date32' && type !== 'timestamp') return { kind: 'number', type, missingWords: [] }
  const inferred = inferColumn(values, decimal, declaredDates)
  const usual = type === 'date32' ? isoDates : isoTimestamps
  const dates = inferred.dates?.type === type ? inferred.dates : declaredDates?.type === type ? declaredDates : usual
  return {
    kind: 'text',
    type,
    dates,
    missingWords: inferred.missingWords,
    ...(inferred.ambiguousDates === true && dates === inferred.dates ? { ambiguousDates: true } : {}),
  }
}

function describe(decimal: string, seen: readonly { name: string; column: InferredColumn }[]): Record<string, string> {
  const dates = seen
    .filter(({ column }) => column.dates !== undefined)
    .map(
      ({ name, column }) =>
        `${name}: ${column.dates!.format}${column.ambiguousDates === true ? ' (day and month cannot be told apart: day first assumed)' : ''}`,
    )
  const words = [...new Set(seen.flatMap(({ column }) => column.missingWords))].sort()
  return {
    decimal,
    ...(dates.length === 0 ? {} : { dates: dates.join(', ') }),
    missing: words.length === 0 ? 'empty fields' : `empty fields; ${words.join(', ')} outside text columns`,
  }
}
