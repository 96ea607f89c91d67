import { fileURLToPath } from 'node:url'
import { PYTHON_HOST } from './python/environment.js'
import { foldersOf } from './python/foldersOf.js'

/** What is started for a host; its request is added as the last argument. */
export interface HostProgram {
  readonly command: string
  readonly args: readonly string[]
  /** Beside the clean environment that every host has. */
  readonly env: Readonly<Record<string, string>>
  /** Files and folders that it needs beside the system's and Recette's own. */
  readonly readable: readonly string[]
}

/** The compiled program: as deep below the package's root from `src` (tests) as from `dist`. */
const NODE_HOST = fileURLToPath(new URL('../../dist/models/host/main.js', import.meta.url))

/**
 * onnxruntime's own builds tell Microsoft of every session (the model's name, its hashes) unless they are told not to: a customer's model is
 * nobody's business, also where no network can be taken away.
 */
export const QUIET = { ORT_DISABLE_TELEMETRY: '1' } as const

export function nodeHost(memoryBytes: number): HostProgram {
  const heapMegabytes = Math.max(64, Math.floor(memoryBytes / 2 ** 20))
  return {
    command: process.execPath,
    args: [`--max-old-space-size=${heapMegabytes}`, NODE_HOST],
    env: QUIET,
    readable: [],
  }
}

/** Neither the user's own packages nor the working directory are looked through; one thread unless told otherwise, so that answers repeat bit for bit. */
export async function pythonHost(interpreter: string, threads = 1): Promise<HostProgram> {
  return {
    command: interpreter,
    args: ['-B', '-s', '-P', '-m', 'recette_host'],
    env: {
      ...QUIET,
      PYTHONPATH: PYTHON_HOST,
      PYTHONHASHSEED: '0',
      OMP_NUM_THREADS: String(threads),
      OPENBLAS_NUM_THREADS: String(threads),
      MKL_NUM_THREADS: String(threads),
    },
    readable: [PYTHON_HOST, ...(await foldersOf(interpreter))],
  }
}
