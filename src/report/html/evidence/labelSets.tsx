import type { LabelSetEvidence } from '../../../core/evidence.js'
import { isSmall } from '../../disclosure/toldColumns.js'
import { findEstimate, isMeasured } from '../../words/lookup.js'
import { labelDecisions, setFlips, type LabelDecisions } from '../../words/labelDecisions.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'
import { FlipsFigure } from './flipsFigure.js'
import { Difference, Side } from './quality.js'

/** Multilabel: cases whose whole set of labels was right and is no longer, and every label by itself, the worst change first. */
export function LabelSets(part: SetPart & { outcome: LabelSetEvidence }) {
  const { outcome, voice } = part
  const flips = setFlips(outcome)
  const labels = labelDecisions(outcome)
  return (
    <>
      {flips !== null && <FlipsFigure flips={flips} voice={voice} finding="labelSets.finding" />}
      {labels !== null && <LabelTable {...part} labels={labels} />}
    </>
  )
}

function LabelTable({ result, voice, set, labels }: SetPart & { labels: readonly LabelDecisions[] }) {
  const of = (label: string, side: 'old' | 'new' | 'difference') =>
    findEstimate(result, { measure: 'f1', options: { class: label }, set, slice: null }, side)
  const change = (label: string): number => {
    const estimate = of(label, 'difference')
    return isMeasured(estimate) ? estimate.value : Infinity
  }
  const { smallestCell } = result.plan
  // Labels overlap: no total of theirs gives a hidden count away.
  const cell = (cases: number): string =>
    isSmall(cases, smallestCell) ? voice.say('smallCell', { smallest: smallestCell }) : voice.count(cases)
  const sorted = [...labels].sort(
    (a, b) => change(a.label) - change(b.label) || b.lost - b.gained - (a.lost - a.gained),
  )
  return (
    <Table
      name="numbers"
      caption={voice.say('labelSets.byLabel')}
      columns={[
        { key: 'label', head: voice.say('labelSets.label') },
        ...(['having', 'old', 'new', 'difference', 'lost', 'gained'] as const).map((key) => ({
          key,
          head: voice.say(`labelSets.${key}`),
          kind: 'number' as const,
          label: voice.say(`labelSets.${key}`),
        })),
      ]}
      rows={sorted.map(({ label, having, lost, gained }) => ({
        key: label,
        cells: {
          label,
          having: cell(having),
          old: <Side result={result} voice={voice} estimate={of(label, 'old')} difference={of(label, 'difference')} />,
          new: <Side result={result} voice={voice} estimate={of(label, 'new')} difference={of(label, 'difference')} />,
          difference: <Difference result={result} voice={voice} estimate={of(label, 'difference')} />,
          lost: cell(lost),
          gained: cell(gained),
        },
      }))}
    />
  )
}
