import { z } from 'zod'
import { measureOptionsSchema } from './criterion.js'
import { intervalSchema, measureNameSchema, sliceSchema } from './estimate.js'

/** Tests of two models on the same cases: evidence beside the estimates, never a part of the verdict. METHODS.md has each. */
export const COMPARISON_TESTS = [
  'mcnemar-exact',
  'mcnemar-mid-p',
  'delong',
  'paired-t',
  'stuart-maxwell',
  'bhapkar',
  'limits-of-agreement',
  'concordance',
  'deming',
  'passing-bablok',
  'non-inferiority',
  'superiority',
  'bound',
  'equivalence',
] as const

/** What a test estimates besides its p-value. */
export const TESTED_QUANTITIES = [
  'only-old',
  'only-new',
  'discordant',
  'bias',
  'deviation',
  'low-limit',
  'high-limit',
  'concordance',
  'correlation',
  'accuracy',
  'slope',
  'intercept',
] as const

export const comparisonTestSchema = z.strictObject({
  /** Of which head, where the models have several. */
  head: z.string().optional(),
  test: z.enum(COMPARISON_TESTS),
  set: z.string(),
  slice: sliceSchema.nullable(),
  /** The measure that is tested, where it is about one. */
  measure: measureNameSchema.optional(),
  options: measureOptionsSchema.optional(),
  /** `id` of the criterion whose margin is tested. */
  criterion: z.string().optional(),
  statistic: z.number().nullable(),
  degrees: z.number().nullable(),
  /** Two-sided for a test of "no difference", one-sided for one of a margin. */
  pValue: z.number().min(0).max(1).nullable(),
  estimates: z.array(
    z.strictObject({
      name: z.enum(TESTED_QUANTITIES),
      value: z.number(),
      /** At the plan's confidence. */
      interval: intervalSchema.nullable(),
    }),
  ),
  /** Cases behind it: with `sampled`, those of a sample of the set. */
  n: z.int().min(0),
  sampled: z.literal(true).optional(),
  /** Of what the p-value of a margin was made: `tango-score`, `wilson-score`, `student`, or `interval` (a normal approximation). */
  method: z.string().optional(),
  /** Why there is no number. */
  reason: z.string().optional(),
})

export type ComparisonTest = z.infer<typeof comparisonTestSchema>
export type TestName = ComparisonTest['test']
export type TestedQuantity = ComparisonTest['estimates'][number]['name']
