import type { Builder } from './builder.js'
import type { PlanPath, Refusal } from './problemList.js'

/** A quantity that may be left out; one that cannot be read is a problem, and `otherwise` stands in for it. */
export function accept(
  written: string | number | undefined,
  parse: (written: string | number) => number | Refusal,
  otherwise: number,
  path: PlanPath,
  { problems }: Builder,
): number {
  if (written === undefined) return otherwise
  const parsed = parse(written)
  if (typeof parsed === 'number') return parsed
  problems.refuse(path, { ...parsed, message: `${path.join('.')}: ${parsed.message}` })
  return otherwise
}
