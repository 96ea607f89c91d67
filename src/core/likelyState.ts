import type { Port, Signature } from './signature.js'

/**
 * The output that an input may be fed from: one of its very type and shape, of a model with several of both. Of several such the first goes with the first,
 * as exporters list them. Null where there is none. A guess for a hint, no more: scores may have the shape of features.
 */
export function likelyState(port: Port, { inputs, outputs }: Signature): Port | null {
  if (inputs.length < 2 || outputs.length < 2 || port.shape.length < 2 || port.dtype === 'utf8') return null
  const alike = (other: Port): boolean => other.dtype === port.dtype && other.shape.join() === port.shape.join()
  return outputs.filter(alike)[inputs.filter(alike).indexOf(port)] ?? null
}
