import { joinTensors, rowsOf, sliceTensor, type Tensor } from '../tensor.js'
import type { Runtime } from './runtime.js'

/**
 * Runs a batch through a model. One whose batch axis is fixed (exported for, say, one case at a time) gets it in
 * steps of that size; the last step is filled up with copies of its last case, whose answers are dropped.
 */
export async function runInSteps(
  runtime: Runtime,
  inputs: readonly Tensor[],
  wanted: readonly string[],
): Promise<readonly Tensor[]> {
  const step = fixedBatch(runtime)
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

/** The length of the batch axis where every input fixes it to the same; null = any number of cases. */
function fixedBatch({ signature }: Runtime): number | null {
  const lengths = new Set(signature.inputs.map((input) => input.shape[0] ?? null))
  const [length] = lengths
  return lengths.size === 1 && length !== undefined && length !== null && length > 0 ? length : null
}

function sliceAndFill(input: Tensor, from: number, count: number, step: number): Tensor {
  const slice = sliceTensor(input, from, from + count)
  if (count === step) return slice
  const last = sliceTensor(input, from + count - 1, from + count)
  return joinTensors([slice, ...Array.from({ length: step - count }, () => last)])
}

/** An output that does not follow the batch axis is left as it is: the guard names it. */
function cut(output: Tensor, count: number, step: number): Tensor {
  return count < step && rowsOf(output) === step ? sliceTensor(output, 0, count) : output
}
