import type { ImagePreparation } from '../../core/image.js'

/** What of a preparation happens to the picture itself; the rest is arithmetic on its numbers. */
export type RenderRequest = Pick<
  ImagePreparation,
  'height' | 'width' | 'fit' | 'shortSide' | 'padWith' | 'interpolation'
>

/** To an image host. */
export interface ImageJob {
  readonly bytes: Uint8Array
  /** Null: its size is all that is wanted. */
  readonly request: RenderRequest | null
}

/** From it: three channels of 8 bits, row-major, `height` x `width`; or why not. */
export type ImageAnswer =
  | { readonly pixels: Uint8Array }
  | { readonly width: number; readonly height: number }
  | { readonly problem: 'unreadable' | 'too-large' | 'another-size'; readonly detail: string }
