import { RecetteError } from '../core/errors.js'
import { ENDPOINT_PROTOCOLS, type EndpointProtocol, type EndpointSpec, type Side } from '../core/spec.js'
import { refuseAddress } from '../plan/checkAddress.js'

/** A model on a server, as the command line names it. */
export interface EndpointRef {
  readonly protocol: EndpointProtocol
  readonly url: string
  readonly model?: string
}

/** `oip-v2:https://models.example#churn`: protocol, address, and after # the model's name there. Null for anything else. */
export function endpointRef(text: string): EndpointRef | null {
  const found = /^([a-z0-9-]+):(https?:\/\/.+)$/i.exec(text)
  if (found === null) {
    if (!/^https?:\/\//i.test(text)) return null
    throw new RecetteError(
      'ENDPOINT_PROTOCOL_MISSING',
      `${withoutSecrets(text)} is an address, but it does not say which protocol is spoken there.`,
      `Write the protocol in front: ${PROTOCOLS.map((protocol) => `${protocol}:${withoutSecrets(text)}`).join(', ')}; and the model's name behind a #.`,
      { kind: 'usage' },
    )
  }
  const [, name, address] = found
  const protocol = ENDPOINT_PROTOCOLS.find((known) => known === name!.toLowerCase())
  if (protocol === undefined || protocol === 'json')
    throw new RecetteError(
      'ENDPOINT_PROTOCOL_UNKNOWN',
      protocol === 'json'
        ? `${withoutSecrets(text)}: a plain JSON API does not say what it takes and gives.`
        : `There is no protocol "${name}".`,
      protocol === 'json'
        ? 'Describe its request and its answer in a plan: models.X.endpoint: { protocol: json, url: …, request: …, answer: … }.'
        : `Protocols: ${PROTOCOLS.join(', ')}.`,
      { kind: 'usage' },
    )
  const [url, model] = address!.split('#', 2)
  return {
    protocol,
    url: url!.replace(/\/+$/, ''),
    ...(model === undefined ? {} : { model: decodeURIComponent(model) }),
  }
}

const PROTOCOLS = ENDPOINT_PROTOCOLS.filter((protocol) => protocol !== 'json')

/** What an address shows of itself in a message. */
function withoutSecrets(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//').replace(/\?.*$/, '')
}

/** One question at a time, and few of them: for a look at what the server says of itself. */
export function endpointSpec(side: Side, { protocol, url, model }: EndpointRef, tokenFrom?: string): EndpointSpec {
  const token = tokenFrom === undefined ? {} : { token: { env: tokenFrom } }
  const refusal = refuseAddress(url, { protocol, ...token })
  if (refusal !== null)
    throw new RecetteError(refusal.code, `The address of ${side} ${refusal.message}`, refusal.hint, { kind: 'usage' })
  return {
    kind: 'endpoint',
    side,
    protocol,
    url,
    ...(model === undefined ? {} : { model }),
    ...token,
    concurrency: 1,
    timeoutMs: 30_000,
    retries: 1,
    batch: 1,
  }
}
