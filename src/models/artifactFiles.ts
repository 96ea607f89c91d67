import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { listFiles } from '../core/digest.js'
import { isInside } from './isInside.js'
import type { ModelSource } from './model.js'

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
  return { folder: dirname(path), files: [basename(path), ...(await companions(path, format))], named: 'file' }
}

/** Files beside the named one without which it is not whole (a name that leads out of the folder is not followed, by no runtime either); those that are not there are for the host to complain about. */
async function companions(path: string, format: string): Promise<string[]> {
  const named = (await namedInside(path, format)).filter(isInside)
  const present = await Promise.all(
    named.map((file) =>
      stat(join(dirname(path), file)).then(
        (found) => found.isFile(),
        () => false,
      ),
    ),
  )
  return named.filter((_, index) => present[index])
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
  const { weightsManifest = [] } = JSON.parse(await readFile(path, 'utf8')) as {
    weightsManifest?: readonly { readonly paths?: readonly string[] }[]
  }
  return [...new Set(weightsManifest.flatMap((group) => group.paths ?? []))]
}
