import { z } from 'zod'

/** How the cases of a set were counted, where the plan names clusters or weights. Numbers only: no cluster is named. */
export const sampleFactsSchema = z.strictObject({
  /** The plan's columns. */
  cluster: z.string().nullable(),
  weight: z.string().nullable(),
  /** Clusters among the compared cases, cases in the largest, and cases that name none; null without a cluster column. */
  clusters: z.int().min(0).nullable(),
  largest: z.int().min(0).nullable(),
  unnamed: z.int().min(0).nullable(),
  /** Kish's number: as many clusters (cases, where there are weights alone) of equal weight are as good. */
  effective: z.number().min(0),
  /** How much larger the variance of the set's first measure is than that of as many independent cases of equal weight; null where nothing varies. */
  designEffect: z.number().min(0).nullable(),
})

export type SampleFacts = z.infer<typeof sampleFactsSchema>
