import { size, type Field } from '../core/batch.js'
import type { RecetteError } from '../core/errors.js'
import { formatShape } from '../core/signature.js'
import type { ColumnUse } from '../core/spec.js'
import { accepts } from './accepts.js'
import { caseShape, isScrambled } from './caseShape.js'
import { inputProblem, type InputContext } from './inputProblem.js'
import { widthOfPort, type InputPlan } from './inputPlan.js'

/** What is wrong with the columns of one input, as far as that can be seen before any value is read. */
export function checkUses(plan: InputPlan, context: InputContext): RecetteError[] {
  const { port, uses } = plan
  const input = `input "${port.name}"`
  if (port.shape.length === 0)
    return [inputProblem(context, `${input} is a single value for the whole batch (shape []): it has no batch axis.`)]
  const names = context.fields.map((field) => field.name)
  const unknown = uses.filter((use) => !names.includes(use.column))
  if (unknown.length > 0)
    return unknown.map(({ column }) =>
      inputProblem(context, `${input}: the set has no column "${column}".`, [column, names]),
    )
  const fields = uses.map((use) => context.fields.find((field) => field.name === use.column)!)
  const wrong = fields.flatMap((field, index) => wrongKind(plan, field, uses[index]!, context))
  if (wrong.length > 0) return wrong
  const width = widthOfPort(port)
  const given = fields.reduce((sum, field) => sum + (field.kind === 'tensor' ? size(field.shape ?? []) : 1), 0)
  if (width !== null && width !== given)
    return [
      inputProblem(
        context,
        `${input} takes ${formatShape(port.shape)}, that is ${width} value${width === 1 ? '' : 's'} a case, but its ${uses.length} column${uses.length === 1 ? '' : 's'} give ${given}.`,
      ),
    ]
  return wrongShape(plan, fields[0]!, given, context)
}

/** The number of values fits, but not the way in which they lie. */
function wrongShape(
  { port }: InputPlan,
  { name, shape: own = [] }: Field,
  given: number,
  context: InputContext,
): RecetteError[] {
  const takes = `input "${port.name}" takes ${formatShape(port.shape)}`
  const shape = caseShape(port, given, own)
  if (shape === null)
    return [
      inputProblem(
        context,
        `${takes}, whose open axes cannot be told from the ${own.length === 0 ? given : formatShape(own)} values of a case.`,
        undefined,
        `Declare the column's shape in the set's card: columns: [{ name: ${name}, shape: [${port.shape
          .slice(1)
          .map((length) => length ?? '…')
          .join(', ')}] }].`,
      ),
    ]
  if (!isScrambled(shape, own)) return []
  return [
    inputProblem(
      context,
      `${takes}, but column "${name}" holds tensors of ${formatShape(own)}: as many values, in another order.`,
      undefined,
      `Store the column with its axes in the model's order; if they are in that order already, declare shape: [${shape.join(', ')}] for it in the set's card.`,
    ),
  ]
}

function heldBy({ kind, type }: Field): string {
  if (kind === 'bytes') return 'bytes; if they are images, write { image: COLUMN }'
  return kind === 'tensor' ? `tensors of ${type === 'utf8' ? 'texts' : 'numbers'}` : 'text'
}

function wrongKind({ port, uses }: InputPlan, field: Field, use: ColumnUse, context: InputContext): RecetteError[] {
  const input = `input "${port.name}"`
  if (!accepts(port.dtype, field))
    return [inputProblem(context, `${input} takes ${port.dtype}, but column "${field.name}" holds ${heldBy(field)}.`)]
  if (field.kind === 'tensor' && uses.length > 1)
    return [inputProblem(context, `${input}: the tensor column "${field.name}" must be the only column of its input.`)]
  const converts = use.multiply !== undefined || use.add !== undefined
  if (converts && (port.dtype === 'utf8' || (field.kind !== 'number' && field.kind !== 'tensor')))
    return [
      inputProblem(
        context,
        `${input}: "multiply" and "add" need numbers, but column "${field.name}" is ${field.kind} and the input ${port.dtype}.`,
      ),
    ]
  return []
}
