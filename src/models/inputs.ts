import type { Batch, Field } from '../core/batch.js'
import { RecetteErrors, type RecetteError } from '../core/errors.js'
import type { InputMapping } from '../core/result.js'
import type { Port, Signature } from '../core/signature.js'
import type { LiveSpec, Side } from '../core/spec.js'
import { fillTensor } from './fillTensor.js'
import { inputProblem, type InputContext } from './inputProblem.js'
import { guessColumns } from './guessColumns.js'
import { shownName } from './shownName.js'
import { checkUses } from './checkUses.js'
import type { InputPlan } from './inputPlan.js'
import type { Tensor } from './tensor.js'

/** How the columns of a set become the inputs of a model. */
export interface InputMapper {
  readonly record: InputMapping[]
  /** The columns that are needed, each once. */
  readonly columns: readonly string[]
  tensors(batch: Batch): Tensor[]
}

export interface InputOptions {
  readonly side: Side
  readonly signature: Signature
  readonly fields: readonly Field[]
  readonly spec: LiveSpec
  /** Columns with another role (id, label): never taken for a feature unless the plan maps them. */
  readonly reserved: readonly string[]
}

/**
 * What the plan declares wins; the rest is guessed (see `guessColumns`) and the guess is in the record. Throws every problem at once.
 */
export function planInputs(options: InputOptions): InputMapper {
  const context: InputContext = {
    who: `${options.side} (${shownName(options.spec)})`,
    side: options.side,
    fields: options.fields,
  }
  const problems: RecetteError[] = [...unknownInputs(options, context)]
  const declared = options.signature.inputs.flatMap((port) => declaredPlan(port, options.spec))
  const open = options.signature.inputs.filter((port) => !declared.some((plan) => plan.port === port))
  const guessed = guessColumns(open, options.fields, options.reserved, context)
  problems.push(...guessed.problems)
  const plans = options.signature.inputs.flatMap(
    (port) => [...declared, ...guessed.plans].find((plan) => plan.port === port) ?? [],
  )
  for (const plan of plans) problems.push(...checkUses(plan, context))
  if (problems.length > 0) throw new RecetteErrors(problems)
  return {
    record: plans.map(({ port, uses, by }) => ({ input: port.name, columns: uses.map((use) => ({ ...use })), by })),
    columns: [...new Set(plans.flatMap((plan) => plan.uses.map((use) => use.column)))],
    tensors: (batch) => plans.map((plan) => fillTensor(plan, batch, context.who)),
  }
}

/** Whether the set's columns fill the inputs of a signature. */
export function fitsInputs(options: InputOptions): boolean {
  try {
    planInputs(options)
    return true
  } catch (error) {
    if (error instanceof RecetteErrors) return false
    throw error
  }
}

function declaredPlan(port: Port, spec: LiveSpec): InputPlan[] {
  const uses = spec.inputs?.[port.name]
  return uses === undefined ? [] : [{ port, uses, by: 'declared' }]
}

function unknownInputs({ signature, spec }: InputOptions, context: InputContext): RecetteError[] {
  const names = signature.inputs.map((port) => port.name)
  return Object.keys(spec.inputs ?? {})
    .filter((name) => !names.includes(name))
    .map((name) =>
      inputProblem(context, `has no input "${name}"; it takes ${names.map((known) => `"${known}"`).join(', ')}.`, [
        name,
        names,
      ]),
    )
}
