import type { Batch } from '../core/batch.js'
import type { ComparedOutput } from '../core/comparedOutput.js'
import type { RecetteError } from '../core/errors.js'
import type { Predictions } from '../core/predictions.js'
import type { OutputMapping } from '../core/result.js'
import { labelsOfOutput, type Port, type Signature } from '../core/signature.js'
import type { OutputMeaning } from '../core/outputMeaning.js'
import type { LiveSpec, Side } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { answerFromThreshold } from '../core/thresholds.js'
import { chooseOutput } from './chooseOutput.js'
import { detectMeaning, scoreTolerance } from './detectMeaning.js'
import { orderLabels, type LabelOrder } from './labelOrder.js'
import { planLabelSets } from './labelSetOutputs.js'
import type { Answer } from './model.js'
import { outputProblem, type OutputContext } from './outputProblem.js'
import { readClasses } from './readClasses.js'
import { readNumbers } from './readNumbers.js'
import { shownName } from './shownName.js'
import { planTensorOutputs } from './tensorOutputs.js'
import { rowsOf, widthOf, type Tensor } from './tensor.js'

/** How a model's outputs become predictions in the words of the task. */
export interface OutputMapper {
  /** The outputs to fetch. */
  readonly wanted: readonly string[]
  /** Null before the first answer, which shows what an undeclared output is. */
  record(): OutputMapping | null
  /** `start` is the set's row number of the first case, for messages; `cases` are the set's columns, among them the masks of outputs. */
  predictions(answer: Answer, rows: number, start?: number, cases?: Batch): Predictions
}

/** A model's labels in the order of its own score columns, and who says so. */
export interface OwnLabels {
  readonly labels: readonly string[]
  readonly from: 'plan' | 'artifact' | 'set'
}

export interface OutputOptions {
  readonly side: Side
  readonly signature: Signature
  readonly spec: LiveSpec
  readonly task: Task
  /** Labels of the comparison, in the order that scores are to have. */
  readonly labels: readonly string[]
  /** Index into `labels` of each label that this model writes, where that is not by name alone. */
  readonly index?: ReadonlyMap<string, number>
  readonly own: OwnLabels | null
  /** The positive label of two, where the plan names one. */
  readonly positive: string | null
  /** Task tensors: what is compared of this model; see `matchOutputs`. */
  readonly outputs?: readonly ComparedOutput[]
}

/** The plan's labels for this model, or the artifact's own for the output that is read; null when neither says. */
export function modelLabels(
  spec: LiveSpec,
  signature: Signature,
): { labels: string[]; from: 'plan' | 'artifact' } | null {
  if (spec.labels !== undefined) return { labels: [...spec.labels], from: 'plan' }
  const carried = labelsOfOutput(signature, spec.output)
  return carried === undefined ? null : { labels: [...carried], from: 'artifact' }
}

/**
 * Chooses the output to read; what its numbers are is taken from the plan, or detected in the first answer, and every
 * later answer must agree.
 */
export function planOutputs(options: OutputOptions): OutputMapper {
  const { side, spec, signature, task } = options
  const context: OutputContext = { who: `${side} (${shownName(spec)})`, side }
  if (task === 'multilabel') return planLabelSets(options, context)
  if (task === 'tensors') return planTensorOutputs(options, context)
  const port = chooseOutput({
    context,
    signature,
    spec,
    task,
    labelCount: (options.own?.labels ?? options.labels).length,
  })
  let reading: Reading | undefined
  return {
    wanted: [port.name],
    record: () => reading?.record ?? null,
    predictions(answer, rows, start = 0) {
      const output = answer.outputs.find((candidate) => candidate.name === port.name)
      if (output === undefined || rowsOf(output) !== rows)
        throw new Error(`bug: the answer does not hold ${rows} rows of output "${port.name}"`)
      reading ??= startReading(options, context, port, output)
      return reading.read(output, start)
    },
  }
}

interface Reading {
  readonly record: OutputMapping
  read(output: Tensor, start: number): Predictions
}

function startReading(options: OutputOptions, context: OutputContext, port: Port, output: Tensor): Reading {
  const meaning = options.spec.outputIs ?? detectMeaning(output, options.task, options.own, context, port)
  const by = options.spec.outputIs === undefined ? 'detected' : 'declared'
  const what = {
    context,
    output: port.name,
    meaning,
    declared: by === 'declared',
    tolerance: scoreTolerance(port, widthOf(output)),
  }
  if (options.task !== 'classification') {
    checkNumbers(context, port, meaning)
    return {
      record: { output: port.name, meaning, labels: null, labelsFrom: null, by },
      read: (tensor) => readNumbers(tensor, what),
    }
  }
  const order: LabelOrder = orderLabels(options, meaning, widthOf(output), { context, output: port.name })
  const record: OutputMapping = { output: port.name, meaning, labels: [...order.own], labelsFrom: order.from, by }
  const { threshold } = options.spec
  if (typeof threshold !== 'number') return { record, read: (tensor, start) => readClasses(tensor, order, what, start) }
  return {
    record: { ...record, threshold },
    read(tensor, start) {
      const { scores } = readClasses(tensor, order, what, start)
      if (scores === null) throw withoutScores(context, port.name, meaning)
      const positive = options.labels.indexOf(options.positive ?? '')
      return { kind: 'classes', predicted: answerFromThreshold(scores, positive, threshold), scores }
    },
  }
}

function withoutScores(context: OutputContext, output: string, meaning: OutputMeaning): RecetteError {
  return outputProblem(
    context,
    `gives no scores (output "${output}" is ${meaning}), but the plan has a threshold, from which on the positive label is the answer.`,
    `Name an output of scores in models.${context.side}.output, or remove threshold.`,
  )
}

function checkNumbers(context: OutputContext, port: Port, meaning: OutputMeaning): void {
  if (port.dtype === 'utf8' || meaning !== 'value')
    throw outputProblem(
      context,
      `gives ${port.dtype === 'utf8' ? 'text' : meaning} in output "${port.name}", but the task needs numbers.`,
      `Name another output in models.${context.side}.output, or set task: classification.`,
    )
}
