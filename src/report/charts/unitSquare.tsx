import { formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'

/** A drawing of two shares, both from 0 to 1: where it stands in its picture, and what stands below and beside it. */
export const UNIT_SQUARE = { size: 260, left: 52, top: 10 } as const

const { size, left, top } = UNIT_SQUARE

/** The picture's width, with room for the last number of the axis. */
export const UNIT_SQUARE_WIDTH = left + size + 14

export const shareX = (share: number): number => left + share * size
export const shareY = (share: number): number => top + (1 - share) * size

/** The frame and the line on which both shares are the same. */
export function UnitFrame() {
  return (
    <>
      <rect class="frame" x={left} y={top} width={size} height={size} />
      <path class="zero" d={`M${shareX(0)} ${shareY(0)}L${shareX(1)} ${shareY(1)}`} />
    </>
  )
}

/** Per cent along both sides, and what is counted there; `base` is the lower end of all that is drawn. */
export function UnitAxes(props: { base: number; across: string; upwards: string; voice: Voice }) {
  const { base, across, upwards, voice } = props
  return (
    <>
      {[0, 0.25, 0.5, 0.75, 1].map((at) => (
        <g key={at}>
          <text class="tick" x={shareX(at)} y={base + 14} text-anchor="middle">
            {formatDecimal(voice.language, at * 100, 0)}
          </text>
          <text class="tick" x={left - 5} y={shareY(at) + 4} text-anchor="end">
            {formatDecimal(voice.language, at * 100, 0)}
          </text>
        </g>
      ))}
      <text class="tick" x={left + size / 2} y={base + 30} text-anchor="middle">
        {across}
      </text>
      <text class="tick" transform={`translate(11 ${top + size / 2}) rotate(-90)`} text-anchor="middle">
        {upwards}
      </text>
    </>
  )
}
