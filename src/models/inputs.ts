import type { Batch, Field } from '../core/batch.js'
import { RecetteErrors, type RecetteError } from '../core/errors.js'
import { likelyState } from '../core/likelyState.js'
import type { InputMapping } from '../core/result.js'
import type { Port, Signature } from '../core/signature.js'
import type { SequenceColumns, StateUse } from '../core/sequence.js'
import type { LiveSpec, Side } from '../core/spec.js'
import { fillTensor } from './fillTensor.js'
import { fillImages, type ImagePlan, type ImageSource } from './images/fillImages.js'
import { planImages, rowsOfImages } from './images/planImages.js'
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
  /** Most cases in one batch, where a case becomes something large. */
  readonly maxRows?: number
  tensors(batch: Batch): Promise<Tensor[]>
}

export interface InputOptions {
  readonly side: Side
  readonly signature: Signature
  readonly fields: readonly Field[]
  readonly spec: LiveSpec
  /** Columns with another role (id, label): never taken for a feature unless the plan maps them. */
  readonly reserved: readonly string[]
  /** Where images come from; not needed to see whether columns fit. */
  readonly images?: ImageSource
  /** Where inputs of state begin anew; not needed to see whether columns fit. */
  readonly sequences?: SequenceColumns | undefined
}

/**
 * What the plan declares wins; the rest is guessed (see `guessColumns`) and the guess is in the record. Throws every problem at once.
 */
export function planInputs(options: InputOptions): InputMapper {
  const { signature, fields, spec } = options
  const context: InputContext = {
    who: `${options.side} (${shownName(spec)})`,
    side: options.side,
    fields,
    feeds: (port) => (spec.kind === 'artifact' ? (likelyState(port, signature)?.name ?? null) : null),
  }
  const problems: RecetteError[] = [...unknownInputs(options, context)]
  const { plans: images, problems: misfits } = planImages(signature, spec, context)
  problems.push(...misfits)
  const states = statesOf(spec)
  const ports = signature.inputs.filter(({ name }) => spec.images?.[name] === undefined && states[name] === undefined)
  const declared = ports.flatMap((port) => declaredPlan(port, spec))
  const open = ports.filter((port) => !declared.some((plan) => plan.port === port))
  const reserved = [...options.reserved, ...images.map(({ column }) => column)]
  const guessed = guessColumns(open, fields, reserved, context)
  problems.push(...guessed.problems)
  const filled = [...declared, ...guessed.plans]
  for (const plan of filled) problems.push(...checkUses(plan, context))
  if (problems.length > 0) throw new RecetteErrors(problems)
  const fed = signature.inputs.filter(({ name }) => states[name] !== undefined)
  const columned = signature.inputs.filter((port) => !fed.includes(port))
  const plans: readonly Filling[] = columned.map(
    (port) =>
      filled.filter((plan) => plan.port === port).map(fillColumns)[0] ??
      fillWithImages(
        images.find((plan) => plan.port === port)!,
        options.images,
      ),
  )
  return {
    record: [...plans.map(({ record }) => record), ...fed.map(({ name }) => recordState(name, states[name]!, options))],
    columns: [...new Set(plans.flatMap(({ record }) => record.columns.map(({ column }) => column)))],
    ...(images.length === 0 ? {} : { maxRows: rowsOfImages(images) }),
    tensors: async (batch) => Promise.all(plans.map((plan) => plan.tensor(batch, context.who))),
  }
}

/** One input on its way into the model. */
interface Filling {
  readonly record: InputMapping
  tensor(batch: Batch, who: string): Promise<Tensor>
}

function fillColumns(plan: InputPlan): Filling {
  const { port, uses, by } = plan
  return {
    record: { input: port.name, columns: uses.map((use) => ({ ...use })), by },
    tensor: (batch, who) => Promise.resolve(fillTensor(plan, batch, who)),
  }
}

function fillWithImages(plan: ImagePlan, source: ImageSource | undefined): Filling {
  const { port, column, preparation } = plan
  return {
    record: { input: port.name, columns: [{ column }], by: 'declared', image: preparation },
    tensor(batch, who) {
      if (source === undefined) throw new Error('bug: nothing tells where images come from')
      return fillImages(plan, batch, who, source)
    },
  }
}

/** The inputs that are fed from an output; they are no matter of columns. */
export function statesOf(spec: LiveSpec): Readonly<Record<string, StateUse>> {
  return spec.kind === 'artifact' ? (spec.states ?? {}) : {}
}

function recordState(input: string, { output, initial }: StateUse, { sequences }: InputOptions): InputMapping {
  const { group = '', order = null } = sequences ?? {}
  return { input, columns: [], by: 'declared', state: { output, initial, group, order } }
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
  return Object.keys({ ...spec.inputs, ...spec.images, ...statesOf(spec) })
    .filter((name) => !names.includes(name))
    .map((name) =>
      inputProblem(context, `has no input "${name}"; it takes ${names.map((known) => `"${known}"`).join(', ')}.`, [
        name,
        names,
      ]),
    )
}
