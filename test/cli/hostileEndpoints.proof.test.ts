import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sendJson, startServer } from '../models/endpoint/startServer.js'
import { layEndpoint, PROTOCOLS, scoresOf, serve, TOKEN, type Spoiler } from './endpointServers.js'
import { readResult } from './handover.js'
import { runCli } from './runCli.js'

const SHORT = ['timeout: 700 ms', 'retries: 0']

/** Answers with the good scores, changed. */
function changed(change: (scores: unknown[]) => unknown[]): Spoiler {
  return (spoken, { json }, response) => sendJson(response, spoken.wrap(change(scoresOf(spoken, json))))
}

/** The good answer as text, changed. */
function rewritten(change: (text: string) => string): Spoiler {
  return (spoken, { json }, response) => void response.end(change(JSON.stringify(spoken.wrap(scoresOf(spoken, json)))))
}

const deepen = (value: unknown): unknown => (Array.isArray(value) ? value.map(deepen) : [[value]])

const HOSTILE: readonly [string, Spoiler, RegExp][] = [
  ['stalls', () => {}, /^ENDPOINT_TIMEOUT$/],
  [
    'drips',
    (_, __, response) => {
      const drip = setInterval(() => void response.write(' '), 50)
      response.on('close', () => clearInterval(drip))
    },
    /^ENDPOINT_TIMEOUT$/,
  ],
  [
    'floods',
    (_, __, response) => {
      const block = Buffer.alloc(1 << 20, 0x20)
      const more = (): void => {
        while (!response.destroyed && response.write(block));
        response.once('drain', more)
      }
      more()
    },
    /^ENDPOINT_(FLOOD|TIMEOUT)$/,
  ],
  [
    'promises more bytes than it sends',
    (_, __, response) => {
      response.writeHead(200, { 'content-length': '100000' }).write('{')
      setTimeout(() => response.socket?.destroy(), 30)
    },
    /^ENDPOINT_UNREACHABLE$/,
  ],
  [
    'promises fewer bytes than it sends',
    (spoken, { json }, response) =>
      void response.socket!.end(
        `HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n${JSON.stringify(spoken.wrap(scoresOf(spoken, json)))}`,
      ),
    /^ENDPOINT_(BAD_ANSWER|UNREACHABLE)$/,
  ],
  ['hangs up', (_, __, response) => void response.socket!.destroy(), /^ENDPOINT_UNREACHABLE$/],
  ['answers fewer rows', changed((scores) => scores.slice(1)), /^ENDPOINT_BAD_ANSWER$/],
  ['answers more rows', changed((scores) => [...scores, scores[0]]), /^ENDPOINT_BAD_ANSWER$/],
  ['answers nothing', changed(() => []), /^ENDPOINT_BAD_ANSWER$/],
  ['answers NaN', rewritten((text) => text.replaceAll(/0\.\d+/g, 'NaN')), /^ENDPOINT_BAD_ANSWER$/],
  ['answers null', rewritten((text) => text.replaceAll(/0\.\d+/g, 'null')), /^(ENDPOINT_BAD_ANSWER|MODEL_\w+)$/],
  ['answers texts', rewritten((text) => text.replaceAll(/0\.\d+/g, '"high"')), /^(ENDPOINT_BAD_ANSWER|MODEL_\w+)$/],
  ['answers infinity', rewritten((text) => text.replaceAll(/0\.\d+/g, '1e999')), /^(ENDPOINT_BAD_ANSWER|MODEL_\w+)$/],
  [
    'nests one of its answers',
    changed((scores) => scores.map((score, i) => (i === 1 ? deepen(score) : score))),
    /^(ENDPOINT_BAD_ANSWER|MODEL_\w+)$/,
  ],
  ['answers five scores a case', changed((s) => s.map(() => [0.2, 0.2, 0.2, 0.2, 0.2])), /./],
  ['answers an empty object', (_, __, response) => sendJson(response, {}), /^ENDPOINT_BAD_ANSWER$/],
  ['answers a page', (_, __, response) => void response.end('<html>Sign in</html>'), /^ENDPOINT_BAD_ANSWER$/],
]

describe.each(PROTOCOLS.map((spoken) => [spoken.name, spoken] as const))('a %s endpoint that', (_, spoken) => {
  it.each(HOSTILE)('%s could not run, with a report, a reason and a next step', async (__, spoil, code) => {
    const server = await startServer(serve(spoken, spoil))
    const folder = layEndpoint(spoken, server.url, SHORT)
    const { stderr, ...printed } = await runCli(['run', 'recette.yaml', '--out', 'out'], {
      cwd: folder,
      env: { RECETTE_TEST_TOKEN: TOKEN },
    })
    expect(printed.code, stderr).toBe(4)
    const { verdict, findings, problems } = readResult(join(folder, 'out'))
    expect(verdict.status).toBe('could-not-run')
    expect(findings.map(({ status }) => status)).not.toContain('pass')
    expect(problems[0]).toMatchObject({ of: 'new', code: expect.stringMatching(code) as string })
    expect(stderr).toMatch(/^✖ new \(http.*\n→ ./m)
    expect(stderr).not.toMatch(/bug in Recette|^ +at .*\.js:/m)
    expect(existsSync(join(folder, 'out', 'report.html'))).toBe(true)
  })
})
