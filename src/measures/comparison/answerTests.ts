import type { MeasureName, MeasureOptions } from '../../core/measureCatalog.js'
import type { Task } from '../../core/task.js'
import { marginalHomogeneity } from '../../stats/marginalHomogeneity.js'
import { mcnemar } from '../../stats/mcnemar.js'
import { caseSuccesses } from '../caseSuccesses.js'
import type { CaseView } from '../caseView.js'
import type { PairedSuccesses } from '../proportionFigures.js'
import { untested, type Tested } from './tested.js'
import { recallSuccesses } from '../recall.js'

/** Classes of which each has a test of its own; more make a list that nobody reads. */
const MOST_TESTED_LABELS = 30

/** Are as many cases lost as won, and is each answer given as often as before? */
export function answerTests(view: CaseView, task: Task): Tested[] {
  if (task !== 'classification' && task !== 'multilabel') return []
  return [...(view.labelled === 0 ? [] : rightAnswers(view, task)), ...(task === 'classification' ? margins(view) : [])]
}

function rightAnswers(view: CaseView, task: Task): Tested[] {
  const whole = caseSuccesses(view, {})!
  const { labels, positive } = view
  const listed = labels.length <= MOST_TESTED_LABELS ? [...labels.keys()] : []
  // Of two labels the positive one is what recall means without options.
  const optionsOf = (label: number): MeasureOptions =>
    labels.length === 2 && label === positive ? {} : { class: labels[label]! }
  return [
    ...discordance(whole, task === 'multilabel' ? 'subsetAccuracy' : 'accuracy', {}),
    ...listed.flatMap((label) => discordance(recallSuccesses(view, label), 'recall', optionsOf(label))),
  ]
}

function discordance(
  { onlyOld, onlyNew, n }: PairedSuccesses,
  measure: MeasureName,
  options: MeasureOptions,
): readonly Tested[] {
  const about = { measure, options }
  if (n === 0) return [untested('mcnemar-exact', 0, 'no-cases', about), untested('mcnemar-mid-p', 0, 'no-cases', about)]
  const { exact, midP } = mcnemar(onlyOld, onlyNew)
  const common = {
    ...about,
    statistic: null,
    degrees: null,
    estimates: [
      { name: 'only-old' as const, value: onlyOld, interval: null },
      { name: 'only-new' as const, value: onlyNew, interval: null },
    ],
    n,
  }
  return [
    { test: 'mcnemar-exact', ...common, pValue: exact },
    { test: 'mcnemar-mid-p', ...common, pValue: midP },
  ]
}

/** Both answers of every case, labelled or not. */
function margins(view: CaseView): readonly Tested[] {
  const found = marginalHomogeneity(view.labels.length, view.allCells)
  if (found === null)
    return (['stuart-maxwell', 'bhapkar'] as const).map((test) => untested(test, view.n, 'no-changes'))
  const { discordant, degrees, stuartMaxwell, bhapkar } = found
  const estimates = [{ name: 'discordant' as const, value: discordant, interval: null }]
  return [
    { test: 'stuart-maxwell', ...stuartMaxwell, degrees, estimates, n: view.n },
    bhapkar === null
      ? untested('bhapkar', view.n, 'one-way', { estimates })
      : { test: 'bhapkar', ...bhapkar, degrees, estimates, n: view.n },
  ]
}
