/**
 * The program of a host: one artifact, in a process of its own. Tensors in on stdin, answers out on stdout (Arrow IPC streams),
 * JSON lines on file descriptor 3, log on stderr. See "Host protocol" in ARCHITECTURE.md.
 */
import { Console } from 'node:console'
import { rmSync } from 'node:fs'
import { inspect } from 'node:util'
import { RecetteError } from '../../core/errors.js'
import { PROTOCOL, type HookRequest, type HostRequest } from '../protocol.js'
import { loadRuntime } from './runtimes.js'
import type { Runtime } from './runtime.js'
import { peakMemoryBytes, send } from './control.js'
import { CaseError } from './failingCase.js'
import { isOutOfMemory } from './outOfMemory.js'
import { serve } from './serve.js'
import { watchParent } from './watchParent.js'

// stdout carries tensors: whatever a package prints goes to the log.
globalThis.console = new Console(process.stderr, process.stderr)
// Ctrl-C reaches the whole process group; when to end is the parent's to say.
process.on('SIGINT', () => {})

try {
  const request = JSON.parse(process.argv[2] ?? '') as HostRequest
  if (request.protocol !== PROTOCOL)
    throw new Error(`the parent speaks protocol ${request.protocol}, this host ${PROTOCOL}`)
  watchParent(request.parent, request.scratch)
  // The parent does so too, unless it is gone.
  process.on('exit', () => removeScratch(request.scratch))
  const artifact = await loadRuntime(request)
  const runtime = request.prepare === undefined ? artifact : await prepared(artifact, request.prepare)
  const { warnings = [], threads, weights } = artifact
  send({
    type: 'ready',
    protocol: PROTOCOL,
    signature: runtime.signature,
    ...(request.prepare === undefined ? {} : { modelInputs: artifact.signature.inputs }),
    runtime: runtime.runtime,
    peakMemoryBytes: peakMemoryBytes(),
    ...(threads === undefined ? {} : { threads }),
    ...(weights === undefined ? {} : { weights }),
    ...(warnings.length === 0 ? {} : { warnings }),
  })
  await serve(runtime, process.stdin, process.stdout, request.step ?? null)
  process.exit(0)
} catch (error) {
  if (!(error instanceof RecetteError)) process.stderr.write(`${inspect(error)}\n`)
  send({ type: 'error', ...describe(error) })
  process.exit(1)
}

async function prepared(artifact: Runtime, hook: HookRequest): Promise<Runtime> {
  const { prepareRuntime } = await import('./hook/prepareRuntime.js')
  return prepareRuntime(artifact, hook)
}

function removeScratch(scratch: string): void {
  try {
    rmSync(scratch, { recursive: true, force: true })
  } catch {
    // In a sandbox the folder itself cannot be removed.
  }
}

function describe(error: unknown): { code: string; message: string; hint: string; row?: number } {
  if (error instanceof RecetteError) return { code: error.code, message: error.message, hint: error.hint }
  const message = error instanceof Error ? error.message : String(error)
  if (isOutOfMemory(error))
    return {
      code: 'MODEL_OUT_OF_MEMORY',
      message: `the artifact asked for more memory than there is: ${message}`,
      hint: 'Run on a machine with more memory, or with smaller batches.',
    }
  if (error instanceof CaseError)
    return {
      code: 'MODEL_FAILED',
      message: `the artifact failed: ${message}`,
      hint: 'Look at this case in the set: a category or value that the model never saw? Correct it, or leave the case out; if it should be answered, that is for those who made the model.',
      row: error.row,
    }
  return {
    code: 'MODEL_FAILED',
    message: `the artifact failed: ${message}`,
    hint: 'Try the same cases in the runtime that the artifact was made with.',
  }
}
