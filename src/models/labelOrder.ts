import { didYouMean } from '../core/nearestName.js'
import type { OutputMapping } from '../core/result.js'
import type { OutputMeaning } from '../core/outputMeaning.js'
import type { Side } from '../core/spec.js'
import { pairsOf } from './readVotes.js'
import { outputProblem, type OutputContext } from './outputProblem.js'

/** Where each of a model's own labels stands among those of the comparison. */
export interface LabelOrder {
  /** In the order of the model's score columns; for a single score [negative, positive]. */
  readonly own: readonly string[]
  readonly from: NonNullable<OutputMapping['labelsFrom']>
  /** Index into the comparison's labels for each of `own`. */
  readonly target: Int32Array
  /** Number of labels of the comparison. */
  readonly count: number
  /** Index into the comparison's labels by a label's text. */
  readonly byText: ReadonlyMap<string, number>
}

export interface LabelFacts {
  readonly side: Side
  readonly labels: readonly string[]
  /** Index into `labels` of each text that this model writes; a label that the comparison has by the same name when not given. */
  readonly index?: ReadonlyMap<string, number> | undefined
  readonly own: { readonly labels: readonly string[]; readonly from: 'plan' | 'artifact' | 'set' } | null
  readonly positive: string | null
}

/** Matches labels by name, never by position. `width` is the number of values that the model gives for a case. */
export function orderLabels(
  facts: LabelFacts,
  meaning: OutputMeaning,
  width: number,
  at: { readonly context: OutputContext; readonly output: string },
): LabelOrder {
  const { own, from } = ownLabels(facts, meaning, width, at)
  const byText = facts.index ?? new Map(facts.labels.map((label, index) => [label, index]))
  const target = own.map((label) => {
    const index = byText.get(label)
    if (index !== undefined) return index
    throw outputProblem(
      at.context,
      `has a label "${label}" that the comparison has not; it has ${quote(facts.labels)}.${didYouMean(label, facts.labels)}`,
      `Give this model's labels, as they are written in the set, in models.${facts.side}.labels.`,
    )
  })
  return { own, from, target: Int32Array.from(target), count: facts.labels.length, byText }
}

function ownLabels(
  facts: LabelFacts,
  meaning: OutputMeaning,
  width: number,
  { context, output }: { readonly context: OutputContext; readonly output: string },
): Pick<LabelOrder, 'own' | 'from'> {
  const { own, side } = facts
  const hint = `Give the labels in the order of the model's scores in models.${side}.labels.`
  if (meaning === 'value' || meaning === 'tensor')
    throw outputProblem(
      context,
      `: output "${output}" is declared ${meaning}, but the task is a classification.`,
      `Correct models.${side}.outputIs.`,
    )
  // A logit and its opposite are two columns, in the order of the model's own labels.
  const opposite = meaning === 'positive-logit' && width === 2
  const single = !opposite && (meaning === 'positive-probability' || meaning === 'positive-logit')
  const asksForOne = single || meaning === 'label' || meaning === 'label-index'
  if (asksForOne && width !== 1)
    throw outputProblem(
      context,
      `gives ${width} values a case in output "${output}", but ${meaning} is one value.`,
      `Correct models.${side}.outputIs, or name another output.`,
    )
  if (single) return singleScore(facts, output, context)
  if (meaning === 'label') return { own: own?.labels ?? facts.labels, from: own?.from ?? 'set' }
  if (own === null)
    throw outputProblem(
      context,
      `does not say which labels its ${meaning === 'label-index' ? 'label numbers' : `${width} scores`} stand for (output "${output}").`,
      hint,
    )
  if (meaning === 'one-vs-one' && pairsOf(own.labels.length) !== width)
    throw outputProblem(
      context,
      `gives ${width} values in output "${output}", but one-vs-one decision values of ${own.labels.length} labels (${WHO_SAYS[own.from]}) are ${pairsOf(own.labels.length)}, one for each pair.`,
      hint,
    )
  if (meaning !== 'label-index' && meaning !== 'one-vs-one' && own.labels.length !== width)
    throw outputProblem(
      context,
      `gives ${width} scores in output "${output}", but has ${own.labels.length} labels (${WHO_SAYS[own.from]}): ${quote(own.labels)}.`,
      hint,
    )
  return { own: own.labels, from: own.from }
}

const WHO_SAYS = { plan: 'from the plan', artifact: 'from the artifact', set: 'as found in the set' }

/**
 * A single score speaks of the second of the model's two labels, as every common library has it, or of the label that
 * the plan calls positive when the model's own labels are not known.
 */
function singleScore(facts: LabelFacts, output: string, context: OutputContext): Pick<LabelOrder, 'own' | 'from'> {
  const { labels, own, positive, side } = facts
  const hint = `Give the model's two labels, the negative one first, in models.${side}.labels.`
  // Two labels of its own may be more in the comparison, where the other model knows some that this one cannot say.
  if (own !== null && own.from !== 'set' && own.labels.length === 2) return { own: own.labels, from: own.from }
  if (labels.length !== 2)
    throw outputProblem(
      context,
      `gives a single score in output "${output}", but there are ${labels.length} labels: ${quote(labels)}.`,
      hint,
    )
  const other = (label: string): string => (labels[0] === label ? labels[1]! : labels[0]!)
  if (own !== null && own.from !== 'set') {
    if (own.labels.length === 1) return { own: [other(own.labels[0]!), own.labels[0]!], from: own.from }
    throw outputProblem(
      context,
      `gives a single score in output "${output}", but has ${own.labels.length} labels: ${quote(own.labels)}.`,
      hint,
    )
  }
  const scored = positive ?? own?.labels[1] ?? labels[1]!
  return { own: [other(scored), scored], from: 'set' }
}

function quote(labels: readonly string[]): string {
  const shown = labels
    .slice(0, 10)
    .map((label) => `"${label}"`)
    .join(', ')
  return labels.length > 10 ? `${shown} and ${labels.length - 10} more` : shown
}
