import { RATES, type OperatingEffect, type OperatingPoint, type Rate } from '../../../core/operatingPoint.js'
import type { Result } from '../../../core/result.js'
import { AlertCurves } from '../../charts/alertCurves.js'
import type { Voice } from '../../voice.js'
import { confidenceOf } from '../../words/facts.js'
import {
  changeText,
  chosenSentences,
  keptSentence,
  operatingEffectOf,
  rateText,
  showsLabels,
  thresholdText,
} from '../../words/operating.js'
import { Fold } from '../fold.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'

/** What becomes of the alerts when the threshold stays, and which threshold would keep their number, or what they find. */
export function Operating({ result, voice, set }: SetPart) {
  const effect = operatingEffectOf(result, set)
  if (effect === null) return null
  const labelled = showsLabels(effect, result)
  const title = voice.say('operating.curves')
  return (
    <figure>
      <figcaption>{keptSentence(voice, effect)}</figcaption>
      {chosenSentences(voice, result, effect).map((sentence) => (
        <p key={sentence} class="prose">
          {sentence}
        </p>
      ))}
      <p class="quiet">
        {voice.say('operating.alert', { label: effect.positive })}
        {effect.assumed && ` ${voice.say('operating.assumed')}`}
        {effect.positives === null && ` ${voice.say('operating.noLabels')}`}
      </p>
      {labelled && effect.curves !== null && <AlertCurves effect={effect} voice={voice} title={title} />}
      <Fold title={voice.say('drawing.table')}>
        <PointsTable effect={effect} voice={voice} result={result} labelled={labelled} />
      </Fold>
    </figure>
  )
}

interface Shown {
  readonly effect: OperatingEffect
  readonly voice: Voice
  readonly result: Result
  readonly labelled: boolean
}

function PointsTable({ effect, voice, result, labelled }: Shown) {
  const rates: readonly Rate[] = labelled ? RATES : ['alertRate']
  const cells = (point: Pick<OperatingPoint, 'rates'> & Partial<Pick<OperatingPoint, 'changes'>>) =>
    Object.fromEntries(
      rates.map((rate) => {
        const change = point.changes?.[rate] ?? null
        return [
          rate,
          <>
            <span class="value">{rateText(voice, point.rates[rate], change)}</span>
            {change !== null && <span class="range">{changeText(voice, change)}</span>}
          </>,
        ]
      }),
    )
  return (
    <Table
      name="numbers"
      caption={voice.say('operating.caption', { confidence: confidenceOf(voice, result) })}
      columns={[
        { key: 'at', head: voice.say('operating.at') },
        {
          key: 'threshold',
          head: voice.say('operating.threshold'),
          kind: 'number',
          label: voice.say('operating.threshold'),
        },
        ...rates.map((rate) => {
          const head = voice.say(`operating.rate.${rate}`)
          return { key: rate, head, kind: 'number' as const, label: head }
        }),
      ]}
      rows={[
        {
          key: 'old',
          cells: {
            at: voice.say('side.old'),
            threshold: thresholdText(voice, effect.threshold),
            ...cells({ rates: effect.old }),
          },
        },
        ...effect.points
          .filter(({ at }) => labelled || at !== 'equal-recall')
          .map((point) => ({
            key: point.at,
            cells: {
              at: voice.say(`operating.at.${point.at}`),
              threshold: thresholdCell(voice, point),
              ...cells(point),
            },
          })),
      ]}
    />
  )
}

function thresholdCell(voice: Voice, { threshold, thresholdInterval: interval }: OperatingPoint) {
  if (threshold === null) return voice.say('operating.noThreshold')
  if (interval === null) return thresholdText(voice, threshold)
  return (
    <>
      <span class="value">{thresholdText(voice, threshold)}</span>
      <span class="range">
        {voice.say('range', { low: thresholdText(voice, interval[0]), high: thresholdText(voice, interval[1]) })}
      </span>
    </>
  )
}
