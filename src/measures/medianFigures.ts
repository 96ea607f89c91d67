import type { PairedMedians } from '../stats/pairedMedian.js'
import type { Figure } from './measure.js'

/** The three figures of two medians; `common` is what every one of them says besides. */
export function medianFigures(
  medians: PairedMedians,
  common: Omit<Figure, 'of' | 'value' | 'interval' | 'relative' | 'method'>,
  methods: { readonly side: string; readonly difference: string },
): readonly Figure[] {
  return [
    { of: 'old', value: medians.old, interval: medians.oldInterval, ...common, method: methods.side },
    { of: 'new', value: medians.new, interval: medians.newInterval, ...common, method: methods.side },
    {
      of: 'difference',
      value: medians.new - medians.old,
      interval: medians.differenceInterval,
      relative:
        medians.relativeInterval === null
          ? null
          : { value: medians.new / medians.old - 1, interval: medians.relativeInterval },
      ...common,
      method: methods.difference,
    },
  ]
}
