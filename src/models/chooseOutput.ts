import { isFloat } from '../core/dtype.js'
import type { RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import { formatShape, type Port, type Signature } from '../core/signature.js'
import type { LiveSpec } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { widthOfPort } from './inputPlan.js'
import { outputProblem, type OutputContext } from './outputProblem.js'

export interface Choice {
  readonly context: OutputContext
  readonly signature: Signature
  readonly spec: LiveSpec
  readonly task: Task
  readonly labelCount: number
}

/**
 * The output to read. The plan's choice wins; else the only one that could serve: for a classification scores rather than labels
 * (scores say more, and labels follow from them), of the width of the labels rather than another, called probabilities
 * rather than anything else. When several are left, the user must say.
 */
export function chooseOutput(choice: Choice): Port {
  const { context, signature, spec } = choice
  const names = signature.outputs.map((output) => output.name)
  if (spec.output !== undefined) {
    const declared = signature.outputs.find((output) => output.name === spec.output)
    if (declared !== undefined) return declared
    throw outputProblem(
      context,
      `has no output "${spec.output}"; it gives ${describeAll(signature.outputs)}.${didYouMean(spec.output, names)}`,
      `Correct models.${context.side}.output.`,
    )
  }
  if (signature.outputs.length === 0)
    throw outputProblem(context, 'gives no tensor output.', 'Re-export the model with plain tensors as outputs.')
  const [found, ...others] = outputCandidates(choice)
  if (found !== undefined && others.length === 0) return found
  throw undecided(choice, found === undefined ? [] : [found, ...others])
}

/** The outputs that could be meant where the plan names none; exactly one where there is no doubt. */
export function outputCandidates(choice: Choice): readonly Port[] {
  switch (choice.task) {
    case 'classification':
      return classifiers(choice)
    case 'multilabel':
      return labelSets(choice)
    default:
      return numbers(choice)
  }
}

/** One value for each label: scores rather than decisions. */
function labelSets({ signature, labelCount, spec }: Choice): readonly Port[] {
  const fitting = signature.outputs.filter(
    (output) => output.dtype !== 'utf8' && [labelCount, null].includes(widthOfPort(output)),
  )
  const scores = spec.outputIs === 'decisions' ? [] : fitting.filter((output) => isFloat(output.dtype))
  if (scores.length > 0)
    return narrow(scores, [
      (output) => widthOfPort(output) === labelCount,
      (output) => /prob|sigmoid/i.test(output.name),
      (output) => /score|logit/i.test(output.name),
    ])
  return narrow(fitting, [
    (output) => widthOfPort(output) === labelCount,
    (output) => !isFloat(output.dtype),
    (output) => /label|class|predict|decision/i.test(output.name),
  ])
}

/** Narrows step by step; a step that leaves nothing is not taken. */
function classifiers({ signature, labelCount, spec }: Choice): readonly Port[] {
  const { outputs } = signature
  const labelsOnly = spec.outputIs === 'label' || spec.outputIs === 'label-index'
  const scores = labelsOnly ? [] : outputs.filter((output) => isFloat(output.dtype))
  if (scores.length > 0)
    return narrow(scores, [
      (output) => widthOfPort(output) === labelCount || widthOfPort(output) === null,
      (output) => /prob|softmax|sigmoid/i.test(output.name),
      (output) => /score|logit/i.test(output.name),
    ])
  return narrow(outputs, [(output) => /label|class|predict/i.test(output.name), (output) => /label/i.test(output.name)])
}

function numbers({ signature }: Choice): readonly Port[] {
  const outputs = signature.outputs.filter((output) => output.dtype !== 'utf8')
  const single = outputs.filter((output) => [1, null].includes(widthOfPort(output)))
  return narrow(single, [(output) => isFloat(output.dtype)])
}

function narrow(ports: readonly Port[], steps: readonly ((port: Port) => boolean)[]): readonly Port[] {
  return steps.reduce((left, step) => {
    const kept = left.length > 1 ? left.filter(step) : left
    return kept.length > 0 ? kept : left
  }, ports)
}

function undecided({ context, signature, task, labelCount }: Choice, candidates: readonly Port[]): RecetteError {
  const found = candidates.length === 0 ? describeAll(signature.outputs) : describeAll(candidates)
  const needs = {
    classification: 'scores or labels',
    regression: 'one number a case',
    tensors: 'numbers',
    multilabel: `one score for each of ${labelCount} labels`,
  }
  return outputProblem(
    context,
    candidates.length === 0
      ? `gives ${found}, but a ${task} needs ${needs[task]}.`
      : `gives several outputs that could be read: ${found}.`,
    task === 'classification' &&
      candidates.length > 1 &&
      candidates.length === labelCount &&
      candidates.every((port) => widthOfPort(port) === 1)
      ? `One output for each label is not read: export the scores as one output (skl2onnx: zipmap=False), or name the output of labels in models.${context.side}.output.`
      : task === 'multilabel' && candidates.length === 0
        ? `Give the model's labels in models.${context.side}.labels, or name the output in models.${context.side}.output.`
        : `Name the one to compare in models.${context.side}.output.`,
  )
}

function describeAll(ports: readonly Port[]): string {
  return ports.map((port) => `"${port.name}" (${port.dtype} ${formatShape(port.shape)})`).join(', ')
}
