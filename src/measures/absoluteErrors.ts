import { addPair, emptyPairedMoments } from '../stats/pairedMoments.js'
import type { CaseView, ClusteredMoments } from './caseView.js'

/** |value - truth| of both sides, case by case. */
export function absoluteErrors({
  values: { truth, old, new: newer },
  labelledSample: sample,
}: CaseView): ClusteredMoments {
  const pairs = emptyPairedMoments()
  for (let i = 0; i < truth.length; i++) addPair(pairs, Math.abs(old[i]! - truth[i]!), Math.abs(newer[i]! - truth[i]!))
  if (sample === null) return pairs
  const errors = (values: Float64Array) => values.map((value, i) => Math.abs(value - truth[i]!))
  return { ...pairs, cases: { old: errors(old), new: errors(newer), sample } }
}
