import type { ClassEvidence } from '../../../core/evidence.js'
import type { Result } from '../../../core/result.js'
import { FlipBar } from '../../charts/flipBar.js'
import type { Voice } from '../../voice.js'
import { scaleOf, withUnit } from '../../quantity.js'
import { classChanges, flipsOf, hidesParts } from '../../words/flips.js'
import { besideChanges } from '../../words/noise.js'
import { Table } from '../table.js'
import { shownCount } from './shownCount.js'
import type { SetPart } from './evidence.js'
import { FlipsFigure } from './flipsFigure.js'
import { LabelSets } from './labelSets.js'

/** Individual changes: who was well served and no longer is, and the other way round. */
export function Changes({ result, voice, set, evidence }: SetPart) {
  if (evidence?.outcome?.kind === 'label-sets')
    return <LabelSets result={result} voice={voice} set={set} evidence={evidence} outcome={evidence.outcome} />
  if (evidence?.outcome?.kind !== 'classes') return null
  const { outcome } = evidence
  const flips = flipsOf(outcome)
  const beside = besideChanges(voice, result, set)
  return (
    <>
      {beside !== null && <p class="prose">{beside}</p>}
      {flips !== null && <FlipsFigure flips={flips} voice={voice} finding="changes.finding" />}
      <ClassChangesTable outcome={outcome} voice={voice} result={result} />
      <ByConfidence outcome={outcome} voice={voice} smallest={result.plan.smallestCell} />
      {outcome.flipsByConfidence.length === 0 && (
        <AnswersByConfidence outcome={outcome} voice={voice} smallest={result.plan.smallestCell} />
      )}
    </>
  )
}

interface Shown {
  readonly outcome: ClassEvidence
  readonly voice: Voice
}

const MOST = 12

function ClassChangesTable({ outcome, voice, result }: Shown & { result: Result }) {
  const changes = classChanges(outcome)
  if (changes.length === 0) return <p class="prose">{voice.say('changes.noneByClass')}</p>
  const smallest = result.plan.smallestCell
  const cell = (cases: number): string => shownCount(voice, cases, smallest)
  return (
    <Table
      name="numbers"
      caption={voice.say('changes.byClass', { n: Math.max(0, changes.length - MOST) })}
      columns={[
        { key: 'change', head: voice.say('changes.change') },
        { key: 'cases', head: voice.say('word.cases'), kind: 'number', label: voice.say('word.cases') },
        // Without labels no change is lost or gained.
        ...(flipsOf(outcome) === null
          ? []
          : (['lost', 'gained'] as const).map((key) => {
              const head = voice.say(`changes.${key}`)
              return { key, head, kind: 'number' as const, label: head }
            })),
      ]}
      rows={changes.slice(0, MOST).map((change) => ({
        key: `${change.from} ${change.to}`,
        cells: {
          change: voice.say('changes.fromTo', { from: change.from, to: change.to }),
          cases: cell(change.cases),
          lost: hidesParts(change, smallest) ? '' : cell(change.lost),
          gained: hidesParts(change, smallest) ? '' : cell(change.gained),
        },
      }))}
    />
  )
}

function ByConfidence({ outcome, voice, smallest }: Shown & { smallest: number }) {
  const bins = outcome.flipsByConfidence.filter(({ cases }) => cases > 0)
  if (bins.length === 0) return null
  const most = Math.max(...bins.map(({ negative, positive, cases }) => Math.max(negative, positive) / cases))
  const percent = (share: number): string =>
    withUnit(voice, { ...scaleOf('proportion', 'value', { value: share, interval: null }), decimals: 0 }, share)
  return (
    <Table
      name="numbers"
      caption={voice.say('changes.byConfidence')}
      columns={[
        { key: 'confidence', head: voice.say('changes.confidence') },
        { key: 'cases', head: voice.say('word.cases'), kind: 'number', label: voice.say('word.cases') },
        { key: 'lost', head: voice.say('changes.lost'), kind: 'number', label: voice.say('changes.lost') },
        { key: 'gained', head: voice.say('changes.gained'), kind: 'number', label: voice.say('changes.gained') },
        { key: 'drawing', head: voice.say('changes.shares'), kind: 'drawing' },
      ]}
      rows={bins.map((bin) => ({
        key: String(bin.low),
        cells: {
          confidence: voice.say('range.from', { low: percent(bin.low), high: percent(bin.high) }),
          cases: shownCount(voice, bin.cases, smallest),
          lost: shownCount(voice, bin.negative, smallest),
          gained: shownCount(voice, bin.positive, smallest),
          drawing: <FlipBar voice={voice} bin={bin} most={most} />,
        },
      }))}
    />
  )
}

/** Without labels a change is neither lost nor won; the surer old was, the more it says. */
function AnswersByConfidence({ outcome, voice, smallest }: Shown & { smallest: number }) {
  const bins = (outcome.changesByConfidence ?? []).filter(({ cases }) => cases > 0)
  if (bins.length === 0) return null
  const percent = (share: number): string =>
    withUnit(voice, { ...scaleOf('proportion', 'value', { value: share, interval: null }), decimals: 0 }, share)
  const cell = (cases: number): string => shownCount(voice, cases, smallest)
  return (
    <Table
      name="numbers"
      caption={voice.say('changes.answersByConfidence')}
      columns={[
        { key: 'confidence', head: voice.say('changes.confidence') },
        { key: 'cases', head: voice.say('word.cases'), kind: 'number', label: voice.say('word.cases') },
        { key: 'changed', head: voice.say('changes.changed'), kind: 'number', label: voice.say('changes.changed') },
      ]}
      rows={bins.map((bin) => ({
        key: String(bin.low),
        cells: {
          confidence: voice.say('range.from', { low: percent(bin.low), high: percent(bin.high) }),
          cases: cell(bin.cases),
          changed: cell(bin.changed),
        },
      }))}
    />
  )
}
