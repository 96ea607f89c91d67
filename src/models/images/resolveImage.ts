import type { ImagePreparation, ImageUse } from '../../core/image.js'
import { isFloat } from '../../core/dtype.js'
import { formatShape, type Port } from '../../core/signature.js'

type Layout = ImagePreparation['layout']
type Channels = ImagePreparation['channels']

/** The preparation with what the signature says filled in; or, as the end of a sentence about the input, what is open or does not fit. */
export type ResolvedImage = { readonly preparation: ImagePreparation } | { readonly problems: readonly string[] }

export function resolveImage(port: Port, use: ImageUse): ResolvedImage {
  const problems: string[] = []
  const guessed: string[] = []
  const guess = <T>(name: string, value: T): T => {
    guessed.push(name)
    return value
  }
  if (port.dtype === 'utf8') return { problems: ['takes text, not images'] }
  const axes = port.shape.slice(1)
  const layouts = possibleLayouts(axes, use)
  const layout = layouts.length === 1 ? layouts[0]! : undefined
  if (layouts.length === 0) return { problems: [`takes ${formatShape(port.shape)}, which is no image${saying(use)}`] }
  if (layout === undefined)
    return { problems: [`takes ${formatShape(port.shape)}: say layout: nchw (channels first) or nhwc (channels last)`] }
  if (use.layout === undefined && axes.length === 3) guess('layout', layout)
  const { height, width, depth } = axesOf(axes, layout)
  const channels =
    use.channels ??
    (depth === 1
      ? guess('channels', 'gray' as Channels)
      : depth === 3
        ? guess('channels', 'rgb' as Channels)
        : undefined)
  if (channels === undefined) problems.push('leaves the number of channels open: say channels: rgb, bgr or gray')
  const size = use.size ?? (height !== null && width !== null ? guess('size', [height, width] as const) : undefined)
  if (size === undefined) problems.push('leaves the size open: say size: [height, width]')
  else if ((height !== null && height !== size[0]) || (width !== null && width !== size[1]))
    problems.push(
      `takes ${height ?? '?'} × ${width ?? '?'} pixels (height × width), but the plan says size: [${size.join(', ')}]`,
    )
  const scale = use.scale ?? (isFloat(port.dtype) ? undefined : guess('scale', 1))
  if (scale === undefined)
    problems.push(
      'takes decimal numbers, and nothing tells which: say scale: 1/255 for numbers from 0 to 1, or scale: 1 for 0 to 255',
    )
  const count = channels === 'gray' ? 1 : 3
  const mean = spread(use.mean ?? [0], count)
  const std = spread(use.std ?? [1], count)
  if (mean === null || std === null)
    problems.push(
      `has ${count} channel${count === 1 ? '' : 's'}: give mean and std one number, or one for each channel`,
    )
  if (problems.length > 0 || size === undefined || channels === undefined || scale === undefined || !mean || !std)
    return { problems }
  const fit = use.fit ?? guess('fit', 'exact' as const)
  return {
    preparation: {
      height: size[0],
      width: size[1],
      fit,
      shortSide: use.shortSide ?? null,
      padWith: use.padWith ?? 0,
      interpolation: use.interpolation ?? (fit === 'exact' ? 'bilinear' : guess('interpolation', 'bilinear' as const)),
      channels,
      layout,
      scale,
      mean,
      std,
      guessed,
    },
  }
}

/** Layouts that the axes allow: the channel axis has as many channels as the plan says, or 1, or 3, or is open. */
function possibleLayouts(axes: Port['shape'], { layout, channels, size }: ImageUse): readonly Layout[] {
  // Without an axis for it there is one channel, and either layout is the same.
  if (axes.length === 2) return channels === undefined || channels === 'gray' ? [layout ?? 'nhwc'] : []
  if (axes.length !== 3) return []
  const counts = channels === undefined ? [1, 3] : channels === 'gray' ? [1] : [3]
  const able = (['nchw', 'nhwc'] as const).filter((one) => {
    const { depth, height, width } = axesOf(axes, one)
    return (depth === null || counts.includes(depth)) && fits(height, size?.[0]) && fits(width, size?.[1])
  })
  if (layout !== undefined) return able.filter((one) => one === layout)
  // An axis that says 3 is the channels', before one that says nothing.
  const told = able.filter((one) => axesOf(axes, one).depth !== null)
  return told.length === 1 ? told : able
}

function fits(length: number | null, wanted: number | undefined): boolean {
  return length === null || wanted === undefined || length === wanted
}

function axesOf(axes: Port['shape'], layout: Layout) {
  if (axes.length === 2) return { height: axes[0]!, width: axes[1]!, depth: 1 }
  const [a, b, c] = axes as readonly [number | null, number | null, number | null]
  return layout === 'nchw' ? { depth: a, height: b, width: c } : { height: a, width: b, depth: c }
}

function saying({ layout, channels, size }: ImageUse): string {
  const said = [layout, channels, size === undefined ? undefined : size.join(' × ')].filter(
    (part) => part !== undefined,
  )
  return said.length === 0 ? '' : ` of ${said.join(', ')}`
}

function spread(values: readonly number[], count: number): number[] | null {
  if (values.length === count) return [...values]
  return values.length === 1 ? Array.from({ length: count }, () => values[0]!) : null
}
