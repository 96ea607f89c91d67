import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { startDeadline } from '../deadline.js'
import { killHost } from '../hostProcess.js'
import { enclose } from '../isolation.js'
import { makeScratch } from '../scratch.js'
import { watchMemory } from '../watchMemory.js'
import type { ImageAnswer, ImageJob } from './renderRequest.js'

/** The compiled program: as deep below the package's root from `src` (tests) as from `dist`. */
const PROGRAM = fileURLToPath(new URL('../../../dist/models/host/image/main.js', import.meta.url))
const TIMEOUT_MS = 60_000
const MEMORY_BYTES = 2 * 2 ** 30

/** Processes that decode images: as many as cores, each started when there is work for it. */
export interface ImageHosts extends AsyncDisposable {
  render(job: ImageJob): Promise<ImageAnswer>
}

export function imageHosts(most = availableParallelism()): ImageHosts {
  const hosts: Promise<ImageHost>[] = []
  const idle: ImageHost[] = []
  const waiting: ((host: ImageHost) => void)[] = []

  const take = async (): Promise<ImageHost> => {
    const free = idle.pop()
    if (free !== undefined) return free
    if (hosts.length >= most) return new Promise((resolve) => waiting.push(resolve))
    const started = ImageHost.start()
    hosts.push(started)
    return started
  }
  const giveBack = (host: ImageHost): void => {
    const next = waiting.shift()
    if (next === undefined) idle.push(host)
    else next(host)
  }

  return {
    async render(job) {
      const host = await take()
      try {
        return await host.render(job)
      } finally {
        giveBack(host)
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(hosts.splice(0).map(async (host) => (await host).close()))
    },
  }
}

/** One process; a picture that kills it takes nothing else along, and the next one gets another. */
class ImageHost {
  #child: ChildProcess
  readonly #scratch: string

  static async start(): Promise<ImageHost> {
    const scratch = await makeScratch()
    return new ImageHost(await startProcess(scratch), scratch)
  }

  private constructor(child: ChildProcess, scratch: string) {
    this.#child = child
    this.#scratch = scratch
  }

  async render(job: ImageJob): Promise<ImageAnswer> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null)
      this.#child = await startProcess(this.#scratch)
    const child = this.#child
    return new Promise((resolve) => {
      // A job keeps this process from ending; a host that has nothing to do does not.
      child.ref()
      child.channel?.ref()
      const end = (answer: ImageAnswer): void => {
        deadline.stop()
        stopWatching()
        child.off('message', onMessage).off('exit', onExit)
        rest(child)
        resolve(answer)
      }
      const stop = (detail: string): void => {
        child.off('message', onMessage).off('exit', onExit)
        child.once('exit', () => end({ problem: 'unreadable', detail }))
        kill(child)
      }
      const deadline = startDeadline(TIMEOUT_MS, () => stop(`the decoder was stopped after ${TIMEOUT_MS / 1000} s`))
      const pid = child.pid ?? -1
      const stopWatching = watchMemory(pid, MEMORY_BYTES, () => stop('the decoder took more than 2 GiB of memory'))
      const onMessage = (answer: unknown): void => end(answer as ImageAnswer)
      const onExit = (code: number | null, signal: string | null): void =>
        end({ problem: 'unreadable', detail: `the decoder broke down (${signal ?? `exit code ${code}`})` })
      child.on('message', onMessage).on('exit', onExit)
      // A process that is dying cannot be told anything: its ending is the answer.
      child.send(job, () => {})
    })
  }

  async close(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()))
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.ref()
      kill(this.#child)
      await gone
    }
    alive.delete(this.#child)
    await rm(this.#scratch, { recursive: true, force: true })
  }
}

/** Whatever ends this process ends them, and their folders go too. */
const alive = new Map<ChildProcess, { readonly scratch: string; readonly sandboxed: boolean }>()
let isWatching = false

async function startProcess(scratch: string): Promise<ChildProcess> {
  const enclosure = await enclose(scratch, [])
  const request = JSON.stringify({ parent: enclosure.parent, scratch })
  const { command, args } = enclosure.wrap({
    command: process.execPath,
    args: ['--max-old-space-size=1024', PROGRAM, request],
  })
  const child = spawn(command, args, {
    cwd: scratch,
    env: enclosure.env,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    // Ctrl-C goes to the whole process group, and the sandbox would not let it pass.
    detached: enclosure.sandboxed,
    windowsHide: true,
  })
  // Could not be started at all: the job that waits for it is told by its ending.
  child.once('error', () => child.emit('exit', null, null))
  alive.set(child, { scratch, sandboxed: enclosure.sandboxed })
  if (!isWatching) {
    isWatching = true
    process.on('exit', () => {
      for (const [host, { scratch: folder }] of alive) {
        kill(host)
        rmSync(folder, { recursive: true, force: true })
      }
    })
  }
  rest(child)
  child.once('exit', () => alive.delete(child))
  return child
}

function kill(child: ChildProcess): void {
  killHost(child, alive.get(child)?.sandboxed ?? false)
}

function rest(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
}
