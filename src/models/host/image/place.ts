import type { RenderRequest } from '../../images/renderRequest.js'
import { resample, type Pixels } from './resample.js'

/** The picture in a frame of the size that is asked for; null where it has another size and may not be changed. */
export function place(image: Pixels, request: RenderRequest): Uint8Array | null {
  const { width, height, fit, padWith, interpolation } = request
  if (image.width === width && image.height === height && request.shortSide === null) return image.data
  switch (fit) {
    case 'exact':
      return null
    case 'stretch':
      return resample(image, width, height, interpolation).data
    case 'crop': {
      const [across, down] = covering(image, request)
      return frame(resample(image, across, down, interpolation), width, height, 0)
    }
    case 'pad': {
      const scale = Math.min(width / image.width, height / image.height)
      const across = Math.max(1, Math.min(width, Math.round(image.width * scale)))
      const down = Math.max(1, Math.min(height, Math.round(image.height * scale)))
      return frame(resample(image, across, down, interpolation), width, height, padWith)
    }
  }
}

/** The size before the middle is cut out. With `shortSide` the longer one is rounded down, as torchvision's Resize does. */
function covering(image: Pixels, { width, height, shortSide }: RenderRequest): readonly [number, number] {
  if (shortSide === null) {
    const scale = Math.max(width / image.width, height / image.height)
    return [Math.max(width, Math.round(image.width * scale)), Math.max(height, Math.round(image.height * scale))]
  }
  const isTall = image.height > image.width
  const long = Math.floor((shortSide * Math.max(image.width, image.height)) / Math.min(image.width, image.height))
  return isTall ? [shortSide, long] : [long, shortSide]
}

/** Cuts the middle out, or puts the picture in the middle of an even ground. */
function frame(image: Pixels, width: number, height: number, ground: number): Uint8Array {
  const { channels, data } = image
  const left = offset(image.width, width)
  const top = offset(image.height, height)
  const result = new Uint8Array(width * height * channels).fill(ground)
  for (let y = Math.max(0, -top); y < Math.min(height, image.height - top); y++) {
    const from = Math.max(0, -left)
    const to = Math.min(width, image.width - left)
    const source = ((y + top) * image.width + from + left) * channels
    result.set(data.subarray(source, source + (to - from) * channels), (y * width + from) * channels)
  }
  return result
}

/** Where the frame begins in the picture; negative where it is larger. Half a pixel goes to the even side, as Python rounds. */
function offset(size: number, frameSize: number): number {
  if (size < frameSize) return -Math.floor((frameSize - size) / 2)
  const half = (size - frameSize) / 2
  const low = Math.floor(half)
  return half === low || low % 2 === 0 ? low : low + 1
}
