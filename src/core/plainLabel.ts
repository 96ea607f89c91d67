/**
 * A label without what belongs to its representation alone: blanks around it, the way a number or a truth value is written (`1.0` and `1`,
 * `True` and `true`), and how Unicode composes an accent. A difference of words, of case, or of leading zeros (`01` is a code) stays.
 */
export function plainLabel(label: string): string {
  const text = label.trim().normalize('NFC')
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase()
  if (!/^[+-]?(?:0|[1-9]\d*)?(?:\.\d*)?(?:e[+-]?\d+)?$/i.test(text) || !/\d/.test(text)) return text
  const number = Number(text)
  return Number.isFinite(number) ? String(number + 0) : text
}

/** As scikit-learn sorts `classes_`: numbers by size, then text by code unit. */
export function sortLabels(labels: Iterable<string>): string[] {
  return [...labels].sort((a, b) => {
    const [x, y] = [Number(a), Number(b)]
    if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y
    return a < b ? -1 : a > b ? 1 : 0
  })
}

/** Labels that say by themselves in which order they stand: the numbers from 0 on, and false before true. Expects them sorted. */
export function nameThemselves(labels: readonly string[]): boolean {
  const plain = labels.map(plainLabel)
  return plain.every((label, place) => label === String(place)) || plain.join() === 'false,true'
}
