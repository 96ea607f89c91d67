import { RecetteError } from '../core/errors.js'
import { formatShape, type Port, type Signature } from '../core/signature.js'
import { didYouMean } from '../core/nearestName.js'
import { findNotFinite } from './notFinite.js'
import type { Answer, Model } from './model.js'
import { ModelRowError } from './rowError.js'
import { rowsOf, widthOf, type Tensor } from './tensor.js'

export interface GuardOptions {
  /** Raw outputs are compared as they are: what is not finite in them is counted there, not refused here. */
  readonly keepNotFinite?: boolean
}

/**
 * The one place where names, shapes, types, numbers of rows and finiteness are checked, around every model: no runtime and no measure
 * does it again. `who` names the model in messages: `new (onnx)`.
 */
export function guard(model: Model, who: string, { keepNotFinite = false }: GuardOptions = {}): Model {
  return {
    get signature() {
      return model.signature
    },
    get preparation() {
      return model.preparation
    },
    get batch() {
      return model.batch
    },
    get runtime() {
      return model.runtime
    },
    get warnings() {
      return model.warnings
    },
    get isolation() {
      return model.isolation
    },
    get weights() {
      return model.weights
    },
    get threads() {
      return model.threads
    },
    peakMemoryBytes: () => model.peakMemoryBytes(),
    async predict(inputs, wanted, start = 0, numbers) {
      checkInputs(who, model.signature, inputs)
      const rows = rowsOf(inputs[0]!)
      const names = wanted ?? model.signature.outputs.map((output) => output.name)
      const answer = await model.predict(inputs, wanted, start, numbers)
      checkAnswer(who, model.signature, names, answer, rows)
      if (!keepNotFinite) for (const output of answer.outputs) refuseNotFinite(who, output, start, numbers)
      return answer
    },
    [Symbol.asyncDispose]: () => model[Symbol.asyncDispose](),
  }
}

function checkInputs(who: string, signature: Signature, inputs: readonly Tensor[]): void {
  const rows = rowsOf(inputs[0] ?? { shape: [] })
  if (rows < 1) throw new Error(`bug: ${who} was asked about no cases`)
  for (const port of signature.inputs) {
    if (!inputs.some((input) => input.name === port.name)) throw mismatch(`${who}: input "${port.name}" is missing.`)
  }
  for (const input of inputs) {
    const port = signature.inputs.find((candidate) => candidate.name === input.name)
    if (port === undefined) {
      const names = signature.inputs.map(({ name }) => name)
      throw mismatch(`${who} has no input "${input.name}"; it has ${names.join(', ')}.${didYouMean(input.name, names)}`)
    }
    if (input.dtype !== port.dtype)
      throw mismatch(`${who}: input "${input.name}" is ${input.dtype}, but the model takes ${port.dtype}.`)
    if (!fits(input.shape, port))
      throw mismatch(
        `${who}: input "${input.name}" has shape ${formatShape(input.shape)}, but the model takes ${formatShape(port.shape)}.`,
      )
    if (rowsOf(input) !== rows || input.data.length !== rows * widthOf(input))
      throw new Error(
        `bug: input "${input.name}" holds ${input.data.length} elements for ${rows} cases of ${widthOf(input)}`,
      )
  }
}

function checkAnswer(
  who: string,
  signature: Signature,
  names: readonly string[],
  { outputs }: Answer,
  rows: number,
): void {
  if (outputs.length !== names.length || outputs.some((output, index) => output.name !== names[index]))
    throw badOutput(
      `${who} gave the outputs ${outputs.map(({ name }) => name).join(', ') || 'none'}; ${names.join(', ')} were asked for.`,
    )
  for (const output of outputs) {
    const port = signature.outputs.find((candidate) => candidate.name === output.name)
    if (port !== undefined && output.dtype !== port.dtype)
      throw badOutput(`${who}: output "${output.name}" is ${output.dtype}, but the model declares ${port.dtype}.`)
    if (rowsOf(output) !== rows || output.data.length !== rows * widthOf(output))
      throw badOutput(
        `${who}: output "${output.name}" has shape ${formatShape(output.shape)} for a batch of ${rows} cases: it has not one answer a case.`,
      )
    // An output without axes is one whose shape the artifact does not tell.
    if (port !== undefined && port.shape.length > 0 && !fitsOutput(output.shape, port))
      throw badOutput(
        `${who}: output "${output.name}" has shape ${formatShape(output.shape)}, but the model declares ${formatShape(port.shape)}.`,
      )
  }
}

function refuseNotFinite(who: string, output: Tensor, start: number, numbers: Uint32Array | undefined): void {
  const found = findNotFinite(output)
  if (found === null) return
  const row = Math.floor(found.index / widthOf(output))
  const inSet = numbers?.[row] ?? start + row
  throw new ModelRowError(
    'MODEL_OUTPUT_NOT_FINITE',
    `${who}: output "${output.name}" is ${found.value} for row ${inSet + 1} of the set (row ${row + 1} of its batch).`,
    'Look at this case in the set: a missing or extreme value may be one that the model was not made for.',
    inSet,
  )
}

/** All axes but the batch agree; a fixed batch axis is the host's to serve. */
function fits(shape: readonly number[], port: Port): boolean {
  return (
    shape.length === port.shape.length &&
    shape.every((length, axis) => axis === 0 || port.shape[axis] === null || port.shape[axis] === length)
  )
}

/** Some exporters (CatBoost's own, for one) declare a value a case and give a list of one, or the other way round: the same numbers. */
function fitsOutput(shape: readonly number[], port: Port): boolean {
  return fits(shape, port) || fits(squeeze(shape), { ...port, shape: squeeze(port.shape) })
}

function squeeze<Length extends number | null>(shape: readonly Length[]): readonly Length[] {
  return shape.filter((length, axis) => axis === 0 || length !== 1)
}

function mismatch(message: string): RecetteError {
  return new RecetteError(
    'MODEL_INPUT_MISMATCH',
    message,
    'Map the set\'s columns to the model\'s inputs under "inputs" in the plan, or re-export the model with a dynamic batch axis.',
  )
}

function badOutput(message: string): RecetteError {
  return new RecetteError(
    'MODEL_OUTPUT_MISMATCH',
    message,
    'Re-export the model with a dynamic batch axis on every input and output, or name another output in the plan.',
  )
}
