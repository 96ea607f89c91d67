/** Cases whose scores fall into one bin: their number, mean score and the share that came true. */
export interface ScoreBin {
  readonly n: number
  readonly meanScore: number
  readonly fraction: number
}

export interface BrierParts {
  readonly reliability: number
  readonly resolution: number
  readonly uncertainty: number
}

/**
 * Murphy's partition of the Brier score of yes or no over bins of scores: reliability - resolution + uncertainty. Reliability: the mean squared gap
 * between score and frequency (0 = calibrated); resolution: how far the bins' frequencies stand from that of all cases (higher = tells cases apart);
 * uncertainty: the Brier score of always announcing that of all. The sum is the score where all scores of a bin are equal; else their variance
 * within bins, less twice their covariance with the outcome, is missing. Empty bins count nothing; null without a case.
 * @see Murphy 1973, J. Appl. Meteorol. 12(4):595-600; Stephenson, Coelho & Jolliffe 2008, Weather Forecast. 23(4):752-757 (within bins)
 */
export function brierParts(bins: readonly ScoreBin[]): BrierParts | null {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0)
  if (n === 0) return null
  const mean = (of: (bin: ScoreBin) => number): number =>
    bins.reduce((sum, bin) => (bin.n === 0 ? sum : sum + bin.n * of(bin)), 0) / n
  const base = mean(({ fraction }) => fraction)
  return {
    reliability: mean(({ meanScore, fraction }) => (meanScore - fraction) ** 2),
    resolution: mean(({ fraction }) => (fraction - base) ** 2),
    uncertainty: base * (1 - base),
  }
}
