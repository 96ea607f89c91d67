import { execa } from 'execa'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resultSchema, type Result } from '../../src/core/result.js'
import { chance, sendJson, startServer, type Handler } from '../models/endpoint/startServer.js'
import { CLI, runCli, temporaryFolder } from './runCli.js'
import { storedLines, until } from './storedAnswers.js'

const ROWS = 240
const BATCH = 8
const TOKEN = 'tok-0a1b2c3d4e5f6789'

/** A set of which the label is what the model says, so that both sides are right everywhere. */
function writeSet(folder: string): void {
  const lines = ['id,a,b,label']
  for (let i = 0; i < ROWS; i++) {
    const [a, b] = [((i * 37) % 101) / 25 - 2, ((i * 53) % 97) / 24 - 2]
    lines.push(`c${i},${a},${b},${chance(a, b) >= 0.5 ? 'yes' : 'no'}`)
  }
  writeFileSync(join(folder, 'test.csv'), `${lines.join('\n')}\n`)
}

function writeRecording(folder: string): void {
  const rows = readFileSync(join(folder, 'test.csv'), 'utf8').trim().split('\n').slice(1)
  const lines = rows.map((row) => {
    const [id, a, b] = row.split(',')
    return `${id},${chance(Number(a), Number(b))}`
  })
  writeFileSync(join(folder, 'old.csv'), `id,p_yes\n${lines.join('\n')}\n`)
}

function writePlan(folder: string, url: string, more: readonly string[] = []): void {
  writeFileSync(
    join(folder, 'recette.yaml'),
    [
      'recette: 1',
      'task: classification',
      'models:',
      '  old: { predictions: old.csv, id: id, score: p_yes, labels: ["no", "yes"] }',
      '  new:',
      '    labels: ["no", "yes"]',
      '    endpoint:',
      '      protocol: json',
      `      url: ${url}`,
      '      request: { cases: { each: { a: "{a}", b: "{b}" } } }',
      '      answer: scores.*',
      `      batch: ${BATCH}`,
      '      token: { env: RECETTE_TEST_TOKEN }',
      ...more.map((line) => `      ${line}`),
      'sets: { test: test.csv }',
      'columns: { id: id, label: label, positive: "yes" }',
      'criteria:',
      '  - { measure: accuracy, maxDegradation: 5 points }',
      '',
    ].join('\n'),
  )
}

function prepare(url: string, more: readonly string[] = []): string {
  const folder = temporaryFolder()
  writeSet(folder)
  writeRecording(folder)
  writePlan(folder, url, more)
  return folder
}

interface Case {
  readonly a: number
  readonly b: number
}

const casesOf = (json: unknown): readonly Case[] => (json as { cases: Case[] }).cases

function run(folder: string, args: readonly string[] = []): ReturnType<typeof runCli> {
  return runCli(['run', 'recette.yaml', '--out', 'out', ...args], { cwd: folder, env: { RECETTE_TEST_TOKEN: TOKEN } })
}

function readResult(folder: string, out = 'out'): Result {
  return resultSchema.parse(JSON.parse(readFileSync(join(folder, out, 'result.json'), 'utf8')))
}

/** Every file under a folder, with what the command printed. */
function everything(folder: string, printed: { stdout: string; stderr: string }): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return [
    printed.stdout,
    printed.stderr,
    ...files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')),
  ].join('\n')
}

const good: Handler = ({ json }, response) =>
  sendJson(response, { scores: casesOf(json).map(({ a, b }) => chance(a, b)) })

describe('a run with an endpoint', () => {
  it('gives a verdict, asks each case once, and says in the result what was called and not how one is let in', async () => {
    const server = await startServer(good)
    const folder = prepare(server.url)
    const printed = await run(folder)
    expect(printed).toMatchObject({ code: 0 })
    expect(server.requests).toHaveLength(ROWS / BATCH)
    const { models, estimates, noiseFloor } = readResult(folder)
    expect(models.new).toMatchObject({
      artifact: server.url,
      bytes: 0,
      format: 'endpoint:json',
      runtime: 'JSON over HTTP',
      trusted: false,
      mapping: {
        output: { output: 'answer', meaning: 'positive-probability', labels: ['no', 'yes'], labelsFrom: 'plan' },
      },
    })
    // The server serves the very function that the recording was made with.
    expect(estimates.find(({ measure, of }) => measure === 'accuracy' && of === 'new')?.value).toBe(1)
    expect(noiseFloor).toBeNull()
    expect(everything(folder, printed)).not.toContain(TOKEN)
  })

  it('asks nothing at all the second time, and finds the same byte for byte but for the environment', async () => {
    const server = await startServer(good)
    const folder = prepare(server.url)
    await run(folder)
    const { environment: before, ...first } = readResult(folder)
    const asked = server.requests.length
    expect((await run(folder)).code).toBe(0)
    expect(server.requests).toHaveLength(asked)
    const { environment: after, ...second } = readResult(folder)
    expect(JSON.stringify(second)).toBe(JSON.stringify(first))
    // The reader is told that these answers are not of today.
    expect(before.keptAnswers).toBeUndefined()
    expect(after.keptAnswers).toEqual({ old: 0, new: ROWS })
    const report = readFileSync(join(folder, 'out', 'report.html'), 'utf8')
    expect(report).toContain(`New model: ${ROWS} answers were kept from an earlier run, and not asked for again.`)
    // Another folder for the reports can use the same answers.
    const elsewhere = await run(folder, ['--out', 'again', '--answers', 'out/answers'])
    expect(elsewhere.code).toBe(0)
    expect(server.requests).toHaveLength(asked)
  })

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'that ends by %s half-way goes on where it stopped: each case is answered once',
    async (signal) => {
      const answered = new Map<string, number>()
      let open = 13
      const server = await startServer((request, response) => {
        // The 14th request and those after it hang, until the second run.
        if (open <= 0) return
        open--
        response.on('finish', () => {
          for (const { a, b } of casesOf(request.json)) answered.set(`${a} ${b}`, (answered.get(`${a} ${b}`) ?? 0) + 1)
        })
        return good(request, response)
      })
      const folder = prepare(server.url)
      const killed = execa(process.execPath, [CLI, 'run', 'recette.yaml', '--out', 'out'], {
        cwd: folder,
        env: { RECETTE_TEST_TOKEN: TOKEN, GITHUB_STEP_SUMMARY: '' },
        reject: false,
        stdin: 'ignore',
      })
      // Header and 13 answers.
      await until(() => storedLines(folder) === 14)
      killed.kill(signal)
      const { stdout, stderr } = await killed
      expect(existsSync(join(folder, 'out', 'result.json'))).toBe(false)
      expect(everything(folder, { stdout, stderr })).not.toContain(TOKEN)
      expect(answered.size).toBe(13 * BATCH)

      open = Infinity
      const printed = await run(folder)
      expect(printed).toMatchObject({ code: 0 })
      expect(answered.size).toBe(ROWS)
      expect([...answered.values()].every((times) => times === 1)).toBe(true)
      expect(readResult(folder).sets['test']?.compared).toBe(ROWS)
    },
  )

  it.each<[string, Handler, readonly string[], string]>([
    [
      'refuses and echoes the token',
      ({ headers }, response) => sendJson(response, { error: headers }, 403),
      [],
      'ENDPOINT_REFUSED',
    ],
    [
      'answers with the token in it',
      ({ headers, json }, response) => sendJson(response, { scores: casesOf(json).map(() => 0.5), headers }),
      [],
      'ENDPOINT_ECHOES_TOKEN',
    ],
    [
      'answers the token as a label',
      ({ json }, response) => sendJson(response, { scores: casesOf(json).map(() => TOKEN) }),
      [],
      'ENDPOINT_ECHOES_TOKEN',
    ],
    [
      'sends on to an address with the token',
      (_, response) => void response.writeHead(302, { location: `https://example.com/?t=${TOKEN}` }).end(),
      [],
      'ENDPOINT_REDIRECTED',
    ],
    ['stalls', () => {}, ['timeout: 500 ms'], 'ENDPOINT_TIMEOUT'],
    [
      'answers fewer rows, with the token in a header',
      ({ json }, response) => {
        response.setHeader('x-echo', TOKEN)
        sendJson(response, {
          scores: casesOf(json)
            .slice(1)
            .map(() => 0.5),
        })
      },
      [],
      'ENDPOINT_BAD_ANSWER',
    ],
    ['fails for ever', (_, response) => sendJson(response, { trace: TOKEN }, 500), ['retries: 1'], 'ENDPOINT_REFUSED'],
  ])(
    'of a server that %s could not run, with a report, and without the token anywhere',
    async (_, handler, more, code) => {
      const server = await startServer(handler)
      const folder = prepare(server.url, more)
      // With the stack of every error, which says the most.
      const printed = await runCli(['--verbose', 'run', 'recette.yaml', '--out', 'out'], {
        cwd: folder,
        env: { RECETTE_TEST_TOKEN: TOKEN },
      })
      expect(printed.code).toBe(4)
      const { verdict, problems } = readResult(folder)
      expect(verdict.status).toBe('could-not-run')
      expect(problems).toMatchObject([{ code, of: 'new', set: 'test' }])
      expect(everything(folder, printed)).not.toContain(TOKEN)
      expect(existsSync(join(folder, 'out', 'report.html'))).toBe(true)
    },
  )

  it('without its token in the environment is refused before anything is asked or written, and the variable is named', async () => {
    const server = await startServer(good)
    const folder = prepare(server.url)
    const printed = await runCli(['run', 'recette.yaml', '--out', 'out'], { cwd: folder })
    expect(printed.code).toBe(2)
    expect(existsSync(join(folder, 'out', 'result.json'))).toBe(false)
    expect(printed.stderr).toContain(
      "the environment variable RECETTE_TEST_TOKEN, which should hold the endpoint's token, is not set.",
    )
    expect(server.requests).toEqual([])
  })

  it('as both sides asks each case once for each side', async () => {
    const server = await startServer(good)
    const folder = prepare(server.url)
    const plan = readFileSync(join(folder, 'recette.yaml'), 'utf8')
    const side = plan.slice(plan.indexOf('    labels:'), plan.indexOf('sets:'))
    writeFileSync(join(folder, 'recette.yaml'), plan.replace(/ {2}old: .*\n/, `  old:\n${side}`))
    const printed = await run(folder)
    expect(printed).toMatchObject({ code: 0 })
    expect(server.requests).toHaveLength((2 * ROWS) / BATCH)
  })
})
