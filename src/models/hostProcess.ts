import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { RecetteError } from '../core/errors.js'
import { enclose } from './isolation.js'
import type { HostProgram } from './hostProgram.js'
import type { HostMessage, HostRequest } from './protocol.js'

const LOG_BYTES = 16 * 1024
const GRACE_MS = 1_000

/** How a host ended. */
export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface HostProcess {
  readonly pid: number
  readonly isolation: readonly string[]
  readonly input: Writable
  readonly output: Readable
  /** Calls back for each message and, after the last, with the ending. To be set once, at once. */
  listen(onMessage: (message: HostMessage) => void, onEnd: (ending: Ending) => void): void
  /** The last lines of its log. */
  log(): string
  kill(): void
  /** Ends the host: asks, then kills; resolves when it is gone and its scratch folder with it. */
  close(): Promise<void>
}

/** Hosts alive, and their scratch folders: whatever ends this process ends them. */
const alive = new Map<ChildProcess, string>()

/** `task` is given the host's scratch folder, where it may lay files, and makes the request. */
export async function startHost(
  task: (scratch: string) => Promise<HostRequest>,
  program: HostProgram,
): Promise<HostProcess> {
  const scratch = await makeScratch()
  const request = await task(scratch).catch(async (error: unknown) => {
    await rm(scratch, { recursive: true, force: true })
    throw error
  })
  const enclosure = await enclose(program.command, [...program.args, JSON.stringify(request)], scratch)
  const child = spawn(enclosure.command, enclosure.args, {
    cwd: scratch,
    env: { ...enclosure.env, ...program.env },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  killWithParent(child, scratch)
  const gone = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    // Could not be started at all: there will be no exit.
    child.once('error', () => resolve({ code: null, signal: null }))
  }).finally(() => alive.delete(child))
  const log = keepLog(child.stderr!)
  // A host that dies closes its end while we write: the ending says so, not the pipe.
  child.stdin!.on('error', () => {})
  return {
    pid: child.pid ?? -1,
    isolation: enclosure.isolation,
    input: child.stdin!,
    output: child.stdout!,
    listen: (onMessage, onEnd) => listen(child, gone, onMessage, onEnd),
    log,
    kill: () => child.kill('SIGKILL'),
    async close() {
      child.stdin!.end()
      const kill = new AbortController()
      void killLater(child, kill.signal)
      await gone
      kill.abort()
      await rm(scratch, { recursive: true, force: true })
    },
  }
}

async function makeScratch(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), 'recette-host-'))
  } catch (error) {
    throw new RecetteError(
      'HOST_NO_SCRATCH',
      `No folder for a host can be made in ${tmpdir()}: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`,
      'Make room there, or name a folder that can be written to in the environment variable TMPDIR (TEMP on Windows).',
      { cause: error },
    )
  }
}

/** The ending is told after the last message, which may still be on its way when the process is gone. */
function listen(
  child: ChildProcess,
  gone: Promise<Ending>,
  onMessage: (message: HostMessage) => void,
  onEnd: (ending: Ending) => void,
): void {
  const lines = createInterface({ input: child.stdio[3] as Readable })
  lines.on('line', (line) => {
    const message = parseMessage(line)
    if (message !== null) onMessage(message)
  })
  const drained = once(lines, 'close')
  const logged = once(child.stderr!, 'close')
  const told = async (): Promise<void> => {
    const ending = await gone
    await Promise.race([Promise.all([drained, logged]), setTimeout(GRACE_MS, undefined, { ref: false })])
    onEnd(ending)
  }
  void told()
}

/** Null for half a line, which a host that is killed may leave behind: its ending says the rest. */
function parseMessage(line: string): HostMessage | null {
  try {
    return JSON.parse(line) as HostMessage
  } catch {
    return null
  }
}

/** Unless it is gone before. */
async function killLater(child: ChildProcess, gone: AbortSignal): Promise<void> {
  const late = await setTimeout(GRACE_MS, true, { signal: gone }).catch(() => false)
  if (late) child.kill('SIGKILL')
}

function keepLog(stream: Readable): () => string {
  let kept = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    kept = (kept + text).slice(-LOG_BYTES)
  })
  return () => kept.trim()
}

function killWithParent(child: ChildProcess, scratch: string): void {
  if (alive.size === 0 && !listening) {
    listening = true
    process.on('exit', () => {
      for (const [host, folder] of alive) {
        host.kill('SIGKILL')
        rmSync(folder, { recursive: true, force: true })
      }
    })
  }
  alive.set(child, scratch)
}

let listening = false
