import { eachOf, placeholdersIn } from '../core/requestTemplate.js'
import type { EndpointProtocol, EndpointSpec, Side } from '../core/spec.js'
import { accept } from './accept.js'
import { refuseKeys, reportMissing, type Builder } from './builder.js'
import { buildInputs } from './buildInputs.js'
import { refuseStates } from './buildState.js'
import { checkAddress } from './checkAddress.js'
import { definedOnly } from './definedOnly.js'
import type { WrittenEndpoint } from './endpointSchema.js'
import type { WrittenModel } from './modelSchema.js'
import type { PlanPath } from './problemList.js'
import { parseDuration, parseRate } from './quantity.js'

const DEFAULT_TIMEOUT_MS = 30_000
/** Node's own limit for the head of an answer. */
const LONGEST_TIMEOUT_MS = 300_000
const DEFAULT_CONCURRENCY = 4
const DEFAULT_RETRIES = 4
const DEFAULT_BATCH = 64

const OTHER_KEYS = [
  'recorded',
  'id',
  'score',
  'scores',
  'predicted',
  'value',
  'trust',
  'signature',
  'despite',
  'prepare',
  'memory',
  'timeout',
  'batch',
] as const

/** What each protocol asks of the plan; `body` begins with the default. */
const PROTOCOLS: Readonly<Record<EndpointProtocol, { needs: readonly Key[]; takes: readonly Key[]; body: string[] }>> =
  {
    'oip-v2': { needs: ['model'], takes: ['version'], body: [] },
    'tf-serving': { needs: ['model'], takes: ['version', 'body'], body: ['instances', 'inputs'] },
    mlflow: { needs: [], takes: ['version', 'body'], body: ['dataframe_split', 'inputs'] },
    json: { needs: ['request', 'answer'], takes: ['version'], body: [] },
  }
const KEYS = ['model', 'version', 'body', 'request', 'answer'] as const
type Key = (typeof KEYS)[number]

/** A model that is called, or null with at least one problem said. */
export function buildEndpoint(
  side: Side,
  written: WrittenModel,
  endpoint: WrittenEndpoint,
  modelPath: PlanPath,
  builder: Builder,
): EndpointSpec | null {
  const path = [...modelPath, 'endpoint']
  refuseKeys(written, OTHER_KEYS, modelPath, 'does not belong to an endpoint', builder)
  const { protocol } = endpoint
  if (protocol === undefined)
    reportMissing(
      builder,
      [...path, 'protocol'],
      `${path.join('.')} does not say which protocol the server speaks.`,
      'Add protocol: oip-v2, tf-serving, mlflow or json.',
    )
  else checkKeys(protocol, endpoint, path, builder)
  const url = checkAddress(endpoint, path, builder)
  const token = checkToken(endpoint, path, builder)
  const each = endpoint.request === undefined ? undefined : eachOf(endpoint.request)
  const single = protocol === 'json' && each === undefined
  if (single && (endpoint.batch ?? 1) > 1)
    builder.problems.add(
      [...path, 'batch'],
      'PLAN_DOES_NOT_FIT',
      `${path.join('.')}.batch is ${endpoint.batch}, but the request holds one case.`,
      'Put { each: … } around the part that is repeated for each case, or remove batch.',
    )
  const timeoutMs = readTimeout(endpoint, path, builder)
  const rate = accept(endpoint.rate, parseRate, 0, [...path, 'rate'], builder)
  const { inputs, images, states } = buildInputs(written.inputs, [...modelPath, 'inputs'], builder)
  if (states !== undefined)
    refuseStates(
      states,
      [...modelPath, 'inputs'],
      'is fed from an output, but cases are sent to an endpoint in no set order',
      builder,
    )
  if (protocol === undefined || url === null) return null
  const { labels, output, outputIs } = written
  const { model, version, body, request, answer } = endpoint
  return {
    side,
    kind: 'endpoint',
    protocol,
    url,
    concurrency: endpoint.concurrency ?? DEFAULT_CONCURRENCY,
    timeoutMs,
    retries: endpoint.retries ?? DEFAULT_RETRIES,
    batch: endpoint.batch ?? (single ? 1 : DEFAULT_BATCH),
    ...definedOnly({ inputs, images }),
    ...definedOnly({ labels, output, outputIs, model, version, request, answer, token }),
    ...definedOnly({ body: body ?? PROTOCOLS[protocol].body[0], requestsPerSecond: rate === 0 ? undefined : rate }),
  }
}

function checkKeys(protocol: EndpointProtocol, endpoint: WrittenEndpoint, path: PlanPath, builder: Builder): void {
  const { needs, takes, body } = PROTOCOLS[protocol]
  for (const key of KEYS) {
    if (endpoint[key] === undefined && needs.includes(key))
      reportMissing(
        builder,
        [...path, key],
        `${path.join('.')} does not say its ${key}, which the protocol ${protocol} needs.`,
        HOW[key],
      )
    if (endpoint[key] !== undefined && !needs.includes(key) && !takes.includes(key))
      builder.problems.add(
        [...path, key],
        'PLAN_DOES_NOT_FIT',
        `${[...path, key].join('.')} does not belong to the protocol ${protocol}.`,
        `Remove ${key}.`,
      )
  }
  if (endpoint.body !== undefined && body.length > 0 && !body.includes(endpoint.body))
    builder.problems.add(
      [...path, 'body'],
      'PLAN_WRONG_VALUE',
      `${path.join('.')}.body is "${endpoint.body}", but must be ${body.join(' or ')}.`,
      'Correct the value.',
    )
  if (endpoint.request !== undefined && placeholdersIn(endpoint.request).length === 0)
    builder.problems.add(
      [...path, 'request'],
      'PLAN_WRONG_VALUE',
      `${path.join('.')}.request names no input: every case would be asked the same.`,
      'Write "{age}" where the value of the input age goes.',
    )
  if (endpoint.request !== undefined && endpoint.answer !== undefined) {
    const stars = endpoint.answer.split('.').filter((step) => step === '*').length
    const wanted = eachOf(endpoint.request) === undefined ? 0 : 1
    if (stars !== wanted)
      builder.problems.add(
        [...path, 'answer'],
        'PLAN_WRONG_VALUE',
        `${path.join('.')}.answer has ${stars} times *, but the request holds ${wanted === 0 ? 'one case' : 'a list of cases'}.`,
        wanted === 0 ? 'Write the path to the one answer: result.score.' : 'Write * for each case: results.*.score.',
      )
  }
}

const HOW: Readonly<Record<Key, string>> = {
  model: 'Add model: NAME, as the server names it.',
  version: 'Add version: NAME.',
  body: 'Add body: KEY.',
  request: 'Add request: { age: "{age}" }, with the name of an input in braces where its value goes.',
  answer: 'Add answer: result.score, the path to the answer.',
}

/** What is written here may be the token itself by mistake, so it is never shown. */
function checkToken({ token }: WrittenEndpoint, path: PlanPath, builder: Builder): EndpointSpec['token'] {
  if (token === undefined) return undefined
  if (token.env === undefined) {
    reportMissing(
      builder,
      [...path, 'token', 'env'],
      `${path.join('.')}.token does not say which environment variable holds the token.`,
      'Add env: NAME.',
    )
    return undefined
  }
  const wrong = !/^[A-Z_][A-Z0-9_]*$/.test(token.env)
    ? 'env'
    : token.header !== undefined && !/^[A-Za-z][A-Za-z0-9-]*$/.test(token.header)
      ? 'header'
      : null
  if (wrong === null) return { env: token.env, ...definedOnly({ header: token.header }) }
  builder.problems.add(
    [...path, 'token', wrong],
    'PLAN_WRONG_VALUE',
    `${path.join('.')}.token.${wrong} is not the name of ${wrong === 'env' ? 'an environment variable in capitals' : 'a header'} (what it is is not shown, as it may be the token).`,
    'Put the token in an environment variable, and write its name here: token: { env: OLD_MODEL_TOKEN }.',
  )
  return undefined
}

function readTimeout({ timeout }: WrittenEndpoint, path: PlanPath, builder: Builder): number {
  const timeoutMs = accept(timeout, parseDuration, DEFAULT_TIMEOUT_MS, [...path, 'timeout'], builder)
  if (timeoutMs <= LONGEST_TIMEOUT_MS) return timeoutMs
  builder.problems.add(
    [...path, 'timeout'],
    'PLAN_OUT_OF_RANGE',
    `${path.join('.')}.timeout is longer than 5 min.`,
    'Write a time up to 5 min, and fewer cases in one request (batch) if the server is slow.',
  )
  return DEFAULT_TIMEOUT_MS
}
