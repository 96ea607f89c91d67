import type { TextColumn } from '../core/batch.js'

/**
 * The labels that stand in one text: between separators, or (without one) as a list is written by JSON, Python or numpy. A list of texts
 * as JSON is one even where there is a separator: a set may hold lists, and recorded answers text. Null when it is no list. Blanks around a label do not count, nor does an empty one.
 */
export function labelsOfText(text: string, separator: string | undefined): readonly string[] | null {
  if (separator !== undefined && !/^\[(".*")?\]$/s.test(text))
    return text
      .split(separator)
      .map((label) => label.trim())
      .filter((label) => label !== '')
  const written = text.trim()
  if (!/^[[({].*[\])}]$/s.test(written)) return null
  const inner = written.slice(1, -1)
  const labels: string[] = []
  // What is left when every quoted and every bare word is taken out must be nothing but commas and blanks.
  const rest = inner.replace(
    /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[^\s,'"]+/gs,
    (word, double?: string, single?: string) => {
      const quoted = double ?? single
      labels.push(quoted === undefined ? word : unescape(quoted))
      return ''
    },
  )
  return /^[\s,]*$/.test(rest) ? labels : null
}

function unescape(quoted: string): string {
  return quoted.replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/gs, (_, escaped: string) => {
    if (escaped.length > 1) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
    return { n: '\n', t: '\t', r: '\r' }[escaped] ?? escaped
  })
}

/** Why a text of labels cannot be read. */
export type TextTrouble =
  | { readonly kind: 'no-list' }
  | { readonly kind: 'unknown'; readonly label: string }
  | { readonly kind: 'repeated'; readonly label: string }
  | { readonly kind: 'width'; readonly found: number }

export interface TextRules {
  /** Index of each label that the texts may name. */
  readonly index: ReadonlyMap<string, number>
  readonly separator: string | undefined
  /** The text is a list of 0 and 1, one for each of these labels. */
  readonly order: readonly string[] | undefined
  /** Throws. */
  readonly refuse: (trouble: TextTrouble, text: string, row: number) => never
}

/** Which labels each text names, as indices into the labels; every distinct text is read once. */
export function labelSetReader({
  index,
  separator,
  order,
  refuse,
}: TextRules): (column: TextColumn, row: number) => Uint32Array {
  const known: Uint32Array[] = []
  const read = (text: string, row: number): Uint32Array => {
    const written = labelsOfText(text, separator)
    if (written === null) return refuse({ kind: 'no-list' }, text, row)
    const found = order === undefined ? written : namedBy(written, order, (trouble) => refuse(trouble, text, row))
    const indices = found.map((label) => index.get(label) ?? refuse({ kind: 'unknown', label }, text, row))
    const repeated = found.find((label, i) => found.indexOf(label) !== i)
    if (repeated !== undefined) refuse({ kind: 'repeated', label: repeated }, text, row)
    return Uint32Array.from(indices)
  }
  return ({ codes, dictionary }, row) => {
    const code = codes[row]!
    return (known[code] ??= read(dictionary[code]!, row))
  }
}

function namedBy(
  written: readonly string[],
  order: readonly string[],
  refuse: (trouble: TextTrouble) => never,
): readonly string[] {
  const wrong = written.find((value) => !/^(0|1|0\.0|1\.0|true|false)$/i.test(value))
  if (written.length !== order.length || wrong !== undefined) refuse({ kind: 'width', found: written.length })
  return order.filter((_, i) => /^(1|1\.0|true)$/i.test(written[i]!))
}
