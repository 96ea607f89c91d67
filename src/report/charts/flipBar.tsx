import { perThousand } from '../words/facts.js'
import type { Voice } from '../voice.js'

const HALF = 70

/** Lost cases to the left, gained to the right, as shares of the cases of their row. */
export function FlipBar(props: {
  voice: Voice
  bin: { readonly cases: number; readonly negative: number; readonly positive: number }
  most: number
}) {
  const { voice, bin, most } = props
  const length = (count: number): number => (most === 0 ? 0 : (count / bin.cases / most) * HALF)
  const lost = perThousand(voice, bin.negative, bin.cases)
  const gained = perThousand(voice, bin.positive, bin.cases)
  return (
    <svg class="bar" viewBox={`0 0 ${2 * HALF} 18`} width={2 * HALF} height="18" role="img">
      <title>{voice.say('changes.barTitle', { lost, gained })}</title>
      <rect class="lost" x={HALF - length(bin.negative)} y="3" width={length(bin.negative)} height="12" />
      <rect class="gained" x={HALF} y="3" width={length(bin.positive)} height="12" />
      <path class="zero" d={`M${HALF} 0V18`} />
    </svg>
  )
}
