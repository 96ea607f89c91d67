import { wilsonInterval } from '../stats/wilson.js'
import { chanceOfCrossing } from './chance.js'
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
  crossing({ kind, a, b, paired }, _options, threshold, seed) {
    if (kind !== 'category' || paired) return null
    const names = [...new Set([...a.counts.keys(), ...b.counts.keys()])]
    const [before, after] = [a, b].map(({ counts }) => Float64Array.from(names, (name) => counts.get(name) ?? 0))
    return chanceOfCrossing(before!, after!, shareOfNew, threshold, seed)
  },
}

function shareOfNew(a: Float64Array, b: Float64Array): number {
  let cases = 0
  let unknown = 0
  for (let i = 0; i < b.length; i++) {
    cases += b[i]!
    if (a[i] === 0) unknown += b[i]!
  }
  return unknown / cases
}
