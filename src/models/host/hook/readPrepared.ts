import { size } from '../../../core/batch.js'
import { RecetteError } from '../../../core/errors.js'
import { didYouMean } from '../../../core/nearestName.js'
import { formatShape, type Port } from '../../../core/signature.js'
import type { Tensor } from '../../tensor.js'
import { convertElements } from './convertElements.js'

/**
 * What the preparation gave, as the model's inputs: every name, number of rows, shape, type and value checked, because a model
 * that is fed nonsense mostly answers all the same.
 */
export function readPrepared(
  answer: unknown,
  ports: readonly Port[],
  rows: number,
  isIncomplete: (row: number) => boolean,
  shown: string,
): readonly Tensor[] {
  const refuse = (message: string): RecetteError =>
    new RecetteError('PREPARE_OUTPUT', `the preparation ${shown} ${message}`, `It must give ${describe(ports)}.`)
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
    throw refuse(
      `gave ${answer === null ? 'null' : Array.isArray(answer) ? 'a list' : typeof answer}, not an object of inputs.`,
    )
  const given = answer as Record<string, unknown>
  const names = ports.map(({ name }) => name)
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw refuse(`gave "${unknown}", which the model does not take.${didYouMean(unknown, names)}`)
  return ports.map((port) => {
    const { name, dtype } = port
    const written = given[name]
    if (written === undefined) throw refuse(`did not give the model's input "${name}".`)
    const { data, shape } = unwrap(written)
    if (!isList(data)) throw refuse(`gave "${name}" without data: a typed array or a list is expected.`)
    const whole = shape === undefined ? shapeOf(port, rows) : shape
    if (whole === null)
      throw refuse(`gave "${name}" without its shape, which the model leaves open: ${formatShape(port.shape)}.`)
    if (!Array.isArray(whole) || !whole.every((length) => Number.isInteger(length) && length >= 0))
      throw refuse(`gave "${name}" with a shape that is no list of lengths: ${String(whole)}.`)
    if (whole[0] !== rows) throw refuse(`gave "${name}" for ${whole[0] ?? 'no'} rows, but the batch has ${rows} cases.`)
    if (!fits(whole, port))
      throw refuse(`gave "${name}" with shape ${formatShape(whole)}, but the model takes ${formatShape(port.shape)}.`)
    if (data.length !== size(whole))
      throw refuse(`gave ${data.length} elements for "${name}", but ${formatShape(whole)} holds ${size(whole)}.`)
    const width = size(whole.slice(1))
    const elements = convertElements(data, dtype, (index) => isIncomplete(Math.floor(index / width)))
    if (elements.bad !== null) {
      const { index, value } = elements.bad
      throw refuse(
        `gave ${value} for "${name}", which is ${dtype}, in row ${Math.floor(index / width) + 1} of a batch of ${rows} cases.`,
      )
    }
    return { name, dtype, shape: whole, data: elements.data }
  })
}

function unwrap(written: unknown): { data: unknown; shape?: readonly number[] | undefined } {
  if (isList(written) || typeof written !== 'object' || written === null) return { data: written }
  const { data, shape } = written as { data?: unknown; shape?: readonly number[] }
  return { data, shape }
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}

/** Where the model leaves nothing but the rows open, the shape goes without saying. */
function shapeOf({ shape }: Port, rows: number): readonly number[] | null {
  const rest = shape.slice(1)
  return rest.some((length) => length === null) ? null : [rows, ...(rest as number[])]
}

function fits(shape: readonly number[], port: Port): boolean {
  return (
    shape.length === port.shape.length &&
    shape.every((length, axis) => axis === 0 || port.shape[axis] === null || port.shape[axis] === length)
  )
}

function describe(ports: readonly Port[]): string {
  return ports.map(({ name, dtype, shape }) => `${name}: { data, shape }, ${dtype} ${formatShape(shape)}`).join('; ')
}
