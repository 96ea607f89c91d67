import { z } from 'zod'
import { DTYPES } from './dtype.js'
import { imagePreparationSchema } from './image.js'
import { OUTPUT_MEANINGS } from './outputMeaning.js'
import { weightsSchema } from './weights.js'

const portSchema = z.strictObject({
  name: z.string(),
  dtype: z.enum(DTYPES),
  shape: z.array(z.int().nullable()),
  /** Of a quantised model: its numbers are multiples of this, and no finer. */
  step: z.number().optional(),
  /** Of an output whose labels the artifact tells by itself, in the order of its scores. */
  labels: z.array(z.string()).optional(),
})

/** How set columns become one model input. */
export const inputMappingSchema = z.strictObject({
  input: z.string(),
  columns: z.array(z.strictObject({ column: z.string(), multiply: z.number().optional(), add: z.number().optional() })),
  /** `declared` in the plan, or how it was guessed: `by-name`, `by-order`, `single-input`. */
  by: z.enum(['declared', 'by-name', 'by-order', 'single-input']),
  /** How the images of its one column are prepared. */
  image: imagePreparationSchema.optional(),
  /** It has no columns: it takes what an output gave for the case before, in the sequence that the column `group` names. */
  state: z
    .strictObject({ output: z.string(), initial: z.number(), group: z.string(), order: z.string().nullable() })
    .optional(),
})

export const outputMappingSchema = z.strictObject({
  /** The output that was read. */
  output: z.string(),
  /** What it was taken for. */
  meaning: z.enum(OUTPUT_MEANINGS),
  /** Labels in the order of the model's own score columns; null when the task has none. */
  labels: z.array(z.string()).nullable(),
  labelsFrom: z.enum(['plan', 'artifact', 'set', 'recording']).nullable(),
  by: z.enum(['declared', 'detected']),
  /** From which probability on a label is given: multilabel, for all labels or by label; classification, the positive label where the plan says so. */
  threshold: z.union([z.number(), z.record(z.string(), z.number())]).optional(),
})

/** The code that made a model's inputs from the set's columns. */
export const preparationSchema = z.strictObject({
  file: z.string(),
  /** Of the file; with further files, of their listing, as of a folder's. */
  sha256: z.string(),
  /** Files that it reads, named from its folder. */
  files: z.array(z.string()),
  /** What the model itself takes: the signature's inputs are those of the preparation. Null when it was not loaded. */
  modelInputs: z.array(portSchema).nullable(),
})

export const modelSchema = z.strictObject({
  /** As the plan names it: relative to the plan, no path of the machine. */
  artifact: z.string(),
  sha256: z.string(),
  bytes: z.int().min(0),
  /** E.g. `onnx`, `tfjs-layers`, `tfjs-graph`, `predictions`. */
  format: z.string(),
  runtime: z.string(),
  /** Null for recorded predictions. */
  signature: z
    .strictObject({ inputs: z.array(portSchema), outputs: z.array(portSchema), labels: z.array(z.string()).optional() })
    .nullable(),
  mapping: z
    .strictObject({
      inputs: z.array(inputMappingSchema),
      output: outputMappingSchema,
      /** How the model takes several cases, where it does not take any number at once. */
      batch: z
        .strictObject({ is: z.union([z.literal('absent'), z.int().min(1)]), by: z.enum(['declared', 'detected']) })
        .optional(),
    })
    .nullable(),
  trusted: z.boolean(),
  /** Where the runtime can look at them. */
  weights: weightsSchema.optional(),
  /** Only where the plan has one. */
  prepare: preparationSchema.optional(),
})

export type InputMapping = z.infer<typeof inputMappingSchema>
export type OutputMapping = z.infer<typeof outputMappingSchema>
export type ModelRecord = z.infer<typeof modelSchema>
export type PreparationRecord = z.infer<typeof preparationSchema>
