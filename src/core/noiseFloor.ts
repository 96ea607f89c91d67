import { z } from 'zod'

/** How a model was asked again about cases that it had answered already. */
export const NOISE_CONDITIONS = ['repeat', 'one-by-one', 'odd-sizes', 'order', 'threads', 'recorded'] as const
export type NoiseCondition = (typeof NOISE_CONDITIONS)[number]

/** What asking again in one way changed. `recorded` is no second asking: it is the model's own answers of an earlier day. */
export const noiseConditionSchema = z.strictObject({
  condition: z.enum(NOISE_CONDITIONS),
  cases: z.int().min(0),
  largestScoreDifference: z.number(),
  /** Cases whose predicted label is another. */
  flips: z.int().min(0),
  /** Cases that moved by more than rounding explains. */
  unstable: z.int().min(0),
})

/** One model against itself. */
export const sideNoiseSchema = z.strictObject({
  cases: z.int().min(0),
  /** What a score may move by without being called unstable: 0.001 of a probability, 0.001 of the range of values. */
  tolerance: z.number(),
  /** Over every condition but `recorded`; cases are counted once. */
  largestScoreDifference: z.number(),
  flips: z.int().min(0),
  unstable: z.int().min(0),
  conditions: z.array(noiseConditionSchema),
})

/**
 * What each model changes when it answers the same cases again: a difference between old and new that is not larger than old's own says nothing
 * about new. The numbers outside `sides` are old's.
 */
export const noiseFloorSchema = z.strictObject({
  set: z.string(),
  /** Which head it is of, where the models have several: the one that moves most. */
  head: z.string().optional(),
  cases: z.int().min(0),
  largestScoreDifference: z.number(),
  flips: z.int().min(0),
  /** A side that is missing was not asked twice: it is called at an endpoint, or recorded. */
  sides: z.strictObject({ old: sideNoiseSchema.optional(), new: sideNoiseSchema.optional() }).optional(),
})

export type NoiseConditionResult = z.infer<typeof noiseConditionSchema>
export type SideNoise = z.infer<typeof sideNoiseSchema>
export type NoiseFloor = z.infer<typeof noiseFloorSchema>
