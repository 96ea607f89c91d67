import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

type Values = Readonly<Record<string, unknown>>

interface Waiting {
  readonly resolve: (values: Values) => void
  readonly reject: (error: Error) => void
}

/**
 * A headless Chromium that is spoken to over two pipes (Chrome DevTools Protocol, `--remote-debugging-pipe`): messages are JSON, each ended by a
 * zero byte, in on descriptor 3 and out on 4. No port is opened, and a build without the command line's own printing prints too.
 * @see https://chromedevtools.github.io/devtools-protocol/
 */
export class BrowserPipe implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number | string, Waiting>()
  readonly #closed: Promise<void>
  #last = 0
  #heard = ''
  #log = ''

  constructor(browser: string, args: readonly string[]) {
    this.#child = spawn(browser, [...args, '--remote-debugging-pipe'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    })
    const [, , log, into, out] = this.#child.stdio as [null, null, Readable, Writable, Readable]
    log.setEncoding('utf8').on('data', (text: string) => (this.#log = (this.#log + text).slice(-10_000)))
    // A browser that went away is told by `close`; the pipe's own error adds nothing.
    into.on('error', () => undefined)
    out.setEncoding('utf8').on('data', (text: string) => this.#hear(text))
    this.#closed = new Promise((resolve) => {
      this.#child.on('error', (error) => this.#fail(error.message))
      this.#child.on('close', (code, signal) => {
        const lastWords = this.#log.trim().split('\n').at(-1) ?? ''
        this.#fail(lastWords === '' ? `it ended with ${signal ?? code}` : lastWords)
        resolve()
      })
    })
  }

  /** Sends a command and gives what it comes to. */
  ask(method: string, params: Values = {}, sessionId?: unknown): Promise<Values> {
    const id = ++this.#last
    const answer = this.#await(id)
    const into = this.#child.stdio[3] as Writable
    into.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
    return answer
  }

  /** The next event of this name. */
  hear(event: string): Promise<Values> {
    return this.#await(event)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#closed
  }

  #await(key: number | string): Promise<Values> {
    return new Promise((resolve, reject) => this.#waiting.set(key, { resolve, reject }))
  }

  #hear(text: string): void {
    const messages = (this.#heard + text).split('\0')
    this.#heard = messages.pop() ?? ''
    for (const message of messages) {
      const { id, method, result, params, error } = JSON.parse(message) as {
        id?: number
        method?: string
        result?: Values
        params?: Values
        error?: { message: string }
      }
      const key = id ?? method ?? ''
      const waiting = this.#waiting.get(key)
      this.#waiting.delete(key)
      if (error === undefined) waiting?.resolve(result ?? params ?? {})
      else waiting?.reject(new Error(error.message))
    }
  }

  #fail(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason))
    this.#waiting.clear()
  }
}
