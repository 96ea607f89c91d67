import type { MeasureName } from '../core/measureCatalog.js'
import { absoluteDifferenceP99 } from './absoluteDifferenceP99.js'
import { accuracy } from './accuracy.js'
import { agreement } from './agreement.js'
import { argmaxAgreement } from './argmaxAgreement.js'
import { averagePrecision } from './averagePrecision.js'
import { balancedAccuracy } from './balancedAccuracy.js'
import { brier } from './brier.js'
import { cohenKappa } from './cohenKappa.js'
import { cosineSimilarity } from './cosineSimilarity.js'
import { concordance } from './concordance.js'
import { coverage } from './coverage.js'
import { cramersV } from './cramersV.js'
import { decisionCost } from './decisionCost.js'
import { discreteAgreement } from './discreteAgreement.js'
import { domainClassifierAuc } from './domainClassifierAuc.js'
import { exactAgreement } from './exactAgreement.js'
import { expectedCalibrationError } from './expectedCalibrationError.js'
import { f1 } from './f1.js'
import { hammingLoss } from './hammingLoss.js'
import { jensenShannon } from './jensenShannon.js'
import { ks } from './ks.js'
import { largestAbsoluteDifference } from './largestAbsoluteDifference.js'
import { largestRelativeDifference } from './largestRelativeDifference.js'
import { largestScoreDifference } from './largestScoreDifference.js'
import { latencyP50 } from './latencyP50.js'
import { latencyP95 } from './latencyP95.js'
import { latencyP99 } from './latencyP99.js'
import { limitsOfAgreement } from './limitsOfAgreement.js'
import { latencyRatio } from './latencyRatio.js'
import { logLoss } from './logLoss.js'
import { mae } from './mae.js'
import { matthewsCorrelation } from './matthewsCorrelation.js'
import { meanAbsoluteDifference } from './meanAbsoluteDifference.js'
import { meanAbsolutePercentageError } from './meanAbsolutePercentageError.js'
import { meanError } from './meanError.js'
import { meanRelativeDifference } from './meanRelativeDifference.js'
import { meanScoreDifference } from './meanScoreDifference.js'
import { medianAbsoluteError } from './medianAbsoluteError.js'
import { missingRateDifference } from './missingRateDifference.js'
import { negativeFlipRate } from './negativeFlipRate.js'
import { neighbourOverlap } from './neighbourOverlap.js'
import { newCategoryRate } from './newCategoryRate.js'
import { peakMemory } from './peakMemory.js'
import { positiveFlipRate } from './positiveFlipRate.js'
import { precision } from './precision.js'
import { psi } from './psi.js'
import { r2 } from './r2.js'
import { recall } from './recall.js'
import { relativeDifferenceP99 } from './relativeDifferenceP99.js'
import { rmse } from './rmse.js'
import { rocAuc } from './rocAuc.js'
import { signalToNoise } from './signalToNoise.js'
import { smallestCosineSimilarity } from './smallestCosineSimilarity.js'
import { specificity } from './specificity.js'
import { subsetAccuracy } from './subsetAccuracy.js'
import { throughput } from './throughput.js'
import { tightestTolerance } from './tightestTolerance.js'
import { topKAccuracy } from './topKAccuracy.js'
import { totalVariation } from './totalVariation.js'
import { wasserstein } from './wasserstein.js'
import type { Measure } from './measure.js'

/** Every measure of the catalog; leaving one out is a type error. */
export const REGISTRY = {
  accuracy,
  balancedAccuracy,
  precision,
  recall,
  specificity,
  f1,
  matthewsCorrelation,
  rocAuc,
  averagePrecision,
  topKAccuracy,
  logLoss,
  brier,
  expectedCalibrationError,
  decisionCost,
  subsetAccuracy,
  hammingLoss,
  mae,
  rmse,
  medianAbsoluteError,
  meanError,
  meanAbsolutePercentageError,
  r2,
  coverage,
  agreement,
  cohenKappa,
  negativeFlipRate,
  positiveFlipRate,
  largestScoreDifference,
  limitsOfAgreement,
  concordance,
  meanScoreDifference,
  largestAbsoluteDifference,
  absoluteDifferenceP99,
  meanAbsoluteDifference,
  largestRelativeDifference,
  relativeDifferenceP99,
  meanRelativeDifference,
  tightestTolerance,
  cosineSimilarity,
  smallestCosineSimilarity,
  signalToNoise,
  argmaxAgreement,
  exactAgreement,
  discreteAgreement,
  neighbourOverlap,
  ks,
  psi,
  wasserstein,
  jensenShannon,
  cramersV,
  totalVariation,
  missingRateDifference,
  newCategoryRate,
  domainClassifierAuc,
  latencyP50,
  latencyP95,
  latencyP99,
  latencyRatio,
  throughput,
  peakMemory,
} as const satisfies Record<MeasureName, Measure>

/** The measure of a name, with its kind left open. */
export function measureOf(name: MeasureName): Measure {
  return REGISTRY[name]
}
