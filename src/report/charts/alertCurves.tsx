import type { OperatingEffect } from '../../core/operatingPoint.js'
import type { Voice } from '../voice.js'
import { shareX, shareY, UNIT_SQUARE, UNIT_SQUARE_WIDTH, UnitAxes, UnitFrame } from './unitSquare.js'

const { size: SIZE, left: LEFT, top: TOP } = UNIT_SQUARE

/** How many positive cases are found by how many alerts, over all thresholds of both models; the dots are the thresholds of the table. */
export function AlertCurves(props: { effect: OperatingEffect; voice: Voice; title: string }) {
  const { effect, voice, title } = props
  const { curves, old, points } = effect
  if (curves === null) return null
  const base = TOP + SIZE
  return (
    <svg
      class="chart calibration"
      viewBox={`0 0 ${UNIT_SQUARE_WIDTH} ${base + 34}`}
      width={UNIT_SQUARE_WIDTH}
      height={base + 34}
      role="img"
    >
      <title>{title}</title>
      <desc>{voice.say('operating.description')}</desc>
      <UnitFrame />
      <g class="old">
        <path class="curve" d={pathOf(curves.old)} />
        {old.alertRate !== null && old.recall !== null && (
          <rect class="point" x={shareX(old.alertRate) - 3.5} y={shareY(old.recall) - 3.5} width="7" height="7" />
        )}
        <Key side="old" name={voice.say('side.old')} />
      </g>
      <g class="new">
        <path class="curve" d={pathOf(curves.new)} />
        {points.map(({ at, rates }) =>
          rates.alertRate === null || rates.recall === null ? null : (
            <circle
              key={at}
              class="point"
              cx={shareX(rates.alertRate)}
              cy={shareY(rates.recall)}
              r={at === 'same-threshold' ? 4.5 : 2.5}
            />
          ),
        )}
        <Key side="new" name={voice.say('side.new')} />
      </g>
      <UnitAxes
        base={base}
        across={voice.say('operating.axis.alerts')}
        upwards={voice.say('operating.axis.recall')}
        voice={voice}
      />
    </svg>
  )
}

function pathOf(curve: readonly (readonly [number, number])[]): string {
  return curve
    .map(([alerts, recall], i) => `${i === 0 ? 'M' : 'L'}${shareX(alerts).toFixed(1)} ${shareY(recall).toFixed(1)}`)
    .join('')
}

/** The name of a curve beside its mark, in the corner that a model better than chance leaves empty. */
function Key({ side, name }: { side: 'old' | 'new'; name: string }) {
  const at = { x: LEFT + SIZE - 118, y: TOP + SIZE - (side === 'old' ? 30 : 12) }
  return (
    <>
      {side === 'old' ? (
        <rect class="point" x={at.x - 3.5} y={at.y - 7.5} width="7" height="7" />
      ) : (
        <circle class="point" cx={at.x} cy={at.y - 4} r="4.5" />
      )}
      <text class="tick name" x={at.x + 10} y={at.y}>
        {name}
      </text>
    </>
  )
}
