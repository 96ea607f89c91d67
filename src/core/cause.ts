import { z } from 'zod'
import { intervalSchema } from './estimate.js'

/** The usual reasons for which a handover fails badly. */
export const CAUSES = [
  'label-order',
  'column-order',
  'column-scale',
  'output-scale',
  'output-shift',
  'double-softmax',
  'image-preparation',
  'picture-preparation',
  'missing-values',
  'constant',
] as const
export type CauseCode = (typeof CAUSES)[number]

const beforeAfter = { before: z.number(), after: z.number() }

/**
 * A probable cause: a change that brings new's answers far nearer to old's, found on one half of a sample and confirmed on the other. `before` is new as
 * it was compared, `after` new with the change; nothing else in the result was made with it.
 */
export const causeSchema = z.strictObject({
  cause: z.enum(CAUSES),
  set: z.string(),
  /** Of which head, where the models have several. */
  head: z.string().optional(),
  /** Cases of the confirming half. */
  n: z.int().min(1),
  /** For the message's placeholders: `columns`, `labels`, `change`… */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Share of cases with old's label; null for other tasks. */
  agreement: z.strictObject(beforeAfter).nullable(),
  /** Mean distance to old's answers: half the sum of the scores' differences, or the difference of values in mean deviations of old's. */
  distance: z.strictObject(beforeAfter).nullable(),
  /** 1 - after / before of the distance, with its 99 % interval. */
  reduction: z.number().nullable(),
  interval: intervalSchema.nullable(),
  /** Against what is right, where the set says so. */
  truth: z.strictObject({ measure: z.enum(['accuracy', 'mae']), ...beforeAfter }).nullable(),
  /** What to write in the plan to test with the change; null where no key of the plan says it. */
  mend: z.string().nullable(),
})

export type Cause = z.infer<typeof causeSchema>
