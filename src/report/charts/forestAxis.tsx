import type { Interval } from '../../core/estimate.js'
import type { Voice } from '../voice.js'
import { bare, type Scale } from '../quantity.js'

const WIDTH = 240
const PAD = 12

/** One line of a forest plot, oriented so that right is better; the tolerance behind it where a criterion gives one. */
export function ForestAxis(props: {
  title: string
  value: number
  interval: Interval | null
  margin: number | null
  reach: number
}) {
  const { title, value, interval, margin, reach } = props
  const x = (at: number): number => PAD + ((clamp(at, reach) + reach) / (2 * reach)) * (WIDTH - 2 * PAD)
  return (
    <svg class="axis" viewBox={`0 0 ${WIDTH} 24`} width={WIDTH} height="24" role="img">
      <title>{title}</title>
      {margin !== null && (
        <rect class="band" x={x(-margin)} y="1" width={Math.max(0, x(reach) - x(-margin))} height="22" />
      )}
      <path class="base" d={`M${PAD} 12H${WIDTH - PAD}`} />
      <path class="zero" d={`M${x(0)} 1V23`} />
      {margin !== null && <path class="margin" d={`M${x(-margin)} 1V23`} />}
      {interval !== null && <path class="interval" d={`M${x(interval[0])} 12H${x(interval[1])}`} />}
      {interval !== null && interval[0] < -reach && <path class="arrow" d={`M${PAD} 7l-8 5 8 5z`} />}
      {interval !== null && interval[1] > reach && <path class="arrow" d={`M${WIDTH - PAD} 7l8 5-8 5z`} />}
      {Math.abs(value) <= reach && <circle class="dot" cx={x(value)} cy="12" r="4" />}
    </svg>
  )
}

/** The common axis of a forest plot: its ends, zero and the margin, once, in the table's heading. */
export function ForestScale(props: {
  voice: Voice
  scale: Scale
  margin: number | null
  reach: number
  worse: string
  better: string
}) {
  const { voice, scale, margin, reach, worse, better } = props
  const x = (at: number): number => PAD + ((at + reach) / (2 * reach)) * (WIDTH - 2 * PAD)
  const signed = (at: number): string => bare(voice, scale, at, 'always')
  return (
    <svg class="axis scale" viewBox={`0 0 ${WIDTH} 30`} width={WIDTH} height="30" role="img">
      <title>{`${worse} – ${better}`}</title>
      <text class="tick" x="0" y="11">
        {worse}
      </text>
      <text class="tick" x={WIDTH} y="11" text-anchor="end">
        {better}
      </text>
      <text class="tick" x={x(0)} y="27" text-anchor="middle">
        0
      </text>
      {margin !== null && Math.abs(x(-margin) - x(0)) > 28 && (
        <text class="tick" x={x(-margin)} y="27" text-anchor="middle">
          {signed(-margin)}
        </text>
      )}
    </svg>
  )
}

function clamp(value: number, reach: number): number {
  return Math.min(reach, Math.max(-reach, value))
}
