import type { ImageUse } from '../core/image.js'
import type { Builder } from './builder.js'
import { definedOnly } from './definedOnly.js'
import type { WrittenInputSection } from './inputSchema.js'
import type { PlanPath } from './problemList.js'

/** How images are prepared for one input, as far as the plan says it. */
export function buildImage(
  written: WrittenInputSection & { readonly image: string },
  path: PlanPath,
  builder: Builder,
): ImageUse {
  const { image, size, fit, shortSide, padWith, interpolation, channels, layout } = written
  for (const key of ['column', 'multiply', 'add', 'initial'] as const)
    if (written[key] !== undefined)
      misfit(
        builder,
        [...path, key],
        `does not go together with image`,
        key === 'initial' ? 'Remove initial.' : `Remove ${key}; scale, mean and std change the numbers.`,
      )
  if (shortSide !== undefined && fit !== 'crop')
    misfit(builder, [...path, 'shortSide'], 'means nothing without fit: crop', 'Add fit: crop, or remove shortSide.')
  if (shortSide !== undefined && size !== undefined && shortSide < Math.max(...size))
    misfit(
      builder,
      [...path, 'shortSide'],
      `is less than the size of ${size.join(' × ')} that is cut out`,
      'Write at least the larger of the two.',
    )
  if (padWith !== undefined && fit !== 'pad')
    misfit(builder, [...path, 'padWith'], 'means nothing without fit: pad', 'Add fit: pad, or remove padWith.')
  const scale = numbers(written.scale, [...path, 'scale'], builder, true)?.[0]
  const mean = numbers(written.mean, [...path, 'mean'], builder, false)
  const std = numbers(written.std, [...path, 'std'], builder, true)
  return {
    column: image,
    ...definedOnly({ size, fit, shortSide, padWith, interpolation, channels, layout, scale, mean, std }),
  }
}

type Factor = number | string

function numbers(
  written: Factor | readonly Factor[] | undefined,
  path: PlanPath,
  builder: Builder,
  notZero: boolean,
): number[] | undefined {
  if (written === undefined) return undefined
  const list = (Array.isArray(written) ? written : [written]) as readonly Factor[]
  const values = list.map((value) => (typeof value === 'number' ? value : fractionOf(value)))
  if (values.every((value) => Number.isFinite(value) && !(notZero && value === 0))) return values
  builder.problems.add(
    path,
    'PLAN_WRONG_VALUE',
    `${path.join('.')} is ${list.join(', ')}, but must be ${notZero ? 'other than 0, ' : ''}a number or a fraction such as 1/255.`,
    'Correct the value.',
  )
  return undefined
}

function fractionOf(written: string): number {
  const [, over, under] = /^\s*(-?\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(written) ?? []
  return over === undefined || under === undefined ? NaN : Number(over) / Number(under)
}

function misfit({ problems }: Builder, path: PlanPath, why: string, hint: string): void {
  problems.add(path, 'PLAN_DOES_NOT_FIT', `${path.join('.')} ${why}.`, hint)
}
