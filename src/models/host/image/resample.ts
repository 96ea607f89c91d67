/** Pixels of 8 bits a channel, row-major, channels last. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: Uint8Array
}

export type Interpolation = 'nearest' | 'bilinear' | 'bicubic' | 'lanczos'

/**
 * Another size, as Pillow computes it (and with it torchvision and most of what models are trained with): the filter is stretched over the
 * pixels that it shrinks, columns before rows, each pass rounded to 8 bits by whole-number weights of 22 bits. Other
 * libraries, libvips and OpenCV among them, give other pixels under the same names.
 * @see Pillow, src/libImaging/Resample.c: the results are the same to the bit (test/reference/images)
 */
export function resample(image: Pixels, width: number, height: number, how: Interpolation): Pixels {
  if (width === image.width && height === image.height) return image
  if (how === 'nearest') return pickNearest(image, width, height)
  const across = width === image.width ? image : resampleRows(image, width, FILTERS[how])
  return height === image.height ? across : resampleColumns(across, height, FILTERS[how])
}

interface Filter {
  /** Beyond so many pixels the weight is 0. */
  readonly support: number
  weight(distance: number): number
}

const FILTERS: Readonly<Record<Exclude<Interpolation, 'nearest'>, Filter>> = {
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { support: 2, weight: (x) => cubic(Math.abs(x)) },
  lanczos: { support: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
}

/** Catmull-Rom: Keys' cubic with a = -1/2. */
function cubic(x: number): number {
  const a = -0.5
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI)
}

/** For each pixel of the result, the first one that it is made of, how many there are, and their weights. */
interface Weights {
  readonly first: Int32Array
  readonly count: Int32Array
  /** `most` for each pixel. */
  readonly weights: Int32Array
  readonly most: number
}

const BITS = 22
const HALF = 1 << (BITS - 1)

function weigh(from: number, to: number, { support, weight }: Filter): Weights {
  const scale = from / to
  const stretch = Math.max(scale, 1)
  const reach = support * stretch
  const most = Math.ceil(reach) * 2 + 1
  const first = new Int32Array(to)
  const count = new Int32Array(to)
  const weights = new Int32Array(to * most)
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale
    const low = Math.max(0, Math.trunc(centre - reach + 0.5))
    const high = Math.min(from, Math.trunc(centre + reach + 0.5))
    const own = Array.from({ length: high - low }, (_, x) => weight((x + low - centre + 0.5) / stretch))
    const sum = own.reduce((total, value) => total + value, 0)
    first[i] = low
    count[i] = high - low
    own.forEach((value, x) => {
      const share = (sum === 0 ? value : value / sum) * 2 ** BITS
      weights[i * most + x] = Math.trunc(share < 0 ? share - 0.5 : share + 0.5)
    })
  }
  return { first, count, weights, most }
}

function resampleRows({ width: from, height, channels, data }: Pixels, width: number, filter: Filter): Pixels {
  const { first, count, weights, most } = weigh(from, width, filter)
  const result = new Uint8Array(width * height * channels)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++, at++) {
        let sum = HALF
        let source = (y * from + first[x]!) * channels + c
        for (let k = x * most, end = k + count[x]!; k < end; k++, source += channels) sum += data[source]! * weights[k]!
        result[at] = clip(sum)
      }
  return { width, height, channels, data: result }
}

function resampleColumns({ width, height: from, channels, data }: Pixels, height: number, filter: Filter): Pixels {
  const { first, count, weights, most } = weigh(from, height, filter)
  const row = width * channels
  const result = new Uint8Array(row * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < row; x++, at++) {
      let sum = HALF
      let source = first[y]! * row + x
      for (let k = y * most, end = k + count[y]!; k < end; k++, source += row) sum += data[source]! * weights[k]!
      result[at] = clip(sum)
    }
  return { width, height, channels, data: result }
}

function clip(sum: number): number {
  const value = sum >> BITS
  return value < 0 ? 0 : value > 255 ? 255 : value
}

function pickNearest({ width: from, height: rows, channels, data }: Pixels, width: number, height: number): Pixels {
  const result = new Uint8Array(width * height * channels)
  const columns = nearest(from, width)
  let at = 0
  for (const y of nearest(rows, height))
    for (const x of columns)
      for (let c = 0, source = (y * from + x) * channels; c < channels; c++) result[at++] = data[source + c]!
  return { width, height, channels, data: result }
}

/** The middles of the new pixels, added up one by one as Pillow does: where one falls between two old ones, rounding decides. */
function nearest(from: number, to: number): Int32Array {
  const step = from / to
  let middle = step / 2
  return Int32Array.from({ length: to }, () => {
    const found = Math.min(Math.floor(middle), from - 1)
    middle += step
    return found
  })
}
