import { z } from 'zod'
import { AVERAGES, MEASURE_NAMES, type MeasureName } from './measureCatalog.js'

export const measureOptionsSchema = z.strictObject({
  average: z.enum(AVERAGES).optional(),
  class: z.string().optional(),
  bins: z.int().min(2).max(1000).optional(),
  column: z.string().optional(),
  output: z.string().optional(),
  /** One of several heads of the models; see `HeadPlan`. */
  head: z.string().optional(),
  axis: z.int().optional(),
  rtol: z.number().min(0).optional(),
  k: z.int().min(1).optional(),
  debiased: z.literal(true).optional(),
  binning: z.enum(['equalWidth', 'equalMass']).optional(),
})

/** `point` = percentage point (0.01); `percent` = of the old value for a difference, of 1 for a bound on a proportion; `own` = the measure's unit. */
export const amountSchema = z.strictObject({ value: z.number(), unit: z.enum(['point', 'percent', 'own']) })

/** What is demanded. Amounts of `maxDegradation` and `minImprovement` are never negative: direction belongs to the measure. */
export const demandSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('maxDegradation'), margin: amountSchema }),
  z.strictObject({ kind: z.literal('minImprovement'), margin: amountSchema }),
  z.strictObject({ kind: z.literal('atLeast'), bound: amountSchema }),
  z.strictObject({ kind: z.literal('atMost'), bound: amountSchema }),
  z.strictObject({ kind: z.literal('within'), low: amountSchema, high: amountSchema }),
])

/** One demand of the plan (or of its preset), with every default filled in. */
export const criterionSchema = z.strictObject({
  /** Stable within a plan: the measure's key, the demand, and what narrows it. */
  id: z.string(),
  measure: z.enum(MEASURE_NAMES as readonly [MeasureName, ...MeasureName[]]),
  options: measureOptionsSchema,
  demand: demandSchema,
  /** One set's name; null = every set of role test or validation. */
  on: z.string().nullable(),
  /** Judged in each value of the segment with this name (a column, or `region × plan`); null = over all cases. */
  by: z.string().nullable(),
  /** Segments with fewer cases are inconclusive, and say so. */
  minCases: z.int().min(0),
  basis: z.enum(['sample', 'fixed']),
  /** `warn`: reported, never blocks. */
  level: z.enum(['error', 'warn']),
  /** Reason for which this criterion is set aside by agreement; null = it counts. */
  waived: z.string().nullable(),
  from: z.enum(['plan', 'preset', 'inferred']),
})

export type Amount = z.infer<typeof amountSchema>
export type Demand = z.infer<typeof demandSchema>
export type Criterion = z.infer<typeof criterionSchema>
