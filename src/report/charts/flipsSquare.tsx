import type { Voice } from '../voice.js'
import type { Flips } from '../words/flips.js'
import { FEW, perThousand } from '../words/facts.js'

const CELL_WIDTH = 160
const CELL_HEIGHT = 104
const LEFT = 20
const TOP = 20
const LARGEST = 62

/** Right and wrong, old (rows) to new (columns): four squares whose areas are in proportion to their cases. */
export function FlipsSquare({ flips, voice }: { flips: Flips; voice: Voice }) {
  const most = Math.max(flips.bothRight, flips.lost, flips.gained, flips.bothWrong)
  const cells = [
    { x: 0, y: 0, cases: flips.bothRight, name: voice.say('changes.bothRight'), kind: 'same' },
    { x: 1, y: 0, cases: flips.lost, name: voice.say('changes.lost'), kind: 'lost' },
    { x: 0, y: 1, cases: flips.gained, name: voice.say('changes.gained'), kind: 'gained' },
    { x: 1, y: 1, cases: flips.bothWrong, name: voice.say('changes.bothWrong'), kind: 'same' },
  ]
  const width = LEFT + 2 * CELL_WIDTH
  const height = TOP + 2 * CELL_HEIGHT
  return (
    <svg class="chart flips" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img">
      <title>{voice.say('changes.title')}</title>
      <desc>{cells.map(({ name, cases }) => `${name}: ${voice.count(cases)}`).join('; ')}</desc>
      <text class="tick" x={LEFT + CELL_WIDTH / 2} y="12" text-anchor="middle">
        {voice.say('changes.newRight')}
      </text>
      <text class="tick" x={LEFT + 1.5 * CELL_WIDTH} y="12" text-anchor="middle">
        {voice.say('changes.newWrong')}
      </text>
      <text class="tick" transform={`translate(12 ${TOP + CELL_HEIGHT / 2}) rotate(-90)`} text-anchor="middle">
        {voice.say('changes.oldRight')}
      </text>
      <text class="tick" transform={`translate(12 ${TOP + 1.5 * CELL_HEIGHT}) rotate(-90)`} text-anchor="middle">
        {voice.say('changes.oldWrong')}
      </text>
      {cells.map(({ x, y, cases, name, kind }) => {
        const side = Math.sqrt(cases / most) * LARGEST
        const left = LEFT + x * CELL_WIDTH
        const top = TOP + y * CELL_HEIGHT
        return (
          <g key={name}>
            <rect class="cell" x={left} y={top} width={CELL_WIDTH} height={CELL_HEIGHT} />
            <rect class={`area ${kind}`} x={left + 10} y={top + CELL_HEIGHT - 10 - side} width={side} height={side} />
            <text class="count" x={left + 82} y={top + 30}>
              {voice.count(cases)}
            </text>
            {flips.total >= FEW && (
              <text class="tick" x={left + 82} y={top + 46}>
                {voice.say('changes.perThousand', { share: perThousand(voice, cases, flips.total) })}
              </text>
            )}
            <text class="name" x={left + 10} y={top + 16}>
              {kind === 'same' ? '' : name}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
