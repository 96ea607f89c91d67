import type { Interval } from '../../core/estimate.js'
import type { Grid } from '../../core/evidence.js'
import { formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'
import { roundTicks } from './ticks.js'

const SIZE = 260
const LEFT = 52
const TOP = 8
const BOTTOM = 38
const LEVELS = 5

/** A horizontal line with its name: above it at the right end, below it there, or above it at the left end. */
export interface GridLine {
  readonly at: number
  readonly name: string
  readonly place: 'above' | 'below' | 'start'
  /** Its own interval, as a band. */
  readonly interval?: Interval | null
}

/**
 * Cases by two numbers as a grid of five shades on a logarithmic scale: a hundred thousand dots would be one blot. Cells with
 * fewer cases than the plan's smallest cell share the faintest shade.
 */
export function DensityGrid(props: {
  grid: Grid
  voice: Voice
  title: string
  description: string
  xName: string
  yName: string
  smallest: number
  /** Horizontal lines with their names, e.g. bias and limits of agreement. */
  lines?: readonly GridLine[]
  diagonal?: boolean
  square?: boolean
}) {
  const { grid, voice, title, description, xName, yName, smallest, lines = [], diagonal = false } = props
  const [x0, x1] = ends(grid.xEdges)
  const [y0, y1] = ends(grid.yEdges)
  const height = props.square === false ? SIZE * 0.7 : SIZE
  const x = (value: number): number => LEFT + ((value - x0) / (x1 - x0 || 1)) * SIZE
  const y = (value: number): number => TOP + height - ((value - y0) / (y1 - y0 || 1)) * height
  const most = Math.max(1, ...grid.counts.flat())
  const paths = Array.from({ length: LEVELS }, () => '')
  grid.counts.forEach((row, j) =>
    row.forEach((cases, i) => {
      if (cases === 0) return
      const [left, right] = [x(grid.xEdges[i]!), x(grid.xEdges[i + 1]!)]
      const [bottom, top] = [y(grid.yEdges[j]!), y(grid.yEdges[j + 1]!)]
      paths[levelOf(cases, most, smallest)] +=
        `M${short(left)} ${short(top)}H${short(right)}V${short(bottom)}H${short(left)}Z`
    }),
  )
  const xTicks = roundTicks(x0, x1)
  const yTicks = roundTicks(y0, y1)
  const number = (value: number, decimals: number): string => formatDecimal(voice.language, value, decimals)
  return (
    <svg
      class="chart density"
      viewBox={`0 0 ${LEFT + SIZE + 12} ${TOP + height + BOTTOM}`}
      width={LEFT + SIZE + 12}
      height={TOP + height + BOTTOM}
      role="img"
    >
      <title>{title}</title>
      <desc>{description}</desc>
      <rect class="frame" x={LEFT} y={TOP} width={SIZE} height={height} />
      {paths.map((path, level) => path !== '' && <path key={level} class={`shade shade-${level + 1}`} d={path} />)}
      {diagonal && (
        <path
          class="zero"
          d={`M${x(Math.max(x0, y0))} ${y(Math.max(x0, y0))}L${x(Math.min(x1, y1))} ${y(Math.min(x1, y1))}`}
        />
      )}
      {lines.map(({ at, name, place, interval }) => (
        <g key={name}>
          {interval && (
            <rect
              class="band"
              x={LEFT}
              y={short(y(Math.min(y1, interval[1])))}
              width={SIZE}
              height={short(Math.max(0, y(Math.max(y0, interval[0])) - y(Math.min(y1, interval[1]))))}
            />
          )}
          <path class="margin" d={`M${LEFT} ${y(at)}H${LEFT + SIZE}`} />
          <text
            class="count halo"
            x={place === 'start' ? LEFT + 4 : LEFT + SIZE - 4}
            y={y(at) + (place === 'below' ? 12 : -4)}
            text-anchor={place === 'start' ? 'start' : 'end'}
          >
            {name}
          </text>
        </g>
      ))}
      {xTicks.at.map((at) => (
        <text key={at} class="tick" x={x(at)} y={TOP + height + 14} text-anchor="middle">
          {number(at, xTicks.decimals)}
        </text>
      ))}
      {yTicks.at.map((at) => (
        <text key={at} class="tick" x={LEFT - 5} y={y(at) + 4} text-anchor="end">
          {number(at, yTicks.decimals)}
        </text>
      ))}
      <text class="tick" x={LEFT + SIZE / 2} y={TOP + height + 31} text-anchor="middle">
        {xName}
      </text>
      <text class="tick" transform={`translate(11 ${TOP + height / 2}) rotate(-90)`} text-anchor="middle">
        {yName}
      </text>
    </svg>
  )
}

/** Level 0 for what is too small to be shown apart, then equal steps of the logarithm. */
function levelOf(cases: number, most: number, smallest: number): number {
  if (cases < smallest) return 0
  const floor = Math.log(Math.max(1, smallest))
  const share = (Math.log(cases) - floor) / (Math.log(most) - floor || 1)
  return Math.min(LEVELS - 1, 1 + Math.floor(share * (LEVELS - 1)))
}

function ends(edges: readonly number[]): readonly [number, number] {
  return [edges[0] ?? 0, edges.at(-1) ?? 1]
}

function short(value: number): number {
  return Math.round(value * 100) / 100
}
