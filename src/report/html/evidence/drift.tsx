import type { DriftEvidence } from '../../../core/evidence.js'
import {
  changedColumns,
  columnSentences,
  falseAlarmSentences,
  togetherSentence,
  unaskedSentence,
} from '../../words/drift.js'
import { largestFirst, stabilityFinding } from '../../words/driftEffects.js'
import { colon } from '../../typography.js'
import { Fold } from '../fold.js'
import { DriftTable } from './driftTable.js'
import type { SetPart } from './evidence.js'

/** Columns that are told before the rest is folded away. */
const OPEN = 6

/** Two questions, never mixed: are the cases still like the reference, and do the two models' scores differ on the same cases? */
export function Drift(part: SetPart) {
  const { voice, evidence } = part
  if (evidence === null || evidence.drift.length === 0) return null
  const of = (about: DriftEvidence['about']): readonly DriftEvidence[] =>
    largestFirst(
      part.result,
      part.set,
      evidence.drift.filter((drift) => drift.about === about),
    )
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
            caption={stabilityFinding(voice, part.result, part.set, columns[0]!)}
            note={voice.say('drift.key')}
          />
          {columns.length > OPEN && (
            <Fold title={voice.say('drift.more', { n: columns.length - OPEN })}>
              <DriftTable {...part} drifts={columns.slice(OPEN)} caption={voice.say('drift.rest')} captionUnseen />
            </Fold>
          )}
        </>
      )}
      {scores.length > 0 && (
        <DriftTable
          {...part}
          drifts={scores}
          caption={stabilityFinding(voice, part.result, part.set, scores[0]!)}
          note={voice.say('drift.keyScores')}
        />
      )}
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
                {colon(voice.language)}
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
