import { measureInfo } from '../../../core/measureCatalog.js'
import type { Estimate } from '../../../core/estimate.js'
import type { Result } from '../../../core/result.js'
import { bare, scaleOf, withUnit, type Scale } from '../../quantity.js'
import { capitalize } from '../../typography.js'
import type { Voice } from '../../voice.js'
import { confidenceOf } from '../../words/facts.js'
import { changeInWords, sideScale } from '../../words/found.js'
import { concerns, isMeasured, keyOf } from '../../words/lookup.js'
import { measureMeaning, measureName } from '../../words/measureName.js'
import { hasLabels } from '../../words/untested.js'
import { Fold } from '../fold.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'

/** Old, new and their difference for every measure of quality, each with its interval; classes one by one are folded below. */
export function Quality(part: SetPart) {
  const { result, voice, set } = part
  const positive = result.labels?.positive ?? null
  const differences = result.estimates
    .filter((estimate) => estimate.set === set && estimate.slice === null && estimate.of === 'difference')
    .filter(({ measure }) => measureInfo(measure).group === 'quality')
    // Without options, precision and the like already are those of the positive class, or the mean over classes.
    .filter(({ options }) => (positive === null ? options.average !== 'macro' : options.class !== positive))
  const overall = differences.filter(({ options }) => options.class === undefined)
  const byClass = differences.filter(({ options }) => options.class !== undefined)
  if (overall.length === 0) return null
  if (!hasLabels(result)) return <p class="prose">{voice.say('quality.noLabels')}</p>
  const cases = result.sets[set]?.compared ?? 0
  const values = { confidence: confidenceOf(voice, result), cases: voice.count(cases), n: cases }
  return (
    <>
      <QualityTable {...part} differences={overall} caption={voice.say('quality.caption', values)} meanings />
      {byClass.length > 0 && (
        <Fold title={voice.say('quality.byClass')} name={byClass.length > MOST_ON_PAPER ? 'on-screen' : ''}>
          <QualityTable {...part} differences={byClass} caption={voice.say('quality.byClass')} />
        </Fold>
      )}
    </>
  )
}

const MOST_ON_PAPER = 8

function QualityTable(props: SetPart & { differences: readonly Estimate[]; caption: string; meanings?: boolean }) {
  const { result, voice, differences, caption, meanings = false } = props
  const side = (difference: Estimate, of: 'old' | 'new'): Estimate | undefined =>
    result.estimates.find((estimate) => estimate.of === of && concerns(estimate, difference))
  return (
    <Table
      name="numbers"
      caption={caption}
      captionUnseen={!meanings}
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
      rows={differences.map((difference) => ({
        key: keyOf(difference),
        cells: {
          measure: (
            <>
              {capitalize(measureName(voice, difference))}
              {meanings && <span class="quiet"> {measureMeaning(voice, difference.measure)}</span>}
            </>
          ),
          old: <Side result={result} voice={voice} estimate={side(difference, 'old')} difference={difference} />,
          new: <Side result={result} voice={voice} estimate={side(difference, 'new')} difference={difference} />,
          difference: <Difference result={result} voice={voice} estimate={difference} />,
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

export function NoValue({ voice, reason }: { voice: Voice; reason: string | null }) {
  return (
    <span class="quiet">{(reason === null ? null : voice.sayCode('noValue', reason)) ?? voice.say('noValue')}</span>
  )
}
