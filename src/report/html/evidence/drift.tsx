import type { DriftEvidence } from '../../../core/evidence.js'
import type { Estimate } from '../../../core/estimate.js'
import { measureInfo } from '../../../core/measureCatalog.js'
import { DriftPair, edgeText } from '../../charts/driftPair.js'
import { scaleOf, withUnit } from '../../quantity.js'
import { capitalize } from '../../typography.js'
import type { Voice } from '../../voice.js'
import {
  changedColumns,
  columnSentences,
  falseAlarmSentences,
  LARGE_PSI,
  SMALL_PSI,
  togetherSentence,
  unaskedSentence,
} from '../../words/drift.js'
import { valueWithInterval } from '../../words/found.js'
import { Fold } from '../fold.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'

const OPEN = 8

/** Two questions, never mixed: are the cases still like the reference, and do the two models' scores differ on the same cases? */
export function Drift(part: SetPart) {
  const { voice, evidence } = part
  if (evidence === null || evidence.drift.length === 0) return null
  const of = (about: DriftEvidence['about']): readonly DriftEvidence[] =>
    evidence.drift.filter((drift) => drift.about === about).sort((a, b) => effect(part, b) - effect(part, a))
  const columns = of('columns')
  const scores = of('scores')
  return (
    <>
      {columns.length > 0 && (
        <>
          <Answer {...part} />
          <DriftTable
            {...part}
            drifts={columns.slice(0, OPEN)}
            caption={voice.say('drift.columns', { n: columns.length })}
          />
          {columns.length > OPEN && (
            <Fold title={voice.say('drift.more', { n: columns.length - OPEN })}>
              <DriftTable {...part} drifts={columns.slice(OPEN)} caption={voice.say('drift.rest')} />
            </Fold>
          )}
        </>
      )}
      {scores.length > 0 && <DriftTable {...part} drifts={scores} caption={voice.say('drift.scores')} />}
    </>
  )
}

/** Which columns changed, in plain words, and how far chance alone could have it so. */
function Answer({ voice, result, set }: SetPart) {
  const changed = changedColumns(voice, result, set)
  const together = togetherSentence(voice, result, set)
  const sentences = [...columnSentences(voice, result, set), unaskedSentence(voice, result, set), together]
  const alarms = falseAlarmSentences(voice, result, set)
  return (
    <>
      {changed.length > 0 && (
        <>
          <p class="prose">{voice.say('drift.changed', { n: changed.length })}</p>
          <ul class="prose">
            {changed.map(({ column, text }) => (
              <li key={column}>
                <strong>{column}</strong>
                {voice.language === 'fr' ? '\u00A0: ' : ': '}
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
      {sentences
        .filter((sentence) => sentence !== null)
        .map((sentence) => (
          <p key={sentence} class="prose">
            {sentence}
          </p>
        ))}
      {alarms.length > 0 && (
        <Fold title={voice.say('drift.alarms')}>
          <ul class="prose">
            {alarms.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  )
}

function DriftTable(props: SetPart & { drifts: readonly DriftEvidence[]; caption: string }) {
  const { voice, drifts, caption } = props
  return (
    <Table
      name="drift"
      caption={caption}
      columns={[
        { key: 'column', head: voice.say('drift.column') },
        {
          key: 'drawing',
          head: drifts[0]?.about === 'scores' ? voice.say('drift.drawnScores') : voice.say('drift.drawn'),
          kind: 'drawing',
        },
        { key: 'effects', head: voice.say('drift.effect'), label: voice.say('drift.effect') },
      ]}
      rows={drifts.map((drift) => {
        const effects = effectsOf(props, drift)
        return {
          key: drift.column,
          cells: {
            column: drift.column === 'score' ? voice.say('drift.score') : drift.column,
            drawing: (
              <>
                <DriftPair drift={drift} voice={voice} title={voice.say('drift.title', { column: drift.column })} />
                <Fold title={voice.say('drawing.table')} name="on-screen">
                  <SharesTable drift={drift} voice={voice} />
                </Fold>
              </>
            ),
            effects: (
              <>
                {effects.map((estimate) => (
                  <Effect key={estimate.measure} {...props} estimate={estimate} />
                ))}
                <span class="quiet">
                  {voice.say('drift.cases', { reference: voice.count(drift.referenceN), cases: voice.count(drift.n) })}
                </span>
                {drift.missing + drift.referenceMissing > 0 && (
                  <span class="quiet">
                    {voice.say('drift.missing', {
                      reference: voice.count(drift.referenceMissing),
                      cases: voice.count(drift.missing),
                    })}
                  </span>
                )}
              </>
            ),
          },
        }
      })}
    />
  )
}

function Effect({ voice, result, estimate }: SetPart & { estimate: Estimate }) {
  const { measure, value, interval } = estimate
  return (
    <span class="effect">
      {`${capitalize(voice.say(`measure.${measure}`))} `}
      <span class="value">
        {value === null
          ? voice.say('noValue')
          : valueWithInterval(voice, scaleOf(estimate.unit, 'value', estimate, result.targetUnit), value, interval)}
      </span>
      {measure === 'psi' && value !== null && <span class="quiet">{` ${voice.say(psiLevel(value))}`}</span>}
    </span>
  )
}

function SharesTable({ drift, voice }: { drift: DriftEvidence; voice: Voice }) {
  const percent = (share: number): string =>
    withUnit(voice, { ...scaleOf('proportion', 'value', { value: share, interval: null }), decimals: 1 }, share)
  const name = (i: number): string => {
    if (drift.categories !== null) return drift.categories[i] ?? voice.say('drift.others')
    const edges = drift.edges ?? []
    const [low, high] = [edges[i], edges[i + 1]]
    if (low === undefined || high === undefined) return String(i + 1)
    return voice.say('range.from', { low: edgeText(voice, low, edges), high: edgeText(voice, high, edges) })
  }
  const [first, second] =
    drift.about === 'scores'
      ? [voice.say('side.old'), voice.say('side.new')]
      : [voice.say('drift.reference'), voice.say('drift.tested')]
  return (
    <Table
      name="numbers"
      captionUnseen
      caption={voice.say('drift.title', { column: drift.column })}
      columns={[
        { key: 'bin', head: voice.say('drift.value') },
        { key: 'reference', head: first, kind: 'number', label: first },
        { key: 'test', head: second, kind: 'number', label: second },
      ]}
      rows={drift.shares.map((share, i) => ({
        key: String(i),
        cells: { bin: name(i), reference: percent(drift.referenceShares[i] ?? 0), test: percent(share) },
      }))}
    />
  )
}

function effectsOf({ result, set }: SetPart, drift: DriftEvidence): readonly Estimate[] {
  const wanted = drift.about === 'scores' ? ['score', drift.column] : [drift.column]
  const seen = new Set<string>()
  return result.estimates.filter((estimate) => {
    if (estimate.set !== set || estimate.slice !== null || measureInfo(estimate.measure).group !== 'drift') return false
    if (!wanted.includes(estimate.options.column ?? '') || seen.has(estimate.measure)) return false
    seen.add(estimate.measure)
    return !(NOTHING_WHEN_ZERO.has(estimate.measure) && estimate.value === 0)
  })
}

/** No value missing on either side, no new category: said once for most columns, it would only hide the others. */
const NOTHING_WHEN_ZERO: ReadonlySet<string> = new Set(['missingRateDifference', 'newCategoryRate'])

/** For the order of rows only: the population stability index, else the largest effect there is. */
function effect(part: SetPart, drift: DriftEvidence): number {
  const effects = effectsOf(part, drift)
  return (
    effects.find(({ measure }) => measure === 'psi')?.value ?? Math.max(0, ...effects.map(({ value }) => value ?? 0))
  )
}

function psiLevel(psi: number): 'drift.small' | 'drift.medium' | 'drift.large' {
  if (psi < SMALL_PSI) return 'drift.small'
  return psi <= LARGE_PSI ? 'drift.medium' : 'drift.large'
}
