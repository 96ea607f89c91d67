/** The five shares that a threshold comes to. NaN where the cases do not tell. */
export interface AlertRates {
  readonly alertRate: number
  readonly recall: number
  readonly precision: number
  readonly specificity: number
  readonly f1: number
}

/**
 * From the cases, the positive ones, the alerts, and the alerts that are right. Precision without an alert is 0 where there was something to
 * find, as in scikit-learn.
 */
export function alertRates(n: number, positives: number, alerts: number, hits: number): AlertRates {
  const negatives = n - positives
  return {
    alertRate: alerts / n,
    recall: hits / positives,
    precision: alerts === 0 ? (positives > 0 ? 0 : Number.NaN) : hits / alerts,
    // Sums of weights may be off by a last digit.
    specificity: Math.max(0, (negatives - (alerts - hits)) / negatives),
    f1: positives === 0 ? Number.NaN : (2 * hits) / (alerts + positives),
  }
}
