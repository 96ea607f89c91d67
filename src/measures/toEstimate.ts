import type { Estimate, Interval, Slice } from '../core/estimate.js'
import { measureInfo, type MeasureName, type MeasureOptions } from '../core/measureCatalog.js'
import type { Figure } from './measure.js'

/** Methods that have no interval by their nature. */
const WITHOUT_INTERVAL = new Set(['count', 'maximum', 'point', 'none'])

/** The one door by which a figure leaves this room: nothing that is not finite passes, and what is missing says why. */
export function toEstimate(
  figure: Figure,
  measure: MeasureName,
  options: MeasureOptions,
  set: string,
  slice: Slice | null,
): Estimate {
  const known = figure.value !== null && Number.isFinite(figure.value)
  const interval = known ? finiteInterval(figure.interval) : null
  const relative = known && figure.relative ? finiteRelative(figure.relative) : null
  const reason = known
    ? interval === null && !WITHOUT_INTERVAL.has(figure.method)
      ? (figure.noInterval ?? 'too-few-cases')
      : null
    : (figure.reason ?? 'not-finite')
  return {
    measure,
    options,
    set,
    slice,
    of: figure.of,
    // -0 and 0 are one number to a reader, and to canonical JSON.
    value: known ? figure.value! + 0 : null,
    interval,
    ...(figure.of === 'difference' ? { relative } : {}),
    n: figure.n,
    ...(figure.effectiveN === undefined ? {} : { effectiveN: figure.effectiveN }),
    unit: measureInfo(measure).unit,
    method: figure.method,
    ...(reason === null ? {} : { reason }),
  }
}

function finiteInterval(interval: Interval | null): Interval | null {
  if (interval === null || !Number.isFinite(interval[0]) || !Number.isFinite(interval[1])) return null
  return interval[0] <= interval[1] ? [interval[0] + 0, interval[1] + 0] : null
}

function finiteRelative(relative: NonNullable<Figure['relative']>): Figure['relative'] {
  if (!Number.isFinite(relative.value)) return null
  return { value: relative.value + 0, interval: finiteInterval(relative.interval) }
}
