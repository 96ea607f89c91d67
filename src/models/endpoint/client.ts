import { setTimeout as sleep } from 'node:timers/promises'
import { RecetteError } from '../../core/errors.js'
import type { EndpointSpec } from '../../core/spec.js'
import { EndpointTrouble } from './endpointTrouble.js'
import { Gate } from './gate.js'
import type { RefusalLog } from './refusalLog.js'
import { readBody } from './readBody.js'
import { backOffMs, isBrokenConnection, isTransientStatus, LONGEST_PAUSE_MS, retryAfterMs } from './retry.js'
import { readSecret } from './secret.js'

/** Far more than the numbers of a request's cases take; see `readBody`. */
const LONGEST_ANSWER_BYTES = 64 << 20
const LONGEST_REFUSAL_BYTES = 64 << 10

/** Talks HTTP with one endpoint: in turn, again where that may help, and never on and on. */
export interface Client {
  /** The JSON of an answer. `doing` completes "while …", for messages. */
  call(url: string, body: string | null, doing: string): Promise<unknown>
  /** The same, or null when the server has nothing there (404, 405) or it is not JSON. */
  look(url: string, doing: string): Promise<unknown>
  /** A short text, or null. */
  lookAtText(url: string, doing: string): Promise<string | null>
}

export interface ClientOptions {
  readonly spec: EndpointSpec
  /** How messages name the model. */
  readonly who: string
  readonly log: RefusalLog
  readonly signal: AbortSignal
  readonly environment?: NodeJS.ProcessEnv
}

export function openClient({ spec, who, log, signal, environment = process.env }: ClientOptions): Client {
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' && spec.url.startsWith('https:'))
    throw new RecetteError(
      'ENDPOINT_TLS_UNCHECKED',
      `${who}: NODE_TLS_REJECT_UNAUTHORIZED=0 is set, so that anybody on the way could answer in the place of ${spec.url}.`,
      'Unset it; for a certificate of your own authority, name its file in NODE_EXTRA_CA_CERTS.',
      { kind: 'usage' },
    )
  const secret = readSecret(spec, environment)
  const gate = new Gate(spec.concurrency, spec.requestsPerSecond)
  const trouble = new EndpointTrouble(who, spec, secret, log)

  /** Sends once; what may pass by itself is thrown as `Again`. */
  async function send(url: string, body: string | null, doing: string): Promise<Reply> {
    await gate.turn(signal)
    const timeout = AbortSignal.timeout(spec.timeoutMs)
    try {
      const response = await fetch(url, {
        method: body === null ? 'GET' : 'POST',
        headers: { accept: 'application/json', ...(body === null ? {} : JSON_TYPE), ...secret.headers() },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([signal, timeout]),
      })
      const { status } = response
      if (status >= 300 && status < 400) {
        await response.body?.cancel()
        throw trouble.redirect(doing, status, response.headers.get('location'))
      }
      const text = await readBody(response, response.ok ? LONGEST_ANSWER_BYTES : LONGEST_REFUSAL_BYTES)
      if (response.ok) return { status, text }
      const refusal = trouble.refusal(doing, status, text, body !== null)
      if (!isTransientStatus(status)) throw new Refused(status, refusal)
      throw new Again(refusal, retryAfterMs(response.headers.get('retry-after')))
    } catch (error) {
      if (error instanceof Again || error instanceof Refused || error instanceof RecetteError) throw error
      signal.throwIfAborted()
      if (timeout.aborted) throw trouble.timeout(doing)
      const code = codeOf(error)
      const failure = trouble.connection(doing, error, code)
      if (isBrokenConnection(code)) throw new Again(failure, null)
      throw failure
    }
  }

  async function sendAgain(url: string, body: string | null, doing: string): Promise<Reply> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await send(url, body, doing)
      } catch (error) {
        if (!(error instanceof Again)) throw error
        if (attempt >= spec.retries) throw trouble.after(attempt, error.failure)
        const asked = error.pauseMs
        if (asked !== null && asked > LONGEST_PAUSE_MS) throw trouble.pause(doing, asked)
        // The server's word, and a little more, so that not everybody is back at the same moment.
        if (asked !== null) gate.pause(asked)
        await sleep(asked === null ? backOffMs(attempt) : asked + backOffMs(0) / 10, undefined, { signal })
      }
    }
  }

  const request = async (url: string, body: string | null, doing: string): Promise<Reply> => {
    const reply = await gate.pass(() => sendAgain(url, body, doing))
    if (secret.isIn(reply.text)) throw trouble.echo(doing)
    return reply
  }

  async function look(url: string, doing: string): Promise<string | null> {
    try {
      return (await request(url, null, doing)).text
    } catch (error) {
      if (error instanceof Refused && (error.status === 404 || error.status === 405)) return null
      throw error instanceof Refused ? error.failure : error
    }
  }

  return {
    async call(url, body, doing) {
      try {
        const { text } = await request(url, body, doing)
        return parse(text, () => trouble.notJson(doing, text, body !== null))
      } catch (error) {
        throw error instanceof Refused ? error.failure : error
      }
    },
    async look(url, doing) {
      const text = await look(url, doing)
      return text === null ? null : parse(text, () => trouble.notJson(doing, text, false))
    },
    async lookAtText(url, doing) {
      const text = await look(url, doing)
      return text !== null && /^[\w .+-]{1,40}$/.test(text.trim()) ? text.trim() : null
    },
  }
}

interface Reply {
  readonly status: number
  readonly text: string
}

const JSON_TYPE = { 'content-type': 'application/json' }

class Again extends Error {
  readonly failure: RecetteError
  readonly pauseMs: number | null

  constructor(failure: RecetteError, pauseMs: number | null) {
    super(failure.message)
    this.failure = failure
    this.pauseMs = pauseMs
  }
}

class Refused extends Error {
  readonly status: number
  readonly failure: RecetteError

  constructor(status: number, failure: RecetteError) {
    super(failure.message)
    this.status = status
    this.failure = failure
  }
}

function parse(text: string, failure: () => RecetteError): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw failure()
  }
}

/** The code that Node or its fetch gives a failed connection; undici puts it into the cause. */
function codeOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException
    if (typeof code === 'string') return code
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0])
  }
  return null
}
