import { z } from 'zod'
import { measureOptionsSchema } from './criterion.js'
import { MEASURE_NAMES, type MeasureName } from './measureCatalog.js'

/** A closed interval [low, high]; both finite, low <= high. */
export const intervalSchema = z.tuple([z.number(), z.number()])

/** A subset of the cases: every condition holds. Null (where a slice is asked for) = all cases. */
export const sliceSchema = z.array(z.strictObject({ column: z.string(), value: z.string() })).min(1)

export const measureNameSchema = z.enum(MEASURE_NAMES as readonly [MeasureName, ...MeasureName[]])

export const estimateSchema = z.strictObject({
  measure: measureNameSchema,
  options: measureOptionsSchema,
  set: z.string(),
  slice: sliceSchema.nullable(),
  /** `difference` is new - old in the measure's unit, whatever the direction; `pair` is about both at once, or about the set. */
  of: z.enum(['old', 'new', 'difference', 'pair']),
  /** Null when it cannot be computed; `reason` says why. Never NaN. */
  value: z.number().nullable(),
  interval: intervalSchema.nullable(),
  /** (new - old) / old with its interval, on differences where the old value is safely away from zero; else null. */
  relative: z.strictObject({ value: z.number(), interval: intervalSchema.nullable() }).nullable().optional(),
  /** Cases behind the value. */
  n: z.int().min(0),
  /** With clusters or weights: as many independent cases of equal weight would leave as much room for what was not seen. */
  effectiveN: z.number().positive().optional(),
  unit: z.enum(['proportion', 'number', 'target', 'ms', 'per-second', 'bytes', 'dB']),
  /** How the interval was made, e.g. `tango-score`, `wilson`, `delong`, `multinomial-bootstrap`, `paired-t`; METHODS.md has each. */
  method: z.string(),
  reason: z.string().nullable().optional(),
})

export type Interval = z.infer<typeof intervalSchema>
export type Slice = z.infer<typeof sliceSchema>
export type Estimate = z.infer<typeof estimateSchema>

/** `region=Sud, plan=pro`, or `null` for all cases: how messages and keys name a slice. */
export function sliceKey(slice: Slice | null): string | null {
  return slice === null ? null : slice.map(({ column, value }) => `${column}=${value}`).join(', ')
}
