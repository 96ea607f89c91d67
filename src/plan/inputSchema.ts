import { z } from 'zod'
import { IMAGE_CHANNELS, IMAGE_FITS, IMAGE_LAYOUTS, INTERPOLATIONS } from '../core/image.js'
import { choice, number, section, text, wholeNumber } from './schemaWords.js'

const FACTOR = 'a number, or a fraction such as 1/255'
const PER_CHANNEL = 'a number, or a list of one for each channel'

const factor = z.union([z.number({ error: FACTOR }), z.string({ error: FACTOR })], { error: FACTOR })
const perChannel = z.union([factor, z.array(factor, { error: PER_CHANNEL }).min(1, { error: PER_CHANNEL })], {
  error: PER_CHANNEL,
})
const side = wholeNumber(1, 16_384)

/** One input in the long form: a column with its unit conversion, images with their preparation, or a state that is fed back. */
export const inputSection = section('a map with the key column, image or state', {
  column: text('the name of a column').optional(),
  multiply: number('a number').optional(),
  add: number('a number').optional(),
  image: text('the name of a column')
    .optional()
    .describe("Column of image files: their paths from the set's folder, or their bytes (Parquet, Arrow)."),
  state: text('the name of an output')
    .optional()
    .describe(
      'Output of this model that the input takes from the case before, in the same sequence (columns.group). Begins anew with each sequence.',
    ),
  initial: number('a number')
    .optional()
    .describe('With state: every number of it at the start of a sequence. 0 unless told.'),
  size: z
    .tuple([side, side], { error: 'a list of two whole numbers, [height, width]' })
    .optional()
    .describe('[height, width] in pixels; from the shape of the input unless told.'),
  fit: choice(IMAGE_FITS)
    .optional()
    .describe(
      'How images of another size get there: stretch (each side on its own), crop (the middle of what covers it), pad (whole, with edges), exact (they are refused). exact unless told.',
    ),
  shortSide: side
    .optional()
    .describe(
      'With fit: crop: length of the shorter side before the middle is cut out (torchvision: Resize(256), CenterCrop(224)).',
    ),
  padWith: wholeNumber(0, 255).optional().describe('With fit: pad: grey level of the edges. 0 (black) unless told.'),
  interpolation: choice(INTERPOLATIONS).optional().describe('As Pillow computes it. bilinear unless told.'),
  channels: choice(IMAGE_CHANNELS)
    .optional()
    .describe('Order of the colours; from the shape of the input unless told.'),
  layout: choice(IMAGE_LAYOUTS)
    .optional()
    .describe(
      'nchw: channels first (PyTorch). nhwc: channels last (TensorFlow). From the shape of the input unless told.',
    ),
  scale: factor
    .optional()
    .describe('Factor of the pixels, 0 to 255: 1/255 makes 0 to 1. Needed for inputs of decimal numbers.'),
  mean: perChannel
    .optional()
    .describe('Taken off after scale, for each channel in the order of the model. 0 unless told.'),
  std: perChannel
    .optional()
    .describe('Divided by after mean, for each channel in the order of the model. 1 unless told.'),
})

export type WrittenInputSection = z.output<typeof inputSection>
