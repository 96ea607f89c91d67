import { describe, expect, it } from 'vitest'
import { cases, failure, numbersOf, open, specOf } from './ask.js'
import { chance, sendJson, startServer } from './startServer.js'
import { tfServing } from './tfServingServer.js'

const ROWS = 25
/** P(no), P(yes) of each case, in single precision as TensorFlow gives them: a = i / 4, b = -i / 2, so that b / 2 - a = -i / 2. */
const SCORES = Array.from({ length: ROWS }, (_, i) => Math.fround(1 / (1 + Math.exp(-i / 2)))).flatMap((yes) => [
  Math.fround(1 - yes),
  yes,
])

describe('TensorFlow Serving (a server of our own that answers as its documentation says)', () => {
  it.each(['instances', 'inputs'])(
    'is asked in batches of ten with the body "%s", and its scores come back in order',
    async (body) => {
      const server = await startServer(tfServing())
      const { endpoint, ask } = await open(specOf('tf-serving', server.url, { model: 'churn', body }))
      expect(endpoint.signature).toEqual({
        inputs: [
          { name: 'a', dtype: 'float32', shape: [null] },
          { name: 'b', dtype: 'float32', shape: [null, 1] },
        ],
        outputs: [{ name: 'scores', dtype: 'float32', shape: [null, 2] }],
      })
      const answer = await ask(cases(ROWS), 'scores')
      expect(answer.outputs[0]!.shape).toEqual([ROWS, 2])
      expect(numbersOf(answer)).toEqual(SCORES)
      const asked = server.requests.filter(({ path }) => path.endsWith(':predict'))
      expect(asked.map(({ path }) => path)).toEqual(Array(3).fill('/v1/models/churn/versions/3:predict'))
    },
  )

  it.each(['instances', 'inputs'])('gives the output that is wanted of several (%s)', async (body) => {
    const server = await startServer(tfServing({ outputs: 2 }))
    const { ask } = await open(specOf('tf-serving', server.url, { model: 'churn', body }))
    const answer = await ask(cases(3), 'best')
    // At i = 0 both scores are 0.5, and "no" is not above "yes".
    expect(answer.outputs[0]!.data).toEqual(['yes', 'yes', 'yes'])
  })

  it('is asked for the newest version that is there, by its number, so that a newer one does not slip in', async () => {
    const server = await startServer(tfServing({ versions: ['3', '12', '5'] }))
    const { endpoint, ask } = await open(specOf('tf-serving', server.url, { model: 'churn', body: 'instances' }))
    await ask(cases(1), 'scores')
    expect(endpoint.runtime).toBe('TensorFlow Serving REST, version 12')
    expect(server.requests.at(-1)!.path).toBe('/v1/models/churn/versions/12:predict')
  })

  it('is another endpoint under another version, and the same under another token', async () => {
    const server = await startServer(tfServing({ versions: ['3', '12'] }))
    process.env['RECETTE_TEST_TOKEN'] = 'a-token-of-the-test'
    const base = specOf('tf-serving', server.url, { model: 'churn', body: 'instances' })
    const opened = await Promise.all([
      open(base),
      open({ ...base, version: '3' }),
      open({ ...base, token: { env: 'RECETTE_TEST_TOKEN' } }),
    ])
    const [newest, third, withToken] = opened.map(({ endpoint }) => endpoint.sha256)
    expect(third).not.toBe(newest)
    expect(withToken).toBe(newest)
  })

  it('that lacks the model is told with what the server said', async () => {
    const server = await startServer(tfServing())
    const error = await failure(open(specOf('tf-serving', server.url, { model: 'chrun', body: 'instances' })))
    expect(error.code).toBe('ENDPOINT_REFUSED')
    expect(error.message).toBe(
      `new (${server.url} chrun) answered with status 404 while listing the versions of chrun. It said: "{"error":"Malformed request: GET /v1/models/chrun"}"`,
    )
    expect(error.hint).toBe('Check url, model and version under models.new.endpoint.')
  })
})

describe('a JSON API that the plan describes (a server of our own)', () => {
  it('is asked one case at a time when the request holds one', async () => {
    const server = await startServer(({ json }, response) => {
      const { customer } = json as { customer: { a: number; b: number; source: string } }
      sendJson(response, { result: { score: chance(customer.a, customer.b) } })
    })
    const { ask, endpoint } = await open(
      specOf('json', `${server.url}/score`, {
        batch: 1,
        request: { customer: { a: '{a}', b: '{b}', source: 'recette' } },
        answer: 'result.score',
      }),
    )
    expect(endpoint.signature.inputs.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(numbersOf(await ask(cases(4), 'answer'))).toEqual([0, 1, 2, 3].map((i) => chance(i / 4, -i / 2)))
    expect(server.requests).toHaveLength(4)
    expect(server.requests.map(({ json }) => json)).toContainEqual({
      customer: { a: 0.25, b: -0.5, source: 'recette' },
    })
    expect(endpoint.signature.outputs).toEqual([{ name: 'answer', dtype: 'float64', shape: [null] }])
  })

  it('is sent a list where the request says each, and scores by label come in the order of the plan’s labels', async () => {
    const server = await startServer(({ json }, response) => {
      const { rows } = json as { rows: [number, number][] }
      sendJson(response, { results: rows.map(([a, b]) => ({ p: { yes: chance(a, b), no: 1 - chance(a, b) } })) })
    })
    const { ask } = await open(
      specOf('json', server.url, {
        labels: ['no', 'yes'],
        request: { rows: { each: ['{a}', '{b}'] } },
        answer: 'results.*.p',
      }),
    )
    const answer = await ask(cases(12), 'answer')
    expect(answer.outputs[0]!.shape).toEqual([12, 2])
    expect(numbersOf(answer).slice(2, 4)).toEqual([1 - chance(0.25, -0.5), chance(0.25, -0.5)])
    // 12 cases in requests of 10.
    expect(server.requests.map(({ json }) => (json as { rows: unknown[] }).rows.length).sort()).toEqual([10, 2])
  })

  it('that answers with whole numbers must have it said whether they are labels or scores', async () => {
    const server = await startServer((_, response) => sendJson(response, { answer: 1 }))
    const spec = specOf('json', server.url, { batch: 1, request: ['{a}'], answer: 'answer' })
    const { ask } = await open(spec)
    const error = await failure(ask(cases(3), 'answer'))
    expect(error.message).toContain('holds one whole number a case, which may be a label or a score')
    const told = await open({ ...spec, outputIs: 'label-index' })
    expect(numbersOf(await told.ask(cases(3), 'answer'))).toEqual([1, 1, 1])
  })

  it('whose answer stands elsewhere is told what is there', async () => {
    const server = await startServer((_, response) => sendJson(response, { result: { probability: 0.5 } }))
    const { ask } = await open(specOf('json', server.url, { batch: 1, request: ['{a}'], answer: 'result.score' }))
    const error = await failure(ask(cases(1), 'answer'))
    expect(error.message).toContain(
      'the answer for case 1 of the set cannot be used: "result" has no "score"; it holds probability.',
    )
  })
})
