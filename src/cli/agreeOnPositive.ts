import { RecetteError } from '../core/errors.js'
import type { Side } from '../core/spec.js'
import { usualPositive } from '../plan/inferPlan.js'
import type { RecordingGuess } from './guessRecordingColumns.js'

/**
 * The positive label, as far as the names of recorded scores tell it; undefined leaves it to the usual guess. A score that could
 * as well be that of either label is not guessed at: read the wrong way round on both sides, it could pass.
 */
export function agreeOnPositive(
  asked: string | undefined,
  labels: readonly string[] | null,
  recordings: Readonly<Record<Side, RecordingGuess | null>>,
): string | undefined {
  const scored = (['old', 'new'] as const).flatMap((side) => {
    const label = recordings[side]?.scoreOf ?? null
    return label === null ? [] : [{ side, label, column: recordings[side]!.columns.score! }]
  })
  const positive = asked ?? scored[0]?.label
  const other = scored.find(({ label }) => label !== positive)
  if (other !== undefined) {
    throw new RecetteError(
      'RECORDING_POSITIVE',
      `${other.side}: column "${other.column}" seems to hold the score of "${other.label}", but the positive label is "${positive}"${asked === undefined ? `, by the ${scored[0]!.side} model's column "${scored[0]!.column}"` : ''}.`,
      `Write a plan with a score for each label: models.${other.side}.scores: { LABEL: COLUMN, LABEL: COLUMN }.`,
      { kind: 'usage' },
    )
  }
  const unsaid = recordings.old?.unsaid ?? recordings.new?.unsaid ?? null
  if (positive === undefined && unsaid !== null && labels?.length === 2 && usualPositive(labels) === undefined) {
    throw new RecetteError(
      'POSITIVE_UNKNOWN',
      `Column "${unsaid}" holds one score, and nothing says whether it is that of ${labels.join(' or of ')}.`,
      `Name the label that it speaks of: ${labels.map((label) => `--positive ${label}`).join(' or ')}.`,
      { kind: 'usage' },
    )
  }
  return positive
}
