import { z } from 'zod'

/** What was edited since the seal. `before` and `after` are as the plan says it, or digests; null where there was none, or is none. */
export const sealChangeSchema = z.strictObject({
  what: z.enum(['criterion', 'confidence', 'basis', 'set', 'old']),
  /** Of a set; null elsewhere. */
  name: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

/** The seal that a run found beside its plan: its signature was good for the key that it names. */
export const sealingSchema = z.strictObject({
  /** Of the seal's bytes. */
  sha256: z.string(),
  sealedAt: z.string(),
  /** Fingerprint of the key. */
  key: z.string(),
  /** Who sealed, as they call themselves. */
  by: z.string().nullable(),
  changes: z.array(sealChangeSchema),
})

export type SealChange = z.infer<typeof sealChangeSchema>
export type Sealing = z.infer<typeof sealingSchema>
