import { z } from 'zod'
import { intervalSchema } from './estimate.js'

const ratioSchema = z.strictObject({ value: z.number(), interval: intervalSchema.nullable() })

const sideSchema = z.strictObject({
  /** Cases that were timed twice. */
  cases: z.int().min(1),
  /** Second over first time of the same case by the same model: of all (geometric mean), and of quantiles. */
  ratio: ratioSchema,
  /** Null where the cases are too few for an interval. */
  p50: ratioSchema.nullable(),
  p95: ratioSchema.nullable(),
  p99: ratioSchema.nullable(),
})

/** What the machine alone does to times: each model against itself, timed among the calls from which the comparison is made. */
export const latencyNoiseSchema = z.strictObject({
  set: z.string(),
  old: sideSchema.nullable(),
  new: sideSchema.nullable(),
})

export type LatencyNoise = z.infer<typeof latencyNoiseSchema>
export type SideLatencyNoise = z.infer<typeof sideSchema>
