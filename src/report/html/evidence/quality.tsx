import { measureInfo } from '../../../core/measureCatalog.js'
import type { Estimate } from '../../../core/estimate.js'
import type { Result } from '../../../core/result.js'
import { bare, scaleOf, withUnit, type Scale } from '../../quantity.js'
import { capitalize } from '../../typography.js'
import type { Voice } from '../../voice.js'
import { confidenceOf } from '../../words/facts.js'
import { changeInWords, sideScale } from '../../words/found.js'
import { concerns, isMeasured } from '../../words/lookup.js'
import { measureMeaning, measureName } from '../../words/measureName.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'

/** Old, new and their difference for every measure of quality, each with its interval. */
export function Quality({ result, voice, set }: SetPart) {
  const rows = result.estimates
    .filter((estimate) => estimate.set === set && estimate.slice === null && estimate.of === 'difference')
    .filter(({ measure }) => measureInfo(measure).group === 'quality')
    // Of two classes, precision without options already is that of the positive one.
    .filter(({ options }) => result.labels?.positive === null || options.class !== result.labels?.positive)
    .map((difference) => {
      const side = (of: 'old' | 'new'): Estimate | undefined =>
        result.estimates.find((estimate) => estimate.of === of && concerns(estimate, difference))
      return { difference, old: side('old'), new: side('new') }
    })
  if (rows.length === 0) return null
  return (
    <Table
      name="numbers"
      caption={voice.say('quality.caption', {
        confidence: confidenceOf(voice, result),
        cases: voice.count(result.sets[set]?.compared ?? 0),
        n: result.sets[set]?.compared ?? 0,
      })}
      columns={[
        { key: 'measure', head: voice.say('quality.measure') },
        { key: 'old', head: voice.say('side.old'), kind: 'number', label: voice.say('side.old') },
        { key: 'new', head: voice.say('side.new'), kind: 'number', label: voice.say('side.new') },
        {
          key: 'difference',
          head: voice.say('quality.difference'),
          kind: 'number',
          label: voice.say('quality.difference'),
        },
      ]}
      rows={rows.map((row, i) => ({
        key: String(i),
        cells: {
          measure: (
            <>
              {capitalize(measureName(voice, row.difference))}
              <span class="quiet"> {measureMeaning(voice, row.difference.measure)}</span>
            </>
          ),
          old: <Side result={result} voice={voice} estimate={row.old} difference={row.difference} />,
          new: <Side result={result} voice={voice} estimate={row.new} difference={row.difference} />,
          difference: <Difference result={result} voice={voice} estimate={row.difference} />,
        },
      }))}
    />
  )
}

interface Cell {
  readonly result: Result
  readonly voice: Voice
  readonly estimate: Estimate | undefined
}

export function Side({ result, voice, estimate, difference }: Cell & { difference: Estimate | undefined }) {
  if (!isMeasured(estimate)) return <NoValue voice={voice} reason={estimate?.reason ?? null} />
  const scale = sideScale(result, estimate, difference ?? estimate)
  return <WithRange voice={voice} scale={scale} value={estimate.value} estimate={estimate} />
}

/** Signed as it is measured, and then in words, because a fall of an error is good. */
export function Difference({ result, voice, estimate }: Cell) {
  if (!isMeasured(estimate)) return <NoValue voice={voice} reason={estimate?.reason ?? null} />
  const scale = scaleOf(estimate.unit, 'difference', estimate, result.targetUnit)
  const { direction } = measureInfo(estimate.measure)
  const degradation = direction === 'higher' ? -estimate.value : estimate.value
  return (
    <>
      <WithRange voice={voice} scale={scale} value={estimate.value} estimate={estimate} signed />
      {direction !== 'zero' && <span class="range">{changeInWords(voice, scale, degradation)}</span>}
    </>
  )
}

function WithRange(props: { voice: Voice; scale: Scale; value: number; estimate: Estimate; signed?: boolean }) {
  const { voice, scale, value, estimate, signed = false } = props
  const sign = signed ? 'always' : 'minus'
  return (
    <>
      <span class="value">{withUnit(voice, scale, value, sign)}</span>
      {estimate.interval !== null && (
        <span class="range">
          {voice.say('range', {
            low: bare(voice, scale, estimate.interval[0], sign),
            high: bare(voice, scale, estimate.interval[1], sign),
          })}
        </span>
      )}
    </>
  )
}

function NoValue({ voice, reason }: { voice: Voice; reason: string | null }) {
  return (
    <span class="quiet">{(reason === null ? null : voice.sayCode('noValue', reason)) ?? voice.say('noValue')}</span>
  )
}
