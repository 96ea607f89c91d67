import type { Answerer } from './answerer.js'

/** Recorded answers to several questions, each from columns of its own, as one model that has several heads. */
export function joinAnswerers(heads: readonly Answerer[]): Answerer {
  const [first] = heads
  if (first === undefined) throw new Error('bug: no answerers to join')
  if (heads.length === 1) return first
  return {
    columns: [...new Set(heads.flatMap(({ columns }) => columns))],
    async answer(batch) {
      const answered = await Promise.all(heads.map((head) => head.answer(batch)))
      return {
        ...answered[0]!,
        heads: answered.map(({ predictions, answered: mask }) => ({ predictions, answered: mask })),
      }
    },
    noneKnown: (rows) => heads.map((head) => head.noneKnown?.(rows) ?? null).find((error) => error !== null) ?? null,
    async [Symbol.asyncDispose]() {
      await Promise.all(heads.map((head) => head[Symbol.asyncDispose]()))
    },
  }
}
