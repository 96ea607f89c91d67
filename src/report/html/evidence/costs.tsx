import { decimalsAsWritten, formatDecimal } from '../../numbers.js'
import { costSentence } from '../../words/costs.js'
import { Table } from '../table.js'
import type { SetPart } from './evidence.js'

/** What the decisions of both models cost over 1,000 cases, and the costs that this was counted with. */
export function Costs({ result, voice, set }: SetPart) {
  const sentence = costSentence(voice, result, set)
  if (sentence === null || result.costs === undefined) return null
  const rows = Object.entries(result.costs).flatMap(([truth, row]) =>
    Object.entries(row).map(([answer, cost]) => ({ truth, answer, cost })),
  )
  const unit = result.targetUnit ?? ''
  return (
    <>
      <p class="prose">{sentence}</p>
      <Table
        name="numbers"
        caption={unit === '' ? voice.say('cost.tableBare') : voice.say('cost.table', { unit })}
        columns={[
          { key: 'truth', head: voice.say('cost.truth') },
          { key: 'answer', head: voice.say('cost.answer'), label: voice.say('cost.answer') },
          { key: 'cost', head: voice.say('cost.cost'), kind: 'number', label: voice.say('cost.cost') },
        ]}
        rows={rows.map(({ truth, answer, cost }) => ({
          key: `${truth} ${answer}`,
          cells: { truth, answer, cost: formatDecimal(voice.language, cost, decimalsAsWritten(cost)) },
        }))}
      />
    </>
  )
}
