import type { Interval } from '../core/estimate.js'
import { meanInterval } from './meanInterval.js'
import { addToMoments, moments, type Moments } from './moments.js'
import { FEW_CASES } from './pairedMoments.js'

/** What the mean of one number a case needs: its moments, and the numbers themselves while they are few, for BCa. */
export interface CaseMean {
  moments: Moments
  few: number[] | null
}

export function emptyCaseMean(): CaseMean {
  return { moments: moments.empty(), few: [] }
}

export function addCase(state: CaseMean, value: number): void {
  addToMoments(state.moments, value)
  if (state.few === null) return
  if (state.moments.n > FEW_CASES) state.few = null
  else state.few.push(value)
}

export function mergeCaseMeans(a: CaseMean, b: CaseMean): CaseMean {
  moments.merge(a.moments, b.moments)
  a.few = a.few === null || b.few === null || a.moments.n > FEW_CASES ? null : [...a.few, ...b.few]
  return a
}

/** The mean with its t (or, for few cases, BCa) interval. */
export function caseMeanInterval(
  state: CaseMean,
  confidence: number,
  seed: number,
): { readonly value: number; readonly interval: Interval | null; readonly method: 'paired-t' | 'bca' } {
  return {
    value: moments.value(state.moments).mean,
    ...meanInterval(state.moments, state.few, confidence, seed),
  }
}
