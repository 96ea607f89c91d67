import { describe, expect, it } from 'vitest'
import { loadText, problemsOf, smallPlan } from './refusals.js'

const OIP = 'protocol: oip-v2, url: "https://models.example.com", model: churn'
const API = 'protocol: json, url: "https://api.example.com/score"'

/** The endpoint stands on line 3. */
function planWith(endpoint: string, more = ''): string {
  return smallPlan().replace('{ artifact: delivery/saved_model }', `{ endpoint: { ${endpoint} }${more} }`)
}

async function problems(endpoint: string, more = ''): Promise<string[]> {
  return (await problemsOf(loadText(planWith(endpoint, more)))).map((problem) => problem.replace(/^3:\d+ /, ''))
}

describe('an endpoint in a plan', () => {
  it('is filled in with the defaults', async () => {
    const { plan } = await loadText(planWith(`${OIP}`))
    expect(plan.models.new).toEqual({
      side: 'new',
      kind: 'endpoint',
      protocol: 'oip-v2',
      url: 'https://models.example.com',
      model: 'churn',
      concurrency: 4,
      timeoutMs: 30_000,
      retries: 4,
      batch: 64,
    })
    expect(plan.title).toBe('churn.onnx → churn')
  })

  it('takes all that can be said of it', async () => {
    const { plan } = await loadText(
      planWith(
        'protocol: tf-serving, url: "http://localhost:8501/", model: churn, version: 3, token: { env: OLD_TOKEN, header: X-Api-Key }, concurrency: 8, rate: 600 /min, timeout: 2 min, retries: 0, batch: 500, body: inputs',
        ', labels: ["no", "yes"], inputs: { x: [age, { column: income, multiply: 2 }] }, output: scores, outputIs: logits',
      ),
    )
    expect(plan.models.new).toMatchObject({
      url: 'http://localhost:8501',
      version: '3',
      token: { env: 'OLD_TOKEN', header: 'X-Api-Key' },
      concurrency: 8,
      requestsPerSecond: 10,
      timeoutMs: 120_000,
      retries: 0,
      batch: 500,
      body: 'inputs',
      labels: ['no', 'yes'],
      inputs: { x: [{ column: 'age' }, { column: 'income', multiply: 2 }] },
      output: 'scores',
      outputIs: 'logits',
    })
  })

  it('of the protocol json sends one case at a time, or many where its request says each', async () => {
    const one = await loadText(planWith(`${API}, request: { a: "{age}" }, answer: result.score`))
    expect(one.plan.models.new).toMatchObject({ batch: 1 })
    const many = await loadText(planWith(`${API}, request: { rows: { each: ["{age}"] } }, answer: "scores.*"`))
    expect(many.plan.models.new).toMatchObject({ batch: 64 })
  })

  it.each([
    ['url: "https://a.example"', 'PLAN_MISSING models.new.endpoint does not say which protocol the server speaks.'],
    ['protocol: oip-v2, model: churn', 'PLAN_MISSING models.new.endpoint does not say where the server answers.'],
    [
      'protocol: oip-v2, url: "https://a.example"',
      'PLAN_MISSING models.new.endpoint does not say its model, which the protocol oip-v2 needs.',
    ],
    [
      `${OIP}, request: ["{a}"]`,
      'PLAN_DOES_NOT_FIT models.new.endpoint.request does not belong to the protocol oip-v2.',
    ],
    [
      `${API}, request: { a: 1 }, answer: score`,
      'PLAN_WRONG_VALUE models.new.endpoint.request names no input: every case would be asked the same.',
    ],
    [
      `${API}, request: { a: "{a}" }, answer: "scores.*"`,
      'PLAN_WRONG_VALUE models.new.endpoint.answer has 1 times *, but the request holds one case.',
    ],
    [
      `${API}, request: { a: "{a}" }, answer: score, batch: 5`,
      'PLAN_DOES_NOT_FIT models.new.endpoint.batch is 5, but the request holds one case.',
    ],
    [
      'protocol: mlflow, url: "https://a.example", body: instances',
      'PLAN_WRONG_VALUE models.new.endpoint.body is "instances", but must be dataframe_split or inputs.',
    ],
    [
      'protocol: oip-v2, url: "https://a.example/v2/models/churn", model: churn',
      'PLAN_WRONG_VALUE models.new.endpoint.url is not the root of the server: the protocol oip-v2 adds /v2/models/churn by itself.',
    ],
    [
      'protocol: oip-v2, url: "models.example.com", model: churn',
      'PLAN_WRONG_VALUE models.new.endpoint.url is not an address that begins with https:// or http://.',
    ],
    [
      `${OIP}, rate: 10`,
      'PLAN_UNREADABLE_AMOUNT models.new.endpoint.rate: "10" is not a rate such as 10 /s or 600 /min.',
    ],
    [`${OIP}, timeout: 10 min`, 'PLAN_OUT_OF_RANGE models.new.endpoint.timeout is longer than 5 min.'],
    [
      `${OIP}, concurrency: 0`,
      'PLAN_WRONG_VALUE models.new.endpoint.concurrency is 0 (a number), but must be a whole number from 1 to 64.',
    ],
    [`${OIP}, protocl: x`, 'PLAN_UNKNOWN_KEY models.new.endpoint has no key "protocl". Did you mean "protocol"?'],
    [
      'protocol: oip, url: "https://a.example", model: churn',
      'PLAN_WRONG_VALUE models.new.endpoint.protocol is "oip", but must be one of oip-v2, tf-serving, mlflow, json.',
    ],
  ])('{ %s } is refused', async (endpoint, problem) => {
    expect(await problems(endpoint)).toContain(problem)
  })

  it.each(['trust', 'memory', 'score', 'timeout'])('has no %s beside it', async (key) => {
    const value = { trust: '"00"', memory: '1 GiB', score: 'p', timeout: '5 s' }[key]
    expect(await problems(OIP, `, ${key}: ${value}`)).toContain(
      `PLAN_DOES_NOT_FIT models.new.${key} does not belong to an endpoint.`,
    )
  })
})

describe('a secret in a plan', () => {
  it.each([
    ['in the address, as a user name', OIP.replace('https://', 'https://me:s3cr3tWord@'), 'PLAN_SECRET'],
    [
      'in the address, as a key',
      `protocol: json, url: "https://a.example/?api_key=s3cr3tWord", request: ["{a}"], answer: a`,
      'PLAN_SECRET',
    ],
    ['in the place of the variable’s name', `${OIP}, token: { env: s3cr3tWord }`, 'PLAN_WRONG_VALUE'],
    ['in the place of the header’s name', `${OIP}, token: { env: A, header: "s3cr3tWord!" }`, 'PLAN_WRONG_VALUE'],
    ['in the place of the whole token', `${OIP}, token: s3cr3tWord`, 'PLAN_WRONG_VALUE'],
    ['in a list', `${OIP}, token: { env: [s3cr3tWord] }`, 'PLAN_WRONG_VALUE'],
  ])('%s is refused and not shown', async (_, endpoint, code) => {
    const found = await problems(endpoint)
    expect(found.map((problem) => problem.split(' ')[0])).toContain(code)
    expect(found.join('\n')).not.toContain('s3cr3tWord')
  })

  it('would go in clear over http, unless the server is this machine', async () => {
    const clear = `${OIP.replace('https:', 'http:')}, token: { env: OLD_TOKEN }`
    expect(await problems(clear)).toEqual([
      'PLAN_SECRET models.new.endpoint.url begins with http://, so the token would be sent in clear.',
    ])
    await loadText(planWith(clear.replace('models.example.com', '127.0.0.1:8080')))
  })
})
