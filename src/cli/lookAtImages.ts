import { readFile } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import type { Column } from '../core/batch.js'
import { findImage } from '../data/images/findImage.js'
import type { StoredSet } from '../data/openSet.js'
import { imageHosts, type ImageHosts } from '../models/images/imageHosts.js'

/** What the first images of a column are. */
export interface ImageColumn {
  readonly column: string
  /** `png`, or `bytes` where they stand in the table. */
  readonly formats: readonly string[]
  /** Different sizes, width x height, in the order in which they came. */
  readonly sizes: readonly (readonly [width: number, height: number])[]
  readonly looked: number
  readonly unreadable: number
}

const EXTENSIONS = /\.(jpe?g|png|webp|gif|tiff?|avif)$/i
/** Images of each column that are opened. */
const LOOKED_AT = 16
const ROWS = 64

/** Columns of a set that hold images: bytes that can be decoded, or texts that all end like the name of an image. */
export async function lookAtImages(set: StoredSet, signal: AbortSignal): Promise<readonly ImageColumn[]> {
  const columns = set.fields.filter(({ kind }) => kind === 'text' || kind === 'bytes').map(({ name }) => name)
  if (columns.length === 0) return []
  await using hosts = imageHosts(2)
  for await (const batch of set.batches({ columns, maxRows: ROWS, signal })) {
    const found: ImageColumn[] = []
    for (const column of batch.columns) {
      const looked = await lookAt(set, column, hosts)
      if (looked !== null) found.push(looked)
    }
    return found
  }
  return []
}

async function lookAt(set: StoredSet, column: Column, hosts: ImageHosts): Promise<ImageColumn | null> {
  const names =
    column.kind === 'text' ? [...new Set(column.codes)].flatMap((code) => column.dictionary[code] ?? []) : []
  if (column.kind === 'text' && (names.length === 0 || !names.every((name) => EXTENSIONS.test(name)))) return null
  const images =
    column.kind === 'bytes'
      ? column.values.filter((bytes) => bytes !== null).slice(0, LOOKED_AT)
      : names.slice(0, LOOKED_AT)
  const sizes = await Promise.all(images.map((image) => sizeOf(set, image, hosts)))
  const readable = sizes.filter((size) => size !== null)
  // Bytes that are no images are some other kind of file.
  if (column.kind === 'bytes' && readable.length === 0) return null
  const different = new Map(readable.map((size) => [size.join(), size]))
  return {
    column: column.name,
    formats:
      column.kind === 'bytes' ? ['bytes'] : [...new Set(names.map((name) => extname(name).slice(1).toLowerCase()))],
    sizes: [...different.values()],
    looked: images.length,
    unreadable: images.length - readable.length,
  }
}

async function sizeOf(
  set: StoredSet,
  image: string | Uint8Array,
  hosts: ImageHosts,
): Promise<readonly [number, number] | null> {
  const named = { set: set.spec.file.shown, row: 0, at: undefined }
  const bytes =
    typeof image === 'string'
      ? await findImage(dirname(set.spec.file.path), image, named).then(
          (path) => readFile(path),
          () => null,
        )
      : image
  if (bytes === null) return null
  const answer = await hosts.render({ bytes, request: null })
  return 'width' in answer ? [answer.width, answer.height] : null
}
