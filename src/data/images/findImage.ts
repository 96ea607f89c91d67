import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, sep, win32 } from 'node:path'
import { RecetteError, type Position } from '../../core/errors.js'

/** Larger than any photograph; read whole. */
const MOST_BYTES = 256 * 2 ** 20

/** Where a name stands, for messages. */
export interface NamedAt {
  readonly set: string
  /** 0-based. */
  readonly row: number
  readonly at: Position | undefined
}

/**
 * The file that a set names, which must lie in the set's own folder: a table from somebody else is no way to read other files of this
 * machine, by its names or by links.
 */
export async function findImage(folder: string, name: string, named: NamedAt): Promise<string> {
  const isAddress = /^[a-z][a-z0-9+.-]+:/i.test(name)
  if (isAddress || isAbsolute(name) || win32.isAbsolute(name) || name.split(/[\\/]/).includes('..'))
    throw outside(named, name, isAddress ? 'is an address' : 'leads out of the folder of the set')
  const [path, home] = await Promise.all([realpath(join(folder, name)).catch(() => null), realpath(folder)])
  if (path === null) throw missing(named, name)
  if (!path.startsWith(home.endsWith(sep) ? home : home + sep))
    throw outside(named, name, 'is a link that leads out of the folder of the set')
  const found = await stat(path)
  if (!found.isFile()) throw missing(named, name)
  if (found.size > MOST_BYTES) throw tooLarge(named, name, found.size)
  return path
}

function missing({ set, row, at }: NamedAt, name: string): RecetteError {
  return new RecetteError(
    'SET_IMAGE_MISSING',
    `${set}, row ${row + 1}: there is no image ${name} beside the set.`,
    "Copy the image files together with the table; their paths start from the table's folder, with slashes.",
    { at: at ?? { file: set } },
  )
}

function outside({ set, row, at }: NamedAt, name: string, how: string): RecetteError {
  return new RecetteError(
    'SET_IMAGE_OUTSIDE',
    `${set}, row ${row + 1}: the image ${name} ${how}.`,
    "Put the images into the set's folder or below it, and write their paths from there.",
    { at: at ?? { file: set } },
  )
}

function tooLarge({ set, row, at }: NamedAt, name: string, bytes: number): RecetteError {
  return new RecetteError(
    'SET_IMAGE_TOO_LARGE',
    `${set}, row ${row + 1}: the image ${name} has ${Math.round(bytes / 2 ** 20)} MiB; up to 256 MiB are read.`,
    'If it is no mistake, store it smaller.',
    { at: at ?? { file: set } },
  )
}
