import { RecetteError } from '../../core/errors.js'
import type { EndpointSpec } from '../../core/spec.js'
import type { RefusalLog } from './refusalLog.js'
import { LONGEST_PAUSE_MS } from './retry.js'
import { TooMuch } from './readBody.js'
import type { Secret } from './secret.js'

const SHOWN = 200

/** The words for what can go wrong with an endpoint. Whatever the server said goes through here, and never with the token in it. */
export class EndpointTrouble {
  readonly #who: string
  readonly #spec: EndpointSpec
  readonly #secret: Secret
  readonly #log: RefusalLog

  constructor(who: string, spec: EndpointSpec, secret: Secret, log: RefusalLog) {
    this.#who = who
    this.#spec = spec
    this.#secret = secret
    this.#log = log
  }

  redirect(doing: string, status: number, location: string | null): RecetteError {
    const to = location === null ? 'another address' : this.#quote(location)
    return this.#error(
      'ENDPOINT_REDIRECTED',
      `answered with a redirection (${status}) to ${to} while ${doing}; it was not followed, as the cases and the token would go there too.`,
      'If that is the right server, write its own address in the plan.',
    )
  }

  /** `withCases`: cases were sent, which the server may repeat in its words. */
  refusal(doing: string, status: number, text: string, withCases: boolean): RecetteError {
    const what = `answered with status ${status} while ${doing}.`
    return this.#error('ENDPOINT_REFUSED', `${what}${this.#said(what, text, withCases)}`, this.#hintFor(status))
  }

  timeout(doing: string): RecetteError {
    const { timeoutMs, side } = this.#spec
    return this.#error(
      'ENDPOINT_TIMEOUT',
      `gave no whole answer within ${timeoutMs < 1000 ? `${timeoutMs} ms` : `${timeoutMs / 1000} s`} while ${doing}. It was not asked again: the server may have done the work.`,
      `Raise models.${side}.endpoint.timeout, or send fewer cases at a time (batch); a second run goes on where this one stopped.`,
    )
  }

  connection(doing: string, error: unknown, code: string | null): RecetteError {
    if (error instanceof TooMuch)
      return this.#error(
        'ENDPOINT_FLOOD',
        `sent more than an answer can need while ${doing}; the rest was not read.`,
        'Is this the right address? Then send fewer cases at a time (batch).',
      )
    if (code !== null && CERTIFICATE.test(code))
      return this.#error(
        'ENDPOINT_TLS',
        `has a certificate that this machine does not trust (${code}); nothing was sent to it.`,
        'Have the server use a certificate of a known authority, or name the file of your own authority in NODE_EXTRA_CA_CERTS.',
      )
    const { host } = new URL(this.#spec.url)
    return this.#error(
      'ENDPOINT_UNREACHABLE',
      `could not be talked with while ${doing}: ${reasonOf(error, code, host)}.`,
      'Check the address, and whether the server runs and can be reached from this machine; a second run goes on where this one stopped.',
    )
  }

  after(retries: number, failure: RecetteError): RecetteError {
    if (retries === 0) return failure
    return new RecetteError(
      failure.code,
      `${failure.message} This was the answer to ${retries + 1} tries.`,
      failure.hint,
    )
  }

  pause(doing: string, ms: number): RecetteError {
    return this.#error(
      'ENDPOINT_PAUSED',
      `asks to wait ${Math.round(ms / 1000)} s (Retry-After) while ${doing}, more than the ${LONGEST_PAUSE_MS / 1000} s that a run waits.`,
      'Run again later: it goes on where this one stopped. Set a rate in the plan that the server allows.',
    )
  }

  notJson(doing: string, text: string, withCases: boolean): RecetteError {
    const what = `sent something that is not JSON while ${doing}.`
    return this.#error(
      'ENDPOINT_BAD_ANSWER',
      `${what}${this.#said(what, text, withCases)}`,
      'Is this the address of the model itself, and not of a page or a proxy? A number that is NaN is not JSON either.',
    )
  }

  echo(doing: string): RecetteError {
    return this.#error(
      'ENDPOINT_ECHOES_TOKEN',
      `sent its token back while ${doing}; the answer was thrown away, so that the token is stored nowhere.`,
      'Tell whoever runs the server: an answer must not hold the token.',
    )
  }

  #hintFor(status: number): string {
    const { side, token } = this.#spec
    if (status === 401 || status === 403)
      return token === undefined
        ? `It wants a token: name the environment variable that holds it in models.${side}.endpoint.token.env.`
        : `The token in ${token.env} was not accepted: is it of this server, and still valid?`
    if (status === 404) return `Check url, model and version under models.${side}.endpoint.`
    if (status === 413) return `Send fewer cases at a time: models.${side}.endpoint.batch.`
    if (status === 429)
      return `Set a rate that the server allows: models.${side}.endpoint.rate. A second run goes on where this one stopped.`
    if (status >= 500) return 'Look into the log of the server; a second run goes on where this one stopped.'
    return `Compare what the server takes with models.${side}.inputs and models.${side}.endpoint.`
  }

  #said(what: string, text: string, withCases: boolean): string {
    if (text.trim() === '') return ' It said nothing.'
    if (!withCases) return ` It said: ${this.#quote(text)}`
    return ` What it said is in ${this.#log.write(`${this.#who} ${what}`, this.#secret.hide(text))}, as it may repeat the cases.`
  }

  /** The beginning of what the server said: on one line, without control characters, without the token. */
  #quote(text: string): string {
    // Hidden before it is cut, or a half of it could be left over.
    const line = this.#secret
      .hide(text)
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .trim()
    return line.length > SHOWN ? `"${line.slice(0, SHOWN)}…"` : `"${line}"`
  }

  #error(code: string, message: string, hint: string): RecetteError {
    return new RecetteError(code, `${this.#who} ${message}`, hint)
  }
}

const CERTIFICATE = /CERT|SIGNATURE|ALTNAME|SSL|TLS/

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut before the whole answer had come',
  ENOTFOUND: 'no such host is known',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'the host does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'the host does not answer',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'what it sent is not UTF-8 text',
}

/** Never the error's own message: it may hold what was sent. */
function reasonOf(error: unknown, code: string | null, host: string): string {
  if (code === null) return `${error instanceof Error ? error.name : 'a failure'} at ${host}`
  return `${REASONS[code] ?? code} (${host})`
}
