import type { Field } from '../../core/batch.js'
import type { ComparedOutput } from '../../core/comparedOutput.js'
import { RecetteError, RecetteErrors } from '../../core/errors.js'
import { didYouMean } from '../../core/nearestName.js'
import type { InputMapping, Notice } from '../../core/result.js'
import { formatShape, type Signature } from '../../core/signature.js'
import type { Plan, Side } from '../../core/spec.js'
import { matchOutputs, type MatchedOutputs } from '../../models/matchOutputs.js'
import { withoutStateOutputs } from '../../models/states.js'
import { shownName } from '../../models/shownName.js'
import type { OpenedSide } from './openSide.js'

/** Task tensors: which outputs of the two models are compared; every criterion must be about one of them. */
export function agreeOnOutputs(plan: Plan, sides: Readonly<Record<Side, OpenedSide>>): MatchedOutputs {
  const of = (side: Side) => {
    const { spec, model, endpoint } = sides[side]
    const live = model ?? endpoint
    // The plan refuses recorded predictions for this task.
    if (spec.kind === 'predictions' || live === null) throw new Error(`bug: ${side} gives no tensors`)
    return {
      who: `${side} (${shownName(spec)})`,
      ports: withoutStateOutputs(
        live.signature,
        spec,
        plan.outputs?.map((output) => output[side] ?? output.name),
      ).outputs,
      chosen: spec.output,
    }
  }
  const matched = matchOutputs({ old: of('old'), new: of('new') }, plan.outputs)
  const names = matched.outputs.map(({ name }) => name)
  const unknown = plan.criteria.flatMap(({ options: { output } }) =>
    output === undefined || names.includes(output) ? [] : [output],
  )
  if (unknown.length === 0) return matched
  throw new RecetteErrors(
    [...new Set(unknown)].map(
      (output) =>
        new RecetteError(
          'OUTPUT_UNKNOWN',
          `A criterion is about the output "${output}", which is not compared.${didYouMean(output, names)}`,
          `Outputs compared: ${names.join(', ')}.`,
          { kind: 'usage' },
        ),
    ),
  )
}

/** Outputs that nobody compares must not go unnoticed. */
export function outputNotices({ left }: MatchedOutputs): readonly Notice[] {
  return (['old', 'new'] as const).flatMap((side) =>
    left[side].length === 0 ? [] : [{ code: `outputs-left-${side}`, values: { outputs: left[side].join(', ') } }],
  )
}

/** Names under `mask` that are no input of a model: columns with a role of their own. */
export function maskColumns(plan: Plan, { inputs }: Signature): readonly string[] {
  const masks = (plan.outputs ?? []).flatMap(({ mask }) => mask ?? [])
  return masks.filter((mask) => !inputs.some(({ name }) => name === mask))
}

/** The outputs with the set's column in the place of each mask: a column of that name, or the one that an input of that name is mapped to. */
export function resolveMasks(
  outputs: readonly ComparedOutput[],
  fields: readonly Field[],
  inputs: readonly InputMapping[],
  set: string,
): readonly ComparedOutput[] {
  return outputs.map((output) => {
    if (output.mask === null) return output
    const mapped = inputs.find(({ input }) => input === output.mask)?.columns
    const column = fields.some(({ name }) => name === output.mask)
      ? output.mask
      : mapped?.length === 1
        ? mapped[0]!.column
        : null
    const field = fields.find(({ name }) => name === column)
    if (field === undefined || field.kind === 'text') throw noMask(output, fields, set)
    return { ...output, mask: field.name }
  })
}

function noMask({ name, mask }: ComparedOutput, fields: readonly Field[], set: string): RecetteError {
  const able = fields.filter(({ kind }) => kind !== 'text')
  const listed = able.map((field) => `${field.name}${field.shape === undefined ? '' : ` ${formatShape(field.shape)}`}`)
  return new RecetteError(
    'COLUMN_UNKNOWN',
    `${set} has no column of 0 and 1 called "${mask}", and no model input of that name is mapped to one: outputs.${name}.mask cannot be read.${didYouMean(
      mask ?? '',
      able.map((field) => field.name),
    )}`,
    `Columns that could be a mask: ${listed.slice(0, 20).join(', ')}${listed.length > 20 ? ', …' : ''}.`,
    { kind: 'usage' },
  )
}
