import { z } from 'zod'
import { intervalSchema, sliceSchema } from './estimate.js'

/**
 * What a case loses when the new model takes over: `accuracy` and `hammingLoss` of labels, `mae` of values. In a set without labels there is
 * no loss, only change: `agreement` of answers, `absoluteChange` of values.
 */
export const SEARCH_SUBJECTS = ['accuracy', 'hammingLoss', 'mae', 'agreement', 'absoluteChange'] as const

const count = z.int().min(0)

/** A slice that was found on one half of the cases and confirmed on the other; every number here is of the confirming half. */
const foundSliceSchema = z.strictObject({
  slice: sliceSchema,
  n: count,
  /** The measure's own values in the slice; null where it is about both models at once. */
  old: z.number().nullable(),
  new: z.number().nullable(),
  /** new - old (`accuracy`, `hammingLoss`, `mae`), or the pair's own value (`agreement`, `absoluteChange`), with its interval. */
  value: z.number(),
  interval: intervalSchema,
  method: z.string(),
  /** The same over all other cases of that half. */
  elsewhere: z.number(),
  /** One-sided, of "no worse than elsewhere, and no worse than old"; adjusted by Holm over the slices that were to be confirmed, and for both directions. */
  pValue: z.number(),
  adjustedPValue: z.number(),
})

/** The search for the segments in which the new model loses most, over the columns of one set. Never a part of the verdict. */
export const sliceSearchSchema = z.strictObject({
  set: z.string(),
  /** Of which head, where the models have several. */
  head: z.string().optional(),
  measure: z.enum(SEARCH_SUBJECTS),
  unit: z.enum(['proportion', 'target']),
  columns: z.array(z.string()),
  /** Columns that were left out, and why: `personal`, `too-many-values`, `one-value`, `too-many-columns`. */
  leftOut: z.array(z.strictObject({ column: z.string(), reason: z.string() })),
  /** Cases of the set with a known loss, those that were searched (a sample of larger sets), and of these each half. */
  cases: count,
  searched: count,
  exploredCases: count,
  confirmedCases: count,
  /**
   * Where cases come in clusters, of which none stands in both halves: as many of equal weight as each half is worth. A slice, like all other cases,
   * needs at least `fewest` of them.
   */
  clusters: z.strictObject({ explored: count, confirmed: count, fewest: z.int().min(1) }).optional(),
  /** Fewest cases of a slice, in each half. */
  minCases: z.int().min(1),
  depth: z.int().min(1).max(2),
  /** Each half explores once, and the other confirms: slices of one column and of two that were tried, and how many stood out, both times together. */
  candidates: z.strictObject({ one: count, two: count }),
  standOut: count,
  /** What was put to the test on the half that had not chosen it. */
  tested: count,
  /** Of Benjamini and Hochberg where a half explores; of Holm where the other confirms, for both directions together. */
  exploreLevel: z.number(),
  level: z.number(),
  /** Smaller losses are not told. In the unit. */
  leastLoss: z.number(),
  found: z.array(foundSliceSchema),
})

export type SearchSubject = (typeof SEARCH_SUBJECTS)[number]
export type SliceSearch = z.infer<typeof sliceSearchSchema>
export type FoundSlice = SliceSearch['found'][number]
