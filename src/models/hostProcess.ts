import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { constants } from 'node:os'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { childrenOf } from './childrenOf.js'
import { enclose, type Enclosure } from './isolation.js'
import type { HostProgram } from './hostProgram.js'
import { PROTOCOL, type HostMessage, type HostRequest } from './protocol.js'
import { makeScratch } from './scratch.js'

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
const alive = new Map<ChildProcess, Living>()

/** `task` is given the host's scratch folder, where it may lay files, and makes the request; `readable` is what the host may read of the machine. */
export async function startHost(
  task: (scratch: string) => Promise<Omit<HostRequest, 'protocol' | 'scratch' | 'parent'>>,
  program: HostProgram,
  readable: readonly string[],
): Promise<HostProcess> {
  const scratch = await makeScratch()
  const { enclosure, request } = await prepare(task, scratch, [...program.readable, ...readable]).catch(
    async (error: unknown) => {
      await rm(scratch, { recursive: true, force: true })
      throw error
    },
  )
  const { sandboxed } = enclosure
  const { command, args } = enclosure.wrap({
    command: program.command,
    args: [...program.args, JSON.stringify(request)],
  })
  const child = spawn(command, args, {
    cwd: scratch,
    env: { ...enclosure.env, ...program.env },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    // Ctrl-C goes to the whole process group, and the sandbox would not let it pass.
    detached: sandboxed,
    windowsHide: true,
  })
  const kill = (): void => killHost(child, sandboxed)
  killWithParent(child, { kill, scratch })
  const gone = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => resolve(sandboxed ? unwrapped(code, signal) : { code, signal }))
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
    kill,
    async close() {
      child.stdin!.end()
      const ended = new AbortController()
      void killLater(kill, ended.signal)
      await gone
      ended.abort()
      await rm(scratch, { recursive: true, force: true })
    },
  }
}

async function prepare(
  task: Parameters<typeof startHost>[0],
  scratch: string,
  readable: readonly string[],
): Promise<{ enclosure: Enclosure; request: HostRequest }> {
  const enclosure = await enclose(scratch, readable)
  return { enclosure, request: { protocol: PROTOCOL, ...(await task(scratch)), scratch, parent: enclosure.parent } }
}

/** The first process of a sandbox takes all others with it, and the process that was started ends when it is gone, not before. */
export function killHost(child: ChildProcess, sandboxed: boolean): void {
  const inside = sandboxed ? childrenOf(child.pid ?? -1) : []
  for (const pid of inside) killIfThere(pid)
  if (inside.length === 0) child.kill('SIGKILL')
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

/** As shells do, the sandbox tells by a code above 128 that its program was ended by a signal. */
function unwrapped(code: number | null, signal: NodeJS.Signals | null): Ending {
  const name = Object.entries(constants.signals).find(([, number]) => number === (code ?? 0) - 128)?.[0]
  return name === undefined ? { code, signal } : { code: null, signal: name as NodeJS.Signals }
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
async function killLater(kill: () => void, gone: AbortSignal): Promise<void> {
  const late = await setTimeout(GRACE_MS, true, { signal: gone }).catch(() => false)
  if (late) kill()
}

function keepLog(stream: Readable): () => string {
  let kept = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    kept = (kept + text).slice(-LOG_BYTES)
  })
  return () => kept.trim()
}

interface Living {
  readonly kill: () => void
  readonly scratch: string
}

function killWithParent(child: ChildProcess, living: Living): void {
  if (alive.size === 0 && !listening) {
    listening = true
    process.on('exit', () => {
      for (const { kill, scratch } of alive.values()) {
        kill()
        rmSync(scratch, { recursive: true, force: true })
      }
    })
  }
  alive.set(child, living)
}

let listening = false
