import { z } from 'zod'

/** What the weights of an artifact are, whatever file, names and wrapper they stand in. */
export const weightsSchema = z.strictObject({
  /** SHA-256 over the sorted types, shapes and digests of all tensors: their names do not count. */
  sha256: z.string(),
  /** Digest of the same numbers in any arrangement (transposed, renamed, in double precision); null where too few say anything. */
  valuesSha256: z.string().nullable(),
  tensors: z.int().min(0),
  elements: z.int().min(0),
  /** Elements by the type that they are stored in. */
  stored: z.record(z.string(), z.int().min(0)),
})

export type WeightsRecord = z.infer<typeof weightsSchema>

/** One tensor that says something: its size, and digests of its numbers in single and in half precision, in no order. */
export type WeightPart = readonly [elements: number, single: string, half: string]

/** What a host tells of the weights that it loaded. */
export interface WeightsReport {
  readonly sha256: string
  readonly tensors: number
  readonly elements: number
  readonly stored: Readonly<Record<string, number>>
  /** The tensors of floats that say something, sorted. */
  readonly parts: readonly WeightPart[]
  /** All floats, stored in single precision or more, are numbers that half precision holds exactly: `float16`, or `bfloat16`. */
  readonly rounded: 'float16' | 'bfloat16' | null
}
