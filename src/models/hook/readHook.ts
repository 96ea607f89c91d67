import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, sep } from 'node:path'
import { listFiles, sha256, sha256Lines } from '../../core/digest.js'
import { RecetteError } from '../../core/errors.js'
import type { PreparationRecord } from '../../core/result.js'
import type { Port } from '../../core/signature.js'
import type { HookSpec, Side } from '../../core/spec.js'

/** A preparation as it was read, once: these bytes are hashed and these bytes are run. */
export interface Hook {
  readonly spec: HookSpec
  /** Of the module; with further files, of their listing, as of a folder's. */
  readonly sha256: string
  /** Name of the module in its folder. */
  readonly module: string
  /** The module and its files, named from its folder, with slashes. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export async function readHook(spec: HookSpec, side: Side): Promise<Hook> {
  const folder = dirname(spec.file.path)
  const module = basename(spec.file.path)
  const files = new Map<string, Uint8Array>()
  try {
    files.set(module, await readFile(spec.file.path))
    for (const { path } of spec.files)
      for (const file of await filesAt(path))
        files.set(relative(folder, file).split(sep).join('/'), await readFile(file))
  } catch (error) {
    if (error instanceof RecetteError) throw error
    throw new RecetteError(
      'PREPARE_UNREADABLE',
      `The preparation ${spec.file.shown} of the ${side} model cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`,
      'Check that the module and every file that it names are there and may be read.',
      { kind: 'usage', cause: error },
    )
  }
  const digests = [...files].map(([name, content]) => ({ name, sha256: sha256(content) }))
  return { spec, module, files, sha256: digests.length === 1 ? digests[0]!.sha256 : sha256Lines(digests) }
}

/** As the result holds it; `modelInputs` are known once a host has loaded the model. */
export function recordHook(
  { spec, sha256, module, files }: Hook,
  modelInputs: readonly Port[] | null,
): PreparationRecord {
  return {
    file: spec.file.shown,
    sha256,
    files: [...files.keys()].filter((name) => name !== module).sort(),
    modelInputs: modelInputs?.map(({ name, dtype, shape }) => ({ name, dtype, shape: [...shape] })) ?? null,
  }
}

/** Which program runs it. */
export function languageOf({ file }: HookSpec): 'node' | 'python' {
  return extname(file.path).toLowerCase() === '.py' ? 'python' : 'node'
}

async function filesAt(path: string): Promise<readonly string[]> {
  return (await stat(path)).isDirectory() ? (await listFiles(path)).map((file) => join(path, file)) : [path]
}
