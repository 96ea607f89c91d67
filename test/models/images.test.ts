import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../src/core/batch.js'
import type { ImagePreparation, ImageUse } from '../../src/core/image.js'
import type { Port } from '../../src/core/signature.js'
import { fromHalf } from '../../src/models/half.js'
import { fillImages, type ImageSource } from '../../src/models/images/fillImages.js'
import { imageHosts } from '../../src/models/images/imageHosts.js'
import { resolveImage } from '../../src/models/images/resolveImage.js'

interface Reference {
  readonly images: Readonly<Record<string, string>>
  readonly cases: readonly {
    readonly image: string
    /** Largest difference from Pillow in steps of the 256. */
    readonly steps: number
    readonly preparation: Omit<ImagePreparation, 'guessed'>
    readonly shape: readonly number[]
    readonly numbers: string
  }[]
}

const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, '../reference/images/cases.json'), 'utf8'),
) as Reference
const hosts = imageHosts(2)
afterAll(() => hosts[Symbol.asyncDispose]())

const source = (images: Readonly<Record<string, Uint8Array>> = {}): ImageSource => ({
  read: (name) => Promise.resolve(images[name] ?? Buffer.from(reference.images[name]!, 'base64')),
  render: (job) => hosts.render(job),
})

function paths(...names: string[]): Batch {
  const codes = Int32Array.from(names, (_, index) => index)
  return {
    rows: names.length,
    start: 10,
    columns: [{ kind: 'text', name: 'file', codes, dictionary: names, valid: null }],
  }
}

const EXACT: ImagePreparation = {
  height: 2,
  width: 3,
  fit: 'exact',
  shortSide: null,
  padWith: 0,
  interpolation: 'bilinear',
  channels: 'rgb',
  layout: 'nhwc',
  scale: 1,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  guessed: [],
}
const port = (shape: (number | null)[], dtype: Port['dtype'] = 'float32'): Port => ({ name: 'pixels', dtype, shape })

function fill(batch: Batch, to: Port, preparation: ImagePreparation, images?: Record<string, Uint8Array>) {
  return fillImages({ port: to, column: 'file', preparation }, batch, 'new (m.onnx)', source(images))
}

describe('a prepared image', () => {
  const titled = reference.cases.map((one, index) => {
    const { fit, channels, layout, interpolation, width, height } = one.preparation
    return [`${one.image} ${fit} ${width}x${height} ${interpolation} ${channels} ${layout} (${index})`, one] as const
  })

  it.each(titled)(
    'is what Pillow and numpy make of it: %s',
    async (_, { image, steps, preparation, shape, numbers }) => {
      const { data, shape: filled } = await fill(paths(image), port([null, null, null, null]), {
        ...preparation,
        guessed: [],
      })
      expect(filled).toEqual([1, ...shape])
      const expected = new Float32Array(Uint8Array.from(Buffer.from(numbers, 'base64')).buffer)
      const found = data as Float32Array
      expect(found.length).toBe(expected.length)
      // In steps of the 256: what the preparation multiplies and divides by is taken out again.
      const perStep = Math.min(...preparation.std.map((std) => preparation.scale / std))
      const largest = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!)), 0) / perStep
      // Nothing but the rounding of float32 where the pixels are the same.
      expect(largest).toBeLessThanOrEqual(steps + 1e-4)
    },
  )
})

describe('an input that images fill', () => {
  const png = (pixels: readonly number[], width: number, height: number) =>
    sharp(Uint8Array.from(pixels), { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer()
  const PIXELS = Array.from({ length: 18 }, (_, i) => i * 10)

  it('has the type that the model takes: bytes, whole numbers below zero, halves', async () => {
    const images = { a: await png(PIXELS, 3, 2) }
    const bytes = await fill(paths('a'), port([null, 2, 3, 3], 'uint8'), EXACT, images)
    expect(bytes.data).toEqual(Uint8Array.from(PIXELS))
    const signed = await fill(paths('a'), port([null, 2, 3, 3], 'int8'), { ...EXACT, mean: [128, 128, 128] }, images)
    expect(signed.data).toEqual(Int8Array.from(PIXELS, (value) => value - 128))
    const halves = await fill(paths('a'), port([null, 2, 3, 3], 'float16'), { ...EXACT, scale: 1 / 4 }, images)
    expect(Array.from(halves.data as Uint16Array, fromHalf)).toEqual(PIXELS.map((value) => value / 4))
  })

  it('is refused a fraction where it takes whole numbers, with the row', async () => {
    const images = { a: await png(PIXELS, 3, 2) }
    await expect(
      fill(paths('a'), port([null, 2, 3, 3], 'uint8'), { ...EXACT, scale: 1 / 255 }, images),
    ).rejects.toMatchObject({
      code: 'MODEL_INPUT_VALUE',
      row: 10,
      message: expect.stringContaining('the prepared image of row 11 holds 0.0392'),
    })
  })

  it('is filled from bytes in the table as from files', async () => {
    const bytes = await png(PIXELS, 3, 2)
    const batch: Batch = { rows: 1, start: 0, columns: [{ kind: 'bytes', name: 'file', values: [bytes], valid: null }] }
    expect((await fill(batch, port([null, 2, 3, 3], 'uint8'), EXACT)).data).toEqual(Uint8Array.from(PIXELS))
  })

  it('names the first row whose image is another size, broken, cut, a bomb, an SVG, or missing', async () => {
    const good = await png(PIXELS, 3, 2)
    const large = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#808080' } })
      .jpeg()
      .toBuffer()
    const to = port([null, 2, 3, 3])
    const failing = async (bytes: Uint8Array, preparation = EXACT) => {
      const error: unknown = await fill(paths('good', 'bad'), to, preparation, { good, bad: bytes }).catch(
        (thrown: unknown) => thrown,
      )
      return error as { code: string; row: number; message: string }
    }
    expect(await failing(await png(PIXELS, 2, 3))).toMatchObject({
      code: 'SET_IMAGE_SIZE',
      row: 11,
      message: expect.stringContaining(
        'the image bad in row 12 of the set has 2 × 3 pixels (width × height), but input "pixels" takes 3 × 2',
      ),
    })
    const stretch = { ...EXACT, fit: 'stretch' } as const
    expect(await failing(large.subarray(0, large.length >> 1), stretch)).toMatchObject({
      code: 'SET_IMAGE_UNREADABLE',
      row: 11,
    })
    expect(await failing(Buffer.from('not an image'), stretch)).toMatchObject({ code: 'SET_IMAGE_UNREADABLE', row: 11 })
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><image href="file:///etc/passwd"/></svg>'
    expect(await failing(Buffer.from(svg), stretch)).toMatchObject({ code: 'SET_IMAGE_UNREADABLE' })
    expect(await failing(bomb(good), stretch)).toMatchObject({ code: 'SET_IMAGE_TOO_LARGE', row: 11 })
    const empty: Batch = {
      rows: 1,
      start: 4,
      columns: [{ kind: 'text', name: 'file', codes: Int32Array.of(-1), dictionary: [], valid: Uint8Array.of(0) }],
    }
    await expect(fill(empty, to, EXACT)).rejects.toMatchObject({ code: 'SET_IMAGE_MISSING', row: 4 })
    // The decoders that met these go on.
    expect((await fill(paths('good'), port([null, 2, 3, 3], 'uint8'), EXACT, { good })).data).toEqual(
      Uint8Array.from(PIXELS),
    )
  })
})

describe('a preparation', () => {
  const resolve = (shape: (number | null)[], use: Partial<ImageUse>, dtype: Port['dtype'] = 'float32') =>
    resolveImage(port(shape, dtype), { column: 'file', ...use })

  it.each([
    [[null, 3, 224, 224], { layout: 'nchw', channels: 'rgb', height: 224, width: 224 }, ['layout', 'channels', 'size']],
    [[null, 96, 128, 3], { layout: 'nhwc', channels: 'rgb', height: 96, width: 128 }, ['layout', 'channels', 'size']],
    [[1, 1, 28, 28], { layout: 'nchw', channels: 'gray', height: 28, width: 28 }, ['layout', 'channels', 'size']],
    [[null, 28, 28], { channels: 'gray', height: 28, width: 28 }, ['channels', 'size']],
  ] as const)('takes from %j what the plan leaves out, and says so', (shape, expected, guessed) => {
    const resolved = resolve([...shape], { scale: 1, fit: 'stretch', interpolation: 'bilinear' })
    expect(resolved).toMatchObject({ preparation: { ...expected, guessed } })
  })

  it('asks where the signature leaves it open, or says something else than the plan', () => {
    const said = (...given: Parameters<typeof resolve>): string => {
      const resolved = resolve(...given)
      return 'problems' in resolved ? resolved.problems.join('; ') : 'nothing'
    }
    expect(said([null, 3, 224, 224], {})).toContain('say scale: 1/255 for numbers from 0 to 1, or scale: 1')
    expect(said([null, 3, 224, 224], {}, 'uint8')).toBe('nothing')
    expect(said([null, 3, 32, 3], { scale: 1 })).toContain('say layout')
    expect(said([null, null, null, 3], { scale: 1 })).toContain('leaves the size open: say size: [height, width]')
    expect(said([null, null, 8, 8], { scale: 1 })).toContain('leaves the number of channels open')
    expect(said([null, 3, 224, 224], { scale: 1, size: [256, 256] })).toContain('of 256 × 256')
    expect(said([null, 3, 224, 224], { scale: 1, channels: 'gray' })).toContain('which is no image of gray')
    expect(said([null, 4, 224, 224], { scale: 1 })).toContain('which is no image')
    expect(said([null, 3, 8, 8], { scale: 1, mean: [1, 2] })).toContain(
      'has 3 channels: give mean and std one number, or one for each',
    )
    expect(said([null, 20], { scale: 1 })).toContain('takes [?, 20], which is no image')
  })
})

/** A PNG of a few bytes whose header claims 60,000 x 60,000 pixels. */
function bomb(png: Uint8Array): Uint8Array {
  const copy = Buffer.from(png)
  copy.writeUInt32BE(60_000, 16)
  copy.writeUInt32BE(60_000, 20)
  copy.writeUInt32BE(crc32(copy.subarray(12, 29)), 29)
  return copy
}

/** CRC-32 as PNG has it (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}
