import type { Result } from '../core/result.js'

export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** The plan's languages that Recette speaks, in the plan's order; English if it speaks none of them. */
export function languagesOf(result: Result): readonly [Language, ...Language[]] {
  const known = [...new Set(result.plan.languages)].filter((name): name is Language =>
    (LANGUAGES as readonly string[]).includes(name),
  )
  const [first, ...rest] = known
  return first === undefined ? ['en'] : [first, ...rest]
}
