import { basename, isAbsolute, relative } from 'node:path'
import { formatShape, type Port } from '../core/signature.js'
import type { FileRef } from '../core/spec.js'
import type { DraftFacts, DraftModel, DraftSet } from './draftFacts.js'
import { inferPlan, type Guess, type InferredPlan } from './inferPlan.js'
import { yamlComment, yamlList, yamlMap, yamlText } from './yamlText.js'

export type { DraftFacts, DraftModel, DraftSet } from './draftFacts.js'

/**
 * A first plan, for `recette init` and for a run without one. What was guessed is said twice: beside its line in the plan, and in
 * `notes`. The text is a plan like any other: it must itself load.
 */
export function draftPlan(facts: DraftFacts): { yaml: string; notes: string[] } {
  const inferred = inferPlan(facts)
  const lines = [
    '# Drafted from the files that it names. What is marked "guessed" is worth a look.',
    'recette: 1',
    `title: ${yamlText(facts.title ?? `${nameOf(facts.old)} → ${nameOf(facts.new)}`)}`,
    guessed(`task: ${inferred.task.value}`, inferred.task),
    '',
    'models:',
    ...modelLines('old', facts.old, facts, inferred),
    ...modelLines('new', facts.new, facts, inferred),
    '',
    'sets:',
    ...facts.sets.map((set) => setLine(set, facts.directory)),
    ...columnLines(inferred),
    '',
    'confidence: 95 %   # of the intervals',
    'basis: sample      # the sets stand for future cases; fixed = the sets themselves are the contract',
    ...criteriaLines(inferred),
    '',
    'report: { languages: [fr, en], smallestCell: 10 }',
  ]
  return { yaml: `${lines.join('\n')}\n`, notes: notesOf(inferred) }
}

function modelLines(side: 'old' | 'new', model: DraftModel, facts: DraftFacts, inferred: InferredPlan): string[] {
  const path = yamlText(pathIn(facts.directory, model.file))
  if (model.predictions !== undefined) {
    const { scores, ...columns } = model.predictions
    return [
      `  ${side}:   # recorded predictions`,
      `    predictions: ${path}`,
      ...Object.entries(columns).map(([key, column]) => `    ${key}: ${yamlText(column)}`),
      ...(scores === undefined ? [] : [`    scores: ${yamlMap(scores)}`]),
    ]
  }
  const { signature } = model
  const nameless = inferred.task.value === 'classification' && inferred.scores && signature?.labels === undefined
  const example = facts.labelValues?.length ? [...facts.labelValues].sort() : ['no', 'yes']
  return [
    `  ${side}:   # ${yamlComment(model.format)}`,
    `    artifact: ${path}`,
    ...(model.trust === undefined
      ? []
      : [`    trust: ${yamlText(model.trust)}   # it can execute code when it is loaded`]),
    ...(signature === null ? [] : [portsLine('takes', signature.inputs), portsLine('gives', signature.outputs)]),
    ...(nameless
      ? [
          `    # labels: ${yamlList(example)}   # in the order of the model's scores, if that is not the order of the set`,
        ]
      : []),
  ]
}

function portsLine(title: string, ports: readonly Port[]): string {
  const list = ports.map(({ name, dtype, shape }) => `${name} ${dtype} ${formatShape(shape)}`)
  return `    # ${title}: ${yamlComment(list.join(', '))}`
}

function setLine({ name, role, file }: DraftSet, directory: string): string {
  const path = yamlText(pathIn(directory, file))
  return name === role ? `  ${name}: ${path}` : `  ${yamlText(name)}: { file: ${path}, role: ${role} }`
}

function columnLines({ id, label, positive, segments, segmentIdeas }: InferredPlan): string[] {
  const lines = [
    ...columnLine('id', id),
    ...columnLine('label', label),
    ...columnLine('positive', positive),
    ...(segments.length > 0 ? [`  segments: ${yamlList(segments)}`] : []),
  ]
  const idea = `  # segments: ${yamlList(segmentIdeas)}   # columns whose groups may be judged on their own`
  const ideas = segments.length === 0 && segmentIdeas.length > 0 ? [idea] : []
  if (lines.length > 0) return ['', 'columns:', ...lines, ...ideas]
  return ['', '# columns: { id: NAME, label: NAME }   # without a label, answers cannot be called right or wrong']
}

function columnLine(key: string, guess: Guess<string> | null): string[] {
  return guess === null ? [] : [guessed(`  ${key}: ${yamlText(guess.value)}`, guess)]
}

function criteriaLines({ task, label, scores, segments }: InferredPlan): string[] {
  const example = [
    '# criteria:        # added to the preset, or in the place of its criterion on the same measure',
    '#   - { measure: coverage, atLeast: 99 % }',
    ...(label === null || task.value !== 'classification'
      ? []
      : [
          `#   - { measure: accuracy, by: ${yamlText(segments[0] ?? 'COLUMN')}, maxDegradation: 5 points, minCases: 100 }`,
        ]),
  ]
  if (label === null || task.value === 'tensors') {
    return [
      'preset: same-model # the same numbers up to rounding: without labels nothing else can be judged',
      ...example,
    ]
  }
  if (task.value === 'regression' || scores) {
    return [
      'preset: replacement # as good as the old model, within margins; same-model and strict ask for more',
      ...example,
    ]
  }
  return [
    '# A model gives labels without scores, so that only labels are judged.',
    'criteria:',
    '  - { measure: coverage, atLeast: 100 % }',
    '  - { measure: accuracy, maxDegradation: 2 points }',
    '  - { measure: balancedAccuracy, maxDegradation: 4 points }',
    '  - { measure: negativeFlipRate, atMost: 5 % }',
  ]
}

function notesOf({ task, id, label, positive, scores }: InferredPlan): string[] {
  return [
    ...noteOf('task', task),
    ...noteOf('id column', id),
    ...noteOf('label column', label),
    ...noteOf('positive label', positive),
    ...(id === null ? ['no id column: cases are known by their row number'] : []),
    ...(label === null ? ['no label column: old and new are compared with each other only'] : []),
    ...(task.value === 'classification' && label !== null && !scores
      ? ['a model gives labels without scores: only labels are judged']
      : []),
  ]
}

function noteOf(what: string, guess: Guess<string> | null): string[] {
  return guess === null || guess.why === null ? [] : [`${what}: ${guess.value} (${guess.why})`]
}

function guessed(line: string, { why }: Guess<string>): string {
  return why === null ? line : `${line}   # ${yamlComment(why)}`
}

/** Relative to the plan; a file that the user named from the root stays so, and is shown by its last name alone. */
function pathIn(directory: string, { path, shown }: FileRef): string {
  const near = relative(directory, path)
  const outside = near.startsWith('..') || isAbsolute(near)
  return (outside && shown === basename(path) ? path : near).replaceAll('\\', '/')
}

function nameOf({ file }: DraftModel): string {
  return basename(file.path)
}
