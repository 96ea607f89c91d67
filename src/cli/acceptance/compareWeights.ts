import { basename } from 'node:path'
import { sha256 } from '../../core/digest.js'
import type { Notice } from '../../core/result.js'
import type { Side } from '../../core/spec.js'
import type { Signature } from '../../core/signature.js'
import type { WeightPart, WeightsRecord, WeightsReport } from '../../core/weights.js'
import type { OpenedSide } from './openSide.js'

/** New has old's weights, in whole or for the most part: not what "rebuilt" means. */
const MOST_OF_OLD = 0.5

/**
 * What the weights say that the files do not: a new model that is the old one renamed or wrapped otherwise, and a precision that is not what it is called.
 * Only tensors that say something count: see `WeightTally`.
 */
export function compareWeights(sides: Readonly<Record<Side, OpenedSide>>): Notice[] {
  const { old, new: new_ } = sides
  return [...sameness(old, new_), ...(['old', 'new'] as const).flatMap((side) => precision(side, sides[side]))]
}

/** What the result keeps of a host's report. */
export function recordWeights({ sha256: exact, parts, tensors, elements, stored }: WeightsReport): WeightsRecord {
  const listed = parts.map(([size, single]) => `${size} ${single}`).sort()
  return {
    sha256: exact,
    valuesSha256: listed.length === 0 ? null : sha256(listed.join('\n')),
    tensors,
    elements,
    stored: { ...stored },
  }
}

function sameness(old: OpenedSide, new_: OpenedSide): Notice[] {
  if (old.model === null || new_.model === null) return []
  if (old.identity.sha256 === new_.identity.sha256) return [{ code: 'same-artifact', values: {} }]
  const [a, b] = [old.model.weights, new_.model.weights]
  if (a === undefined || b === undefined || a.parts.length === 0 || b.parts.length === 0) return []
  if (a.sha256 === b.sha256) return [{ code: 'same-weights', values: {} }]
  if (sameParts(a, b, 1)) return [{ code: 'same-weights-rearranged', values: {} }]
  if (sameParts(a, b, 2)) return [{ code: 'same-weights-rounded', values: {} }]
  const share = sharedElements(a.parts, b.parts)
  return share < MOST_OF_OLD ? [] : [{ code: 'weights-shared', values: { percent: Math.floor(share * 100) } }]
}

/** `digest`: 1 in single precision, 2 in half. */
function sameParts(a: WeightsReport, b: WeightsReport, digest: 1 | 2): boolean {
  const keys = (parts: readonly WeightPart[]): string =>
    parts
      .map((part) => `${part[0]} ${part[digest]}`)
      .sort()
      .join('\n')
  return keys(a.parts) === keys(b.parts)
}

/** Of the larger model's telling numbers, those that stand in a tensor that both have. */
function sharedElements(a: readonly WeightPart[], b: readonly WeightPart[]): number {
  const left = new Map<string, number>()
  for (const [elements, single] of a) left.set(`${elements} ${single}`, (left.get(`${elements} ${single}`) ?? 0) + 1)
  let shared = 0
  for (const [elements, single] of b) {
    const key = `${elements} ${single}`
    const count = left.get(key) ?? 0
    if (count === 0) continue
    left.set(key, count - 1)
    shared += elements
  }
  return shared / Math.max(sum(a), sum(b))
}

function sum(parts: readonly WeightPart[]): number {
  return parts.reduce((total, [elements]) => total + elements, 0)
}

/** Names that promise half precision: model-fp16.onnx, float16/model.json. */
const HALF_NAME = /(^|[^a-z0-9])(fp16|f16|float16|half)([^a-z0-9]|$)/i

function precision(side: Side, { model, identity }: OpenedSide): Notice[] {
  const weights = model?.weights
  if (model === null || weights === undefined) return []
  const { float16 = 0, bfloat16 = 0, float32 = 0, float64 = 0 } = weights.stored
  const promises = HALF_NAME.test(basename(identity.artifact)) || asksHalf(model.signature)
  // A few constants in half precision make no half-precision model.
  const isHalf = float16 + bfloat16 > float32 + float64
  if (promises && !isHalf && weights.parts.length > 0 && weights.rounded === null)
    return [{ code: `half-in-name-${side}`, values: { artifact: identity.artifact } }]
  return weights.rounded === null ? [] : [{ code: `rounded-weights-${side}`, values: { precision: weights.rounded } }]
}

function asksHalf({ inputs, outputs }: Signature): boolean {
  return [...inputs, ...outputs].some(({ dtype }) => dtype === 'float16')
}
