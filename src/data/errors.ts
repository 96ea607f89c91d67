import { RecetteError, type Position } from '../core/errors.js'

/** 2^53: from here on a double no longer tells neighbouring whole numbers apart. */
export const UNSAFE_INTEGER = 2 ** 53

export function unreadable(shown: string, format: string, cause: unknown): RecetteError {
  const reason = firstLine(cause).replace(/^(IO Error|Invalid Input Error|Invalid Error):\s*/, '')
  return new RecetteError(
    'SET_UNREADABLE',
    `${shown} cannot be read as ${format}: it is truncated, corrupt, or something else (${reason}).`,
    'Copy the file again from its source and compare its sha256 with the sender; or export it again.',
    { at: { file: shown }, cause },
  )
}

export function wideInteger(shown: string, column: string, row: number, value: string): RecetteError {
  return new RecetteError(
    'SET_INTEGER_TOO_LARGE',
    `${shown}: column "${column}", row ${row + 1} holds the whole number ${value}, beyond 2^53, where numbers can no longer be told apart.`,
    `If it is an identifier or a code, declare it as text in the card: columns: [{ name: ${quoteYaml(column)}, type: utf8 }].`,
    { at: { file: shown } },
  )
}

export function raggedTensor(
  shown: string,
  column: string,
  row: number,
  found: string,
  expected: readonly number[],
): RecetteError {
  return new RecetteError(
    'SET_RAGGED_TENSOR',
    `${shown}: column "${column}", row ${row + 1} holds ${found}; every row before it holds a list of shape [${expected.join(', ')}].`,
    'Pad or cut the lists to one length before they are stored: every case must have the same shape.',
    { at: { file: shown } },
  )
}

export function duplicateColumn(
  shown: string,
  name: string,
  first: number,
  second: number,
  at: Position,
): RecetteError {
  return new RecetteError(
    'SET_DUPLICATE_COLUMN',
    `${shown} has two columns called "${name}" (number ${first + 1} and number ${second + 1}).`,
    'Rename one of them in the file: columns are known by their names.',
    { at },
  )
}

/** Throws at the first name that stands twice. */
export function refuseDuplicateColumns(shown: string, names: readonly string[], at: Position = { file: shown }): void {
  const seen = new Map<string, number>()
  for (const [index, name] of names.entries()) {
    const first = seen.get(name)
    if (first !== undefined) throw duplicateColumn(shown, name, first, index, at)
    seen.set(name, index)
  }
}

/** A column name as it can stand in YAML. */
export function quoteYaml(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : JSON.stringify(name)
}

export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n')[0]!.trim()
}
