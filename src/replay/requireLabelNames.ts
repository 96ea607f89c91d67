import { RecetteError, RecetteErrors } from '../core/errors.js'
import { nameThemselves } from '../core/plainLabel.js'
import type { Side } from '../core/spec.js'

/**
 * A plan must name the labels of a model whose scores stand for labels by their place alone: matched by a guess, a model could be
 * blamed for another order, or accepted by luck. Numbers from 0 and false/true name themselves.
 */
export function requireLabelNames(unnamed: readonly Side[], setLabels: readonly string[] | null): void {
  if (unnamed.length === 0 || setLabels === null || nameThemselves(setLabels)) return
  const shown = setLabels.map((label) => JSON.stringify(label)).join(', ')
  throw new RecetteErrors(
    unnamed.map(
      (side) =>
        new RecetteError(
          'LABELS_UNNAMED',
          `${side} does not say which labels its scores stand for, and neither does the plan. The set has ${setLabels.join(', ')}.`,
          `Write them in the order of the model's scores in models.${side}.labels, for example labels: [${shown}] (only a guess: the labels of the set, sorted). Recette then tests whether that order fits.`,
          { kind: 'usage' },
        ),
    ),
  )
}
