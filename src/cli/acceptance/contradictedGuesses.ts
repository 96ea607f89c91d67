import { RecetteError } from '../../core/errors.js'
import type { Notice, Result } from '../../core/result.js'
import type { Side } from '../../core/spec.js'

/**
 * The sides whose labels nobody declared and whose cases say that another order fits far better: what was compared is then not what the
 * models answer, and a good verdict on it would be worth nothing. An order that a plan declares stands as declared, and is only told of.
 */
export function contradictedGuesses(
  notices: readonly Notice[],
  models: Result['models'],
  inferred: boolean,
): readonly { readonly side: Side; readonly error: RecetteError }[] {
  return (['old', 'new'] as const).flatMap((side) => {
    const notice = notices.find(({ code }) => code === `label-order-${side}` || code === `label-order-${side}-by-old`)
    const from = models[side]?.mapping?.output.labelsFrom
    const guessed = from === 'set' || (inferred && from === 'plan')
    return notice === undefined || !guessed ? [] : [{ side, error: contradiction(side, notice) }]
  })
}

function contradiction(side: Side, { values: { given, other, cases, before, after } }: Notice): RecetteError {
  return new RecetteError(
    'LABEL_ORDER_CONTRADICTED',
    `${side}: no plan says in which order its scores stand for the labels; ${given} was tried, and the cases speak for ${other} (right in ${after} of ${cases} instead of ${before}).`,
    `Ask who made the model, and write the order into a plan (recette init), which is taken at its word${ofFew(other) ? `; to try ${other} at once: --labels-${side} ${option(other)}` : ''}.`,
  )
}

/** A longer list is told in part. */
function ofFew(list: Notice['values'][string] | undefined): boolean {
  return !String(list).endsWith('…]')
}

function option(list: Notice['values'][string] | undefined): string {
  const labels = String(list).slice(1, -1).split(', ').join(',')
  return /^[\w.,+-]+$/.test(labels) ? labels : `"${labels}"`
}
