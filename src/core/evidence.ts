import { z } from 'zod'
import { measureOptionsSchema } from './criterion.js'
import { intervalSchema, measureNameSchema } from './estimate.js'

/** Aggregates behind the report's drawings; counts only, no case and no identifier. */

const count = z.int().min(0)

/** Two-dimensional histogram: `counts[row][column]`, row = y bin from low to high. */
const gridSchema = z.strictObject({
  xEdges: z.array(z.number()),
  yEdges: z.array(z.number()),
  counts: z.array(z.array(count)),
})

/** Joint counts of label, old answer and new answer: confusion matrices, flips and class changes all follow from it. */
const jointCountsSchema = z.strictObject({
  labels: z.array(z.string()),
  /** [truth, old, new, cases] as indices into labels; truth is -1 when the set has no labels. Zero cells are left out. */
  cells: z.array(z.tuple([z.int(), z.int(), z.int(), count])),
})

const calibrationBinSchema = z.strictObject({
  low: z.number(),
  high: z.number(),
  n: count,
  /** Mean score and share of cases in which it was right; null in an empty bin. */
  meanScore: z.number().nullable(),
  fraction: z.number().nullable(),
  interval: intervalSchema.nullable(),
})

const brierPartsSchema = z.strictObject({ reliability: z.number(), resolution: z.number(), uncertainty: z.number() })

const lineFigureSchema = z.strictObject({ value: z.number(), interval: intervalSchema })
const lineSchema = { intercept: lineFigureSchema, slope: lineFigureSchema }

export const classEvidenceSchema = z.strictObject({
  kind: z.literal('classes'),
  joint: jointCountsSchema,
  /** Flips by the old model's confidence (its highest score); empty without scores or labels. */
  flipsByConfidence: z.array(
    z.strictObject({ low: z.number(), high: z.number(), cases: count, negative: count, positive: count }),
  ),
  /** Answers that changed by the old model's confidence, labelled or not; left out without scores. */
  changesByConfidence: z
    .array(z.strictObject({ low: z.number(), high: z.number(), cases: count, changed: count }))
    .optional(),
  /** Of the positive class, or of the predicted class when there are more than two; null without scores or labels. */
  calibration: z
    .strictObject({
      of: z.string().nullable(),
      old: z.array(calibrationBinSchema),
      new: z.array(calibrationBinSchema),
      /** Two labels: logistic recalibration (0 and 1 for a calibrated model), and Spiegelhalter's z; left out where it cannot be fitted. */
      lines: z
        .strictObject({
          old: z.strictObject({ ...lineSchema, z: z.number().nullable() }),
          new: z.strictObject({ ...lineSchema, z: z.number().nullable() }),
          difference: z.strictObject(lineSchema),
        })
        .optional(),
      /** Two labels of which one is positive: the Brier score's parts over these bins. */
      brier: z.strictObject({ old: brierPartsSchema, new: brierPartsSchema }).optional(),
    })
    .nullable(),
  /** Old (x) against new (y) score of the same class as `calibration`; null without scores. */
  scores: gridSchema.nullable(),
})

export const labelSetEvidenceSchema = z.strictObject({
  kind: z.literal('label-sets'),
  /** Cases to which both models give the same set of labels. */
  same: count,
  /** Cases whose whole set of labels is answered exactly, by both models or by one; null without known labels. */
  exact: z.strictObject({ both: count, onlyOld: count, onlyNew: count, n: count }).nullable(),
  /** Cases of each label by `4 (has it) + 2 (old gives it) + 1 (new gives it)`; without known labels the 4 is never there. */
  labels: z.array(z.strictObject({ label: z.string(), counts: z.array(count).length(8) })),
})

export const valueEvidenceSchema = z.strictObject({
  kind: z.literal('values'),
  /** Bland-Altman: mean of the two (x) against new - old (y); bias and its 95 % limits of agreement. */
  blandAltman: z.strictObject({ bias: z.number(), limits: intervalSchema, n: count, grid: gridSchema }).nullable(),
  /** Old value (x) against new value (y). */
  scores: gridSchema.nullable(),
  /** Absolute error quantiles; null without labels. */
  errorQuantiles: z.array(z.strictObject({ probability: z.number(), old: z.number(), new: z.number() })).nullable(),
})

export const tensorEvidenceSchema = z.strictObject({
  kind: z.literal('tensors'),
  outputs: z.array(
    z.strictObject({
      output: z.string(),
      kind: z.enum(['numbers', 'texts', 'unlike']),
      /** Of a case, after mask and reduction; null where it changes or differs between the two sides. */
      shape: z.array(count).nullable(),
      cases: count,
      /** Cases of which the mask left nothing. */
      maskedCases: count,
      elements: count,
      equal: count,
      /** The same infinity on both sides. */
      equalInfinities: count,
      /** NaN, or an infinity on one side alone, and the first row of the set (1-based) that has one. */
      notFinite: count,
      notFiniteRow: z.int().min(1).nullable(),
      /** Old is zero, new is not. */
      zeroBaseline: count,
      /** Elements that differ, by the power of ten of |new - old|: `counts[i]` from 10^(from + i) to 10^(from + i + 1). */
      differences: z.strictObject({ from: z.int(), counts: z.array(count) }),
      /** The sample in which neighbours were looked for. */
      neighbours: z.strictObject({ k: z.int().min(1), cases: count }).nullable(),
    }),
  ),
})

/** One column (or a model's score) in two sets. */
export const driftEvidenceSchema = z.strictObject({
  column: z.string(),
  kind: z.enum(['number', 'category']),
  /** `columns`: reference against this set (same exam?); `scores`: old against new on this set. */
  about: z.enum(['columns', 'scores']),
  referenceN: count,
  n: count,
  referenceMissing: count,
  missing: count,
  /** Bin edges for numbers (one more than the shares), category names for categories: `null` for the rest, put together, or for each where no card says that they are not personal. */
  edges: z.array(z.number()).nullable(),
  categories: z.array(z.string().nullable()).nullable(),
  referenceShares: z.array(z.number()),
  shares: z.array(z.number()),
  /** Secondary: chi-square or KS p-value. */
  pValue: z.number().nullable(),
})

/** How often chance alone would carry a column that has not changed over a threshold of the plan, in sets of these sizes. */
export const falseAlarmSchema = z.strictObject({
  measure: measureNameSchema,
  options: measureOptionsSchema,
  threshold: z.number(),
  /** Columns that the threshold is about, and rows of the reference and of the set behind them. */
  columns: z.int().min(1),
  referenceN: count,
  n: count,
  /** For one column, the likeliest of them; for at least one of all. */
  oneColumn: z.number().min(0).max(1),
  anyColumn: z.number().min(0).max(1),
})

export const evidenceSchema = z.strictObject({
  set: z.string(),
  /** Of which head, where the models have several. */
  head: z.string().optional(),
  outcome: z
    .discriminatedUnion('kind', [
      classEvidenceSchema,
      labelSetEvidenceSchema,
      valueEvidenceSchema,
      tensorEvidenceSchema,
    ])
    .nullable(),
  drift: z.array(driftEvidenceSchema),
  /** Columns whose texts are nearly all different, here and in the reference: no drift of theirs is measured. */
  identifiers: z.array(z.string()).optional(),
  /** Only where the plan puts a bound on drift. */
  falseAlarms: z.array(falseAlarmSchema).optional(),
})

export type Grid = z.infer<typeof gridSchema>
export type ClassEvidence = z.infer<typeof classEvidenceSchema>
export type LabelSetEvidence = z.infer<typeof labelSetEvidenceSchema>
export type ValueEvidence = z.infer<typeof valueEvidenceSchema>
export type TensorEvidence = z.infer<typeof tensorEvidenceSchema>
export type DriftEvidence = z.infer<typeof driftEvidenceSchema>
export type FalseAlarm = z.infer<typeof falseAlarmSchema>
export type Evidence = z.infer<typeof evidenceSchema>
