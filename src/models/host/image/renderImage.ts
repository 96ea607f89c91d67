import sharp from 'sharp'
import type { ImageAnswer, ImageJob } from '../../images/renderRequest.js'
import { place } from './place.js'
import type { Pixels } from './resample.js'

/** A hundred million pixels: larger than any camera's, small enough to be decoded. A file of a few bytes can claim more. */
const MOST_PIXELS = 100_000_000

// Photographs and drawings as pixels. Not SVG, PDF and the like, whose loaders read other files, run programs, or have fonts to find.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((format) => `VipsForeignLoad${format}`),
})
// Several of these programs share the machine's cores.
sharp.concurrency(1)
sharp.cache(false)

/** The picture in the size that is asked for, as three channels of 8 bits. */
export async function renderImage({ bytes, request }: ImageJob): Promise<ImageAnswer> {
  let decoded: Pixels
  try {
    decoded = await decode(bytes)
  } catch (error) {
    const detail = error instanceof Error ? error.message.split('\n')[0]! : String(error)
    return { problem: /pixel limit/i.test(detail) ? 'too-large' : 'unreadable', detail }
  }
  const { width, height } = decoded
  if (request === null) return { width, height }
  const placed = place(decoded, request)
  return placed === null ? { problem: 'another-size', detail: `${width} × ${height}` } : { pixels: placed }
}

/** Colour profiles are left aside, as the libraries do that models are trained with. */
async function decode(bytes: Uint8Array): Promise<Pixels> {
  const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', ignoreIcc: true })
  const { data, info } = await image
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return { width, height, channels: 3, data: channels === 3 ? data : toThree(data, width * height, channels) }
}

/** Grey stands three times. */
function toThree(data: Uint8Array, pixels: number, channels: number): Uint8Array {
  const three = new Uint8Array(pixels * 3)
  for (let i = 0; i < pixels; i++)
    for (let c = 0; c < 3; c++) three[i * 3 + c] = data[i * channels + (channels < 3 ? 0 : c)]!
  return three
}
