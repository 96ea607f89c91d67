import type { ClassEvidence } from '../../core/evidence.js'
import type { Voice } from '../voice.js'
import { shareX, shareY, UNIT_SQUARE, UNIT_SQUARE_WIDTH, UnitAxes, UnitFrame } from './unitSquare.js'

type Bins = NonNullable<ClassEvidence['calibration']>['old']

const { size: SIZE, left: LEFT, top: TOP } = UNIT_SQUARE
const HISTOGRAM = 48
const GAP = 24

/** Announced against observed, both models with their intervals on the same axes; how many cases stand behind, below. */
export function CalibrationPlot(props: { old: Bins; new: Bins; voice: Voice; title: string }) {
  const { voice, title } = props
  const base = TOP + SIZE + GAP + HISTOGRAM
  const most = Math.max(1, ...props.old.map(({ n }) => n), ...props.new.map(({ n }) => n))
  const sides = [
    { name: 'old' as const, bins: props.old, shift: -1.5 },
    { name: 'new' as const, bins: props.new, shift: 1.5 },
  ]
  return (
    <svg
      class="chart calibration"
      viewBox={`0 0 ${UNIT_SQUARE_WIDTH} ${base + 34}`}
      width={UNIT_SQUARE_WIDTH}
      height={base + 34}
      role="img"
    >
      <title>{title}</title>
      <desc>{voice.say('calibration.description')}</desc>
      <UnitFrame />
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
                  d={`M${shareX(meanScore) + shift} ${shareY(interval[0])}V${shareY(interval[1])}`}
                />
              ),
            )}
            <path
              class="curve"
              d={points
                .map(
                  ({ meanScore, fraction }, i) =>
                    `${i === 0 ? 'M' : 'L'}${shareX(meanScore) + shift} ${shareY(fraction)}`,
                )
                .join('')}
            />
            {points.map(({ meanScore, fraction }) =>
              name === 'old' ? (
                <rect
                  key={meanScore}
                  class="point"
                  x={shareX(meanScore) + shift - 3}
                  y={shareY(fraction) - 3}
                  width="6"
                  height="6"
                />
              ) : (
                <circle key={meanScore} class="point" cx={shareX(meanScore) + shift} cy={shareY(fraction)} r="3.5" />
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
              x={shareX(low) + 1}
              y={base - (n / most) * HISTOGRAM}
              width={Math.max(0, (high - low) * SIZE - 2)}
              height={(n / most) * HISTOGRAM}
            />
          ))}
        </g>
      ))}
      <text class="tick" x={LEFT} y={TOP + SIZE + GAP - 8}>
        {voice.say('calibration.histogram')}
      </text>
      <UnitAxes
        base={base}
        across={voice.say('calibration.announced')}
        upwards={voice.say('calibration.observed')}
        voice={voice}
      />
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
