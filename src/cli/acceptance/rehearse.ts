import type { PairedBatch } from '../../core/predictions.js'
import type { Segment } from '../../core/segment.js'

/** Is shown every batch of paired cases before it is measured, with where it comes from, and says what is to be measured in its place. */
export type Rehearse = (
  batch: PairedBatch,
  where: { readonly set: string; readonly head: string | null; readonly segments: readonly Segment[] },
) => PairedBatch
