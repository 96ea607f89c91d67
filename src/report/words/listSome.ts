import { formatList } from '../numbers.js'
import type { Voice } from '../voice.js'

/** « a, b et 3 autres »: the first of a list, and how many more there are; one more is rather named than counted. */
export function listSome(voice: Voice, items: readonly string[], most: number): string {
  const more = items.length - most
  return formatList(voice.language, more > 1 ? [...items.slice(0, most), voice.say('word.others', { more })] : items)
}
