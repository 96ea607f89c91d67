/**
 * The words of a column's name, for guesses: case, accents and punctuation do not count, and `customerId`, `Customer ID` and
 * `customer_id` are the same two words.
 */
export function columnWords(name: string): readonly string[] {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The words in one text, to compare two names. */
export function plainName(name: string): string {
  return columnWords(name).join(' ')
}
