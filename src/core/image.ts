import { z } from 'zod'

export const IMAGE_FITS = ['exact', 'stretch', 'crop', 'pad'] as const
export const IMAGE_CHANNELS = ['rgb', 'bgr', 'gray'] as const
export const IMAGE_LAYOUTS = ['nhwc', 'nchw'] as const
export const INTERPOLATIONS = ['nearest', 'bilinear', 'bicubic', 'lanczos'] as const

/**
 * How images become an input, in this order: orientation as the file says, transparency on white, 8 bits; size; channels; `scale`;
 * less `mean`, by `std`; layout. The number in the input is (pixel x scale - mean) / std.
 */
export const imagePreparationSchema = z.strictObject({
  height: z.int().min(1),
  width: z.int().min(1),
  /**
   * How another size is made: not at all (`exact`: refused), both sides on their own, the middle of what covers it, or the
   * whole within edges of `padWith`.
   */
  fit: z.enum(IMAGE_FITS),
  /** Of `crop`: the shorter side before the middle is cut out; null = just as large as covers it. */
  shortSide: z.int().min(1).nullable(),
  padWith: z.int().min(0).max(255),
  interpolation: z.enum(INTERPOLATIONS),
  channels: z.enum(IMAGE_CHANNELS),
  layout: z.enum(IMAGE_LAYOUTS),
  scale: z.number(),
  /** One for each channel, in the model's order. */
  mean: z.array(z.number()),
  std: z.array(z.number()),
  /** What the plan leaves open and the signature, or a default, filled in. */
  guessed: z.array(z.string()),
})

export type ImagePreparation = z.infer<typeof imagePreparationSchema>

/** A preparation as the plan writes it: what it does not say is taken from the model's signature. */
export interface ImageUse extends Partial<Omit<ImagePreparation, 'guessed' | 'height' | 'width'>> {
  /** Column of paths, relative to the set's folder, or of the files' bytes. */
  readonly column: string
  readonly size?: readonly [height: number, width: number]
}
