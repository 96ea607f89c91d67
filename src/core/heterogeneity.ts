import { z } from 'zod'

/** Does the difference between old and new differ between the segments of one column? Evidence: it decides nothing. */
export const heterogeneitySchema = z.strictObject({
  set: z.string(),
  /** Of which head, where the models have several. */
  head: z.string().optional(),
  /** A column, or `region × plan`. */
  segment: z.string(),
  measure: z.enum(['accuracy', 'subsetAccuracy', 'mae']),
  /** Segments with enough cases to take part, and those with fewer. */
  segments: z.int().min(2),
  leftOut: z.int().min(0),
  q: z.number().min(0),
  degrees: z.int().min(1),
  pValue: z.number().min(0).max(1),
  iSquared: z.number().min(0).max(1),
  method: z.literal('cochran-q'),
})

export type SegmentHeterogeneity = z.infer<typeof heterogeneitySchema>
