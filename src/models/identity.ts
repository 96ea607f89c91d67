import { readFile, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { sha256, sha256Path } from '../core/digest.js'
import type { ModelSource } from './model.js'

export interface ArtifactIdentity {
  readonly bytes: number
  readonly sha256: string
}

/**
 * Size and digest of all that makes up an artifact. Of one file: its own. Of a folder: that of its listing (see `sha256Path`). A
 * model.json named by itself stands for itself and its weight files, an .onnx with weights in files beside it for all of
 * them: their listing, in the same form, is what is digested. Otherwise two models with different weights would look the same.
 */
export async function identifyArtifact({ spec, format, path }: ModelSource): Promise<ArtifactIdentity> {
  const named = spec.artifact.path
  if ((await stat(named)).isDirectory()) return { bytes: await folderBytes(named), sha256: await sha256Path(named) }
  const folder = dirname(path)
  const files = [basename(path), ...(await companions(path, format))].sort()
  if (files.length === 1) return { bytes: (await stat(path)).size, sha256: await sha256Path(path) }
  let listing = ''
  let bytes = 0
  for (const file of files) {
    listing += `${await sha256Path(join(folder, file))}  ${file}\n`
    bytes += (await stat(join(folder, file))).size
  }
  return { bytes, sha256: sha256(listing) }
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/** Files beside the named one without which it is not whole; those that are not there are for the host to complain about. */
async function companions(path: string, format: string): Promise<string[]> {
  const named = await namedInside(path, format)
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
  return format.startsWith('tfjs-') ? tfjsCompanions(path) : []
}

async function onnxCompanions(path: string): Promise<readonly string[]> {
  const { externalFiles } = await import('./host/onnxExternal.js')
  return externalFiles(await readFile(path))
}

async function tfjsCompanions(path: string): Promise<readonly string[]> {
  const { weightsManifest = [] } = JSON.parse(await readFile(path, 'utf8')) as {
    weightsManifest?: readonly { readonly paths: readonly string[] }[]
  }
  return [...new Set(weightsManifest.flatMap((group) => group.paths))]
}
