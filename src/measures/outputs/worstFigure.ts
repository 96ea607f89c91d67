import type { MeasureInfo } from '../../core/measureCatalog.js'
import type { Figure } from '../measure.js'

type PairFigure = Omit<Figure, 'of'>

/** A measure that makes no sense for an output says nothing against it. */
const DOES_NOT_APPLY = new Set(['no-such-axis', 'not-numbers', 'not-discrete'])

/**
 * The output that fares worst; its interval runs from the worst low end to the worst high end. One output that could not be measured
 * fails all, as the very one that is broken must not drop out; without any output to measure there is no figure.
 */
export function worstFigure(
  figures: readonly { readonly figure: PairFigure }[],
  direction: MeasureInfo['direction'],
  /** Why there is no figure when there is no output at all. */
  none: string,
): PairFigure {
  const applying = figures.map(({ figure }) => figure).filter(({ reason }) => !DOES_NOT_APPLY.has(reason ?? ''))
  const failed = applying.find(({ value }) => value === null || !Number.isFinite(value))
  if (failed !== undefined) return { ...failed, value: null, interval: null }
  const worse = direction === 'higher' ? Math.min : Math.max
  const value = worse(...applying.map((figure) => figure.value!))
  const worst = applying.find((figure) => figure.value === value)
  if (worst === undefined) {
    const reason = figures[0]?.figure.reason ?? none
    return { value: null, interval: null, n: 0, method: 'none', reason }
  }
  const intervals = applying.map(({ interval }) => interval).filter((interval) => interval !== null)
  if (intervals.length < applying.length) return { ...worst, interval: null }
  return {
    ...worst,
    interval: [worse(...intervals.map(([low]) => low)), worse(...intervals.map(([, high]) => high))],
  }
}
