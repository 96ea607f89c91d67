import type { FalseAlarm } from '../core/evidence.js'
import type { MeasureName, MeasureOptions } from '../core/measureCatalog.js'
import { deriveSeed } from '../stats/random.js'
import type { ColumnPair } from './columnPair.js'
import type { DriftPairs } from './drift.js'
import { measureOf } from './registry.js'

/** A bound that the plan puts on the drift of the columns. */
export interface DriftThreshold {
  readonly measure: MeasureName
  readonly options: MeasureOptions
  readonly threshold: number
}

/**
 * How often chance alone would carry a column that has not changed over a threshold of the plan, in sets of these sizes: one column (that
 * for which it is likeliest), and at least one of all. Columns are taken to be independent of each other; where they go together, at least
 * one of all is rarer.
 */
export function falseAlarms({ columns, seed }: DriftPairs, thresholds: readonly DriftThreshold[]): FalseAlarm[] {
  return thresholds.flatMap(({ measure: name, options, threshold }) => {
    const measure = measureOf(name)
    const judged = options.column === undefined ? columns : columns.filter((pair) => pair.name === options.column)
    const chances =
      measure.kind === 'domain'
        ? judged.length === 0
          ? []
          : [measure.crossing(judged, threshold)]
        : measure.kind === 'drift'
          ? judged.flatMap((pair) => {
              const chance = measure.crossing(pair, options, threshold, deriveSeed(seed, `chance/${name}/${pair.name}`))
              return chance === null || Number.isNaN(chance) ? [] : [chance]
            })
          : []
    if (chances.length === 0) return []
    const none = chances.reduce((product, chance) => product * (1 - chance), 1)
    return [
      {
        measure: name,
        options,
        threshold,
        columns: measure.kind === 'domain' ? judged.length : chances.length,
        referenceN: rowsOf(judged, 'a'),
        n: rowsOf(judged, 'b'),
        oneColumn: Math.max(...chances),
        anyColumn: chances.length === 1 ? chances[0]! : Math.min(1, Math.max(0, 1 - none)),
      },
    ]
  })
}

function rowsOf(pairs: readonly ColumnPair[], side: 'a' | 'b'): number {
  return Math.max(...pairs.map((pair) => pair[side].rows))
}
