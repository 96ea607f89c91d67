import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { RecetteError } from '../../src/core/errors.js'
import { canSandbox } from '../../src/models/bubblewrap.js'
import { findModel } from '../../src/models/findModel.js'
import { isolationHere } from '../../src/models/isolation.js'
import type { Model } from '../../src/models/model.js'
import { FIXTURES, floats, openFixture, runningHosts, specOf, temporaryFolder, failure } from './fixtures.js'

const sandbox = await canSandbox()
const MIB = 2 ** 20

/** Opens a model whose preparation is this code: what hostile code in a host can do, JavaScript can show. */
async function openWith(body: string, more: { memoryBytes?: number } = {}): Promise<Model> {
  const folder = await temporaryFolder()
  const path = join(folder, 'hostile.mjs')
  await writeFile(
    path,
    `export const inputs = [{ name: 'x', dtype: 'float64' }]\nexport async function prepare() {\n${body}\n}\n`,
  )
  const prepare = { file: { path, shown: 'hostile.mjs' }, files: [] }
  return (await findModel(specOf('log.onnx', { prepare, ...more }))).open({})
}

/** What that code says it found, as JSON. */
async function found(body: string): Promise<unknown> {
  await using model = await openWith(
    `const find = async () => {\n${body}\n}\nthrow new Error('found ' + JSON.stringify(await find()))`,
  )
  const error = await failure(model.predict([{ name: 'x', dtype: 'float64', shape: [1], data: new Float64Array(1) }]))
  return JSON.parse(/found (.*)$/s.exec(error.message)![1]!)
}

/** A file of the user's own somewhere, gone when the test is. */
async function secretIn(parent: string): Promise<string> {
  const folder = await mkdtemp(join(parent, '.recette-secret-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'secret.txt')
  await writeFile(path, 'do not tell')
  return path
}

describe.runIf(sandbox)('a host in a sandbox (bubblewrap)', () => {
  it('says so', async () => {
    await using model = await openFixture('mlp.onnx')
    expect(model.isolation).toEqual([
      'clean-environment',
      'memory-limit',
      'time-limit',
      'no-network',
      'private-files',
      'private-processes',
    ])
  })

  it('reads no file of the user: not in the home folder, not among temporary files, not beside the artifact, not in the checkout', async () => {
    const secrets = await Promise.all([homedir(), tmpdir(), FIXTURES, join(FIXTURES, '../../..')].map(secretIn))
    for (const path of secrets) expect(await readFile(path, 'utf8')).toBe('do not tell')
    const seen = await found(
      `const { readFileSync, readdirSync } = await import('node:fs')
       const attempt = (work) => { try { return work() } catch (error) { return error.code } }
       return {
         secrets: ${JSON.stringify(secrets)}.map((path) => attempt(() => readFileSync(path, 'utf8'))),
         artifacts: attempt(() => readdirSync(${JSON.stringify(FIXTURES)})),
         home: attempt(() => readdirSync(${JSON.stringify(homedir())})),
         shadow: attempt(() => readFileSync('/etc/shadow', 'utf8')),
         run: attempt(() => readdirSync('/run')),
       }`,
    )
    expect(seen).toMatchObject({
      secrets: ['ENOENT', 'ENOENT', 'ENOENT', 'ENOENT'],
      // The one that was asked for.
      artifacts: ['log.onnx'],
      shadow: 'ENOENT',
      run: 'ENOENT',
    })
    expect((seen as { home: unknown }).home).not.toContain('.profile')
  })

  it('writes to its own scratch folder, and to nothing else', async () => {
    const folder = await temporaryFolder()
    const places = [
      folder,
      FIXTURES,
      homedir(),
      '/',
      '/usr',
      '/etc',
      '/var/tmp',
      '/dev',
      process.execPath,
      '/proc/sys/kernel/hostname',
    ]
    const outcome = await found(
      `const { appendFileSync, statSync, readFileSync } = await import('node:fs')
       const attempt = (path) => {
         try { appendFileSync(statSync(path).isDirectory() ? path + '/touched' : path, 'x'); return 'written' } catch (error) { return error.code }
       }
       const own = [process.cwd(), '/tmp', '/dev/shm'].map(attempt)
       return { places: ${JSON.stringify(places)}.map(attempt), own, artifact: attempt(${JSON.stringify(join(FIXTURES, 'log.onnx'))}) }`,
    )
    const { places: others, own, artifact } = outcome as { places: string[]; own: string[]; artifact: string }
    // What lies below /tmp (a checkout may) stands in the host's own /tmp if anywhere: it may write there, and nobody sees it.
    const shared = places.filter((place) => !place.startsWith('/tmp/'))
    expect(shared.filter((place) => others[places.indexOf(place)] === 'written')).toEqual([])
    expect(await readdir(FIXTURES)).not.toContain('touched')
    expect(artifact).toBe('EROFS')
    expect(own).toEqual(['written', 'written', 'written'])
    expect(await readdir(folder)).toEqual([])
    expect(await readdir('/dev/shm')).not.toContain('touched')
    expect(await readdir('/tmp')).not.toContain('touched')
  })

  it('sees no process but its own, has no privilege, and reaches no network', async () => {
    const seen = await found(
      `const { readdirSync, readFileSync } = await import('node:fs')
       const { createConnection } = await import('node:net')
       const connected = await new Promise((resolve) => {
         const socket = createConnection({ host: '1.1.1.1', port: 53 })
         socket.once('connect', () => resolve('connected')).once('error', (error) => resolve(error.code))
       })
       const attempt = (pid) => { try { return process.kill(pid, 0) } catch (error) { return error.code } }
       return {
         processes: readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).length,
         parent: attempt(${process.pid}),
         capabilities: /CapEff:\\s+(\\w+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1],
         connected,
       }`,
    )
    expect(seen).toEqual({ processes: 2, parent: 'ESRCH', capabilities: '0000000000000000', connected: 'ENETUNREACH' })
  })

  it('is measured itself, not the sandbox around it', async () => {
    await using model = await openFixture('mlp.onnx')
    await model.predict([
      floats(
        'features',
        [1, 20],
        Array.from({ length: 20 }, () => 0),
      ),
    ])
    const [pid] = runningHosts()
    const peak = /VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))![1]
    // Node alone takes some 40 MiB; the sandbox's own processes one each.
    expect(model.peakMemoryBytes()).toBeGreaterThan(40 * MIB)
    expect(Math.abs(model.peakMemoryBytes() - Number(peak) * 1024)).toBeLessThan(8 * MIB)
  })

  it('cannot put its memory into processes of its own, nor where no process holds it', async () => {
    await using model = await openWith(
      `const { spawn } = await import('node:child_process')
       const hoard = "const kept = []; setInterval(() => kept.push(new Uint8Array(2 ** 25).fill(1)), 20)"
       spawn(process.execPath, ['-e', hoard])
       return new Promise(() => {})`,
      { memoryBytes: 500 * MIB },
    )
    const error = await failure(model.predict([{ name: 'x', dtype: 'float64', shape: [1], data: new Float64Array(1) }]))
    expect(error.code).toBe('MODEL_OUT_OF_MEMORY')
  })
})

describe('what keeps hosts apart', () => {
  it('may be named: less than the machine could do, or what it must do', async () => {
    const named = async (name: string): Promise<readonly string[] | RecetteError> => {
      process.env['RECETTE_ISOLATION'] = name
      try {
        return await isolationHere()
      } catch (error) {
        return error as RecetteError
      } finally {
        delete process.env['RECETTE_ISOLATION']
      }
    }
    expect(await named('none')).toEqual(['clean-environment', 'memory-limit', 'time-limit'])
    const asked = await named('bubblewrap')
    const kept = asked instanceof RecetteError ? asked.code : asked.includes('private-files')
    expect(kept).toBe(sandbox || 'HOST_NOT_ISOLATED')
    expect(await named('bwrap')).toMatchObject({ code: 'HOST_NOT_ISOLATED', kind: 'usage' })
  })

  it.each(['none', 'unshare'])('and runs a model with %s, or says that the kernel does not allow it', async (name) => {
    process.env['RECETTE_ISOLATION'] = name
    const outcome = await openFixture('log.onnx').then(
      async (model) => {
        const { outputs } = await model.predict([floats('x', [1, 1], [1])])
        await model[Symbol.asyncDispose]()
        return Array.from(outputs[0]!.data as Float32Array).join()
      },
      (error: unknown) => (name === 'none' ? error : (error as RecetteError).code),
    )
    delete process.env['RECETTE_ISOLATION']
    expect(['0', 'HOST_NOT_ISOLATED']).toContain(outcome)
  })
})
