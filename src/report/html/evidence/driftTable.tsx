import type { Estimate } from '../../../core/estimate.js'
import type { DriftEvidence } from '../../../core/evidence.js'
import { DriftPair } from '../../charts/driftPair.js'
import { EffectAxis, EffectScale } from '../../charts/effectAxis.js'
import { scaleOf, withUnit } from '../../quantity.js'
import { capitalize } from '../../typography.js'
import type { Voice } from '../../voice.js'
import { LARGE_PSI, SMALL_PSI } from '../../words/drift.js'
import { driftBins, type DriftBin } from '../../words/driftBins.js'
import { driftEffects, levelOf, stabilityOf } from '../../words/driftEffects.js'
import { valueWithInterval } from '../../words/found.js'
import { Fold } from '../fold.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'

const THRESHOLDS = [SMALL_PSI, LARGE_PSI]
/** Where the common axis ends: twice what is called a large change. */
const REACH = 2 * LARGE_PSI

/** A row a column: both distributions, and one effect size on a scale that all columns share. Every other number is folded behind it. */
export function DriftTable(
  props: SetPart & {
    readonly drifts: readonly DriftEvidence[]
    readonly caption: string
    readonly note?: string
    readonly captionUnseen?: boolean
  },
) {
  const { voice, result, set, drifts, caption, note, captionUnseen = false } = props
  return (
    <Table
      name="drift"
      captionUnseen={captionUnseen}
      caption={
        <>
          {caption}
          {note !== undefined && <span class="quiet">{note}</span>}
        </>
      }
      columns={[
        { key: 'column', head: voice.say('drift.column') },
        { key: 'pair', head: voice.say('drift.drawn'), kind: 'drawing' },
        {
          key: 'axis',
          head: (
            <>
              {voice.say('drift.index')}
              <EffectScale voice={voice} title={voice.say('drift.scale')} thresholds={THRESHOLDS} reach={REACH} />
            </>
          ),
          kind: 'drawing',
        },
        { key: 'effect', head: voice.say('drift.effect'), label: voice.say('drift.effect') },
      ]}
      rows={drifts.map((drift) => {
        const bins = driftBins(voice, drift, result.plan.smallestCell)
        const index = stabilityOf(result, set, drift)
        return {
          key: drift.column,
          cells: {
            column: drift.column === 'score' ? voice.say('drift.score') : drift.column,
            pair: (
              <DriftPair
                drift={drift}
                bins={bins}
                voice={voice}
                title={voice.say('drift.title', { column: drift.column })}
              />
            ),
            axis: index !== null && (
              <EffectAxis
                title={`${capitalize(voice.say('measure.psi'))} ${effectText(props, index)}`}
                value={index.value}
                interval={index.interval}
                thresholds={THRESHOLDS}
                reach={REACH}
              />
            ),
            effect: (
              <>
                {index === null ? (
                  voice.say('noValue')
                ) : (
                  <span class="effect">
                    <strong>{voice.say(`drift.${levelOf(index.value)}`)}</strong> {effectText(props, index)}
                  </span>
                )}
                {drift.missing + drift.referenceMissing > 0 && (
                  <span class="quiet">
                    {voice.say('drift.missing', {
                      reference: voice.count(drift.referenceMissing),
                      cases: voice.count(drift.missing),
                    })}
                  </span>
                )}
                <Fold title={voice.say('drift.numbers')} name="on-screen">
                  <Numbers {...props} drift={drift} bins={bins} />
                </Fold>
              </>
            ),
          },
        }
      })}
    />
  )
}

/** Behind the drawing: the other measures of the same change, and the shares of both histograms. */
function Numbers(props: SetPart & { readonly drift: DriftEvidence; readonly bins: readonly DriftBin[] }) {
  const { voice, result, set, drift, bins } = props
  return (
    <>
      {driftEffects(result, set, drift)
        .filter(({ measure }) => measure !== 'psi')
        .map((estimate) => (
          <span key={estimate.measure} class="effect">
            {`${capitalize(voice.say(`measure.${estimate.measure}`))} `}
            <span class="value">{effectText(props, estimate)}</span>
          </span>
        ))}
      <span class="quiet">
        {voice.say('drift.cases', { reference: voice.count(drift.referenceN), cases: voice.count(drift.n) })}
      </span>
      <SharesTable drift={drift} bins={bins} voice={voice} />
    </>
  )
}

function effectText({ voice, result }: SetPart, estimate: Estimate): string {
  const { value, interval } = estimate
  if (value === null) return voice.say('noValue')
  return valueWithInterval(voice, scaleOf(estimate.unit, 'value', estimate, result.targetUnit), value, interval)
}

function SharesTable(props: {
  readonly drift: DriftEvidence
  readonly bins: readonly DriftBin[]
  readonly voice: Voice
}) {
  const { drift, bins, voice } = props
  const percent = (share: number): string =>
    withUnit(voice, { ...scaleOf('proportion', 'value', { value: share, interval: null }), decimals: 1 }, share)
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
      rows={bins.map(({ name, referenceShare, share }, i) => ({
        key: String(i),
        cells: { bin: name, reference: percent(referenceShare), test: percent(share) },
      }))}
    />
  )
}
