import type { Estimate } from '../../../core/estimate.js'
import { apartSide } from '../../../core/labelMap.js'
import { measureInfo } from '../../../core/measureCatalog.js'
import { ForestAxis, ForestScale } from '../../charts/forestAxis.js'
import { formatDecimal, formatList } from '../../numbers.js'
import { asWritten, scaleOf, withUnit } from '../../quantity.js'
import { capitalize } from '../../typography.js'
import { pValueText } from '../../words/comparison.js'
import { changeInWords, changeWithInterval } from '../../words/found.js'
import { criterionOf, findEstimate, headlineMeasure, isSuppressed, keyOf, sameMeasure } from '../../words/lookup.js'
import { measureName, sliceName } from '../../words/measureName.js'
import { Fold } from '../fold.js'
import { Table } from '../table.js'
import { Difference, Side } from './quality.js'
import type { SetPart } from './evidence.js'

/**
 * One forest plot, the worst segment first, for the headline measure and for each that the plan asks about by segment. A dozen
 * measures times every segment would bury them: the others are named and stay in result.json.
 */
export function Segments(part: SetPart) {
  const { result, voice, set } = part
  const estimates = result.estimates.filter(
    (estimate) =>
      estimate.set === set &&
      estimate.slice !== null &&
      apartSide(estimate.slice) === null &&
      estimate.of === 'difference' &&
      // Without labels most measures came to nothing: that is no evidence.
      (estimate.value !== null || estimate.n > 0),
  )
  const measures = [...new Map(estimates.map((estimate) => [keyOf(estimate), estimate])).values()]
  if (measures.length === 0) return null
  const headline = headlineMeasure(result, set)
  const asked = (estimate: Estimate): boolean =>
    estimate.measure === headline ||
    result.findings.some((finding) => finding.slice !== null && sameMeasure(finding, estimate))
  const others = measures.filter((measure) => !asked(measure)).map((measure) => measureName(voice, measure))
  return (
    <>
      {measures.filter(asked).map((measure) => (
        <Forest
          key={keyOf(measure)}
          {...part}
          estimates={estimates.filter((estimate) => sameMeasure(estimate, measure))}
        />
      ))}
      <Heterogeneity {...part} />
      {others.length > 0 && (
        <p class="quiet">{voice.say('segments.others', { measures: formatList(voice.language, others) })}</p>
      )}
    </>
  )
}

/** Whether the segments of one column differ by more than chance, beside the plot that shows them. */
function Heterogeneity({ result, voice, set }: SetPart) {
  const tests = result.heterogeneity?.filter((test) => test.set === set) ?? []
  if (tests.length === 0) return null
  return (
    <>
      {tests.map((test) => (
        <p class="quiet" key={test.segment}>
          {voice.say(test.pValue < DIFFERS ? 'heterogeneity.differs' : 'heterogeneity.same', {
            n: test.segments,
            segment: test.segment,
            measure: measureName(voice, { measure: test.measure, options: {} }),
          })}
        </p>
      ))}
      <Fold title={voice.say('heterogeneity.numbers')}>
        <Table
          name="numbers"
          captionUnseen
          caption={voice.say('heterogeneity.numbers')}
          columns={[
            { key: 'segment', head: voice.say('heterogeneity.by') },
            ...(['q', 'degrees', 'share'] as const).map((key) => {
              const head = voice.say(`heterogeneity.${key}`)
              return { key, head, kind: 'number' as const, label: head }
            }),
            { key: 'p', head: voice.say('comparison.p'), kind: 'number', label: voice.say('comparison.p') },
          ]}
          rows={tests.map((test) => ({
            key: test.segment,
            cells: {
              segment: test.segment,
              q: formatDecimal(voice.language, test.q, 1),
              degrees: voice.count(test.degrees),
              share: withUnit(voice, PERCENT, test.iSquared),
              p: pValueText(voice, test.pValue),
            },
          }))}
        />
        <p class="quiet">{voice.say('heterogeneity.note')}</p>
      </Fold>
    </>
  )
}

const DIFFERS = 0.05
const PERCENT = { word: 'percent', factor: 100, decimals: 0, targetUnit: null } as const

function Forest({ result, voice, set, estimates }: SetPart & { estimates: readonly Estimate[] }) {
  const [first] = estimates
  if (first === undefined) return null
  const { smallestCell } = result.plan
  const turn = measureInfo(first.measure).direction === 'higher' ? 1 : -1
  const shown = estimates
    .filter((estimate) => estimate.value !== null && !isSuppressed(result, estimate))
    .sort((a, b) => turn * ((a.value ?? 0) - (b.value ?? 0)))
  const suppressed = estimates.filter((estimate) => isSuppressed(result, estimate))
  const empty = estimates.length - shown.length - suppressed.length
  const margin = marginOf(result, first, set)
  const spread = shown.flatMap(({ value, interval }) => [value ?? 0, ...(interval ?? [])]).map(Math.abs)
  const reach =
    Math.min(Math.max(...spread, margin ?? 0), margin === null || margin === 0 ? Infinity : 4 * margin) * 1.08 || 1
  const common = scaleOf(first.unit, 'difference', { value: reach, interval: [-reach, reach] }, result.targetUnit)
  const worst = shown[0]
  return (
    <>
      <Table
        name="forest"
        caption={
          worst === undefined
            ? capitalize(measureName(voice, first))
            : voice.say('segments.finding', {
                measure: capitalize(measureName(voice, first)),
                slice: sliceName(voice, worst.slice ?? []),
                change: changeInWords(
                  voice,
                  scaleOf(worst.unit, 'difference', worst, result.targetUnit),
                  -turn * (worst.value ?? 0),
                ),
              })
        }
        columns={[
          { key: 'slice', head: voice.say('segments.segment') },
          {
            key: 'drawing',
            kind: 'drawing',
            head: (
              <ForestScale
                voice={voice}
                scale={margin === null ? common : asWritten(common, margin)}
                margin={margin}
                reach={reach}
                worse={voice.say('axis.worse')}
                better={voice.say('axis.better')}
              />
            ),
          },
          { key: 'old', head: voice.say('side.old'), kind: 'number', label: voice.say('side.old') },
          { key: 'new', head: voice.say('side.new'), kind: 'number', label: voice.say('side.new') },
          {
            key: 'difference',
            head: voice.say('quality.difference'),
            kind: 'number',
            label: voice.say('quality.difference'),
          },
          { key: 'cases', head: voice.say('word.cases'), kind: 'number', label: voice.say('word.cases') },
        ]}
        rows={shown.map((estimate, i) => {
          const interval = estimate.interval
          const value = turn * (estimate.value ?? 0)
          return {
            key: String(i),
            cells: {
              slice: sliceName(voice, estimate.slice ?? []),
              drawing: (
                <ForestAxis
                  title={`${sliceName(voice, estimate.slice ?? [])}: ${changeWithInterval(
                    voice,
                    scaleOf(estimate.unit, 'difference', estimate, result.targetUnit),
                    -value,
                    interval === null ? null : turn === 1 ? [-interval[1], -interval[0]] : interval,
                  )}`}
                  value={value}
                  interval={interval === null || turn === 1 ? interval : [-interval[1], -interval[0]]}
                  margin={margin}
                  reach={reach}
                />
              ),
              old: (
                <Side
                  result={result}
                  voice={voice}
                  estimate={findEstimate(result, estimate, 'old')}
                  difference={estimate}
                />
              ),
              new: (
                <Side
                  result={result}
                  voice={voice}
                  estimate={findEstimate(result, estimate, 'new')}
                  difference={estimate}
                />
              ),
              difference: <Difference result={result} voice={voice} estimate={estimate} />,
              cases: voice.count(estimate.n),
            },
          }
        })}
      />
      {suppressed.length > 0 && (
        <p class="quiet">
          {voice.say('segments.suppressed', {
            n: suppressed.length,
            smallest: smallestCell,
            slices: suppressed.map(({ slice }) => sliceName(voice, slice ?? [])).join('; '),
          })}
        </p>
      )}
      {empty > 0 && <p class="quiet">{voice.say('segments.empty', { n: empty })}</p>}
    </>
  )
}

/** The tolerance that a `by:` criterion gives these segments, in the estimate's own unit; null where there is none. */
function marginOf(result: SetPart['result'], estimate: Estimate, set: string): number | null {
  const finding = result.findings.find(
    (candidate) =>
      candidate.set === set &&
      candidate.slice !== null &&
      candidate.sense === 'degradation' &&
      candidate.unit === estimate.unit &&
      sameMeasure(candidate, estimate) &&
      criterionOf(result, candidate)?.demand.kind === 'maxDegradation',
  )
  return finding === undefined || Array.isArray(finding.margin) ? null : finding.margin
}
