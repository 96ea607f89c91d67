import type { InputMapping } from '../core/result.js'
import type { Port } from '../core/signature.js'
import type { ColumnUse } from '../core/spec.js'

/** One input and the columns that fill it. */
export interface InputPlan {
  readonly port: Port
  readonly uses: readonly ColumnUse[]
  readonly by: InputMapping['by']
}

/** Elements of one case; null where the model leaves it open. No axes at all means that the artifact does not tell. */
export function widthOfPort(port: Port): number | null {
  if (port.shape.length === 0) return null
  return port.shape
    .slice(1)
    .reduce<number | null>((product, length) => (product === null || length === null ? null : product * length), 1)
}
