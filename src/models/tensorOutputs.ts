import type { Batch } from '../core/batch.js'
import type { ComparedOutput } from '../core/comparedOutput.js'
import { isFloat } from '../core/dtype.js'
import type { OutputMask, TensorOutput } from '../core/tensorOutput.js'
import type { Answer } from './model.js'
import type { OutputMapper, OutputOptions } from './outputs.js'
import { outputProblem, type OutputContext } from './outputProblem.js'
import { readMask } from './outputMask.js'
import { reduceOutput } from './reduceOutput.js'
import { ModelRowError } from './rowError.js'
import { isText, rowsOf, widthOf, type Tensor } from './tensor.js'
import { toDoubles } from './toDoubles.js'

/** Every compared output of one side, by its name in the comparison: first the mask, then the reduction. */
export function planTensorOutputs({ side, outputs = [] }: OutputOptions, context: OutputContext): OutputMapper {
  const wanted = [...new Set(outputs.map((output) => output[side]))]
  return {
    wanted,
    record: () => ({ output: wanted.join(', '), meaning: 'tensor', labels: null, labelsFrom: null, by: 'declared' }),
    predictions: (answer, rows, start = 0, cases) => ({
      kind: 'tensors',
      outputs: outputs.map((output) =>
        readOutput(output, tensorOf(answer, output[side], rows), { context, cases, start }),
      ),
    }),
  }
}

interface Reading {
  readonly context: OutputContext
  readonly cases: Batch | undefined
  readonly start: number
}

function readOutput(output: ComparedOutput, tensor: Tensor, { context, cases, start }: Reading): TensorOutput {
  const { name, neighbours } = output
  const shape = tensor.shape.slice(1)
  if (output.mask !== null && cases === undefined) throw new Error(`bug: output "${name}" is masked by no column`)
  const mask: OutputMask | null =
    output.mask === null ? null : readMask(cases!, output.mask, { name, shape, who: context.who })
  if (isText(tensor.data)) return { kind: 'texts', name, shape, mask, neighbours: null, values: tensor.data }
  const values = toDoubles(tensor)
  refuseLostDigits(tensor, values, context, start)
  const read = { name, shape, mask, neighbours, values, whole: !isFloat(tensor.dtype) }
  if (output.reduce === 'none' || output.axis === null) return { kind: 'numbers', ...read }
  const axis = output.axis < 0 ? shape.length + output.axis : output.axis - 1
  if (axis < 0 || axis >= shape.length)
    throw outputProblem(
      context,
      `gives output "${tensor.name}" with ${shape.length + 1} axes: there is no axis ${output.axis} to reduce.`,
      `Correct outputs.${name}.axis.`,
    )
  const reduced = reduceOutput(read, output.reduce, axis, rowsOf(tensor))
  const whole = output.reduce === 'argmax' || (read.whole && output.reduce !== 'mean')
  return { kind: 'numbers', ...read, ...reduced, whole }
}

function tensorOf(answer: Answer, name: string, rows: number): Tensor {
  const tensor = answer.outputs.find((output) => output.name === name)
  if (tensor === undefined || rowsOf(tensor) !== rows)
    throw new Error(`bug: the answer does not hold ${rows} rows of output "${name}"`)
  return tensor
}

/** Two whole numbers beyond 2^53 that differ could look equal as doubles. */
function refuseLostDigits(tensor: Tensor, values: Float64Array, { who }: OutputContext, start: number): void {
  if (tensor.dtype !== 'int64' && tensor.dtype !== 'uint64') return
  const at = values.findIndex((value) => !Number.isSafeInteger(value))
  if (at < 0) return
  const row = start + Math.floor(at / widthOf(tensor))
  throw new ModelRowError(
    'MODEL_OUTPUT_TOO_LARGE',
    `${who}: output "${tensor.name}" is ${String(tensor.data[at])} for row ${row + 1} of the set: whole numbers beyond 2^53 cannot be told apart here.`,
    'Compare another output, or export this one as text.',
    row,
  )
}
