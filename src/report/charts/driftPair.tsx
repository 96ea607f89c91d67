import type { DriftEvidence } from '../../core/evidence.js'
import { formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'

const WIDTH = 200
const HEIGHT = 54

/** Two histograms on the same bins: the reference as an outline, the tested set filled. */
export function DriftPair({ drift, voice, title }: { drift: DriftEvidence; voice: Voice; title: string }) {
  const bins = Math.max(drift.shares.length, drift.referenceShares.length)
  if (bins === 0) return null
  const most = Math.max(...drift.shares, ...drift.referenceShares) || 1
  const width = WIDTH / bins
  const top = (share: number): number => 2 + HEIGHT - (share / most) * HEIGHT
  let outline = `M0 ${HEIGHT + 2}`
  drift.referenceShares.forEach((share, i) => (outline += `V${short(top(share))}H${short((i + 1) * width)}`))
  outline += `V${HEIGHT + 2}`
  const edges = drift.edges
  return (
    <svg class="pair" viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`} width={WIDTH} height={HEIGHT + 18} role="img">
      <title>{title}</title>
      {drift.shares.map((share, i) => (
        <rect
          key={i}
          class="test"
          x={short(i * width + 0.5)}
          y={short(top(share))}
          width={short(Math.max(0.5, width - 1))}
          height={short(HEIGHT + 2 - top(share))}
        />
      ))}
      <path class="reference" d={outline} />
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

export function edgeText(voice: Voice, value: number, edges: readonly number[]): string {
  const span = Math.abs((edges.at(-1) ?? 0) - (edges[0] ?? 0)) || 1
  return formatDecimal(voice.language, value, Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(span)))))
}

function short(value: number): number {
  return Math.round(value * 100) / 100
}
