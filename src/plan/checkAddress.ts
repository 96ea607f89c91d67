import type { EndpointProtocol } from '../core/spec.js'
import { reportMissing, type Builder } from './builder.js'
import type { WrittenEndpoint } from './endpointSchema.js'
import type { PlanPath, Refusal } from './problemList.js'

/** The address without a slash at its end, or null with a problem said. */
export function checkAddress(endpoint: WrittenEndpoint, path: PlanPath, builder: Builder): string | null {
  const place = [...path, 'url']
  if (endpoint.url === undefined) {
    reportMissing(builder, place, `${path.join('.')} does not say where the server answers.`, 'Add url: ADDRESS.')
    return null
  }
  const refusal = refuseAddress(endpoint.url, endpoint)
  if (refusal === null) return endpoint.url.replace(/\/+$/, '')
  builder.problems.refuse(place, { ...refusal, message: `${place.join('.')} ${refusal.message}` })
  return null
}

/** What follows the address by itself, by protocol. */
const OWN_PATH: Readonly<Record<EndpointProtocol, RegExp | null>> = {
  'oip-v2': /\/v2(\/.*)?$/,
  'tf-serving': /\/v1(\/.*)?$/,
  mlflow: /\/invocations\/?$/,
  json: null,
}

/** What is wrong with an address, or null; one that may hold a secret is refused without being shown. */
export function refuseAddress(
  written: string,
  { protocol, token }: Pick<WrittenEndpoint, 'protocol' | 'token'>,
): Refusal | null {
  const url = parse(written)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    return wrong('is not an address that begins with https:// or http://.', 'Write it as https://models.example.com.')
  if (url.username !== '' || url.password !== '' || [...url.searchParams.keys()].some(looksSecret))
    return {
      code: 'PLAN_SECRET',
      message: 'holds a user name, a password or a key (it is not shown), but a plan goes from hand to hand.',
      hint: 'Put the secret in an environment variable and name it: token: { env: NAME, header: X-Api-Key }.',
    }
  if (url.hash !== '') return wrong('has a part behind #, which is never sent.', 'Remove it.')
  if (protocol !== 'json' && url.search !== '') return wrong('has a part behind ?.', 'Write the root of the server.')
  const own = protocol === undefined ? null : OWN_PATH[protocol]
  if (own?.test(url.pathname) === true)
    return wrong(
      `is not the root of the server: the protocol ${protocol} adds ${own.exec(url.pathname)![0]} by itself.`,
      `Write ${url.origin}${url.pathname.replace(own, '')}${protocol === 'mlflow' ? '' : ', and the name behind model'}.`,
    )
  if (token !== undefined && url.protocol === 'http:' && !isThisMachine(url.hostname))
    return {
      code: 'PLAN_SECRET',
      message: 'begins with http://, so the token would be sent in clear.',
      hint: 'Write https://, or remove the token.',
    }
  return null
}

function wrong(message: string, hint: string): Refusal {
  return { code: 'PLAN_WRONG_VALUE', message, hint }
}

function parse(written: string): URL | null {
  try {
    return new URL(written)
  } catch {
    return null
  }
}

function looksSecret(name: string): boolean {
  return /key|token|secret|sig|passw|auth|credential/i.test(name)
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.')
}
