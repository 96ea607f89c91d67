import type { ComparedOutput } from '../core/comparedOutput.js'
import type { RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import { formatShape, type Port } from '../core/signature.js'
import type { Side } from '../core/spec.js'
import { listPorts, mismatch, type SideOutputs } from './sideOutputs.js'

type Shape = readonly (number | null)[]

/** What is wrong with one pair of outputs, as far as the signatures tell; open axes show only in the answers. */
export function checkOutputPair(
  output: ComparedOutput,
  sides: Readonly<Record<Side, SideOutputs>>,
): readonly RecetteError[] {
  const found = (['old', 'new'] as const).map((side) => {
    const port = sides[side].ports.find(({ name }) => name === output[side])
    return port === undefined ? unknown(output, side, sides[side]) : port
  })
  const missing = found.filter((one) => one instanceof Error)
  const [old, newer] = found
  if (missing.length > 0 || old === undefined || newer === undefined || old instanceof Error || newer instanceof Error)
    return missing
  const reduced = [reducedShape(output, 'old', sides.old, old), reducedShape(output, 'new', sides.new, newer)]
  const wrong = reduced.filter((one) => one instanceof Error)
  const [before, after] = reduced
  if (wrong.length > 0 || before instanceof Error || after instanceof Error) return wrong
  if ((old.dtype === 'utf8') !== (newer.dtype === 'utf8'))
    return [
      mismatch(
        `The output "${output.name}" is ${old.dtype} in old and ${newer.dtype} in new: text and numbers cannot be compared.`,
        `Name another output in outputs.${output.name}.`,
      ),
    ]
  if (output.neighbours !== null || before === undefined || after === undefined || agree(before, after)) return []
  return [
    mismatch(
      `The output "${output.name}" has shape ${formatShape(old.shape)} in old and ${formatShape(newer.shape)} in new: its numbers have no counterparts.`,
      `Compare nearest neighbours instead, outputs: { ${output.name}: { neighbours: 10 } }, or bring both to one shape with reduce, or name another output.`,
    ),
  ]
}

function unknown({ name, old, new: newer }: ComparedOutput, side: Side, of: SideOutputs): RecetteError {
  const wanted = side === 'old' ? old : newer
  const names = of.ports.map((port) => port.name)
  return mismatch(
    `${of.who} has no output "${wanted}", which outputs.${name} compares; it gives ${listPorts(of.ports)}.${didYouMean(wanted, names)}`,
    `Write the model's own name: outputs: { ${name}: { ${side}: ${names[0] ?? 'OUTPUT'} } }.`,
  )
}

/** The shape of a case after the reduction; undefined where the artifact does not tell. */
function reducedShape(
  { name, reduce, axis, neighbours }: ComparedOutput,
  side: Side,
  { who }: SideOutputs,
  port: Port,
): Shape | undefined | RecetteError {
  if (port.dtype === 'utf8' && (reduce !== 'none' || neighbours !== null))
    return mismatch(
      `${who}: the output "${port.name}" is text, which can be compared letter by letter alone.`,
      `Remove reduce and neighbours from outputs.${name}.`,
    )
  if (port.shape.length === 0) return undefined
  const shape = port.shape.slice(1)
  if (reduce === 'none' || axis === null) return shape
  const at = axis < 0 ? port.shape.length + axis : axis
  if (at < 1 || at >= port.shape.length)
    return mismatch(
      `${who}: the output "${port.name}" has shape ${formatShape(port.shape)}: there is no axis ${axis} to reduce${at === 0 ? ' but that of the batch' : ''}.`,
      shape.length === 0
        ? `Remove reduce from outputs.${name}: ${side} gives one number a case.`
        : `Write an axis from 1 to ${shape.length} in outputs.${name}.axis.`,
    )
  return shape.filter((_, index) => index !== at - 1)
}

function agree(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === null || b[axis] === null || length === b[axis])
}
