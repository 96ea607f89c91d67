import { size, type Field } from '../core/batch.js'
import type { RecetteError } from '../core/errors.js'
import { nearestName } from '../core/nearestName.js'
import { formatShape, type Port } from '../core/signature.js'
import { accepts, suggests } from './accepts.js'
import { inputProblem, mapHint, type InputContext } from './inputProblem.js'
import { widthOfPort, type InputPlan } from './inputPlan.js'

/**
 * Columns for the inputs that the plan does not map. First, inputs that bear a column's name (`by-name`). Then, if one input is left:
 * the one tensor column of its size (`single-input`), or the number columns in the set's order when there are exactly as many
 * as it takes (`by-order`). Anything else is a problem, not a guess.
 */
export function guessColumns(
  ports: readonly Port[],
  fields: readonly Field[],
  reserved: readonly string[],
  context: InputContext,
): { readonly plans: readonly InputPlan[]; readonly problems: readonly RecetteError[] } {
  const features = fields.filter((field) => !reserved.includes(field.name))
  const byName = ports.flatMap((port) => guessByName(port, features))
  const left = ports.filter((port) => !byName.some((plan) => plan.port === port))
  const used = new Set(byName.flatMap((plan) => plan.uses.map((use) => use.column)))
  const free = features.filter((field) => !used.has(field.name))
  if (left.length === 1) {
    const plan = guessSingle(left[0]!, free)
    if (plan !== null) return { plans: [...byName, plan], problems: [] }
  }
  const problems = left.map((port) => describe(port, free, left.length === 1, context))
  return { plans: byName, problems }
}

function guessByName(port: Port, features: readonly Field[]): InputPlan[] {
  const same = features.filter((field) => field.name === port.name)
  // Exporters write names without spaces and signs: "sepal length (cm)" becomes "sepal_length__cm_".
  const alike = same.length > 0 ? same : features.filter((field) => plainName(field.name) === plainName(port.name))
  const [field] = alike
  if (alike.length !== 1 || field === undefined || !accepts(port.dtype, field)) return []
  const width = widthOfPort(port)
  if (width !== null && width !== (field.kind === 'tensor' ? size(field.shape ?? []) : 1)) return []
  return [{ port, uses: [{ column: field.name }], by: 'by-name' }]
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '_')
}

function guessSingle(port: Port, free: readonly Field[]): InputPlan | null {
  const width = widthOfPort(port)
  const tensors = free.filter((field) => field.kind === 'tensor' && accepts(port.dtype, field))
  const fitting = tensors.filter((field) => width === null || size(field.shape ?? []) === width)
  if (fitting.length === 1) return { port, uses: [{ column: fitting[0]!.name }], by: 'single-input' }
  const suitable = free.filter((field) => suggests(port.dtype, field.kind))
  if (suitable.length === 0 || (width !== null && suitable.length !== width)) return null
  return { port, uses: suitable.map((field) => ({ column: field.name })), by: 'by-order' }
}

function describe(port: Port, free: readonly Field[], alone: boolean, context: InputContext): RecetteError {
  const takes = `input "${port.name}" takes ${port.dtype} of shape ${formatShape(port.shape)}`
  const hint = mapHint(context.side, port.name, context.feeds?.(port) ?? null)
  const suitable = free.filter((field) => suggests(port.dtype, field.kind)).map((field) => field.name)
  const kind = port.dtype === 'utf8' ? 'text' : 'number'
  if (alone && widthOfPort(port) !== 1) {
    const tensors = free.filter((field) => field.kind === 'tensor')
    const shapes = tensors.map(
      (field) => `, and the tensor column ${field.name} of ${formatShape(field.shape ?? [])} a case`,
    )
    return inputProblem(
      context,
      `${takes}: ${widthOfPort(port) ?? 'any number of'} values a case, but the set has ${count(suitable.length, kind)} without another role${list(suitable)}${shapes.join('')}.`,
      undefined,
      hint,
    )
  }
  const columns = context.fields.map((field) => field.name)
  return inputProblem(
    context,
    `${takes}, but the set has no ${kind} column of that name${nearestName(port.name, columns) === undefined ? list(suitable, 'there are') : '.'}`,
    [port.name, columns],
    hint,
  )
}

function count(found: number, kind: string): string {
  return found === 0 ? `no ${kind} column` : `${found} ${kind} column${found === 1 ? '' : 's'}`
}

const SHOWN = 12

function list(names: readonly string[], before = ''): string {
  if (names.length === 0) return before === '' ? '' : '.'
  const shown = names.slice(0, SHOWN).join(', ')
  const text = names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown
  return before === '' ? ` (${text})` : `; ${before} ${text}.`
}
