/**
 * What stands for a missing value in columns of numbers, booleans and dates. In text columns only the empty field is missing: "NA" may be
 * Namibia and "None" a category, and a table from Parquet would keep them.
 */
export const MISSING_WORDS: ReadonlySet<string> = new Set([
  'NA',
  'N/A',
  'n/a',
  'na',
  '#N/A',
  'NaN',
  'nan',
  'NULL',
  'Null',
  'null',
  'None',
  'none',
  '?',
])

export function isMissing(text: string): boolean {
  return text === '' || MISSING_WORDS.has(text) || text.trim() === ''
}

/** `inf`, `-Infinity`...: numbers, as Parquet and Arrow hold them; undefined if `text` is none of them. */
export function infinity(text: string): number | undefined {
  const match = /^([+-]?)inf(inity)?$/i.exec(text)
  return match === null ? undefined : match[1] === '-' ? -Infinity : Infinity
}
