import { z } from 'zod'

export const REDUCTIONS = ['none', 'mean', 'max', 'sum', 'argmax'] as const
export type Reduction = (typeof REDUCTIONS)[number]

/** One output as it was compared: which of each model's outputs it is, and what was done before comparing. */
export const comparedOutputSchema = z.strictObject({
  name: z.string(),
  old: z.string(),
  new: z.string(),
  /** The set's column that says which elements count; null = all. */
  mask: z.string().nullable(),
  /** Done after the mask. */
  reduce: z.enum(REDUCTIONS),
  /** Axis of the reduction as the model's shape counts it: 0 is the batch, -1 the last; null without a reduction. */
  axis: z.int().nullable(),
  /** Compared by this many nearest neighbours instead of number by number; null otherwise. */
  neighbours: z.int().min(1).nullable(),
})

export type ComparedOutput = z.infer<typeof comparedOutputSchema>
