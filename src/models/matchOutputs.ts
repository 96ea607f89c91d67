import type { ComparedOutput } from '../core/comparedOutput.js'
import { RecetteErrors, type RecetteError } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import type { Port } from '../core/signature.js'
import type { OutputPlan, Side } from '../core/spec.js'
import { checkOutputPair } from './checkOutputPair.js'
import { listPorts, mismatch, type SideOutputs } from './sideOutputs.js'

export interface MatchedOutputs {
  readonly outputs: readonly ComparedOutput[]
  /** Outputs that the plan leaves out of the comparison. */
  readonly left: Readonly<Record<Side, readonly string[]>>
}

/**
 * Which output of old is compared with which of new: those that the plan lists; else all of them by name, or one with one whatever their
 * names. An output without a counterpart is an error, never left out in silence. Throws everything that is wrong at once.
 */
export function matchOutputs(
  sides: Readonly<Record<Side, SideOutputs>>,
  planned: readonly OutputPlan[] | undefined,
): MatchedOutputs {
  const problems: RecetteError[] = []
  const candidates = { old: candidatesOf('old', sides.old, problems), new: candidatesOf('new', sides.new, problems) }
  if (problems.length > 0) throw new RecetteErrors(problems)
  const outputs = planned === undefined ? matchAll(sides, candidates) : planned.map(byPlan)
  for (const output of outputs) problems.push(...checkOutputPair(output, sides))
  if (problems.length > 0) throw new RecetteErrors(problems)
  const left = (side: Side): string[] =>
    sides[side].ports.map(({ name }) => name).filter((name) => !outputs.some((output) => output[side] === name))
  return { outputs, left: { old: left('old'), new: left('new') } }
}

function byPlan({ name, old, new: newer, mask, reduce, axis, neighbours }: OutputPlan): ComparedOutput {
  const reduction = reduce ?? 'none'
  return {
    name,
    old: old ?? name,
    new: newer ?? name,
    mask: mask ?? null,
    reduce: reduction,
    axis: reduction === 'none' ? null : (axis ?? (reduction === 'argmax' ? -1 : 1)),
    neighbours: neighbours ?? null,
  }
}

function candidatesOf(side: Side, { who, ports, chosen }: SideOutputs, problems: RecetteError[]): readonly Port[] {
  if (ports.length === 0)
    problems.push(mismatch(`${who} gives no tensor output.`, 'Export the model with plain tensors as outputs.'))
  if (chosen === undefined) return ports
  const port = ports.find(({ name }) => name === chosen)
  if (port !== undefined) return [port]
  const names = ports.map(({ name }) => name)
  problems.push(
    mismatch(
      `${who} has no output "${chosen}"; it gives ${listPorts(ports)}.${didYouMean(chosen, names)}`,
      `Correct models.${side}.output.`,
    ),
  )
  return []
}

function matchAll(
  sides: Readonly<Record<Side, SideOutputs>>,
  candidates: Readonly<Record<Side, readonly Port[]>>,
): ComparedOutput[] {
  const [first, ...moreOld] = candidates.old
  const [second, ...moreNew] = candidates.new
  if (first !== undefined && second !== undefined && moreOld.length + moreNew.length === 0)
    return [byPlan({ name: first.name, new: second.name })]
  const alone = {
    old: candidates.old.filter(({ name }) => !candidates.new.some((other) => other.name === name)),
    new: candidates.new.filter(({ name }) => !candidates.old.some((other) => other.name === name)),
  }
  if (alone.old.length + alone.new.length === 0) return candidates.old.map(({ name }) => byPlan({ name }))
  const common = candidates.old.filter(({ name }) => !alone.old.some((other) => other.name === name))
  const entries = [
    ...common.map(({ name }) => `${name}: {}`),
    ...(alone.old[0] === undefined || alone.new[0] === undefined
      ? []
      : [`NAME: { old: ${alone.old[0].name}, new: ${alone.new[0].name} }`]),
  ]
  throw mismatch(
    `The outputs cannot be matched by name. ${sides.old.who} gives ${listPorts(candidates.old)}; ${sides.new.who} gives ${listPorts(candidates.new)}.`,
    `Say in the plan which to compare, one entry for each: outputs: { ${entries.join(', ')} }.`,
  )
}
