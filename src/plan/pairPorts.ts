import { isFloat } from '../core/dtype.js'
import type { Port } from '../core/signature.js'
import { plainName } from './columnWords.js'

/** An output of old, and the one of new that may be the same. */
export interface Proposal {
  readonly old: Port
  readonly new: Port | null
  readonly why: string | null
}

/** By name, then by the words of the names, then by the only one of the same type and shape. */
export function pairPorts(old: readonly Port[], newer: readonly Port[]): readonly Proposal[] {
  const free = new Set(newer.filter(({ name }) => !old.some((port) => port.name === name)))
  const take = (port: Port, other: Port, why: string): Proposal => {
    free.delete(other)
    return { old: port, new: other, why }
  }
  return old.map((port) => {
    const same = newer.find(({ name }) => name === port.name)
    if (same !== undefined) return { old: port, new: same, why: null }
    const alike = [...free].filter(({ name }) => plainName(name) === plainName(port.name))
    if (alike.length === 1) return take(port, alike[0]!, 'the same words')
    const shaped = [...free].filter((other) => fits(port, other))
    const rivals = old.filter(
      (other) => other !== port && fits(other, port) && !newer.some(({ name }) => name === other.name),
    )
    return shaped.length === 1 && rivals.length === 0
      ? take(port, shaped[0]!, 'the only one of its shape')
      : { old: port, new: null, why: null }
  })
}

function fits(a: Port, b: Port): boolean {
  const [one, other] = [a.shape.slice(1), b.shape.slice(1)]
  return kindOf(a) === kindOf(b) && one.length === other.length && one.every((length, axis) => length === other[axis])
}

function kindOf({ dtype }: Port): 'text' | 'float' | 'whole' {
  if (dtype === 'utf8') return 'text'
  return isFloat(dtype) ? 'float' : 'whole'
}
