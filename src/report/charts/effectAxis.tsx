import type { Interval } from '../../core/estimate.js'
import { formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'

const WIDTH = 240
const PAD = 12

/** How far a column moved, on one scale for all columns: the zone that counts as little behind it, its end and that of the next marked. */
export function EffectAxis(props: {
  title: string
  value: number
  interval: Interval | null
  /** Ascending: what lies below the first is little, beyond the last much. */
  thresholds: readonly number[]
  reach: number
}) {
  const { title, value, interval, thresholds, reach } = props
  const x = across(reach)
  const [little = 0] = thresholds
  return (
    <svg class="axis" viewBox={`0 0 ${WIDTH} 24`} width={WIDTH} height="24" role="img">
      <title>{title}</title>
      <rect class="band" x={x(0)} y="1" width={x(little) - x(0)} height="22" />
      <path class="base" d={`M${PAD} 12H${WIDTH - PAD}`} />
      {thresholds.map((threshold) => (
        <path key={threshold} class="margin" d={`M${x(threshold)} 1V23`} />
      ))}
      {interval !== null && <path class="interval" d={`M${x(interval[0])} 12H${x(interval[1])}`} />}
      {Math.max(value, interval?.[1] ?? 0) > reach && <path class="arrow" d={`M${WIDTH - PAD} 7l8 5-8 5z`} />}
      {value <= reach && <circle class="dot" cx={x(value)} cy="12" r="4" />}
    </svg>
  )
}

/** The common axis, once, in the table's heading. */
export function EffectScale(props: { voice: Voice; title: string; thresholds: readonly number[]; reach: number }) {
  const { voice, title, thresholds, reach } = props
  const x = across(reach)
  return (
    <svg class="axis scale" viewBox={`0 0 ${WIDTH} 14`} width={WIDTH} height="14" role="img">
      <title>{title}</title>
      {[0, ...thresholds].map((at) => (
        <text key={at} class="tick" x={x(at)} y="11" text-anchor="middle">
          {formatDecimal(voice.language, at, at === 0 ? 0 : 2)}
        </text>
      ))}
    </svg>
  )
}

function across(reach: number): (value: number) => number {
  return (value) => PAD + (Math.min(reach, Math.max(0, value)) / reach) * (WIDTH - 2 * PAD)
}
