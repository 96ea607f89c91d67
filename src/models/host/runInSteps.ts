import { RecetteError } from '../../core/errors.js'
import { formatShape } from '../../core/signature.js'
import { joinTensors, rowsOf, sliceTensor, type Tensor } from '../tensor.js'
import type { Runtime } from './runtime.js'

/**
 * Runs a batch through a model. One whose batch axis is fixed (exported for, say, one case at a time) gets it in
 * steps of that size; the last step is filled up with copies of its last case, whose answers are dropped. `declared` is
 * the step that the plan asks for, of a model that says nothing of it.
 */
export async function runInSteps(
  runtime: Runtime,
  inputs: readonly Tensor[],
  wanted: readonly string[],
  declared: number | null = null,
): Promise<readonly Tensor[]> {
  const step = declared ?? fixedBatch(runtime)
  const rows = rowsOf(inputs[0]!)
  if (step === null || step === rows) return runtime.run(inputs, wanted)
  const answers: Tensor[][] = wanted.map(() => [])
  for (let from = 0; from < rows; from += step) {
    const count = Math.min(step, rows - from)
    const outputs = await runtime.run(
      inputs.map((input) => sliceAndFill(input, from, count, step)),
      wanted,
    )
    outputs.forEach((output, index) => answers[index]!.push(cut(output, count, step)))
  }
  return answers.map(joinTensors)
}

/** The length of the batch axis where the inputs that fix it fix it to the same; null = any number of cases. */
function fixedBatch({ signature }: Runtime): number | null {
  const lengths = new Set(signature.inputs.flatMap((input) => input.shape[0] ?? []))
  const [length] = lengths
  return lengths.size === 1 && length !== undefined && length > 0 ? length : null
}

function sliceAndFill(input: Tensor, from: number, count: number, step: number): Tensor {
  const slice = sliceTensor(input, from, from + count)
  if (count === step) return slice
  const last = sliceTensor(input, from + count - 1, from + count)
  return joinTensors([slice, ...Array.from({ length: step - count }, () => last)])
}

/** Several steps of another length could add up to the number of cases by chance, so each is held to its own. */
function cut(output: Tensor, count: number, step: number): Tensor {
  if (output.shape.length === 0 || rowsOf(output) !== step)
    throw new RecetteError(
      'MODEL_OUTPUT_MISMATCH',
      `output "${output.name}" has shape ${formatShape(output.shape)} for a batch of ${step} cases: it has not one answer a case.`,
      'Name another output in the plan, or re-export the model with the batch axis on every output; if the model takes one case without a batch axis, write batch: absent.',
    )
  return count < step ? sliceTensor(output, 0, count) : output
}
