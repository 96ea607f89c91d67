import { size } from '../../core/batch.js'
import { RecetteError } from '../../core/errors.js'
import { formatShape } from '../../core/signature.js'
import { ARRAY_OF, isText, rowsOf, sliceTensor, type NumberData, type Tensor } from '../tensor.js'
import { runInSteps } from './runInSteps.js'
import type { Runtime } from './runtime.js'

/**
 * Runs a batch through a model, whose inputs have their batch axis first. Inputs of one axis more than the model has are those of a model
 * without a batch axis: it gets one case after the other.
 */
export async function runBatch(
  runtime: Runtime,
  inputs: readonly Tensor[],
  wanted: readonly string[],
  step: number | null,
): Promise<readonly Tensor[]> {
  return hasBatchAxis(runtime, inputs) ? runInSteps(runtime, inputs, wanted, step) : runCases(runtime, inputs, wanted)
}

function hasBatchAxis({ signature }: Runtime, inputs: readonly Tensor[]): boolean {
  return !signature.inputs.every(
    ({ name, shape }) => inputs.find((input) => input.name === name)?.shape.length === shape.length + 1,
  )
}

async function runCases(
  runtime: Runtime,
  inputs: readonly Tensor[],
  wanted: readonly string[],
): Promise<readonly Tensor[]> {
  const rows = rowsOf(inputs[0]!)
  const stacks: Stack[] = []
  for (let row = 0; row < rows; row++) {
    const one = inputs.map((input) => ({ ...sliceTensor(input, row, row + 1), shape: input.shape.slice(1) }))
    const outputs = await runtime.run(one, wanted)
    outputs.forEach((output, index) => {
      stacks[index] ??= new Stack(output, rows)
      stacks[index].add(output, row)
    })
  }
  return stacks.map((stack) => stack.finish())
}

/** The answers of one case after the other, under a batch axis of their own. */
class Stack {
  readonly #first: Tensor
  readonly #rows: number
  readonly #numbers: NumberData | null
  readonly #texts: string[] = []

  constructor(first: Tensor, rows: number) {
    this.#first = first
    this.#rows = rows
    this.#numbers = first.dtype === 'utf8' ? null : new ARRAY_OF[first.dtype](rows * size(first.shape))
  }

  add(output: Tensor, row: number): void {
    const { name, shape } = this.#first
    if (output.shape.join() !== shape.join())
      throw new RecetteError(
        'MODEL_OUTPUT_MISMATCH',
        `output "${name}" has shape ${formatShape(output.shape)} for one case and ${formatShape(shape)} for another: they cannot be put side by side.`,
        'Export the model with an output of one shape for every case, or name another output in the plan.',
      )
    if (isText(output.data)) this.#texts.push(...output.data)
    else this.#numbers!.set(output.data as never, row * size(shape))
  }

  finish(): Tensor {
    return { ...this.#first, shape: [this.#rows, ...this.#first.shape], data: this.#numbers ?? this.#texts }
  }
}
