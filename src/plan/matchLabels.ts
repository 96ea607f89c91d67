import { sortLabels } from '../core/plainLabel.js'

/** A model's own labels in the words of the set, and why they are taken to be the same. */
export interface LabelMatch {
  readonly labels: readonly string[]
  readonly why: string
}

/**
 * Models and sets often write one label in two ways: a column of booleans becomes 0 and 1 in an artifact, and libraries that take
 * whole numbers only get them from an encoder that sorts the texts. Null when both have a label in common, so that nothing needs to
 * be guessed, and when nothing fits.
 */
export function matchLabels(own: readonly string[], set: readonly string[]): LabelMatch | null {
  if (own.some((label) => set.includes(label))) return null
  const spelled = own.map((label) => set.filter((other) => plainLabel(other) === plainLabel(label)))
  if (spelled.every(({ length }) => length === 1) && new Set(spelled.flat()).size === own.length)
    return { labels: spelled.flat(), why: `guessed: the artifact writes ${own.join(', ')}` }
  const arePlaces = own.length === set.length && own.every((label, index) => Number(label) === index)
  return arePlaces
    ? {
        labels: sortLabels(set),
        why: `guessed: the artifact has ${own.join(', ')}, taken for the labels of the set in sorted order`,
      }
    : null
}

/** `True`, `true`, `1` and `1.0` are the same. */
function plainLabel(label: string): string {
  const lower = label.trim().toLowerCase()
  if (lower === 'true') return '1'
  if (lower === 'false') return '0'
  const number = Number(lower)
  return lower === '' || Number.isNaN(number) ? lower : String(number)
}
