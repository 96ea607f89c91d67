import type { Field } from '../core/batch.js'
import type { ArtifactSpec } from '../core/spec.js'

/**
 * The shape of one case of each input that is known to be filled: by the columns that the plan maps to it, or by a column of the very
 * name. For artifacts that do not tell what they take: they are tried with it.
 */
export function givenShapes(
  { inputs = {} }: ArtifactSpec,
  fields: readonly Field[],
): Record<string, readonly number[]> {
  const byName = fields.map((field) => [field.name, shapeOf([field])] as const)
  const mapped = Object.entries(inputs).map(([name, uses]) => {
    const columns = uses.map((use) => fields.find((field) => field.name === use.column))
    return [name, shapeOf(columns)] as const
  })
  return Object.fromEntries([...byName, ...mapped].flatMap(([name, shape]) => (shape === null ? [] : [[name, shape]])))
}

/** Null where a column is not there, which is told where columns are mapped. */
function shapeOf(columns: readonly (Field | undefined)[]): readonly number[] | null {
  const [first] = columns
  if (first === undefined || columns.includes(undefined)) return null
  if (first.kind === 'tensor') return first.shape ?? null
  return columns.length === 1 ? [] : [columns.length]
}
