import { addRocInfluences, rocPlacements } from './rocAuc.js'
import { rankScores } from './ranking.js'
import { sortWithOrder } from './sortOrder.js'
import { covarianceOfInfluences, varianceOfInfluences } from './influence.js'

export interface PairedAuc {
  readonly old: number
  readonly new: number
  readonly varianceOld: number
  readonly varianceNew: number
  readonly covariance: number
}

/**
 * Two AUCs on the same cases with DeLong's variances and covariance, in O(n log n). Needs both classes (NaN otherwise).
 * @see DeLong, DeLong & Clarke-Pearson 1988, Biometrics 44(3):837-845, doi:10.2307/2531595
 */
export function delong(old: Float64Array, newer: Float64Array, positive: Uint8Array): PairedAuc {
  const [a, b] = [old, newer].map((scores) => {
    const placements = rocPlacements(rankScores(sortWithOrder(scores), positive))
    const influences = new Float64Array(scores.length)
    addRocInfluences(placements, positive, 1, influences)
    return { auc: placements.auc, influences }
  }) as [{ auc: number; influences: Float64Array }, { auc: number; influences: Float64Array }]
  return {
    old: a.auc,
    new: b.auc,
    varianceOld: varianceOfInfluences(a.influences),
    varianceNew: varianceOfInfluences(b.influences),
    covariance: covarianceOfInfluences(a.influences, b.influences),
  }
}
