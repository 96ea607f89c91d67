import type { InputMapping } from '../../core/result.js'

type Use = InputMapping['columns'][number]

/** The plan's line for new's inputs with each use of a column changed; only the inputs that change are written. Null when none does. */
export function mendInputs(inputs: readonly InputMapping[], change: (use: Use) => Use): string | null {
  const changed = inputs.flatMap(({ input, columns }) => {
    const uses = columns.map((use) => change(use))
    if (uses.every((use, i) => use === columns[i])) return []
    const written = uses.map(writeUse)
    return [`${name(input)}: ${uses.length === 1 ? written[0]! : `[${written.join(', ')}]`}`]
  })
  return changed.length === 0 ? null : `models: { new: { inputs: { ${changed.join(', ')} } } }`
}

/** One use after another: what is done to the set's column comes first, then what the plan does already. */
export function scaleUse(use: Use, { multiply, add }: { multiply: number; add: number }): Use {
  const [before, plus] = [use.multiply ?? 1, use.add ?? 0]
  const scaled = { multiply: shorten(multiply * before), add: shorten(add * before + plus) }
  return {
    column: use.column,
    ...(scaled.multiply === 1 ? {} : { multiply: scaled.multiply }),
    ...(scaled.add === 0 ? {} : { add: scaled.add }),
  }
}

/** Seven digits are more than any unit needs. */
export function shorten(value: number): number {
  return Number(value.toPrecision(7))
}

function writeUse({ column, multiply, add }: Use): string {
  if (multiply === undefined && add === undefined) return name(column)
  const parts = [
    `column: ${name(column)}`,
    ...(multiply === undefined ? [] : [`multiply: ${multiply}`]),
    ...(add === undefined ? [] : [`add: ${add}`]),
  ]
  return `{ ${parts.join(', ')} }`
}

/** As YAML reads it as this text and nothing else. */
export function name(text: string): string {
  const plain = /^[A-Za-z_][\w.-]*$/.test(text) && !/^(y|n|yes|no|true|false|on|off|null)$/i.test(text)
  return plain ? text : JSON.stringify(text)
}
