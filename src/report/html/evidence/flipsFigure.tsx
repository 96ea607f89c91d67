import { FlipsSquare } from '../../charts/flipsSquare.js'
import type { Voice } from '../../voice.js'
import type { Flips } from '../../words/flips.js'
import { Fold } from '../fold.js'
import { Table } from '../table.js'

/** Right and wrong before and now, drawn as a square and written as a table. */
export function FlipsFigure(props: {
  readonly flips: Flips
  readonly voice: Voice
  readonly finding: 'changes.finding' | 'labelSets.finding'
}) {
  const { flips, voice, finding } = props
  return (
    <figure>
      <figcaption>
        {voice.say(finding, {
          lost: flips.lost,
          gained: flips.gained,
          lostCount: voice.count(flips.lost),
          gainedCount: voice.count(flips.gained),
          total: voice.count(flips.total),
        })}
      </figcaption>
      <FlipsSquare flips={flips} voice={voice} />
      <Fold title={voice.say('drawing.table')}>
        <Table
          name="numbers"
          captionUnseen
          caption={voice.say('changes.table')}
          columns={[
            { key: 'old', head: voice.say('side.old') },
            {
              key: 'right',
              head: voice.say('changes.newRight'),
              kind: 'number',
              label: voice.say('changes.newRight'),
            },
            {
              key: 'wrong',
              head: voice.say('changes.newWrong'),
              kind: 'number',
              label: voice.say('changes.newWrong'),
            },
          ]}
          rows={[
            {
              key: 'right',
              cells: {
                old: voice.say('changes.oldRight'),
                right: voice.count(flips.bothRight),
                wrong: voice.count(flips.lost),
              },
            },
            {
              key: 'wrong',
              cells: {
                old: voice.say('changes.oldWrong'),
                right: voice.count(flips.gained),
                wrong: voice.count(flips.bothWrong),
              },
            },
          ]}
        />
      </Fold>
    </figure>
  )
}
