import { fileURLToPath } from 'node:url'
import { PYTHON_HOST } from './python/environment.js'

/** What is started for a host; its request is added as the last argument. */
export interface HostProgram {
  readonly command: string
  readonly args: readonly string[]
  /** Beside the clean environment that every host has. */
  readonly env: Readonly<Record<string, string>>
}

/** The compiled program: as deep below the package's root from `src` (tests) as from `dist`. */
const NODE_HOST = fileURLToPath(new URL('../../dist/models/host/main.js', import.meta.url))

export function nodeHost(memoryBytes: number): HostProgram {
  const heapMegabytes = Math.max(64, Math.floor(memoryBytes / 2 ** 20))
  return { command: process.execPath, args: [`--max-old-space-size=${heapMegabytes}`, NODE_HOST], env: {} }
}

/** Neither the user's own packages nor the working directory are looked through; one thread unless told otherwise, so that answers repeat bit for bit. */
export function pythonHost(interpreter: string, threads = 1): HostProgram {
  return {
    command: interpreter,
    args: ['-B', '-s', '-P', '-m', 'recette_host'],
    env: {
      PYTHONPATH: PYTHON_HOST,
      PYTHONHASHSEED: '0',
      OMP_NUM_THREADS: String(threads),
      OPENBLAS_NUM_THREADS: String(threads),
      MKL_NUM_THREADS: String(threads),
    },
  }
}
