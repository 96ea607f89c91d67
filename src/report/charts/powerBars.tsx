const BAR = 34
const HEIGHT = 90
const TOP = 6
const FOOT = 20

export interface PowerBar {
  readonly label: string
  /** Of everything compared, 0 to 1. */
  readonly share: number
  readonly title: string
}

/** One bar for each power of ten of a difference, and one for no difference at all: as shares, with a trace of even the rarest. */
export function PowerBars({ bars, title }: { bars: readonly PowerBar[]; title: string }) {
  const most = Math.max(...bars.map(({ share }) => share)) || 1
  const width = bars.length * BAR
  return (
    <svg
      class="pair powers"
      viewBox={`0 0 ${width} ${TOP + HEIGHT + FOOT}`}
      width={width}
      height={TOP + HEIGHT + FOOT}
      role="img"
    >
      <title>{title}</title>
      {bars.map(({ label, share, title: said }, i) => {
        const height = share === 0 ? 0 : Math.max(1.5, (share / most) * HEIGHT)
        return (
          <g key={label}>
            <title>{said}</title>
            <rect class="test" x={i * BAR + 2} y={TOP + HEIGHT - height} width={BAR - 4} height={height} />
            <text class="tick" x={i * BAR + BAR / 2} y={TOP + HEIGHT + 14} text-anchor="middle">
              {label}
            </text>
          </g>
        )
      })}
      <path class="base" d={`M0 ${TOP + HEIGHT}H${width}`} />
    </svg>
  )
}
