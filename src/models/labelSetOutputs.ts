import { isFloat } from '../core/dtype.js'
import type { LabelSetPredictions } from '../core/predictions.js'
import type { OutputMapping } from '../core/result.js'
import type { Port } from '../core/signature.js'
import type { OutputMeaning } from '../core/outputMeaning.js'
import { decideByThreshold, DEFAULT_THRESHOLD, thresholdsFor } from '../core/thresholds.js'
import { chooseOutput } from './chooseOutput.js'
import { SCORE_TOLERANCE, scoreTolerance } from './detectMeaning.js'
import { widthOfPort } from './inputPlan.js'
import { orderLabels, type LabelOrder } from './labelOrder.js'
import { contradiction, outputProblem, type OutputContext, type OutputReading } from './outputProblem.js'
import type { OutputMapper, OutputOptions } from './outputs.js'
import { checkInside, sigmoid } from './readClasses.js'
import { stackOutputs } from './stackOutputs.js'
import { rowsOf, sliceTensor, widthOf, type Tensor } from './tensor.js'
import { toDoubles } from './toDoubles.js'

const ROWS = 1_000

/**
 * Any number of labels a case: one output with a value for each label, or one output for each label, called after it. What the values
 * are is declared or detected: decisions (0 and 1), probabilities (each in [0, 1], of no particular sum), or logits, of which a sigmoid
 * is taken. A label is given to a case from its threshold on.
 */
export function planLabelSets(options: OutputOptions, context: OutputContext): OutputMapper {
  const own = options.own?.labels ?? options.labels
  const ports = outputsByLabel(options, own) ?? [chooseOutput({ context, ...options, labelCount: own.length })]
  const thresholds = thresholdsFor(options.spec.threshold, own, options.side)
  const output = namesOf(ports)
  let reading: Reading | undefined
  return {
    wanted: ports.map(({ name }) => name),
    record: () => reading?.record ?? null,
    predictions(answer, rows, start = 0) {
      const found = ports.map(({ name }) => answer.outputs.find((candidate) => candidate.name === name))
      const tensors = found.filter((tensor) => tensor !== undefined)
      if (tensors.length !== ports.length || tensors.some((tensor) => rowsOf(tensor) !== rows))
        throw new Error(`bug: the answer does not hold ${rows} rows of ${output}`)
      const whole = tensors.length === 1 ? tensors[0]! : stackOutputs(tensors, context)
      reading ??= startReading(options, context, ports, whole, thresholds)
      return reading.read(whole, start)
    },
  }
}

/** One output for each label, where no single output has a value for each; null when there is another way, or none. */
function outputsByLabel({ signature, spec }: OutputOptions, labels: readonly string[]): readonly Port[] | null {
  if (spec.output !== undefined || labels.length < 2) return null
  if (signature.outputs.some((output) => widthOfPort(output) === labels.length && !labels.includes(output.name)))
    return null
  const found = labels.map((label) => signature.outputs.find(({ name }) => name === label))
  const ports = found.filter((port) => port !== undefined)
  return ports.length === labels.length && ports.every((port) => [1, 2].includes(widthOfPort(port) ?? 0)) ? ports : null
}

function namesOf(ports: readonly Port[]): string {
  return ports.map(({ name }) => name).join(', ')
}

interface Reading {
  readonly record: OutputMapping
  read(tensor: Tensor, start: number): LabelSetPredictions
}

function startReading(
  options: OutputOptions,
  context: OutputContext,
  ports: readonly Port[],
  first: Tensor,
  thresholds: Float64Array,
): Reading {
  const { spec } = options
  const output = namesOf(ports)
  const declared = declaredMeaning(spec.outputIs, context)
  const meaning = declared ?? detectMeaning(first, context, output)
  const by = declared === null ? 'detected' : 'declared'
  const tolerance = Math.max(...ports.map((port) => scoreTolerance(port, 1)))
  const order = orderLabels(options, meaning, widthOf(first), { context, output })
  const what: OutputReading = { context, output, meaning, declared: by === 'declared', tolerance }
  return {
    record: {
      output,
      meaning,
      labels: [...order.own],
      labelsFrom: order.from,
      by,
      ...(meaning === 'decisions' ? {} : { threshold: spec.threshold ?? DEFAULT_THRESHOLD }),
    },
    read: (tensor, start) => readLabelSets(tensor, order, thresholds, what, start),
  }
}

/** `probabilities` and `logits` are of each label here, as the task has it. */
function declaredMeaning(declared: OutputMeaning | undefined, context: OutputContext): LabelSetMeaning | null {
  switch (declared) {
    case undefined:
      return null
    case 'probabilities':
    case 'label-probabilities':
      return 'label-probabilities'
    case 'logits':
    case 'label-logits':
      return 'label-logits'
    case 'decisions':
      return 'decisions'
    default:
      throw outputProblem(
        context,
        `is declared to give ${declared}, but the task multilabel needs probabilities, logits or decisions of each label.`,
        `Correct models.${context.side}.outputIs.`,
      )
  }
}

type LabelSetMeaning = Extract<OutputMeaning, 'label-probabilities' | 'label-logits' | 'decisions'>

/** By the first thousand rows: nothing but 0 and 1 are decisions, numbers in [0, 1] probabilities, all others logits. */
function detectMeaning(tensor: Tensor, context: OutputContext, output: string): LabelSetMeaning {
  if (tensor.dtype === 'utf8')
    throw outputProblem(
      context,
      `gives text in output "${output}", but the task multilabel needs a value for each label.`,
      `Name another output in models.${context.side}.output, or record the predictions.`,
    )
  const values = toDoubles(sliceTensor(tensor, 0, Math.min(rowsOf(tensor), ROWS)))
  if (values.every((value) => value === 0 || value === 1)) return 'decisions'
  if (!isFloat(tensor.dtype))
    throw outputProblem(
      context,
      `gives whole numbers other than 0 and 1 in output "${output}" (${tensor.dtype}): neither decisions nor plainly scores.`,
      `Name an output of scores in models.${context.side}.output; quantised scores must be scaled to [0, 1] by the model.`,
    )
  const inside = values.every((value) => value >= -SCORE_TOLERANCE && value <= 1 + SCORE_TOLERANCE)
  return inside ? 'label-probabilities' : 'label-logits'
}

/** A label that the model does not know has the score 0 and is never given. */
function readLabelSets(
  tensor: Tensor,
  order: LabelOrder,
  thresholds: Float64Array,
  reading: OutputReading,
  start: number,
): LabelSetPredictions {
  const values = toDoubles(tensor)
  const width = order.own.length
  if (reading.meaning === 'decisions') {
    const wrong = values.findIndex((value) => value !== 0 && value !== 1)
    if (wrong >= 0) throw contradiction(reading, `has ${values[wrong]}`, start + Math.floor(wrong / width))
    return { kind: 'label-sets', decided: Uint8Array.from(inOrder(values, order)), scores: null }
  }
  const scores = reading.meaning === 'label-logits' ? values.map(sigmoid) : checkInside(values, reading, start, width)
  const decided = Float64Array.from(decideByThreshold(scores, thresholds))
  return { kind: 'label-sets', decided: Uint8Array.from(inOrder(decided, order)), scores: inOrder(scores, order) }
}

/** From the model's own order of labels to that of the comparison; of several labels that correspond to one, the highest value counts. */
function inOrder(own: Float64Array, { target, count }: LabelOrder): Float64Array {
  const width = target.length
  const ordered = new Float64Array((own.length / width) * count)
  for (let i = 0; i < own.length; i++) {
    const at = Math.floor(i / width) * count + target[i % width]!
    if (own[i]! > ordered[at]!) ordered[at] = own[i]!
  }
  return ordered
}
