import { noiseSentences, shownDifference } from '../../words/noise.js'
import type { Part } from '../letter.js'
import { Table } from '../table.js'

/** Each model against itself, way by way. */
export function Noise({ result, voice }: Part) {
  const { noiseFloor } = result
  const rows = (['old', 'new'] as const).flatMap((side) =>
    (noiseFloor?.sides?.[side]?.conditions ?? []).map((one) => ({
      key: `${side} ${one.condition}`,
      cells: {
        way: `${voice.say(`side.${side}`)}, ${voice.say(`noise.condition.${one.condition}`)}`,
        cases: voice.count(one.cases),
        moved: shownDifference(voice, one.largestScoreDifference),
        flips: voice.count(one.flips),
        unstable: voice.count(one.unstable),
      },
    })),
  )
  return (
    <>
      {noiseSentences(voice, noiseFloor).map((sentence) => (
        <p key={sentence} class="prose">
          {sentence}
        </p>
      ))}
      {rows.length > 0 && (
        <Table
          name="numbers"
          caption={voice.say('noise.table')}
          columns={[
            { key: 'way', head: voice.say('noise.way') },
            number('cases', voice.say('noise.cases')),
            number('moved', voice.say('noise.moved')),
            number('flips', voice.say('noise.flips')),
            number('unstable', voice.say('noise.unstableCases')),
          ]}
          rows={rows}
        />
      )}
    </>
  )
}

function number(key: string, head: string) {
  return { key, head, kind: 'number' as const, label: head }
}
