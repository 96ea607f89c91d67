import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from '../setup/cacheFolder.js'

/** The pinned versions: as deep below the package's root from `src` (tests) as from `dist`. */
export const TENSORFLOW_PINS = fileURLToPath(new URL('../../../harness/tensorflow/', import.meta.url))

/** What is run to get it. */
export const SETUP_TENSORFLOW = 'recette setup tensorflow'

export interface TensorflowInstallation {
  readonly folder: string
  /** The native module of @tensorflow/tfjs-node. */
  readonly binding: string
  /** Of the package, and of TensorFlow's library. */
  readonly version: string
  readonly library: string
  /** The folder that LIBTENSORFLOW_DIR named; null where the library is that of TensorFlow's Python package. */
  readonly source: string | null
}

/** What `recette setup tensorflow` leaves when it is done. */
export interface TensorflowStamp {
  /** Of the pins and the kind of machine. */
  readonly digest: string
  readonly version: string
  readonly library: string
  /** Below the folder. */
  readonly binding: string
  readonly source: string | null
}

export function tensorflowFolder(): string {
  return join(cacheFolder(), 'tensorflow')
}

export function stampIn(folder: string): string {
  return join(folder, 'recette.json')
}

/** Changes when a pinned version does; a folder that another kind of machine shares does not count. */
export async function digestOfPins(): Promise<string> {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const name of ['package.json', 'package-lock.json', 'libtensorflow.txt'])
    hash.update(await readFile(join(TENSORFLOW_PINS, name)))
  return hash.digest('hex')
}

/** Null where it is not set up, or was with other pins. */
export async function findTensorflow(): Promise<TensorflowInstallation | null> {
  const folder = tensorflowFolder()
  try {
    const stamp = JSON.parse(await readFile(stampIn(folder), 'utf8')) as TensorflowStamp
    if (stamp.digest !== (await digestOfPins())) return null
    const { version, library, source } = stamp
    return { folder, binding: join(folder, stamp.binding), version, library, source }
  } catch {
    return null
  }
}
