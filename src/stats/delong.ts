import type { Linearised } from './linearised.js'
import { rocAuc } from './rocAuc.js'
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
  const [a, b] = [areaOf(old, positive), areaOf(newer, positive)]
  return {
    old: a.value,
    new: b.value,
    varianceOld: varianceOfInfluences(a.influences),
    varianceNew: varianceOfInfluences(b.influences),
    covariance: covarianceOfInfluences(a.influences, b.influences),
  }
}

function areaOf(scores: Float64Array, positive: Uint8Array): Linearised {
  return rocAuc(rankScores(sortWithOrder(scores), positive))
}
