import type { DriftEvidence } from '../../core/evidence.js'
import type { Voice } from '../voice.js'
import { edgeText, type DriftBin } from '../words/driftBins.js'

const WIDTH = 180
const HEIGHT = 44

/** Two histograms on the same bins: the reference as an outline, the tested set filled. Bins that were put together share their height. */
export function DriftPair(props: { drift: DriftEvidence; bins: readonly DriftBin[]; voice: Voice; title: string }) {
  const { drift, bins, voice, title } = props
  const count = bins.reduce((sum, bin) => sum + bin.bins, 0)
  if (count === 0) return null
  const most = Math.max(...bins.flatMap((bin) => [bin.share / bin.bins, bin.referenceShare / bin.bins])) || 1
  const width = WIDTH / count
  const top = (share: number): number => 2 + HEIGHT - (share / most) * HEIGHT
  let from = 0
  const bars = bins.map((bin) => {
    const x = from * width
    from += bin.bins
    return { x, end: from * width, test: top(bin.share / bin.bins), reference: top(bin.referenceShare / bin.bins) }
  })
  const outline = bars.map(({ reference, end }) => `V${short(reference)}H${short(end)}`).join('')
  const { edges } = drift
  return (
    <svg class="pair" viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`} width={WIDTH} height={HEIGHT + 18} role="img">
      <title>{title}</title>
      {bars.map(({ x, end, test }) => (
        <rect
          key={x}
          class="test"
          x={short(x + 0.5)}
          y={short(test)}
          width={short(Math.max(0.5, end - x - 1))}
          height={short(HEIGHT + 2 - test)}
        />
      ))}
      <path class="reference" d={`M0 ${HEIGHT + 2}${outline}V${HEIGHT + 2}`} />
      <path class="base" d={`M0 ${HEIGHT + 2}H${WIDTH}`} />
      {edges !== null && edges.length > 1 && (
        <>
          <text class="tick" x="0" y={HEIGHT + 15}>
            {edgeText(voice, edges[0]!, edges)}
          </text>
          <text class="tick" x={WIDTH} y={HEIGHT + 15} text-anchor="end">
            {edgeText(voice, edges.at(-1)!, edges)}
          </text>
        </>
      )}
    </svg>
  )
}

function short(value: number): number {
  return Math.round(value * 100) / 100
}
