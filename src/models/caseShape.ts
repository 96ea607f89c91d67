import { size } from '../core/batch.js'
import type { Port } from '../core/signature.js'

/**
 * The shape of one case of an input that is given `width` values, in a column of shape `own` ([] for single values): open axes take
 * the column's own lengths where it has as many axes; a single open axis takes what is left. Null where that gives no
 * whole shape, or more than one.
 */
export function caseShape({ shape }: Port, width: number, own: readonly number[]): readonly number[] | null {
  const axes = shape.slice(1)
  const known = size(axes.map((length) => length ?? 1))
  const open = axes.filter((length) => length === null).length
  if (open === 0) return known === width ? (axes as number[]) : null
  const alike = axes.map((length, axis) => length ?? own[axis] ?? 1)
  if (size(alike) === width) return alike
  return open === 1 && width % known === 0 ? axes.map((length) => length ?? width / known) : null
}

/**
 * Whether a tensor would be taken apart in another order than it was put together: 28 x 28 x 3 values given as 3 x 28 x 28 are as
 * many, and scrambled. Axes of length 1 do not count; a flat list goes into any shape, and any shape into a flat list.
 */
export function isScrambled(shape: readonly number[], own: readonly number[]): boolean {
  const [given, taken] = [own, shape].map((axes) => axes.filter((length) => length !== 1))
  return given!.length > 1 && taken!.length > 1 && given!.join() !== taken!.join()
}
