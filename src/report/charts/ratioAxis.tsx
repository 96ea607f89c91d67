import type { Interval } from '../../core/estimate.js'

const WIDTH = 240
const PAD = 14

/** New over old on a logarithmic axis from a quarter to four times; faster (or smaller) on the right, where better always is. */
export function RatioAxis(props: {
  title: string
  ratio: number
  interval: Interval | null
  lowerIsBetter: boolean
  names: readonly [string, string, string]
}) {
  const { title, ratio, interval, lowerIsBetter, names } = props
  const turn = lowerIsBetter ? -1 : 1
  const x = (value: number): number =>
    WIDTH / 2 + turn * clamp(Math.log2(Math.max(value, 1e-6)) / 2) * (WIDTH / 2 - PAD)
  // What is cut at the end of the axis is an arrow; its number stands beside.
  const turned = turn * Math.log2(Math.max(ratio, 1e-6))
  const beyond = Math.abs(turned) > 2 ? Math.sign(turned) : 0
  const ends = interval === null ? null : [x(interval[0]), x(interval[1])]
  return (
    <svg class="axis" viewBox={`0 0 ${WIDTH} 42`} width={WIDTH} height="42" role="img">
      <title>{title}</title>
      <path class="base" d={`M${PAD} 14H${WIDTH - PAD}`} />
      {[0.5, 1, 2].map((at) => (
        <path key={at} class={at === 1 ? 'zero' : 'grid'} d={`M${x(at)} 4V24`} />
      ))}
      {ends !== null && <path class="interval" d={`M${Math.min(...ends)} 14H${Math.max(...ends)}`} />}
      {beyond === 0 ? (
        <circle class="dot" cx={x(ratio)} cy="14" r="4.5" />
      ) : (
        <path class="arrow" d={beyond < 0 ? `M${PAD} 9l-8 5 8 5z` : `M${WIDTH - PAD} 9l8 5-8 5z`} />
      )}
      {[0.5, 1, 2].map((at, i) => (
        <text key={at} class="tick" x={x(at)} y="38" text-anchor="middle">
          {names[i]}
        </text>
      ))}
    </svg>
  )
}

function clamp(value: number): number {
  return Math.min(1, Math.max(-1, value))
}
