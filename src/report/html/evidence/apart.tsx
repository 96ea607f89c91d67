import { apartAccuracy, apartCases } from '../../words/apart.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'

/** Cases that are no part of the comparison because one model has no word for what is right: how many, and what the other makes of them. */
export function Apart({ result, voice, set }: SetPart) {
  const found = apartCases(result).filter((cases) => cases.set === set)
  if (found.length === 0) return null
  return (
    <>
      <Table
        name="facts-table"
        caption={voice.say('apart.caption')}
        columns={[
          { key: 'labels', head: voice.say('apart.labels') },
          { key: 'who', head: voice.say('apart.who'), label: voice.say('apart.who') },
          { key: 'cases', head: voice.say('word.cases'), kind: 'number', label: voice.say('word.cases') },
          { key: 'other', head: voice.say('apart.other'), label: voice.say('apart.other') },
        ]}
        rows={found.map((cases) => ({
          key: cases.side,
          cells: {
            labels: cases.labels,
            who: voice.say(`side.${cases.side}`),
            cases: voice.count(cases.accuracy.n),
            other: apartAccuracy(voice, cases),
          },
        }))}
      />
      {found.some(({ side }) => side === 'new') && <p class="quiet">{voice.say('apart.lost')}</p>}
    </>
  )
}
