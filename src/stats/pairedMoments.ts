import { addToMoments, moments, type Moments } from './moments.js'

/**
 * What paired means need: moments of old, new and new - old. The difference has its own moments, because where two models nearly agree
 * its variance cannot be recovered from the other two.
 */
export interface PairedMoments {
  old: Moments
  new: Moments
  difference: Moments
}

export function emptyPairedMoments(): PairedMoments {
  return { old: moments.empty(), new: moments.empty(), difference: moments.empty() }
}

export function addPair(state: PairedMoments, old: number, newer: number): void {
  addToMoments(state.old, old)
  addToMoments(state.new, newer)
  addToMoments(state.difference, newer - old)
}

export function mergePairedMoments(a: PairedMoments, b: PairedMoments): PairedMoments {
  moments.merge(a.old, b.old)
  moments.merge(a.new, b.new)
  moments.merge(a.difference, b.difference)
  return a
}

/** Covariance of old and new per case (n - 1 in the denominator), from the variances of both and of the difference. */
export function pairedCovariance(state: PairedMoments): number {
  return (state.old.m2 + state.new.m2 - state.difference.m2) / 2 / (state.difference.n - 1)
}
