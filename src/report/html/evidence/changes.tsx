import type { ClassEvidence } from '../../../core/evidence.js'
import type { Result } from '../../../core/result.js'
import { FlipBar } from '../../charts/flipBar.js'
import type { Voice } from '../../voice.js'
import { mergeBins } from '../../disclosure/mergeBins.js'
import { mergeRows } from '../../disclosure/mergeRows.js'
import { together, toldColumns, type Counts } from '../../disclosure/toldColumns.js'
import { percentage } from '../../quantity.js'
import { classChanges, flipsOf } from '../../words/flips.js'
import { besideChanges } from '../../words/noise.js'
import { Table } from '../table.js'
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

/** One line of a table of changes: cases, and those of them that are lost and won. */
interface ChangeLine {
  readonly name: string
  readonly counts: Counts
}

function ClassChangesTable({ outcome, voice, result }: Shown & { result: Result }) {
  const changes = classChanges(outcome)
  if (changes.length === 0) return <p class="prose">{voice.say('changes.noneByClass')}</p>
  // Without labels no change is lost or gained.
  const labelled = flipsOf(outcome) !== null
  const rows = changes.map(({ cases, lost, gained }) => (labelled ? withRest(cases, lost, gained) : [cases]))
  const { smallestCell } = result.plan
  const { shown, merged } = mergeRows(rows, smallestCell)
  const rest = [...shown.slice(MOST), ...merged]
  const lines = shown.slice(0, MOST).map((i): ChangeLine => {
    const { from, to } = changes[i]!
    return { name: voice.say('changes.fromTo', { from, to }), counts: rows[i]! }
  })
  if (rest.length > 0)
    lines.push({
      name: voice.say('changes.others', { n: rest.length, count: voice.count(rest.length) }),
      counts: together(rest.map((i) => rows[i]!)),
    })
  return (
    <ChangeTable
      voice={voice}
      caption={voice.say('changes.byClass')}
      head={voice.say('changes.change')}
      keys={labelled ? ['lost', 'gained'] : []}
      rows={rows}
      smallest={smallestCell}
      lines={lines}
    />
  )
}

function ByConfidence({ outcome, voice, smallest }: Shown & { smallest: number }) {
  const bins = outcome.flipsByConfidence.filter(({ cases }) => cases > 0)
  if (bins.length === 0) return null
  const rows = bins.map(({ cases, negative, positive }) => withRest(cases, negative, positive))
  return (
    <ChangeTable
      voice={voice}
      caption={confidenceFinding(voice, bins)}
      head={voice.say('changes.confidence')}
      keys={['lost', 'gained']}
      rows={rows}
      smallest={smallest}
      lines={confidenceLines(voice, bins, rows, smallest)}
      drawn
    />
  )
}

/** Without labels a change is neither lost nor won; the surer old was, the more it says. */
function AnswersByConfidence({ outcome, voice, smallest }: Shown & { smallest: number }) {
  const bins = (outcome.changesByConfidence ?? []).filter(({ cases }) => cases > 0)
  if (bins.length === 0) return null
  const rows = bins.map(({ cases, changed }) => withRest(cases, changed))
  return (
    <ChangeTable
      voice={voice}
      caption={voice.say('changes.answersByConfidence')}
      head={voice.say('changes.confidence')}
      keys={['changed']}
      rows={rows}
      smallest={smallest}
      lines={confidenceLines(voice, bins, rows, smallest)}
    />
  )
}

/** What is none of the parts is not shown, but follows from them: it counts as a part of its own. */
function withRest(cases: number, ...parts: readonly number[]): Counts {
  return [cases, ...parts, cases - parts.reduce((sum, part) => sum + part, 0)]
}

function confidenceLines(
  voice: Voice,
  bins: readonly { readonly low: number; readonly high: number }[],
  rows: readonly Counts[],
  smallest: number,
): readonly ChangeLine[] {
  return mergeBins(rows, smallest).map(({ from, to, counts }) => ({
    name: voice.say('range.from', {
      low: percentage(voice, bins[from]!.low),
      high: percentage(voice, bins[to - 1]!.high),
    }),
    counts,
  }))
}

function ChangeTable(props: {
  readonly voice: Voice
  readonly caption: string
  readonly head: string
  readonly keys: readonly ('lost' | 'gained' | 'changed')[]
  /** Of the whole table, before anything was put together. */
  readonly rows: readonly Counts[]
  readonly smallest: number
  readonly lines: readonly ChangeLine[]
  /** Losses and gains as bars, too; there are both. */
  readonly drawn?: boolean
}) {
  const { voice, head, rows, smallest, lines, drawn = false } = props
  // A part that is small as a whole would follow from the others.
  const told = toldColumns(rows, smallest).every(Boolean)
  const keys = told ? props.keys : []
  const draws = drawn && told
  const most = Math.max(...lines.map(({ counts: [cases, lost, gained] }) => Math.max(lost ?? 0, gained ?? 0) / cases!))
  return (
    <Table
      name="numbers"
      caption={
        <>
          {props.caption}
          {!told && props.keys.length > 0 && (
            <span class="quiet">{voice.say('changes.partsHidden', { smallest })}</span>
          )}
        </>
      }
      columns={[
        { key: 'name', head },
        { key: 'cases', head: voice.say('word.cases'), kind: 'number', label: voice.say('word.cases') },
        ...keys.map((key) => {
          const name = voice.say(`changes.${key}`)
          return { key, head: name, kind: 'number' as const, label: name }
        }),
        ...(draws ? [{ key: 'drawing', head: voice.say('changes.shares'), kind: 'drawing' as const }] : []),
      ]}
      rows={lines.map(({ name, counts }) => ({
        key: name,
        cells: {
          name,
          cases: voice.count(counts[0]!),
          ...Object.fromEntries(keys.map((key, i) => [key, voice.count(counts[i + 1]!)])),
          drawing: <FlipBar voice={voice} counts={counts} most={most} />,
        },
      }))}
    />
  )
}

/** Of all lost cases, how many old was hardly sure of: a new answer there is no surprise. */
function confidenceFinding(voice: Voice, bins: ClassEvidence['flipsByConfidence']): string {
  const lost = bins.reduce((sum, { negative }) => sum + negative, 0)
  const unsure = bins.filter(({ high }) => high <= UNSURE).reduce((sum, { negative }) => sum + negative, 0)
  if (lost < FEW_LOST) return voice.say('changes.byConfidence')
  return voice.say('changes.confidenceFinding', {
    share: percentage(voice, unsure / lost),
    bound: percentage(voice, UNSURE),
  })
}

const UNSURE = 0.7
/** Of fewer lost cases no share is worth a headline. */
const FEW_LOST = 30
