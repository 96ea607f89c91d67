import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import type { EndpointSpec } from '../../../src/core/spec.js'
import { answersFolder, cases, failure, numbersOf, open, specOf, storedText, type Asked } from './ask.js'
import { sendJson, startServer, type Handler, type RunningServer } from './startServer.js'

const FIXTURES = join(import.meta.dirname, '../../fixtures/endpoints')
const TOKEN = 'tok-9f8e7d6c5b4a+/3210'

afterEach(() => {
  delete process.env['RECETTE_TEST_TOKEN']
})

/** One case a request: { a } in, { score } out. */
async function openScore(
  handler: Handler,
  more: Partial<EndpointSpec> = {},
  folder = answersFolder(),
): Promise<Asked & { server: RunningServer; folder: string }> {
  const server = await startServer(handler)
  const opened = await open(
    specOf('json', server.url, { batch: 1, retries: 1, request: { a: '{a}' }, answer: 'score', ...more }),
    { folder },
  )
  return { ...opened, server, folder }
}

const good: Handler = ({ json }, response) => sendJson(response, { score: (json as { a: number }).a / 100 + 0.001 })

/** `handler` for the first `times` requests, then a good server. */
function first(times: number, handler: (response: ServerResponse) => void): Handler {
  let seen = 0
  return (request, response) => (seen++ < times ? handler(response) : good(request, response))
}

describe('a server that stumbles', () => {
  it.each([429, 500, 502, 503, 504])('with status %i and then answers is asked again', async (status) => {
    const { ask, server } = await openScore(first(1, (response) => sendJson(response, {}, status)))
    expect(numbersOf(await ask(cases(2), 'answer'))).toEqual([0.001, 0.0035])
    expect(server.requests).toHaveLength(3)
  })

  it('with Retry-After is left alone for that long', async () => {
    const times: number[] = []
    const { ask } = await openScore(
      (request, response) => {
        times.push(performance.now())
        if (times.length > 1) return good(request, response)
        response.writeHead(429, { 'retry-after': '1' })
        response.end()
      },
      { concurrency: 1 },
    )
    await ask(cases(2), 'answer')
    expect(times).toHaveLength(3)
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(1_000)
  })

  it('and asks to wait for an hour is not waited for', async () => {
    const { ask } = await openScore(
      (_, response) => {
        response.writeHead(503, { 'retry-after': '3600' })
        response.end()
      },
      { concurrency: 1 },
    )
    const error = await failure(ask(cases(1), 'answer'))
    expect(error.code).toBe('ENDPOINT_PAUSED')
    expect(error.message).toContain('asks to wait 3600 s (Retry-After) while answering case 1 of the set')
  })

  it('by cutting the connection and then answers is asked again', async () => {
    const { ask, server } = await openScore(first(1, (response) => void response.socket!.destroy()))
    expect(numbersOf(await ask(cases(1), 'answer'))).toEqual([0.001])
    expect(server.requests).toHaveLength(2)
  })

  it('with 500 for ever is given up after as many tries as the plan says, and what it said is told', async () => {
    const { ask, server, folder } = await openScore(
      (_, response) => sendJson(response, { error: 'CUDA out of memory' }, 500),
      {
        concurrency: 1,
        retries: 2,
      },
    )
    const error = await failure(ask(cases(3), 'answer'))
    expect(error).toMatchObject({ code: 'ENDPOINT_REFUSED', kind: 'run' })
    expect(error.message).toBe(
      `new (${server.url}) answered with status 500 while answering case 1 of the set. What it said is in ${basename(folder)}/refusals.log, as it may repeat the cases. This was the answer to 3 tries.`,
    )
    expect(storedText(folder)).toContain('{"error":"CUDA out of memory"}')
    expect(server.requests).toHaveLength(3)
  })

  it.each([400, 404, 413, 422])('with status %i is not asked again: that does not pass by itself', async (status) => {
    const { ask, server } = await openScore((_, response) => sendJson(response, { detail: 'no' }, status), {
      concurrency: 1,
    })
    expect((await failure(ask(cases(3), 'answer'))).code).toBe('ENDPOINT_REFUSED')
    expect(server.requests).toHaveLength(1)
  })
})

describe('a server that is hostile or broken', () => {
  it('and never answers is left after the time limit, once', async () => {
    const { ask, server } = await openScore(() => {}, { timeoutMs: 300 })
    const error = await failure(ask(cases(1), 'answer'))
    expect(error.code).toBe('ENDPOINT_TIMEOUT')
    expect(error.message).toContain('gave no whole answer within 300 ms while answering case 1 of the set')
    expect(server.requests).toHaveLength(1)
  })

  it('and begins an answer that never ends is left after the time limit', async () => {
    const { ask } = await openScore((_, response) => void response.writeHead(200).write('{"score": '), {
      timeoutMs: 300,
    })
    expect((await failure(ask(cases(1), 'answer'))).code).toBe('ENDPOINT_TIMEOUT')
  })

  it('and floods is cut off, and its flood fills no memory', async () => {
    let sent = 0
    const block = Buffer.alloc(1 << 20, 0x20)
    const { ask } = await openScore((_, response) => {
      response.writeHead(200)
      const more = (): void => {
        while (!response.destroyed && response.write(block)) sent += block.length
        sent += block.length
        response.once('drain', more)
      }
      more()
    })
    const error = await failure(ask(cases(1), 'answer'))
    expect(error.code).toBe('ENDPOINT_FLOOD')
    // 64 MiB are read, and some more lie in the buffers of both sockets.
    expect(sent).toBeLessThan(100 << 20)
  })

  it('and floods with an error text is cut off as well', async () => {
    const { ask } = await openScore((_, response) => {
      response.writeHead(400)
      response.end('x'.repeat(1 << 20))
    })
    expect((await failure(ask(cases(1), 'answer'))).code).toBe('ENDPOINT_FLOOD')
  })

  it('and promises more bytes than it sends is told as a cut connection', async () => {
    const { ask } = await openScore((_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"score": 0.5}')
      setTimeout(() => response.socket?.destroy(), 50)
    })
    const error = await failure(ask(cases(1), 'answer'))
    expect(error.code).toBe('ENDPOINT_UNREACHABLE')
    expect(error.message).toContain('the connection was cut before the whole answer had come')
  })

  it('and promises fewer bytes than it sends gives no answer that could be taken for one', async () => {
    const port = await tcpServer('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"score": 0.5}')
    const { ask } = await open(
      specOf('json', `http://127.0.0.1:${port}`, { batch: 1, retries: 0, request: ['{a}'], answer: 'score' }),
    )
    expect((await failure(ask(cases(1), 'answer'))).code).toMatch(/^ENDPOINT_(BAD_ANSWER|UNREACHABLE)$/)
  })

  it('and speaks no HTTP at all is told', async () => {
    const port = await tcpServer('SSH-2.0-OpenSSH_9.2\r\n')
    const { ask } = await open(
      specOf('json', `http://127.0.0.1:${port}`, { batch: 1, retries: 0, request: ['{a}'], answer: 'score' }),
    )
    expect((await failure(ask(cases(1), 'answer'))).code).toBe('ENDPOINT_UNREACHABLE')
  })

  it.each([2, 4])('and gives %i answers for three cases is refused, and nothing is stored', async (given) => {
    const { ask, folder } = await openScore((_, response) => sendJson(response, { scores: Array(given).fill(0.5) }), {
      batch: 3,
      request: { each: '{a}' },
      answer: 'scores.*',
    })
    const error = await failure(ask(cases(3), 'answer'))
    expect(error.code).toBe('ENDPOINT_BAD_ANSWER')
    expect(error.message).toContain(
      `the answer for cases 1 to 3 of the set cannot be used: output "answer" holds ${given} answers for 3 cases.`,
    )
    expect(storedText(folder)).not.toContain('"outputs":[')
  })

  it.each([
    [
      'an HTML page',
      '<html>Sign in</html>',
      /sent something that is not JSON while answering case 1 of the set\. What it said is in .*refusals\.log/,
    ],
    ['a JSON that is cut off', '{"score": 0.', /sent something that is not JSON/],
    ['NaN', '{"score": NaN}', /sent something that is not JSON/],
    ['nothing', '', /sent something that is not JSON while answering case 1 of the set\. It said nothing\./],
    ['a number beyond all', '{"score": 1e999}', /holds a number that is too large for float64/],
    ['null for a score', '{"score": null}', /holds null where a value should be/],
    ['text for a score', '{"score": {"a": 1}}', /the answer is a map of a/],
  ])('and sends %s is told so', async (_, text, message) => {
    const { ask } = await openScore((_, response) => void response.writeHead(200).end(text))
    const error = await failure(ask(cases(1), 'answer'))
    expect(error.code).toBe('ENDPOINT_BAD_ANSWER')
    expect(error.message).toMatch(message)
  })

  it('and changes the form of its answers in mid-run is refused', async () => {
    let seen = 0
    const { ask } = await openScore((_, response) => sendJson(response, { score: seen++ === 0 ? 0.5 : [0.5, 0.5] }), {
      concurrency: 1,
    })
    const error = await failure(ask(cases(2), 'answer'))
    expect(error.message).toContain(
      'output "answer" is float64 [1, 2], but float64 [?] was declared, or answered before',
    )
  })

  it('and sends elsewhere is not followed, so that neither a case nor the token goes there', async () => {
    process.env['RECETTE_TEST_TOKEN'] = TOKEN
    const elsewhere = await startServer(good)
    const { ask } = await openScore(
      (_, response) => {
        response.writeHead(307, { location: `${elsewhere.url}/steal?token=${TOKEN}` })
        response.end()
      },
      { token: { env: 'RECETTE_TEST_TOKEN' } },
    )
    const error = await failure(ask(cases(1), 'answer'))
    expect(error.code).toBe('ENDPOINT_REDIRECTED')
    expect(error.message).toContain(`a redirection (307) to "${elsewhere.url}/steal?token=(token)"`)
    expect(elsewhere.requests).toEqual([])
  })

  it('and has a certificate that nobody vouches for gets nothing', async () => {
    let asked = 0
    const server = createTlsServer({ key: readPem('key'), cert: readPem('cert') }, (_, response) => {
      asked++
      response.end('{}')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const url = `https://localhost:${(server.address() as AddressInfo).port}`
    const { ask } = await open(specOf('json', url, { batch: 1, request: ['{a}'], answer: 'score' }))
    const error = await failure(ask(cases(1), 'answer'))
    expect(error.code).toBe('ENDPOINT_TLS')
    expect(error.message).toContain('has a certificate that this machine does not trust (DEPTH_ZERO_SELF_SIGNED_CERT)')
    expect(asked).toBe(0)
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    onTestFinished(() => void delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'])
    const unchecked = await failure(open(specOf('json', url, { batch: 1, request: ['{a}'], answer: 'score' })))
    expect(unchecked.code).toBe('ENDPOINT_TLS_UNCHECKED')
  })

  it('that is not there is told, with what to do', async () => {
    const port = await tcpServer('', true)
    const { ask } = await open(
      specOf('json', `http://127.0.0.1:${port}`, { batch: 1, retries: 1, request: ['{a}'], answer: 'score' }),
    )
    const error = await failure(ask(cases(1), 'answer'))
    expect(error.code).toBe('ENDPOINT_UNREACHABLE')
    expect(error.message).toContain(`nothing listens there (127.0.0.1:${port}).`)
  })
})

describe('the token', () => {
  const echoes: Readonly<Record<string, (value: string) => string>> = {
    plainly: (value) => value,
    'in base64': (value) => Buffer.from(value).toString('base64'),
    'as in a URL': encodeURIComponent,
    'with JSON escapes': (value) =>
      [...value].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  }

  it('goes as a bearer token, or bare in the header that the plan names', async () => {
    process.env['RECETTE_TEST_TOKEN'] = TOKEN
    const bearer = await openScore(good, { token: { env: 'RECETTE_TEST_TOKEN' } })
    await bearer.ask(cases(1), 'answer')
    expect(bearer.server.requests[0]!.headers.authorization).toBe(`Bearer ${TOKEN}`)
    const bare = await openScore(good, { token: { env: 'RECETTE_TEST_TOKEN', header: 'X-Api-Key' } })
    await bare.ask(cases(1), 'answer')
    expect(bare.server.requests[0]!.headers['x-api-key']).toBe(TOKEN)
    expect(bare.server.requests[0]!.headers.authorization).toBeUndefined()
    expect(storedText(bare.folder)).not.toContain(TOKEN)
  })

  it.each(Object.entries(echoes))('that a refusal sends back %s is in no message', async (_, write) => {
    process.env['RECETTE_TEST_TOKEN'] = TOKEN
    const { ask, folder } = await openScore(
      (_, response) => void response.writeHead(403).end(`{"error": "who is ${write(TOKEN)}?"}`),
      { token: { env: 'RECETTE_TEST_TOKEN' } },
    )
    const error = await failure(ask(cases(1), 'answer'))
    expect(error.code).toBe('ENDPOINT_REFUSED')
    for (const echo of Object.values(echoes)) {
      expect(`${error.message}${error.hint}${error.stack}${storedText(folder)}`).not.toContain(echo(TOKEN))
    }
    expect(error.hint).toContain('The token in RECETTE_TEST_TOKEN was not accepted')
  })

  it('that stands where the shown part of a refusal is cut is not left over by half', async () => {
    process.env['RECETTE_TEST_TOKEN'] = TOKEN
    const server = await startServer((_, response) => void response.writeHead(400).end(`${'x'.repeat(190)}${TOKEN}`))
    // No case is sent to ask for a description, so what the server says of that is shown.
    const spec = specOf('oip-v2', server.url, { model: 'm', token: { env: 'RECETTE_TEST_TOKEN' } })
    const error = await failure(open(spec))
    expect(error.message).toContain('It said: "xxx')
    expect(error.message).not.toContain(TOKEN.slice(0, 5))
  })

  it('is taken out of what is kept of a refusal', async () => {
    process.env['RECETTE_TEST_TOKEN'] = TOKEN
    const { ask, folder } = await openScore(
      (_, response) => void response.writeHead(403).end(`who is ${TOKEN} asking for a = 0?`),
      { token: { env: 'RECETTE_TEST_TOKEN' } },
    )
    const error = await failure(ask(cases(1), 'answer'))
    expect(storedText(folder)).toContain('who is (token) asking for a = 0?')
    // What a server says of a case that it was sent is nothing for a report.
    expect(error.message).not.toContain('asking for')
  })

  it.each(Object.entries(echoes))('that an answer holds %s makes it no answer: it is thrown away', async (_, write) => {
    process.env['RECETTE_TEST_TOKEN'] = TOKEN
    const { ask, folder } = await openScore(
      (_, response) => void response.writeHead(200).end(`{"score": 0.5, "you": "${write(TOKEN)}"}`),
      { token: { env: 'RECETTE_TEST_TOKEN' } },
    )
    const error = await failure(ask(cases(1), 'answer'))
    expect(error.code).toBe('ENDPOINT_ECHOES_TOKEN')
    expect(`${error.message}${storedText(folder)}`).not.toContain(TOKEN)
  })

  it.each([
    [undefined, 'ENDPOINT_TOKEN_MISSING', 'is not set'],
    ['', 'ENDPOINT_TOKEN_MISSING', 'is empty'],
    ['two\nlines-of-secret', 'ENDPOINT_TOKEN_UNUSABLE', 'holds a character that cannot stand in a header'],
  ])('of %j is refused before anything is sent, without being shown', async (value, code, message) => {
    if (value !== undefined) process.env['RECETTE_TEST_TOKEN'] = value
    const server = await startServer(good)
    const error = await failure(
      open(
        specOf('json', server.url, {
          batch: 1,
          request: ['{a}'],
          answer: 'score',
          token: { env: 'RECETTE_TEST_TOKEN' },
        }),
      ),
    )
    expect(error.code).toBe(code)
    expect(error.message).toContain(message)
    expect(error.message + error.hint).not.toContain('secret')
    expect(server.requests).toEqual([])
  })
})

function readPem(name: string): Buffer {
  return readFileSync(join(FIXTURES, `self-signed.${name}.pem`))
}

/** A server below HTTP: says `text` to whoever comes; or one that is gone again, for a port at which nobody listens. */
async function tcpServer(text: string, gone = false): Promise<number> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(text))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  if (gone) {
    server.close()
    await once(server, 'close')
  } else onTestFinished(() => void server.close())
  return port
}
