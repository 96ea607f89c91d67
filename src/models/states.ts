import { size } from '../core/batch.js'
import { isFloat, isInteger, integerRange } from '../core/dtype.js'
import { RecetteErrors, type RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import { formatShape, type Port, type Signature } from '../core/signature.js'
import type { StateUse } from '../core/sequence.js'
import type { LiveSpec, Side } from '../core/spec.js'
import type { BatchAxis } from './batchAxis.js'
import { fillRow } from './fillTensor.js'
import { toHalf } from './half.js'
import { inputProblem, type InputContext } from './inputProblem.js'
import { statesOf } from './inputs.js'
import { shownName } from './shownName.js'
import { listPorts } from './sideOutputs.js'
import { ARRAY_OF, type NumberData, type Tensor } from './tensor.js'

/** One input that takes an output of the case before. */
export interface StatePlan {
  readonly input: string
  readonly output: string
  /** What a sequence begins with: a single case of the input. */
  readonly initial: Omit<Tensor, 'data'> & { readonly data: NumberData }
}

/** Holds every input of state against the output that feeds it; throws all that does not fit at once. */
export function planStates(
  side: Side,
  spec: LiveSpec,
  signature: Signature,
  batch: BatchAxis['is'],
): readonly StatePlan[] {
  const context: InputContext = { who: `${side} (${shownName(spec)})`, side, fields: [] }
  const problems: RecetteError[] = []
  const plans = signature.inputs.flatMap((port) => {
    const use = statesOf(spec)[port.name]
    if (use === undefined) return []
    const plan = planState(port, use, signature, batch)
    if ('initial' in plan) return [plan]
    problems.push(inputProblem(context, `input "${port.name}" ${plan.problem}`, undefined, plan.hint))
    return []
  })
  if (problems.length > 0) throw new RecetteErrors(problems)
  return plans
}

/** The signature without the outputs that are only fed back, as far as the plan does not name them and something is left to compare. */
export function withoutStateOutputs(signature: Signature, spec: LiveSpec, named: readonly string[] = []): Signature {
  const fed = Object.values(statesOf(spec)).map(({ output }) => output)
  const kept = [...named, spec.output]
  const outputs = signature.outputs.filter(({ name }) => !fed.includes(name) || kept.includes(name))
  return outputs.length === 0 || fed.length === 0 ? signature : { ...signature, outputs }
}

interface Misfit {
  readonly problem: string
  readonly hint: string
}

function planState(
  port: Port,
  { output, initial }: StateUse,
  signature: Signature,
  batch: BatchAxis['is'],
): StatePlan | Misfit {
  const names = signature.outputs.map(({ name }) => name)
  const source = signature.outputs.find(({ name }) => name === output)
  if (source === undefined)
    return {
      problem: `is fed from the output "${output}", which the model does not have; it gives ${listPorts(signature.outputs)}.${didYouMean(output, names)}`,
      hint: `Name the output that holds the state after a case: { state: OUTPUT }.`,
    }
  const { dtype } = port
  if (dtype === 'utf8' || source.dtype !== dtype)
    return {
      problem: `(${dtype}) cannot be fed from the output "${output}" (${source.dtype}): a state is numbers of one type.`,
      hint: 'Name the output that holds the state after a case, or re-export the model with one type for both.',
    }
  const shape = stateShape(port, source, batch)
  if (shape === null)
    return {
      problem: `takes ${formatShape(port.shape)} and the output "${output}" gives ${formatShape(source.shape)}: the state of one case cannot be told from that.`,
      hint: `Re-export the model with a state of a fixed size, or, if an open axis counts the cases, write batch: absent beside inputs: cases are then asked one by one.`,
    }
  const data = new ARRAY_OF[dtype === 'float16' ? 'float64' : dtype](size(shape))
  if (fillRow(data, dtype, new Float64Array(data.length).fill(initial), 0) >= 0)
    return {
      problem: `is ${dtype}, which cannot begin with ${initial}.`,
      hint: isInteger(dtype)
        ? `Write a whole number from ${integerRange(dtype).join(' to ')} as initial.`
        : isFloat(dtype)
          ? 'Write a smaller number as initial.'
          : 'Write 0 or 1 as initial.',
    }
  const halves = dtype === 'float16' ? Uint16Array.from(data as Float64Array, toHalf) : data
  return { input: port.name, output, initial: { name: port.name, dtype, shape: [1, ...shape], data: halves } }
}

/** Of one case. An axis that the input leaves open is as long as the output's; where cases are asked one by one it can only be their number, 1. */
function stateShape(port: Port, source: Port, batch: BatchAxis['is']): readonly number[] | null {
  if (port.shape.length === 0) return null
  const given = source.shape.length === port.shape.length ? source.shape : []
  if (source.shape.length > 0 && given.length === 0) return null
  const shape: number[] = []
  for (const [axis, length] of port.shape.entries()) {
    if (axis === 0) continue
    const other = given[axis] ?? null
    if (length !== null && other !== null && length !== other) return null
    const known = length ?? other ?? (batch === 'absent' || batch === 1 ? 1 : null)
    if (known === null) return null
    shape.push(known)
  }
  return shape
}
