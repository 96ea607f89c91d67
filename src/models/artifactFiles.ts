import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { listFiles } from '../core/digest.js'
import { RecetteError } from '../core/errors.js'
import { isInside } from './isInside.js'
import type { ModelSource } from './model.js'
import { readWeightsManifest } from './weightsManifest.js'

/** The files that an artifact is made of, named from their folder. */
export interface ArtifactFiles {
  readonly folder: string
  readonly files: readonly string[]
  /** The plan names the folder, or one file that stands for itself and those that it needs. */
  readonly named: 'folder' | 'file'
}

export type Located = Pick<ModelSource, 'spec' | 'format' | 'path'>

export async function artifactFiles({ spec, format, path }: Located): Promise<ArtifactFiles> {
  const { path: named } = spec.artifact
  if ((await stat(named)).isDirectory()) return { folder: named, files: await listFiles(named), named: 'folder' }
  return {
    folder: dirname(path),
    files: [basename(path), ...(await companions(path, format))],
    named: 'file',
  }
}

/** Refuses an artifact that names a file elsewhere, by its name or by a link: no file of this machine is the sender's to read. */
export async function requireInside({ spec, format, path }: Located): Promise<void> {
  for (const file of await namedInside(path, format)) {
    if (isInside(file) && (await staysInside(path, file))) continue
    throw new RecetteError(
      'MODEL_OUTSIDE_FOLDER',
      `${spec.artifact.shown} names a file outside its folder: "${file}". Nothing of it was read.`,
      'Put a copy of the file itself (no link) beside the model, and have the model name it so; no exporter leads elsewhere by itself.',
    )
  }
}

/** Files beside the named one without which it is not whole; those that are not there are for the host to complain about. */
async function companions(path: string, format: string): Promise<string[]> {
  const present: string[] = []
  for (const file of (await namedInside(path, format)).filter(isInside)) {
    const found = await stat(join(dirname(path), file)).catch(() => null)
    if (found?.isFile() === true && (await staysInside(path, file))) present.push(file)
  }
  return present
}

/** A link could stand for any file of this machine; what is not there leads nowhere. */
async function staysInside(path: string, file: string): Promise<boolean> {
  const folder = await realpath(dirname(path))
  const target = await realpath(join(folder, file)).catch(() => null)
  return target === null || target.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

async function namedInside(path: string, format: string): Promise<readonly string[]> {
  if (format === 'onnx') return onnxCompanions(path)
  if (format === 'tensorflow-savedmodel') return savedModelCompanions(path)
  return format.startsWith('tfjs-') ? tfjsCompanions(path) : []
}

/** Weights, and files that the graph reads as it is loaded. */
async function savedModelCompanions(path: string): Promise<readonly string[]> {
  const inside = await Promise.all(
    ['variables', 'assets'].map(async (name) => {
      const files = await listFiles(join(dirname(path), name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
        throw error
      })
      return files.map((file) => `${name}/${file}`)
    }),
  )
  return inside.flat()
}

async function onnxCompanions(path: string): Promise<readonly string[]> {
  const { externalFiles } = await import('./host/onnxExternal.js')
  return externalFiles(await readFile(path))
}

async function tfjsCompanions(path: string): Promise<readonly string[]> {
  const groups = readWeightsManifest(JSON.parse(await readFile(path, 'utf8')), basename(path))
  return [...new Set(groups.flatMap((group) => group.paths))]
}
