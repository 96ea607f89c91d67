import { execa } from 'execa'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sendJson, startServer, type Handler } from '../models/endpoint/startServer.js'
import { answerWell, layEndpoint, PROTOCOLS, ROWS, scoresOf, serve, TOKEN, type Spoiler } from './endpointServers.js'
import { readResult } from './handover.js'
import { CLI, runCli, type CliRun } from './runCli.js'
import { storedLines, until } from './storedAnswers.js'

const AUTHORIZATION = `Bearer ${TOKEN}`
/** The token as it may be written: plainly, in a URL, in JSON, and in base64 by itself or after "Bearer ". */
const FORMS = [
  TOKEN,
  encodeURIComponent(TOKEN),
  JSON.stringify(TOKEN).slice(1, -1),
  Buffer.from(TOKEN).toString('base64').slice(0, 20),
  Buffer.from(AUTHORIZATION).toString('base64').slice(12, 32),
]

/** Everything that was written in the folder, temporary files included, and everything that was printed. */
function expectNoToken(folder: string, printed: Pick<CliRun, 'stdout' | 'stderr'>): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const texts = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
  for (const [index, text] of [printed.stdout, printed.stderr, ...texts].entries())
    for (const form of FORMS) expect(text.includes(form), `${form} in ${files[index - 2]?.name ?? 'print'}`).toBe(false)
}

function environmentOf(folder: string): Record<string, string> {
  mkdirSync(join(folder, 'tmp'), { recursive: true })
  return { RECETTE_TEST_TOKEN: TOKEN, TMPDIR: join(folder, 'tmp') }
}

function run(folder: string): Promise<CliRun> {
  return runCli(['--verbose', 'run', 'recette.yaml', '--out', 'out'], { cwd: folder, env: environmentOf(folder) })
}

const echo =
  (status: number): Spoiler =>
  (_, { headers, json }, response) =>
    sendJson(
      response,
      { error: `you sent ${headers.authorization}`, headers, base64: base64(headers.authorization), body: json },
      status,
    )

function base64(text: string | undefined): string {
  return Buffer.from(text ?? '').toString('base64')
}

const TROUBLE: readonly [string, Spoiler, readonly string[], RegExp][] = [
  ['refuses it with 401 and repeats it', echo(401), [], /^ENDPOINT_REFUSED$/],
  ['fails with 500 for ever and repeats it', echo(500), ['retries: 1'], /^ENDPOINT_REFUSED$/],
  [
    'stalls after half an answer that holds it',
    (_, { headers }, response) => void response.writeHead(200).write(`{"seen": "${headers.authorization}`),
    ['timeout: 700 ms'],
    /^ENDPOINT_TIMEOUT$/,
  ],
  [
    'sends on to an address with it',
    (_, __, response) =>
      void response.writeHead(307, { location: `https://example.com/?t=${encodeURIComponent(TOKEN)}` }).end(),
    [],
    /^ENDPOINT_REDIRECTED$/,
  ],
  [
    'gives the right answers and repeats it beside them',
    (spoken, { headers, json }, response) =>
      sendJson(response, { ...(spoken.wrap(scoresOf(spoken, json)) as object), meta: base64(headers.authorization) }),
    [],
    /^ENDPOINT_ECHOES_TOKEN$/,
  ],
  [
    'answers it as a label',
    (spoken, { json }, response) => sendJson(response, spoken.wrap(spoken.cases(json).map(() => TOKEN))),
    [],
    /^ENDPOINT_ECHOES_TOKEN$/,
  ],
  ['answers it, and no JSON', (_, { headers }, response) => void response.end(`<p>${headers.authorization}`), [], /./],
]

describe.each(PROTOCOLS.map((spoken) => [spoken.name, spoken] as const))('the token of a %s endpoint', (_, spoken) => {
  it('is in nothing that a run leaves behind, nor in what it prints', async () => {
    const server = await startServer(serve(spoken, answerWell))
    const folder = layEndpoint(spoken, server.url)
    const printed = await run(folder)
    expect(printed).toMatchObject({ code: 0 })
    // It was sent with everything that was asked.
    expect(new Set(server.requests.map(({ headers }) => headers.authorization))).toEqual(new Set([AUTHORIZATION]))
    expect(readResult(join(folder, 'out')).sets['test']!.compared).toBe(ROWS)
    expectNoToken(folder, printed)
  })

  it.each(TROUBLE)('is not there either when the server %s', async (__, spoil, more, code) => {
    const server = await startServer(serve(spoken, spoil))
    const folder = layEndpoint(spoken, server.url, more)
    const printed = await run(folder)
    expect(printed.code, printed.stderr).toBe(4)
    const { verdict, problems } = readResult(join(folder, 'out'))
    expect(verdict.status).toBe('could-not-run')
    expect(problems[0]).toMatchObject({ of: 'new', code: expect.stringMatching(code) as string })
    expect(existsSync(join(folder, 'out', 'report.html'))).toBe(true)
    expectNoToken(folder, printed)
  })

  it('is not there when the server repeats it where it describes itself', async () => {
    const describe: Handler = ({ headers }, response) =>
      sendJson(response, { name: headers.authorization, version: headers.authorization, error: headers }, 200)
    const server = await startServer((request, response) =>
      request.method === 'GET' ? describe(request, response) : answerWell(spoken, request, response),
    )
    const folder = layEndpoint(spoken, server.url)
    const printed = await run(folder)
    // A JSON API is asked for no description; MLflow's is a version, and one that is none is not taken.
    expect([0, 2, 4]).toContain(printed.code)
    expectNoToken(folder, printed)
  })

  it.each(['SIGKILL', 'SIGINT'] as const)('is not in the answers that are left after %s', async (signal) => {
    let open = 2
    const server = await startServer(
      serve(spoken, (...given) => {
        if (open-- > 0) answerWell(...given)
      }),
    )
    const folder = layEndpoint(spoken, server.url)
    const killed = execa(process.execPath, [CLI, '--verbose', 'run', 'recette.yaml', '--out', 'out'], {
      cwd: folder,
      env: { ...environmentOf(folder), GITHUB_STEP_SUMMARY: '' },
      reject: false,
      stdin: 'ignore',
    })
    // A header and two answers.
    await until(() => storedLines(folder) === 3)
    killed.kill(signal)
    const { stdout, stderr } = await killed
    expect(existsSync(join(folder, 'out', 'result.json'))).toBe(false)
    expectNoToken(folder, { stdout, stderr })
  })
})
