import { isFloat } from '../core/dtype.js'
import { sortLabels } from '../core/plainLabel.js'
import type { DraftModel } from './draftFacts.js'

/** In which order a model without names scores the labels of the set, and why: a single score speaks of the second of two. */
export function guessLabelOrder(
  { signature, chosen }: DraftModel,
  labelValues: readonly string[],
  positive: string | undefined,
): { readonly labels: readonly string[]; readonly why: string } {
  const sorted = sortLabels(labelValues)
  const outputs = (signature?.outputs ?? []).filter(
    ({ name }) => chosen?.output === undefined || name === chosen.output,
  )
  const scores = outputs.filter(({ dtype }) => isFloat(dtype))
  const single = scores.length > 0 && scores.every(({ shape }) => shape.slice(1).every((length) => length === 1))
  const other = sorted.find((label) => label !== positive)
  if (!single || sorted.length !== 2 || positive === undefined || other === undefined || !sorted.includes(positive))
    return { labels: sorted, why: "those of the set, sorted. They must stand in the order of the model's scores" }
  return { labels: [other, positive], why: 'the positive label last, which a single score speaks of' }
}
