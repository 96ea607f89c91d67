import { RecetteError } from '../../core/errors.js'
import type { EndpointSpec } from '../../core/spec.js'

/** The token of an endpoint. It is in no field that could be printed: only these three functions know it. */
export interface Secret {
  readonly headers: () => Readonly<Record<string, string>>
  /** Whether a text holds it, plainly or as it is written in a URL, in base64 (alone or within a text) or with JSON's escapes. */
  readonly isIn: (text: string) => boolean
  /** The text without it. */
  readonly hide: (text: string) => string
}

const NO_SECRET: Secret = { headers: () => ({}), isIn: () => false, hide: (text) => text }

/** Reads the token from the environment variable that the plan names. Its value is in no message. */
export function readSecret({ side, token }: EndpointSpec, environment: NodeJS.ProcessEnv): Secret {
  if (token === undefined) return NO_SECRET
  const value = environment[token.env]
  if (value === undefined || value === '')
    throw new RecetteError(
      'ENDPOINT_TOKEN_MISSING',
      `${side}: the environment variable ${token.env}, which should hold the endpoint's token, is ${value === undefined ? 'not set' : 'empty'}.`,
      `Set ${token.env} before the run, or correct models.${side}.endpoint.token.env.`,
      { kind: 'usage' },
    )
  if (!/^[\x21-\x7e]+$/.test(value))
    throw new RecetteError(
      'ENDPOINT_TOKEN_UNUSABLE',
      `${side}: the environment variable ${token.env} holds a character that cannot stand in a header (a space, a line break or a letter with an accent).`,
      'Set it again without a line break at its end and without quotes; for a scheme other than Bearer, name a header.',
      { kind: 'usage' },
    )
  const forms = formsOf(value)
  const { header } = token
  return {
    headers: () => (header === undefined ? { authorization: `Bearer ${value}` } : { [header.toLowerCase()]: value }),
    isIn: (text) =>
      forms.some((form) => text.includes(form)) || (text.includes('\\') && unescape(text).includes(value)),
    hide: (text) =>
      text.includes('\\') && unescape(text).includes(value)
        ? '(not shown: it holds the token)'
        : forms.reduce((left, form) => left.replaceAll(form, '(token)'), text),
  }
}

/** Longest first, so that no part of a longer form is left over. */
function formsOf(value: string): readonly string[] {
  const inUrl = encodeURIComponent(value)
  const inLowerUrl = inUrl.replace(/%../g, (code) => code.toLowerCase())
  const forms = [value, inUrl, inLowerUrl, ...inBase64(value), JSON.stringify(value).slice(1, -1)]
  return [...new Set(forms)].sort((a, b) => b.length - a.length)
}

/** As part of a longer text that was encoded ("Bearer …"): its letters depend on where among three bytes it begins; those that it shares with its neighbours are left out. */
function inBase64(value: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)])
    const [first, end] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)]
    const forms = (['base64', 'base64url'] as const).map((encoding) => bytes.toString(encoding).slice(first, end))
    return forms.filter((form) => form.length >= LEAST_ENCODED)
  })
}

/** Of a very short token so little would be left that it stands in any text. */
const LEAST_ENCODED = 6

function unescape(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(["\\/])/g, '$1')
}
