import { RecetteError, RecetteErrors } from '../core/errors.js'
import { LABEL_WRITERS, type LabelWriter } from '../core/labelMap.js'
import { didYouMean } from '../core/nearestName.js'
import type { Side } from '../core/spec.js'
import { labelLines, suggestLabels } from '../core/suggestLabels.js'
import type { JoinedLabels } from './joinLabels.js'
import type { OwnLabels } from './labels.js'

const WHO_SAYS = {
  plan: 'by the plan',
  artifact: 'by the artifact',
  set: 'taken from the set',
  recording: 'by the recording',
} as const

/** Throws when labels of a model or of the set correspond to nothing: what they stand for is for the plan to say, not for a guess. */
export function refuseLoose(
  own: Readonly<Record<Side, OwnLabels>>,
  setLabels: readonly string[] | null,
  { labels, loose, absent }: JoinedLabels,
): void {
  const problems = absent.map(({ of, entry, text, written }) => {
    const { labels } = own[of]
    return new RecetteError(
      'LABEL_MAP_ABSENT',
      written
        ? `labels.${entry}.${of} names "${text}", but ${of} has no such label; it has ${listed(labels)}.${didYouMean(text, labels)}`
        : `labels.${entry} does not say which label of ${of} it stands for, and ${of} has no label "${text}"; it has ${listed(labels)}.`,
      written
        ? `Correct the entry; \`${of}: []\` says that ${of} cannot say it.`
        : `Write labels.${entry}.${of}: the label's own name there, or \`${of}: []\` if ${of} cannot say it.`,
      { kind: 'usage' },
    )
  })
  if (LABEL_WRITERS.some((writer) => loose[writer].length > 0)) problems.push(differ(own, setLabels, loose, labels))
  if (problems.length > 0) throw new RecetteErrors(problems)
}

function differ(
  own: Readonly<Record<Side, OwnLabels>>,
  setLabels: readonly string[] | null,
  loose: Readonly<Record<LabelWriter, readonly string[]>>,
  known: readonly string[],
): RecetteError {
  const without = LABEL_WRITERS.filter((writer) => loose[writer].length > 0)
  const side = (name: Side): string => `${name} has ${listed(own[name].labels)} (${WHO_SAYS[own[name].from]})`
  const all = [side('old'), side('new'), ...(setLabels === null ? [] : [`the set has ${listed(setLabels)}`])]
  return new RecetteError(
    'LABELS_DIFFER',
    `The labels do not correspond: ${without.map((writer) => `${listed(loose[writer])} of ${writer === 'set' ? 'the set' : writer}`).join(', ')} ${without.length === 1 && loose[without[0]!].length === 1 ? 'stands' : 'stand'} for nothing that both models have. ${capitalize(all.join('; '))}.`,
    [
      'Say in the plan what corresponds. A first guess, to be read and corrected:',
      'labels:',
      ...labelLines(suggestLabels(loose, known)),
    ].join('\n  '),
    { kind: 'usage' },
  )
}

const SHOWN = 20

function listed(labels: readonly string[]): string {
  const shown = labels
    .slice(0, SHOWN)
    .map((label) => JSON.stringify(label))
    .join(', ')
  return labels.length > SHOWN ? `${shown} and ${labels.length - SHOWN} more` : shown
}

function capitalize(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1)
}
