import { RecetteError } from '../../core/errors.js'

/** One line's object. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Begins the text that stands for a whole number beyond 2^53, digit for digit as it was written. */
const WIDE = '\0'

const SHOWN = 60

/** The object on a line; null where the line is blank. Python's NaN and Infinity, which JSON does not know, are taken as well. */
export function parseLine(text: string, line: number, shown: string): JsonObject | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const found = parse(trimmed, line, shown)
  if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found as JsonObject
  const what = Array.isArray(found) ? 'a list' : found === null ? 'null' : `a ${typeof found}`
  throw new RecetteError(
    'SET_UNREADABLE',
    `${shown}, line ${line} holds ${what}; each line must be one object, {"key": value, …}.`,
    Array.isArray(found) ? 'Write the objects of the list on a line each (jq -c ".[]").' : 'Export the file again.',
    { at: { file: shown, line } },
  )
}

function parse(text: string, line: number, shown: string): unknown {
  try {
    return JSON.parse(/\d{16}/.test(text) ? repair(text) : text)
  } catch (error) {
    if (/NaN|Infinity/.test(text)) {
      try {
        return JSON.parse(repair(text))
      } catch {
        // Told below, in the words of the line as it stands.
      }
    }
    throw notJson(text, line, shown, error)
  }
}

/** What is no JSON, or would lose digits, as something that is: texts are skipped over. */
function repair(text: string): string {
  const token = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
  return text.replace(token, (found) => {
    if (found.startsWith('"')) return found
    if (found === 'NaN') return 'null'
    if (found.endsWith('Infinity')) return found.startsWith('-') ? '-1e999' : '1e999'
    return /^-?\d+$/.test(found) && !Number.isSafeInteger(Number(found)) ? `"\\u0000${found}"` : found
  })
}

/** The digits of a whole number that a double cannot hold; null for anything else. */
export function wideNumber(value: string): string | null {
  return value.startsWith(WIDE) ? value.slice(1) : null
}

function notJson(text: string, line: number, shown: string, cause: unknown): RecetteError {
  const excerpt = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
  const pretty = text === '{' || text === '['
  return new RecetteError(
    'SET_UNREADABLE',
    `${shown}, line ${line} is not JSON: ${excerpt}`,
    pretty
      ? 'Write each object on one line (jq -c .).'
      : 'Each line must be one whole object; a last line that breaks off comes from an export that did not finish. Export the file again.',
    { at: { file: shown, line }, cause },
  )
}
