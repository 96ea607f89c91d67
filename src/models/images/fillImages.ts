import { columnOf, size, type Batch } from '../../core/batch.js'
import type { ImagePreparation } from '../../core/image.js'
import type { Port } from '../../core/signature.js'
import { isFloat } from '../../core/dtype.js'
import { fillRow } from '../fillTensor.js'
import { toHalf } from '../half.js'
import { ModelRowError } from '../rowError.js'
import { ARRAY_OF, type NumberData, type Tensor } from '../tensor.js'
import type { ImageAnswer, ImageJob } from './renderRequest.js'

/** Where the bytes of images come from, and who decodes them. */
export interface ImageSource {
  /** The file that a path column names. */
  read(name: string): Promise<Uint8Array>
  render(job: ImageJob): Promise<ImageAnswer>
}

export interface ImagePlan {
  readonly port: Port
  readonly column: string
  readonly preparation: ImagePreparation
}

/** Jobs on their way at one time: more than any machine has decoders, so that none waits for its bytes. */
const IN_FLIGHT = 64

/** The tensor of an image input for the rows of a batch. Images are decoded side by side; the first row that fails is told. */
export async function fillImages(plan: ImagePlan, batch: Batch, who: string, source: ImageSource): Promise<Tensor> {
  const { port } = plan
  const preparation = batch.images?.[port.name] ?? plan.preparation
  if (port.dtype === 'utf8') throw new Error('bug: an image is no text')
  const shape = shapeOf(port, preparation)
  const width = size(shape)
  const data: NumberData = new ARRAY_OF[port.dtype === 'float16' ? 'float64' : port.dtype](batch.rows * width)
  const numbers = numbersOf(preparation)
  const row = new Float64Array(width)
  const images = imagesOf(batch, plan)
  const work = async (index: number): Promise<void> => {
    const name = images.nameOf(index)
    const bytes = name === null ? null : await images.bytesOf(index, source)
    if (bytes === null) throw missing(plan, batch.start + index)
    const answer = await source.render({ bytes, request: preparation })
    if (!('pixels' in answer)) throw broken(plan, answer, name!, batch.start + index)
    numbers(answer.pixels, row)
    const bad = fillRow(data, port.dtype, row, index * width)
    if (bad >= 0) throw notHeld(plan, row[bad]!, who, batch.start + index)
  }
  await forEachRow(batch.rows, work)
  const filled = port.dtype === 'float16' ? Uint16Array.from(data as Float64Array, toHalf) : data
  return { name: port.name, dtype: port.dtype, shape: [batch.rows, ...shape], data: filled }
}

/** Bytes of one prepared image. */
export function bytesOfImage({ height, width, channels }: ImagePreparation): number {
  return height * width * (channels === 'gray' ? 1 : 3) * 4
}

function shapeOf({ shape }: Port, { height, width, channels, layout }: ImagePreparation): readonly number[] {
  if (shape.length === 3) return [height, width]
  const depth = channels === 'gray' ? 1 : 3
  return layout === 'nchw' ? [depth, height, width] : [height, width, depth]
}

/**
 * From pixels to numbers, 256 of them for each channel worked out beforehand. Grey is ITU-R BT.601 luma in whole numbers, as Pillow's
 * convert("L") and OpenCV have it: (19595 R + 38470 G + 7471 B + 2^15) / 2^16, rounded down.
 */
function numbersOf(preparation: ImagePreparation): (pixels: Uint8Array, to: Float64Array) => void {
  const { height, width, channels, layout, scale, mean, std } = preparation
  const count = height * width
  const tables = mean.map((centre, c) => Float64Array.from({ length: 256 }, (_, v) => (v * scale - centre) / std[c]!))
  if (channels === 'gray')
    return (pixels, to) => {
      const [table] = tables
      for (let i = 0, at = 0; i < count; i++, at += 3)
        to[i] = table![(pixels[at]! * 19595 + pixels[at + 1]! * 38470 + pixels[at + 2]! * 7471 + 0x8000) >> 16]!
    }
  const order = channels === 'bgr' ? [2, 1, 0] : [0, 1, 2]
  const [apart, step] = layout === 'nchw' ? [count, 1] : [1, 3]
  return (pixels, to) => {
    for (let c = 0; c < 3; c++) {
      const table = tables[c]!
      for (let i = 0, from = order[c]!, at = c * apart; i < count; i++, from += 3, at += step)
        to[at] = table[pixels[from]!]!
    }
  }
}

interface BatchImages {
  /** How messages name the image; null where the cell is empty. */
  nameOf(row: number): string | null
  bytesOf(row: number, source: ImageSource): Promise<Uint8Array>
}

function imagesOf(batch: Batch, { column }: ImagePlan): BatchImages {
  const found = columnOf(batch, column)
  if (found.kind === 'bytes')
    return {
      nameOf: (row) => (found.values[row] === null ? null : `in column "${column}"`),
      bytesOf: (row) => Promise.resolve(found.values[row]!),
    }
  if (found.kind !== 'text') throw new Error(`bug: column "${column}" holds no images`)
  const pathOf = (row: number): string | undefined => found.dictionary[found.codes[row]!]
  return {
    nameOf: (row) => pathOf(row) ?? null,
    bytesOf: (row, source) => source.read(pathOf(row)!),
  }
}

/** After the first failure nothing new is begun; what is told is the first row that failed. */
async function forEachRow(rows: number, work: (row: number) => Promise<void>): Promise<void> {
  let next = 0
  const failures: { readonly row: number; readonly error: unknown }[] = []
  const worker = async (): Promise<void> => {
    while (next < rows && failures.length === 0) {
      const row = next++
      await work(row).catch((error: unknown) => failures.push({ row, error }))
    }
  }
  await Promise.all(Array.from({ length: Math.min(rows, IN_FLIGHT) }, worker))
  const [first] = failures.sort((a, b) => a.row - b.row)
  if (first !== undefined) throw first.error
}

function missing({ column, port }: ImagePlan, row: number): ModelRowError {
  return new ModelRowError(
    'SET_IMAGE_MISSING',
    `column "${column}" names no image in row ${row + 1} of the set, which input "${port.name}" takes.`,
    'Leave the case out of the set, or put the image back.',
    row,
  )
}

function broken(
  { port, preparation }: ImagePlan,
  answer: Exclude<ImageAnswer, { pixels: Uint8Array }>,
  name: string,
  row: number,
): ModelRowError {
  if (!('problem' in answer)) throw new Error('bug: an image was looked at and not rendered')
  const { problem, detail } = answer
  const { height, width } = preparation
  const image = `the image ${name} in row ${row + 1} of the set`
  switch (problem) {
    case 'another-size':
      return new ModelRowError(
        'SET_IMAGE_SIZE',
        `${image} has ${detail} pixels (width × height), but input "${port.name}" takes ${width} × ${height}, and the plan does not say how to get there.`,
        `Say it in the plan, as it was done when the model was trained: fit: stretch, crop or pad.`,
        row,
      )
    case 'too-large':
      return new ModelRowError(
        'SET_IMAGE_TOO_LARGE',
        `${image} claims more than 100 million pixels, more than is decoded here.`,
        'If it is no mistake, store it smaller.',
        row,
      )
    case 'unreadable':
      return new ModelRowError(
        'SET_IMAGE_UNREADABLE',
        `${image} cannot be decoded: ${detail}.`,
        'Images are JPEG, PNG, WebP, GIF, TIFF or AVIF. Copy the file again from its source, or leave the case out of the set.',
        row,
      )
  }
}

function notHeld({ port }: ImagePlan, value: number, who: string, row: number): ModelRowError {
  return new ModelRowError(
    'MODEL_INPUT_VALUE',
    `${who}: the prepared image of row ${row + 1} holds ${value}, but input "${port.name}" is ${port.dtype}${isFloat(port.dtype) ? '' : ', which holds whole numbers of its range only'}.`,
    'Correct scale, mean and std in the plan: whole pixels are scale: 1 without mean and std.',
    row,
  )
}
