import { RecetteError } from './errors.js'

/** In characters. Labels and segments are named in every table, drawing and signed statement: what is longer is a text, or a broken file. */
const LONGEST = 1000

/** Refuses a value that cannot be a name; `what` begins the sentence. */
export function requireName(what: string, text: string): void {
  if (text.length <= LONGEST) return
  throw new RecetteError(
    'NAME_TOO_LONG',
    `${what} has ${text.length} characters, beginning with "${text.slice(0, 40)}…"; a name has at most ${LONGEST}.`,
    'Is it the column that is meant? Else look for a quote or a line end that is missing in the file.',
  )
}
