import { RecetteError } from '../../core/errors.js'
import type { Plan } from '../../core/spec.js'
import type { LabelAgreement } from '../../replay/labels.js'

/** A threshold of the positive label of two says nothing of three; how many there are is known once both models and the sets are read. */
export function refuseThreshold({ task, models }: Plan, { labels }: LabelAgreement): void {
  const declared = models.old.threshold ?? models.new.threshold
  if (task !== 'classification' || declared === undefined || labels.length === 2) return
  throw new RecetteError(
    'THRESHOLD_NOT_OF_TWO',
    `The plan has a threshold, from which on the positive label of two is the answer, but there are ${labels.length} labels: ${labels.join(', ')}.`,
    'Remove threshold: of more than two labels the answer is the one with the highest score.',
    { kind: 'usage' },
  )
}
