import { basename, isAbsolute, relative } from 'node:path'
import { formatShape, labelsOfOutput, type Port } from '../core/signature.js'
import type { FileRef, Side } from '../core/spec.js'
import type { ClusterIdea, DraftFacts, DraftModel, DraftSet } from './draftFacts.js'
import { plainName } from './columnWords.js'
import { draftHeads } from './draftHeads.js'
import { outputLines } from './draftOutputs.js'
import { draftImage } from './draftImages.js'
import { definedOnly } from './definedOnly.js'
import { guessLabelOrder } from './guessLabelOrder.js'
import { inferPlan, type Guess, type InferredPlan } from './inferPlan.js'
import { nameThemselves } from '../core/plainLabel.js'
import { likelyState } from '../core/likelyState.js'
import { yamlComment, yamlList, yamlMap, yamlText } from '../core/yamlText.js'

export type { DraftFacts, DraftModel, DraftSet } from './draftFacts.js'

/** Columns of an example of `inputs`. */
const MOST_COLUMNS = 16

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
    ...columnLines(inferred, facts),
    ...labelMapLines(facts),
    ...thresholdLines(inferred),
    ...headLines(facts, inferred),
    '',
    'confidence: 95 %   # of the intervals',
    'basis: sample      # the sets stand for future cases; fixed = the sets themselves are the contract',
    ...criteriaLines(inferred, facts),
    ...draftOutputs(facts, inferred),
    '',
    ...pythonLines(facts),
    'report: { languages: [fr, en], smallestCell: 10 }',
  ]
  return { yaml: `${lines.join('\n')}\n`, notes: notesOf(facts, inferred) }
}

/** A path is written from the plan's folder, with a slash, by which it is told from a name. */
function pythonLines({ python, directory }: DraftFacts): string[] {
  if (python === undefined) return []
  const isName = !/[/\\]/.test(python)
  const path = isName ? python : pathIn(directory, { path: python, shown: python })
  return [`python: ${yamlText(isName || path.includes('/') ? path : `./${path}`)}   # runs the models that need Python`]
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
  const { signature, chosen } = model
  const open = (signature?.inputs ?? []).filter(({ name }) => chosen?.inputs?.[name] === undefined)
  const images = open.flatMap((port) => draftImage(port, judgedSet(facts)) ?? [])
  const labels = chosen?.labels ?? inferred.labels[side]
  const classes = inferred.task.value === 'classification'
  const nameless =
    classes && inferred.scores && labelsOfOutput(signature, chosen?.output) === undefined && labels === null
  const order = guessLabelOrder(model, facts.labelValues ?? [], inferred.positive?.value)
  const sorted = nameless && order.labels.length > 0 ? order.labels : null
  const guess = sorted === null || nameThemselves(sorted) ? null : sorted
  return [
    `  ${side}:   # ${yamlComment(model.format)}`,
    ...(model.endpoint === undefined ? [`    artifact: ${path}`] : [endpointLine(model.endpoint, model.tokenFrom)]),
    ...(model.trust === undefined
      ? []
      : [`    trust: ${yamlText(model.trust)}   # it can execute code when it is loaded`]),
    ...(model.despite === undefined
      ? []
      : [`    despite: [${model.despite.map(yamlText).join(', ')}]   # dangerous, and let through by name`]),
    ...(signature === null ? [] : [portsLine('takes', signature.inputs), portsLine('gives', signature.outputs)]),
    ...(labels === null ? [] : [guessed(`    labels: ${yamlList(labels.value)}`, labels)]),
    ...(guess === null ? [] : [`    labels: ${yamlList(guess)}   # a guess: ${order.why}`]),
    ...chosenInputs(chosen?.inputs, images),
    ...(chosen?.output === undefined
      ? []
      : [guessed(`    output: ${yamlText(chosen.output)}`, { value: chosen.output, why: chosen.outputWhy ?? null })]),
    ...inputLines(
      open.filter((port) => draftImage(port, judgedSet(facts)) === null),
      model,
      facts,
      inferred,
    ),
    ...(nameless && guess === null
      ? [
          `    # labels: ${yamlList(sorted ?? ['no', 'yes'])}   # in the order of the model's scores, if that is not the order of the set`,
        ]
      : []),
  ]
}

function endpointLine(endpoint: Readonly<Record<string, string>>, tokenFrom: string | undefined): string {
  const token = tokenFrom === undefined ? [] : [`token: ${yamlMap({ env: tokenFrom })}`]
  const keys = Object.entries(endpoint).map(([key, value]) => `${key}: ${yamlText(value)}`)
  return `    endpoint: { ${[...keys, ...token].join(', ')} }`
}

function chosenInputs(
  inputs: Readonly<Record<string, readonly string[]>> | undefined,
  images: readonly string[],
): string[] {
  const entries = Object.entries(inputs ?? {}).map(([name, columns]) => `${yamlText(name)}: ${yamlList(columns)}`)
  if (images.length === 0) return entries.length === 0 ? [] : [`    inputs: { ${entries.join(', ')} }`]
  const why = 'guessed: images must be prepared as they were in training (scale, mean, std, fit)'
  return [`    inputs: { ${[...entries, ...images].join(', ')} }   # ${why}`]
}

function judgedSet({ sets }: DraftFacts): DraftSet | undefined {
  return sets.find(({ role }) => role === 'test' || role === 'validation') ?? sets[0]
}

function labelMapLines({ labelLines = [] }: DraftFacts): string[] {
  if (labelLines.length === 0) return []
  return ['', 'labels:   # what corresponds where old, new and the set differ: read each guess', ...labelLines]
}

/** How to map inputs by hand, for those that take several numbers, or that no column is called after. */
function inputLines(
  inputs: readonly Port[],
  { signature, endpoint }: DraftModel,
  facts: DraftFacts,
  { id, label }: InferredPlan,
): string[] {
  const fields = (judgedSet(facts)?.fields ?? []).filter(({ name }) => name !== id?.value && name !== label?.value)
  const named = new Set(fields.map(({ name }) => plainName(name)))
  const open = inputs.filter(({ name }) => !named.has(plainName(name)))
  if (open.length === 0 || fields.length === 0) return []
  const columns = fields.filter(({ kind }) => kind === 'number').map(({ name }) => name)
  const example = columns.length === 0 ? fields.map(({ name }) => name) : columns
  const listed = example.length > MOST_COLUMNS ? [...example.slice(0, MOST_COLUMNS), '…'] : example
  const states = open.map((port) =>
    signature === null || endpoint !== undefined ? null : likelyState(port, signature),
  )
  const entries = open.map(({ name }, index) => {
    const state = states[index] ?? null
    return `${yamlText(name)}: ${state === null ? yamlList(listed) : `{ state: ${yamlText(state.name)} }`}`
  })
  return [
    `    # inputs: { ${yamlComment(entries.join(', '))} }   # the columns in the order of the model, if that is not the order of the set`,
    ...(states.some((state) => state !== null)
      ? [
          '    # state: an output that is fed back for the next case; then columns needs group: COLUMN, the sequence of a case',
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

function columnLines(
  { id, label, positive, segments, clusterIdea, segmentIdeas }: InferredPlan,
  { labelSets = {} }: DraftFacts,
): string[] {
  const lines = [
    ...columnLine('id', id),
    ...columnLine('label', label),
    ...(labelSets.separator === undefined ? [] : [`  separator: ${yamlText(labelSets.separator)}`]),
    ...(labelSets.labels === undefined ? [] : [`  labels: ${yamlList(labelSets.labels)}`]),
    ...columnLine('positive', positive),
    ...(segments.length > 0 ? [`  segments: ${yamlList(segments)}`] : []),
  ]
  const idea = `  # segments: ${yamlList(segmentIdeas)}   # columns whose groups may be judged on their own`
  const cluster =
    clusterIdea === null
      ? []
      : [`  # cluster: ${yamlText(clusterIdea.column)}   # ${yamlComment(clusterWhy(clusterIdea))}`]
  const ideas = [...cluster, ...(segments.length === 0 && segmentIdeas.length > 0 ? [idea] : [])]
  if (lines.length > 0) return ['', 'columns:', ...lines, ...ideas]
  return [
    '',
    '# columns: { id: NAME, label: NAME }   # without a label, answers cannot be called right or wrong',
    ...cluster,
  ]
}

/** Taken for independent, several rows of one person make every interval too narrow. */
function clusterWhy({ values, rows }: ClusterIdea): string {
  return `its ${values} values stand for ${rows} rows: if they are people or households, name it, or their rows count as independent cases and the intervals are too narrow`
}

/** The answer is the label with the highest score unless the plan says otherwise; that it can is told here. */
function thresholdLines({ task, positive, scores, label }: InferredPlan): string[] {
  if (task.value !== 'classification' || !scores || positive === null || label === null) return []
  return [
    `# threshold: 0.5   # answer ${yamlComment(positive.value)} from this score on, if operation does not simply take the highest score`,
  ]
}

/** Other questions that the models answer are not compared unless the plan says so; how is shown, ready to be uncommented. */
function headLines(facts: DraftFacts, { task, label, labels }: InferredPlan): string[] {
  if (task.value !== 'classification' && task.value !== 'regression') return []
  const { old, new: newer } = facts
  const heads = draftHeads({
    signatures: { old: old.signature, new: newer.signature },
    task: task.value,
    outputs: definedOnly({ old: old.chosen?.output, new: newer.chosen?.output }),
    labels: definedOnly({
      old: (old.chosen?.labels ?? labels.old)?.value,
      new: (newer.chosen?.labels ?? labels.new)?.value,
    }),
    label: label?.value,
    fields: judgedSet(facts)?.fields ?? [],
  })
  if (heads.length === 0) return []
  return [
    '',
    '# A model answers several questions, and this plan compares one of them. To judge each, write heads in the place of what is said of one',
    '# answer: columns.label and positive, labels, threshold, and output and labels of each model. Capitals are to be filled in.',
    ...heads.map((line) => `# ${line}`),
  ]
}

function columnLine(key: string, guess: Guess<string> | null): string[] {
  return guess === null ? [] : [guessed(`  ${key}: ${yamlText(guess.value)}`, guess)]
}

function criteriaLines({ task, label, scores, segments }: InferredPlan, { labelSets, preset }: DraftFacts): string[] {
  const judged = label !== null || labelSets?.labels !== undefined
  const example = [
    '# criteria:        # added to the preset, or in the place of its criterion on the same measure',
    '#   - { measure: coverage, atLeast: 99 % }',
    ...(label === null || task.value !== 'classification'
      ? []
      : [
          `#   - { measure: accuracy, by: ${yamlText(segments[0] ?? 'COLUMN')}, maxDegradation: 5 points, minCases: 100 }`,
        ]),
  ]
  if (task.value === 'tensors') {
    return [
      'preset: same-model # the same numbers up to rounding in float32; replacement: half precision, int8',
      '# criteria:        # added to the preset, or in the place of its criterion on the same measure',
      '#   - { measure: tightestTolerance, output: NAME, rtol: 0.001, atMost: 0.0001 }   # as numpy.allclose',
      '#   - { measure: cosineSimilarity, atLeast: 0.999 }                               # the worst output',
    ]
  }
  if (!judged) {
    return [
      `preset: ${preset ?? 'same-model'} # same-model: the same numbers up to rounding; interchangeable: another model that answers alike. Without labels neither says that a model is right`,
      ...example,
    ]
  }
  if (task.value !== 'classification' || scores) {
    return [
      `preset: ${preset ?? 'replacement'} # replacement: as good as the old model, within margins; same-model and strict ask for more`,
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

function draftOutputs({ old, new: newer, sets }: DraftFacts, { task }: InferredPlan): string[] {
  if (task.value !== 'tensors' || old.signature === null || newer.signature === null) return []
  return ['', ...outputLines(old.signature.outputs, newer.signature.outputs, sets[0]?.fields ?? [])]
}

function notesOf(facts: DraftFacts, inferred: InferredPlan): string[] {
  const { task, id, repeatingId, clusterIdea, label, positive, labels, scores } = inferred
  return [
    ...noteOf('task', task),
    ...noteOf('id column', id),
    ...noteOf('label column', label),
    ...noteOf('positive label', positive),
    ...recordingNote('old', facts.old, positive),
    ...recordingNote('new', facts.new, positive),
    ...outputNote('old', facts),
    ...outputNote('new', facts),
    ...labelsNote('old', facts.old.chosen?.labels ?? labels.old),
    ...labelsNote('new', facts.new.chosen?.labels ?? labels.new),
    ...(facts.labelLines ?? []).map((line) => `labels that differ: ${line.trim()}`),
    ...(id === null
      ? [
          `no id column: cases are known by their row number${repeatingId === null ? '' : ` (${repeatingId} repeats its values)`}`,
        ]
      : []),
    ...(clusterIdea === null ? [] : [`columns.cluster, not set: ${clusterIdea.column}? ${clusterWhy(clusterIdea)}`]),
    ...(label === null && facts.labelSets?.labels === undefined
      ? ['no label column: old and new are compared with each other only']
      : []),
    ...(task.value === 'classification' && label !== null && !scores
      ? ['a model gives labels without scores: only labels are judged']
      : []),
  ]
}

function recordingNote(side: Side, { predictions }: DraftModel, positive: Guess<string> | null): string[] {
  if (predictions === undefined) return []
  const { scores, ...columns } = predictions
  const parts = [
    ...Object.entries(columns).map(([key, column]) => {
      const what = key === 'score' && positive !== null ? `score of ${positive.value}` : key
      return `${what} in ${column}`
    }),
    ...Object.entries(scores ?? {}).map(([label, column]) => `score of ${label} in ${column}`),
  ]
  return [`${side}: ${parts.join(', ')} (guessed from the names of its columns)`]
}

function outputNote(side: Side, facts: DraftFacts): string[] {
  const { output, outputWhy } = facts[side].chosen ?? {}
  return output === undefined || outputWhy === undefined ? [] : [`output of ${side}: ${output} (${outputWhy})`]
}

function labelsNote(side: Side, labels: Guess<readonly string[]> | null): string[] {
  return labels === null || labels.why === null ? [] : [`labels of ${side}: ${labels.value.join(', ')} (${labels.why})`]
}

function noteOf(what: string, guess: Guess<string> | null): string[] {
  return guess === null || guess.why === null ? [] : [`${what}: ${guess.value} (${guess.why})`]
}

function guessed(line: string, { why }: Guess<unknown>): string {
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
