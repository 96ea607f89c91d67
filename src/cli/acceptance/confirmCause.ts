import type { Cause } from '../../core/cause.js'
import { selectPredictions, type Predictions, type Truth } from '../../core/predictions.js'
import { agreementOf } from '../../measures/causes/caseDistances.js'
import { confirmChange } from '../../measures/causes/confirmChange.js'
import { constantAnswers } from '../../measures/causes/constantAnswers.js'
import type { Asking } from '../../replay/causes/askAgain.js'
import type { Trial } from '../../replay/causes/hypothesis.js'
import type { Halves } from '../../replay/causes/sampleCases.js'
import { answerChanged } from '../../replay/causes/startSearch.js'
import { deriveSeed } from '../../stats/random.js'

/** Fewer cases that a change touches confirm nothing. */
const LEAST_TOUCHED = 20

export interface Pair {
  readonly old: Predictions
  readonly new: Predictions
}

/** Both halves of the sample with what the models said of them as things are. */
export interface Known {
  readonly halves: Halves
  readonly find: Pair
  readonly confirm: Pair
}

/** What was found on one half, held against the other; null where it does not hold. */
export async function confirmCause(
  trial: Trial,
  { halves, confirm: known }: Known,
  context: {
    readonly set: string
    readonly labels: readonly string[]
    readonly truth: Truth
    readonly asking: Asking | null
    readonly seed: number
  },
): Promise<Cause | null> {
  const { labels } = context
  const changed = await answerChanged(trial.change, halves.confirm, known.new, labels.length, context.asking)
  if (changed === null || changed.rows.length < LEAST_TOUCHED) return null
  const { predictions: after, rows } = changed
  const answers = {
    old: selectPredictions(known.old, rows, labels.length),
    before: selectPredictions(known.new, rows, labels.length),
    after,
    truth: pickTruth(context.truth, rows),
  }
  const confirmed = confirmChange(answers, deriveSeed(context.seed, `cause ${trial.cause}`))
  if (confirmed === null) return null
  return {
    cause: trial.cause,
    set: context.set,
    n: rows.length,
    values: trial.values,
    agreement: confirmed.agreement,
    distance: confirmed.distance,
    reduction: confirmed.reduction,
    interval: confirmed.interval,
    truth: confirmed.truth,
    mend: trial.mend,
  }
}

function pickTruth(truth: Truth, rows: Uint32Array): Truth {
  switch (truth.kind) {
    case 'classes':
      return { kind: 'classes', labels: Int32Array.from(rows, (row) => truth.labels[row]!) }
    case 'values':
      return { kind: 'values', values: Float64Array.from(rows, (row) => truth.values[row]!) }
    case 'label-sets':
      throw new Error('bug: causes are not looked for in a multilabel task')
    case 'none':
      return truth
  }
}

/** Said of both halves, and then alone: a model that gives one answer to everything is not brought nearer by asking it otherwise. */
export function constantCause(set: string, { find, confirm, halves }: Known, labels: readonly string[]): Cause | null {
  const seen = constantAnswers(find.old, find.new)
  const again = constantAnswers(confirm.old, confirm.new)
  if (seen === null || again === null || seen.label !== again.label) return null
  const agreement = agreementOf(confirm.old, confirm.new)
  return {
    cause: 'constant',
    set,
    n: halves.confirm.rows,
    values: {
      kind: again.label === null ? 'value' : 'label',
      label: again.label === null ? '' : (labels[again.label] ?? ''),
      share: again.share.new,
      oldShare: again.share.old,
    },
    agreement: agreement === null ? null : { before: agreement, after: agreement },
    distance: null,
    reduction: null,
    interval: null,
    truth: null,
    mend: null,
  }
}
