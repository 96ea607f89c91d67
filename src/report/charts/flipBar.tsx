import { perThousand } from '../words/facts.js'
import type { Voice } from '../voice.js'

const HALF = 70

/** Lost cases to the left, gained to the right, as shares of the cases of their row. */
export function FlipBar({ voice, counts, most }: { voice: Voice; counts: readonly number[]; most: number }) {
  const [cases = 0, negative = 0, positive = 0] = counts
  const length = (count: number): number => (most === 0 ? 0 : (count / cases / most) * HALF)
  const lost = perThousand(voice, negative, cases)
  const gained = perThousand(voice, positive, cases)
  return (
    <svg class="bar" viewBox={`0 0 ${2 * HALF} 18`} width={2 * HALF} height="18" role="img">
      <title>{voice.say('changes.barTitle', { lost, gained })}</title>
      <rect class="lost" x={HALF - length(negative)} y="3" width={length(negative)} height="12" />
      <rect class="gained" x={HALF} y="3" width={length(positive)} height="12" />
      <path class="zero" d={`M${HALF} 0V18`} />
    </svg>
  )
}
