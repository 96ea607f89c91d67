/** What a model's chosen output can be taken for. */
export const OUTPUT_MEANINGS = [
  'probabilities',
  'logits',
  'positive-probability',
  'positive-logit',
  'one-vs-one',
  'label-index',
  'label',
  'label-probabilities',
  'label-logits',
  'decisions',
  'value',
  'tensor',
] as const

export type OutputMeaning = (typeof OUTPUT_MEANINGS)[number]

/** Those of a head: its task is neither multilabel nor tensors. */
export const HEAD_MEANINGS = [
  'probabilities',
  'logits',
  'positive-probability',
  'positive-logit',
  'one-vs-one',
  'label-index',
  'label',
  'value',
] as const satisfies readonly OutputMeaning[]
