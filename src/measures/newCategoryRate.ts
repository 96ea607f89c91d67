import { wilsonInterval } from '../stats/wilson.js'
import type { DriftMeasure } from './measure.js'

/** Share of the set's cases whose category the reference never had; of cases with a value, categories only. */
export const newCategoryRate: DriftMeasure = {
  kind: 'drift',
  compare({ kind, a, b, paired }, _options, confidence) {
    if (kind !== 'category' || paired) return null
    let cases = 0
    let unknown = 0
    for (const [name, count] of b.counts) {
      cases += count
      if (!a.counts.has(name)) unknown += count
    }
    return { value: unknown / cases, interval: wilsonInterval(unknown, cases, confidence), method: 'wilson' }
  },
}
