import { addPair, emptyPairedMoments, type PairedMoments } from '../stats/pairedMoments.js'
import type { CaseView } from './caseView.js'

/** |value - truth| of both sides, case by case. */
export function absoluteErrors({ values: { truth, old, new: newer } }: CaseView): PairedMoments {
  const pairs = emptyPairedMoments()
  for (let i = 0; i < truth.length; i++) addPair(pairs, Math.abs(old[i]! - truth[i]!), Math.abs(newer[i]! - truth[i]!))
  return pairs
}
