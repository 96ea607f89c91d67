import type { Estimate, Interval } from '../../../core/estimate.js'
import { measureInfo } from '../../../core/measureCatalog.js'
import { RatioAxis } from '../../charts/ratioAxis.js'
import { decimalsForWidth, formatDecimal } from '../../numbers.js'
import { capitalize } from '../../typography.js'
import { concerns } from '../../words/lookup.js'
import { latencyNoiseSentences, timesText } from '../../words/latencyNoise.js'
import { measureName } from '../../words/measureName.js'
import type { Part } from '../letter.js'
import { Table } from '../table.js'
import { Side } from './quality.js'
import type { SetPart } from './evidence.js'

/** Time and memory, measured on the machine of this run and shown apart from everything that can be repeated to the byte. */
export function Speed({ result, voice, set }: SetPart) {
  const { estimates } = result.environment
  const rows = estimates.filter(
    (estimate) => estimate.set === set && estimate.slice === null && (estimate.of === 'new' || estimate.of === 'pair'),
  )
  if (rows.length === 0) return null
  const names = [voice.say('ratio.half'), voice.say('ratio.same'), voice.say('ratio.double')] as const
  return (
    <>
      <Table
        name="numbers"
        caption={voice.say('speed.caption')}
        columns={[
          { key: 'measure', head: voice.say('quality.measure') },
          { key: 'old', head: voice.say('side.old'), kind: 'number', label: voice.say('side.old') },
          { key: 'new', head: voice.say('side.new'), kind: 'number', label: voice.say('side.new') },
          { key: 'ratio', head: voice.say('speed.ratio'), kind: 'number', label: voice.say('speed.ratio') },
          { key: 'drawing', head: voice.say('speed.drawn'), kind: 'drawing' },
        ]}
        rows={rows.map((after, i) => {
          if (after.of === 'pair') return ratioRow({ result, voice }, after, String(i), names)
          const before = estimates.find((estimate) => estimate.of === 'old' && concerns(estimate, after))
          const difference = estimates.find((estimate) => estimate.of === 'difference' && concerns(estimate, after))
          const name = capitalize(measureName(voice, after))
          const relative = difference?.relative ?? null
          const interval = ratioInterval(relative?.interval ?? null)
          const ratio = relative === null ? null : 1 + relative.value
          const decimals =
            interval === null || interval[0] === interval[1]
              ? 2
              : Math.min(2, decimalsForWidth(interval[1] - interval[0]))
          const times = ratio === null ? '' : `×\u00A0${formatDecimal(voice.language, ratio, decimals)}`
          return {
            key: String(i),
            cells: {
              measure: name,
              old: <Side result={result} voice={voice} estimate={before} difference={undefined} />,
              new: <Side result={result} voice={voice} estimate={after} difference={undefined} />,
              ratio: times,
              drawing:
                ratio === null ? null : (
                  <RatioAxis
                    title={voice.say('speed.title', { measure: name, times })}
                    ratio={ratio}
                    interval={interval}
                    lowerIsBetter={measureInfo(after.measure).direction === 'lower'}
                    names={names}
                  />
                ),
            },
          }
        })}
      />
      {latencyNoiseSentences(voice, result, set).map((sentence) => (
        <p key={sentence} class="prose">
          {sentence}
        </p>
      ))}
      <p class="quiet">{voice.say('speed.memory')}</p>
      <p class="quiet">
        {voice.say('speed.machine', { cpu: result.environment.cpu, cores: result.environment.cores })}
      </p>
    </>
  )
}

/** A measure that is a ratio by itself has no sides. */
function ratioRow({ voice }: Part, estimate: Estimate, key: string, names: readonly [string, string, string]) {
  const { value, interval } = estimate
  const name = capitalize(measureName(voice, estimate))
  const times = value === null ? '' : timesText(voice, value, interval)
  return {
    key,
    cells: {
      measure: name,
      old: '',
      new: '',
      ratio: times,
      drawing:
        value === null ? null : (
          <RatioAxis
            title={voice.say('speed.title', { measure: name, times })}
            ratio={value}
            interval={interval}
            lowerIsBetter={measureInfo(estimate.measure).direction === 'lower'}
            names={names}
          />
        ),
    },
  }
}

/** A relative change of +40 % is a ratio of 1.4. */
function ratioInterval(change: Interval | null): Interval | null {
  return change === null ? null : [1 + change[0], 1 + change[1]]
}
