import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sendJson, startServer, type RunningServer } from '../models/endpoint/startServer.js'
import { runCli, temporaryFolder } from './runCli.js'

/** A server that speaks the Open Inference Protocol v2 and tells of its model; it has no business with cases here. */
function startOip(): Promise<RunningServer> {
  return startServer(({ path }, response) => {
    if (path !== '/v2/models/churn') return sendJson(response, { error: 'no such model' }, 404)
    sendJson(response, {
      name: 'churn',
      versions: ['3'],
      platform: 'onnx',
      inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 2] }],
      outputs: [{ name: 'p', datatype: 'FP32', shape: [-1, 2] }],
    })
  })
}

describe('a model on a server, named on the command line', () => {
  it('is inspected by what the server says of it, and no case is sent', async () => {
    const server = await startOip()
    const run = await runCli(['inspect', `oip-v2:${server.url}#churn`])
    expect(run.code, run.stderr).toBe(0)
    expect(run.stdout).toContain(`${server.url} churn: a model that is called`)
    expect(run.stdout).toContain('takes    x  float32 [?, 2]')
    expect(run.stdout).toContain('gives    p  float32 [?, 2]')
    expect(server.requests.every(({ method }) => method === 'GET')).toBe(true)
  })

  it('is drafted as an endpoint, with the labels that were guessed and the variable of its token, which is nowhere written', async () => {
    const server = await startOip()
    const cwd = temporaryFolder()
    const rows = Array.from({ length: 20 }, (_, i) => `${i % 7},3.5,${i % 2 === 0 ? 'no' : 'yes'}`)
    writeFileSync(join(cwd, 'set.csv'), `a,b,late\n${rows.join('\n')}\n`)
    const address = `oip-v2:${server.url}#churn`
    const run = await runCli(
      ['init', '--old', address, '--new', address, '--set', 'set.csv', '--label', 'late', '--token-old', 'OLD_TOKEN'],
      { cwd, env: { OLD_TOKEN: 'tok-0123456789abcdef' } },
    )
    expect(run.code, run.stderr).toBe(0)
    const plan = readFileSync(join(cwd, 'recette.yaml'), 'utf8')
    expect(plan).toContain(
      `    endpoint: { protocol: oip-v2, url: "${server.url}", model: churn, token: { env: OLD_TOKEN } }\n`,
    )
    expect(plan).toContain('    labels: ["no", "yes"]   # guessed')
    expect(plan + run.stdout).not.toContain('tok-0123456789abcdef')
    expect(server.requests.some(({ headers }) => headers.authorization === 'Bearer tok-0123456789abcdef')).toBe(true)
  })

  it('is tried by doctor, whose exit code says whether it answers', async () => {
    const server = await startOip()
    const found = await runCli(['doctor', `oip-v2:${server.url}#churn`])
    expect(found.code, found.stderr).toBe(0)
    expect(found.stdout).toMatch(/✔ http.* churn: answers, .*takes x; gives p/)
    const missing = await runCli(['doctor', `oip-v2:${server.url}#other`])
    expect(missing.code).toBe(4)
    expect(missing.stdout).toMatch(/– http.* other: /)
  })

  it.each([
    ['https://models.example', 'does not say which protocol is spoken there'],
    ['ftp2:https://models.example', 'There is no protocol "ftp2".'],
    ['json:https://models.example', 'does not say what it takes and gives'],
    ['oip-v2:https://user:hunter2@models.example', 'holds a user name, a password or a key'],
    ['oip-v2:https://models.example/v2/models/churn', 'is not the root of the server'],
  ])('is refused where it cannot be looked at: %s', async (address, why) => {
    const run = await runCli(['inspect', address])
    expect(run.code).toBe(2)
    expect(run.stderr).toContain(why)
    expect(run.stderr).not.toContain('hunter2')
  })
})
