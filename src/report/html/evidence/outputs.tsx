import { measureInfo, MEASURE_NAMES, type MeasureName } from '../../../core/measureCatalog.js'
import type { Estimate } from '../../../core/estimate.js'
import type { TensorEvidence } from '../../../core/evidence.js'
import { formatShape } from '../../../core/signature.js'
import { PowerBars } from '../../charts/powerBars.js'
import { bare, outputScale, scaleOf, withUnit } from '../../quantity.js'
import { capitalize } from '../../typography.js'
import type { Voice } from '../../voice.js'
import { isMeasured } from '../../words/lookup.js'
import { measureMeaning, measureName } from '../../words/measureName.js'
import { toleranceText } from '../../words/tolerance.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'
import { NoValue } from './quality.js'

type Output = TensorEvidence['outputs'][number]

/** Each output on its own: what was compared, the tolerances that pass, every measure, and how large the differences are. */
export function Outputs(part: SetPart) {
  const outcome = part.evidence?.outcome
  if (outcome?.kind !== 'tensors' || outcome.outputs.length === 0) return null
  return (
    <>
      {outcome.outputs.map((output, i) => (
        <section key={output.output} class="output">
          <h4>
            {output.shape === null
              ? part.voice.say('outputs.titleOpen', { output: output.output })
              : part.voice.say('outputs.title', { output: output.output, shape: formatShape(output.shape) })}
          </h4>
          <Remarks output={output} voice={part.voice} />
          <Frontier {...part} output={output} />
          <Figures {...part} output={output} meanings={i === 0} />
          <Sizes output={output} voice={part.voice} />
        </section>
      ))}
    </>
  )
}

function Remarks({ output, voice }: { output: Output; voice: Voice }) {
  const { cases, elements, equal, maskedCases, equalInfinities, zeroBaseline, neighbours, kind } = output
  const counts = { cases: voice.count(cases), elements: voice.count(elements), equal: voice.count(equal) }
  const remarks = [
    ...(kind === 'unlike' ? [] : [voice.say(kind === 'texts' ? 'outputs.countsTexts' : 'outputs.counts', counts)]),
    ...(maskedCases > 0 ? [voice.say('outputs.masked', { cases: voice.count(maskedCases) })] : []),
    ...(equalInfinities > 0 ? [voice.say('outputs.infinities', { count: voice.count(equalInfinities) })] : []),
    ...(zeroBaseline > 0 ? [voice.say('outputs.zeroBaseline', { count: voice.count(zeroBaseline) })] : []),
    ...(neighbours === null || neighbours.cases < 2
      ? []
      : [
          voice.say('outputs.sample', {
            k: neighbours.k,
            cases: voice.count(neighbours.cases),
            chance: percent(voice, Math.min(1, neighbours.k / (neighbours.cases - 1))),
          }),
        ]),
  ]
  return <p class="prose">{remarks.join(' ')}</p>
}

/** The tightest tolerance in one sentence, and those beside other relative tolerances in a table. */
function Frontier({ result, voice, set, output }: SetPart & { output: Output }) {
  const rows = result.estimates
    .filter((estimate) => estimate.measure === 'tightestTolerance' && isOf(estimate, set, output))
    .filter(isMeasured)
    .sort((a, b) => (a.options.rtol ?? 0) - (b.options.rtol ?? 0))
  const [strictest] = rows
  if (strictest === undefined) return null
  if (strictest.value === 0) return <p>{voice.say('outputs.toleranceNone')}</p>
  const [before = '', after = ''] = voice.say('outputs.tolerance', { tolerance: '\u0000' }).split('\u0000')
  return (
    <>
      <p>
        {before}
        <code>{`rtol=0, atol=${toleranceText(strictest.value)}`}</code>
        {after}
      </p>
      <Table
        name="numbers"
        caption={voice.say('outputs.frontier')}
        columns={[
          { key: 'atol', head: voice.say('outputs.rtol') },
          ...rows.map(({ options: { rtol = 0 } }) => ({
            key: String(rtol),
            head: <code>{toleranceText(rtol)}</code>,
            kind: 'number' as const,
            label: `rtol=${toleranceText(rtol)}`,
          })),
        ]}
        rows={[
          {
            key: 'atol',
            cells: {
              atol: voice.say('outputs.atol'),
              ...Object.fromEntries(
                rows.map(({ options: { rtol = 0 }, value }) => [String(rtol), <code>{toleranceText(value)}</code>]),
              ),
            },
          },
        ]}
      />
    </>
  )
}

const SHOWN: readonly MeasureName[] = MEASURE_NAMES.filter(
  (name) => measureInfo(name).group === 'outputs' && name !== 'tightestTolerance' && name !== 'discreteAgreement',
)
const DOES_NOT_APPLY = new Set(['no-such-axis', 'not-numbers', 'no-neighbours', 'not-discrete'])

/** What each measure is stands beside those of the first output. */
function Figures({ result, voice, set, output, meanings }: SetPart & { output: Output; meanings: boolean }) {
  const estimates = SHOWN.flatMap((name) =>
    result.estimates.filter((estimate) => estimate.measure === name && isOf(estimate, set, output)),
  ).filter(({ reason }) => !DOES_NOT_APPLY.has(reason ?? ''))
  return (
    <Table
      name="numbers"
      caption={voice.say('outputs.figures')}
      columns={[
        { key: 'measure', head: voice.say('outputs.measure') },
        { key: 'value', head: voice.say('outputs.value'), kind: 'number', label: voice.say('outputs.value') },
      ]}
      rows={estimates.map((estimate) => ({
        key: `${estimate.measure} ${estimate.options.axis ?? ''}`,
        cells: {
          measure: (
            <>
              {capitalize(measureName(voice, { ...estimate, options: { ...estimate.options, output: undefined } }))}
              {meanings && <span class="quiet"> {measureMeaning(voice, estimate.measure)}</span>}
            </>
          ),
          value: <Value estimate={estimate} voice={voice} />,
        },
      }))}
    />
  )
}

function Value({ estimate, voice }: { estimate: Estimate; voice: Voice }) {
  if (!isMeasured(estimate)) return <NoValue voice={voice} reason={estimate.reason ?? null} />
  const scale = outputScale(estimate)
  return (
    <>
      <span class="value">{withUnit(voice, scale, estimate.value)}</span>
      {estimate.interval !== null && (
        <span class="range">
          {voice.say('range', {
            low: bare(voice, scale, estimate.interval[0]),
            high: bare(voice, scale, estimate.interval[1]),
          })}
        </span>
      )}
    </>
  )
}

function Sizes({ output, voice }: { output: Output; voice: Voice }) {
  const { from, counts } = output.differences
  if (output.elements === 0 || counts.length === 0) return null
  const title = voice.say('outputs.histogram')
  const share = (count: number): number => count / output.elements
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <PowerBars
        title={title}
        bars={[
          {
            label: voice.say('outputs.equalBar'),
            share: share(output.equal),
            title: `${percent(voice, share(output.equal))} ${voice.say('outputs.equalBar')}`,
          },
          ...counts.map((count, i) => ({
            label: toleranceText(10 ** (from + i)),
            share: share(count),
            title: voice.say('outputs.bar', {
              share: percent(voice, share(count)),
              low: toleranceText(10 ** (from + i)),
              high: toleranceText(10 ** (from + i + 1)),
            }),
          })),
        ]}
      />
    </figure>
  )
}

function isOf(estimate: Estimate, set: string, { output }: Output): boolean {
  return estimate.set === set && estimate.slice === null && estimate.options.output === output
}

function percent(voice: Voice, share: number): string {
  return withUnit(voice, scaleOf('proportion', 'value', { value: share, interval: null }), share)
}
