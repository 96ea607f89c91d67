import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as Cpu from '@tensorflow/tfjs-backend-cpu'
import type * as Core from '@tensorflow/tfjs-core'
import type * as Wasm from '@tensorflow/tfjs-backend-wasm'

const require = createRequire(import.meta.url)

/** TF.js on the best backend of this machine. */
export interface Tfjs {
  readonly core: typeof Core
  /** What runs the numbers, for the report: `tfjs 4.22.0 (wasm)`. */
  runtime(): string
  /** Goes over to the plain JavaScript backend, which has every kernel; false when that is not to be had, or already so. */
  fallBack(lacking: string): Promise<boolean>
}

/**
 * Native where @tensorflow/tfjs-node is installed and loads, else WebAssembly. Packages are loaded with `require`: as ES modules the same
 * files take ten times as long, because Node first scans their megabytes for export names.
 */
export async function startTfjs(): Promise<Tfjs> {
  const native = loadNative()
  const core = require('@tensorflow/tfjs-core') as typeof Core
  if (native === null) await useWasm(core)
  core.enableProdMode()
  await core.ready()
  const version = core.version_core
  let runtime = native === null ? `tfjs ${version} (${core.getBackend()})` : `tfjs-node ${native} (tensorflow)`
  return {
    core,
    runtime: () => runtime,
    async fallBack(lacking) {
      if (core.getBackend() === 'cpu') return false
      const before = core.getBackend()
      // Loading it is what registers it.
      const cpu = require('@tensorflow/tfjs-backend-cpu') as typeof Cpu
      if (cpu.version_cpu !== version || !(await core.setBackend('cpu'))) return false
      runtime = `tfjs ${version} (cpu: ${before} has no ${lacking})`
      return true
    },
  }
}

/** The version of tfjs-node, which registers itself as the backend; null where it is not installed or its library is not there. */
function loadNative(): string | null {
  try {
    const { version } = require('@tensorflow/tfjs-node') as { version: Record<string, string> }
    return version['tfjs-node'] ?? ''
  } catch {
    return null
  }
}

async function useWasm(core: typeof Core): Promise<void> {
  const wasm = require('@tensorflow/tfjs-backend-wasm') as typeof Wasm
  wasm.setWasmPaths(`${join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')))}/`)
  // One thread, for the same reasons as in onnx.ts.
  wasm.setThreadsCount(1)
  if (!(await core.setBackend('wasm')))
    throw new Error('the WebAssembly backend of TF.js does not start on this machine')
}

/** The kernel that the error says is missing; null for any other error. */
export function missingKernel(error: unknown): string | null {
  const message = error instanceof Error ? error.message : String(error)
  return /[Kk]ernel '(\w+)' not registered for backend/.exec(message)?.[1] ?? null
}
