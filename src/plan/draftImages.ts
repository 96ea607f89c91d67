import { isFloat } from '../core/dtype.js'
import type { Port } from '../core/signature.js'
import type { DraftSet } from './draftFacts.js'
import { yamlText } from '../core/yamlText.js'

/**
 * How the images of a set could be prepared for an input of the shape of one, as an entry of `inputs`; null where there are no images, or no such
 * input. The factor is the usual one and may be another: nothing in a model tells it.
 */
export function draftImage(port: Port, set: DraftSet | undefined): string | null {
  const images = set?.images?.[0]
  const frame = frameOf(port)
  if (images === undefined || frame === null) return null
  const { layout, depth, height, width } = frame
  const sameSize = images.sizes.every(([across, down]) => across === width && down === height)
  const entries = [
    `image: ${yamlText(images.column)}`,
    ...(height === null || width === null ? [] : [`size: [${height}, ${width}]`]),
    ...(sameSize ? [] : ['fit: stretch']),
    `layout: ${layout}`,
    `channels: ${depth === 1 ? 'gray' : 'rgb'}`,
    `scale: ${isFloat(port.dtype) ? '1/255' : '1'}`,
  ]
  return `${yamlText(port.name)}: { ${entries.join(', ')} }`
}

/** [N, 3, H, W] or [N, H, W, 3], one channel likewise. */
function frameOf({ dtype, shape }: Port) {
  const [, a, b, c] = shape
  if (dtype === 'utf8' || shape.length !== 4) return null
  if (a === 1 || a === 3) return { layout: 'nchw', depth: a, height: b ?? null, width: c ?? null }
  return c === 1 || c === 3 ? { layout: 'nhwc', depth: c, height: a ?? null, width: b ?? null } : null
}
