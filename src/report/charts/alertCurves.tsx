import type { OperatingEffect } from '../../core/operatingPoint.js'
import { formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'

const SIZE = 260
const LEFT = 52
const TOP = 10

/** How many positive cases are found by how many alerts, over all thresholds of both models; the dots are the thresholds of the table. */
export function AlertCurves(props: { effect: OperatingEffect; voice: Voice; title: string }) {
  const { effect, voice, title } = props
  const { curves, old, points } = effect
  if (curves === null) return null
  const x = (share: number): number => LEFT + share * SIZE
  const y = (share: number): number => TOP + (1 - share) * SIZE
  const path = (curve: readonly (readonly [number, number])[]): string =>
    curve.map(([alerts, recall], i) => `${i === 0 ? 'M' : 'L'}${x(alerts).toFixed(1)} ${y(recall).toFixed(1)}`).join('')
  const base = TOP + SIZE
  return (
    <svg
      class="chart calibration"
      viewBox={`0 0 ${LEFT + SIZE + 14} ${base + 34}`}
      width={LEFT + SIZE + 14}
      height={base + 34}
      role="img"
    >
      <title>{title}</title>
      <desc>{voice.say('operating.description')}</desc>
      <rect class="frame" x={LEFT} y={TOP} width={SIZE} height={SIZE} />
      <path class="zero" d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} />
      <g class="old">
        <path class="curve" d={path(curves.old)} />
        {old.alertRate !== null && old.recall !== null && (
          <rect class="point" x={x(old.alertRate) - 3.5} y={y(old.recall) - 3.5} width="7" height="7" />
        )}
        <Key side="old" name={voice.say('side.old')} />
      </g>
      <g class="new">
        <path class="curve" d={path(curves.new)} />
        {points.map(({ at, rates }) =>
          rates.alertRate === null || rates.recall === null ? null : (
            <circle
              key={at}
              class="point"
              cx={x(rates.alertRate)}
              cy={y(rates.recall)}
              r={at === 'same-threshold' ? 4.5 : 2.5}
            />
          ),
        )}
        <Key side="new" name={voice.say('side.new')} />
      </g>
      {[0, 0.25, 0.5, 0.75, 1].map((at) => (
        <g key={at}>
          <text class="tick" x={x(at)} y={base + 14} text-anchor="middle">
            {formatDecimal(voice.language, at * 100, 0)}
          </text>
          <text class="tick" x={LEFT - 5} y={y(at) + 4} text-anchor="end">
            {formatDecimal(voice.language, at * 100, 0)}
          </text>
        </g>
      ))}
      <text class="tick" x={LEFT + SIZE / 2} y={base + 30} text-anchor="middle">
        {voice.say('operating.axis.alerts')}
      </text>
      <text class="tick" transform={`translate(11 ${TOP + SIZE / 2}) rotate(-90)`} text-anchor="middle">
        {voice.say('operating.axis.recall')}
      </text>
    </svg>
  )
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
