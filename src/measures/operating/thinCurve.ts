import { equalAlerts, type AlertRanking } from '../../stats/alertRanking.js'

/** Steps of the alert rate between two points of a drawn curve: 1 % of the cases. */
const STEPS = 100

/** [alert rate, recall] at the thresholds nearest to 0, 1 … 100 % of alerts: at most 101 points whatever the cases. */
export function thinCurve({ alerts, hits, n, positives }: AlertRanking): [number, number][] {
  const places = Array.from({ length: STEPS + 1 }, (_, step) => equalAlerts(alerts, (step / STEPS) * n))
  return [...new Set(places)].map((place) => [alerts[place]! / n, hits[place]! / positives])
}
