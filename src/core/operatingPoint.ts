import { z } from 'zod'
import { intervalSchema } from './estimate.js'

/** What a threshold makes of the cases of a set: shares, each with the cases below it. */
export const RATES = ['alertRate', 'recall', 'precision', 'specificity', 'f1'] as const
export type Rate = (typeof RATES)[number]

const perRate = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ alertRate: schema, recall: schema, precision: schema, specificity: schema, f1: schema })

const changeSchema = z.strictObject({ value: z.number(), interval: intervalSchema.nullable() })

export const operatingPointSchema = z.strictObject({
  /**
   * The new model at old's threshold, at its own where it operates at another, at the threshold with which it raises as many alerts as old, and
   * with which it finds as many of the positive cases.
   */
  at: z.enum(['same-threshold', 'own-threshold', 'equal-alert-rate', 'equal-recall']),
  /** Null: above every score, so that there is no alert at all. */
  threshold: z.number().nullable(),
  /** Of a threshold that was looked for. */
  thresholdInterval: intervalSchema.nullable(),
  /** Null where the cases do not tell, e.g. without labels. */
  rates: perRate(z.number().nullable()),
  /** New minus old at old's threshold, on the same cases. */
  changes: perRate(changeSchema.nullable()),
})

/** What keeping old's threshold with the new model does. An alert is an answer with the positive label. */
export const operatingEffectSchema = z.strictObject({
  set: z.string(),
  /** Of which head, where the models have several. */
  head: z.string().optional(),
  positive: z.string(),
  /** Cases, and among them those that have the positive label; null without labels. */
  n: z.int().min(1),
  positives: z.int().min(0).nullable(),
  /** Old's threshold; `assumed`: the plan has none, and 0.5 stands for it. */
  threshold: z.number(),
  assumed: z.boolean(),
  old: perRate(z.number().nullable()),
  /** (alerts of new - alerts of old) / alerts of old, at the same threshold; null where old raises too few. */
  relativeAlerts: changeSchema.nullable(),
  points: z.array(operatingPointSchema),
  /** Recall by alert rate over all thresholds, thinned; null without labels. */
  curves: z
    .strictObject({ old: z.array(z.tuple([z.number(), z.number()])), new: z.array(z.tuple([z.number(), z.number()])) })
    .nullable(),
})

export type OperatingPoint = z.infer<typeof operatingPointSchema>
export type OperatingEffect = z.infer<typeof operatingEffectSchema>
export type RateChange = z.infer<typeof changeSchema>
