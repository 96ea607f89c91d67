import type { ClassEvidence } from '../../core/evidence.js'
import { formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'

type Bins = NonNullable<ClassEvidence['calibration']>['old']

const SIZE = 260
const LEFT = 52
const TOP = 10
const HISTOGRAM = 48
const GAP = 24

/** Announced against observed, both models with their intervals on the same axes; how many cases stand behind, below. */
export function CalibrationPlot(props: { old: Bins; new: Bins; voice: Voice; title: string }) {
  const { voice, title } = props
  const x = (share: number): number => LEFT + share * SIZE
  const y = (share: number): number => TOP + (1 - share) * SIZE
  const base = TOP + SIZE + GAP + HISTOGRAM
  const most = Math.max(1, ...props.old.map(({ n }) => n), ...props.new.map(({ n }) => n))
  const sides = [
    { name: 'old' as const, bins: props.old, shift: -1.5 },
    { name: 'new' as const, bins: props.new, shift: 1.5 },
  ]
  return (
    <svg
      class="chart calibration"
      viewBox={`0 0 ${LEFT + SIZE + 14} ${base + 34}`}
      width={LEFT + SIZE + 14}
      height={base + 34}
      role="img"
    >
      <title>{title}</title>
      <desc>{voice.say('calibration.description')}</desc>
      <rect class="frame" x={LEFT} y={TOP} width={SIZE} height={SIZE} />
      <path class="zero" d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} />
      <path class="zero" d={`M${LEFT + 7} ${TOP + 50}h14`} />
      <text class="tick" x={LEFT + 24} y={TOP + 54}>
        {voice.say('calibration.perfect')}
      </text>
      {sides.map(({ name, bins, shift }) => {
        const points = bins.flatMap(({ meanScore, fraction, interval }) =>
          meanScore === null || fraction === null ? [] : [{ meanScore, fraction, interval }],
        )
        return (
          <g key={name} class={name}>
            {points.map(({ meanScore, interval }) =>
              interval === null ? null : (
                <path
                  key={meanScore}
                  class="whisker"
                  d={`M${x(meanScore) + shift} ${y(interval[0])}V${y(interval[1])}`}
                />
              ),
            )}
            <path
              class="curve"
              d={points
                .map(({ meanScore, fraction }, i) => `${i === 0 ? 'M' : 'L'}${x(meanScore) + shift} ${y(fraction)}`)
                .join('')}
            />
            {points.map(({ meanScore, fraction }) =>
              name === 'old' ? (
                <rect
                  key={meanScore}
                  class="point"
                  x={x(meanScore) + shift - 3}
                  y={y(fraction) - 3}
                  width="6"
                  height="6"
                />
              ) : (
                <circle key={meanScore} class="point" cx={x(meanScore) + shift} cy={y(fraction)} r="3.5" />
              ),
            )}
            <KeyLine name={voice.say(`side.${name}`)} side={name} />
          </g>
        )
      })}
      {sides.map(({ name, bins }) => (
        <g key={name} class={`histogram ${name}`}>
          {bins.map(({ low, high, n }) => (
            <rect
              key={low}
              x={x(low) + 1}
              y={base - (n / most) * HISTOGRAM}
              width={Math.max(0, (high - low) * SIZE - 2)}
              height={(n / most) * HISTOGRAM}
            />
          ))}
        </g>
      ))}
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
      <text class="tick" x={LEFT} y={TOP + SIZE + GAP - 8}>
        {voice.say('calibration.histogram')}
      </text>
      <text class="tick" x={LEFT + SIZE / 2} y={base + 30} text-anchor="middle">
        {voice.say('calibration.announced')}
      </text>
      <text class="tick" transform={`translate(11 ${TOP + SIZE / 2}) rotate(-90)`} text-anchor="middle">
        {voice.say('calibration.observed')}
      </text>
    </svg>
  )
}

/** The curve's name with its own mark, in the corner of the drawing that a calibrated model leaves empty. */
function KeyLine({ name, side }: { name: string; side: 'old' | 'new' }) {
  const y = TOP + (side === 'old' ? 18 : 36)
  return (
    <>
      {side === 'old' ? (
        <rect class="point" x={LEFT + 11} y={y - 7} width="6" height="6" />
      ) : (
        <circle class="point" cx={LEFT + 14} cy={y - 4} r="3.5" />
      )}
      <text class="name" x={LEFT + 24} y={y}>
        {name}
      </text>
    </>
  )
}
