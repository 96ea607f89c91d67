import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, readFile, readlink, truncate, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RecetteError } from '../../src/core/errors.js'
import { nodeHost } from '../../src/models/hostProgram.js'
import { ModelRowError } from '../../src/models/rowError.js'
import {
  FIXTURES,
  floats,
  isHostOf,
  openFixture,
  runningHosts,
  someCases,
  specOf,
  temporaryFolder,
  failure,
} from './fixtures.js'
import { findModel } from '../../src/models/findModel.js'
import type { Model } from '../../src/models/model.js'
import { writeOnnx } from './writeOnnx.js'

const CLI = join(import.meta.dirname, '../../dist/cli/main.js')
const linux = process.platform === 'linux'
const MIB = 2 ** 20

async function openBytes(name: string, change: (path: string) => Promise<void>): Promise<Model> {
  const folder = await temporaryFolder()
  const path = join(folder, name)
  await cp(join(FIXTURES, name), path, { recursive: true })
  await change(path)
  const source = await findModel(specOf('', { artifact: { path, shown: `delivery/${name}` } }))
  return source.open({})
}

afterEach(() => {
  // Whatever went wrong, nothing is left behind.
  if (linux && runningHosts().length > 0) throw new Error(`hosts are still running: ${runningHosts().join(', ')}`)
})

describe('a machine without room for a host', () => {
  it('is told so, with where to make room', async () => {
    vi.stubEnv('TMPDIR', join(await temporaryFolder(), 'gone'))
    const error = await failure(openFixture('mlp.onnx'))
    vi.unstubAllEnvs()
    expect(error.code).toBe('HOST_NO_SCRATCH')
    expect(error.hint).toContain('TMPDIR')
  })
})

describe('an artifact that cannot be loaded', () => {
  it.each([500, 1000, 1830])('is named with the reason when it is cut off after %i bytes', async (bytes) => {
    const error = await failure(openBytes('mlp.onnx', (path) => truncate(path, bytes)))
    expect(error.code).toBe('MODEL_UNREADABLE')
    expect(error.message).toMatch(/^new \(onnx\): delivery\/mlp\.onnx cannot be /)
    expect(error.message).not.toContain(tmpdir())
    expect(error.hint).toMatch(/sha256/)
  })

  it('is named with the reason when its bytes are not a model', async () => {
    const error = await failure(openBytes('mlp.onnx', (path) => writeFile(path, Buffer.alloc(5000, 0xa5))))
    expect(error).toMatchObject({ code: 'MODEL_UNREADABLE' })
    expect(error.message).toContain('delivery/mlp.onnx')
  })

  it('lacks a weight file, which is named', async () => {
    const error = await failure(openBytes('tfjs-layers', (path) => rm(join(path, 'group1-shard2of2.bin'))))
    expect(error.code).toBe('MODEL_WEIGHTS_MISSING')
    expect(error.message).toBe(
      'new (tfjs-layers): delivery/tfjs-layers: the weight file "group1-shard2of2.bin" that its model.json names is missing.',
    )
  })

  it('has weight files of the wrong length, which are named with both lengths', async () => {
    const error = await failure(openBytes('tfjs-layers', (path) => truncate(join(path, 'group1-shard2of2.bin'), 100)))
    expect(error.code).toBe('MODEL_UNREADABLE')
    // 1,000 bytes in the first shard and 100 in the second; (20 * 16 + 16 + 16 * 3 + 3) weights of 4 bytes are 1,548.
    expect(error.message).toContain(
      'group1-shard1of2.bin, group1-shard2of2.bin hold 1100 bytes, but model.json describes 1548',
    )
  })

  it('may not name weight files outside its folder', async () => {
    const error = await failure(
      openBytes('tfjs-graph', async (path) => {
        const file = join(path, 'model.json')
        await writeFile(file, (await readFile(file, 'utf8')).replace('group1-shard1of1.bin', '../../etc/passwd'))
      }),
    )
    expect(error.message).toContain('outside its folder: "../../etc/passwd"')
  })

  it('uses a layer that TF.js does not know, which is named', async () => {
    const error = await failure(
      openBytes('tfjs-layers', async (path) => {
        const file = join(path, 'model.json')
        await writeFile(file, (await readFile(file, 'utf8')).replace('"Dense"', '"Lambda"'))
      }),
    )
    expect(error.code).toBe('MODEL_UNREADABLE')
    expect(error.message).toContain('Lambda')
  })
})

describe('a host that fails', () => {
  it.runIf(linux).each(['SIGKILL', 'SIGSEGV', 'SIGABRT'] as const)(
    'by %s in mid-run is told as a crash with the signal, and every waiting call hears of it',
    async (signal) => {
      await using model = await openFixture('endless.onnx')
      const calls = [model.predict([floats('x', [1, 1], [1])]), model.predict([floats('x', [2, 1], [1, 2])])]
      await sleep(200)
      process.kill(runningHosts()[0]!, signal)
      const errors = await Promise.all(calls.map(failure))
      for (const error of errors) {
        expect(error).toMatchObject({ code: 'MODEL_CRASHED', kind: 'run' })
        expect(error.message).toContain(
          `new (onnx): the host process ended by signal ${signal} while answering a batch of 1 cases.`,
        )
      }
      expect(await failure(model.predict([floats('x', [1, 1], [1])]))).toBe(errors[0])
    },
  )

  it.runIf(linux)('while a large batch is still being sent is told as a crash, not as a broken pipe', async () => {
    await using model = await openFixture('mlp.onnx')
    const [pid] = runningHosts()
    process.kill(pid!, 'SIGSTOP')
    // 16 MB, of which a pipe holds a fraction: a stopped host takes none of it.
    const call = model.predict([someCases(model.signature.inputs[0]!, 200_000)])
    setTimeout(() => process.kill(pid!, 'SIGKILL'), 100)
    const error = await failure(call)
    expect(error.code).toBe('MODEL_CRASHED')
    expect(error.message).toContain('while answering a batch of 200000 cases')
  })

  it('at nothing, because a call of another shape is refused before it is sent, answers the next', async () => {
    const { openInHost } = await import('../../src/models/hostModel.js')
    await using model = await openInHost(specOf('log.onnx'), 'onnx', nodeHost(2 ** 30), 'old (onnx)', undefined)
    await model.predict([floats('x', [1, 1], [1])])
    await expect(model.predict([floats('x', [1, 2], [1, 1])])).rejects.toThrow(/must not change/)
    const { outputs } = await model.predict([floats('x', [1, 1], [1])])
    expect(Array.from(outputs[0]!.data as Float32Array)).toEqual([0])
  })

  it.runIf(linux)('between two batches is told at the next', async () => {
    await using model = await openFixture('mlp.onnx')
    const inputs = [someCases(model.signature.inputs[0]!, 10)]
    await model.predict(inputs)
    process.kill(runningHosts()[0]!, 'SIGKILL')
    expect(await failure(model.predict(inputs))).toMatchObject({ code: 'MODEL_CRASHED' })
  })

  it('to answer in time is stopped', async () => {
    await using model = await openFixture('endless.onnx', { timeoutMs: 1_500 })
    const error = await failure(model.predict([floats('x', [1, 1], [1])]))
    expect(error.code).toBe('MODEL_TIMEOUT')
    expect(error.message).toBe(
      'new (onnx): no answer within 1.5 s while answering a batch of 1 cases; the host was stopped.',
    )
  })

  it('is given as long as the plan says, also longer than a timer can wait', async () => {
    // 40 days: more than 2^31 milliseconds, at which a timer of Node would go off at once.
    await using model = await openFixture('mlp.onnx', { timeoutMs: 40 * 86_400_000 })
    expect(model.signature.inputs).toHaveLength(1)
  })

  it('to load in time is stopped', async () => {
    const error = await failure(openFixture('mlp.onnx', { timeoutMs: 1 }))
    expect(error.message).toContain('while loading delivery/mlp.onnx')
  })

  it('by taking more memory than its limit is stopped, with both numbers', async () => {
    await using model = await openFixture('hoarder.onnx', { memoryBytes: 600 * MIB })
    const error = await failure(model.predict([floats('x', [1, 1], [1])]))
    expect(error.code).toBe('MODEL_OUT_OF_MEMORY')
    const [, used] = /held (\d+) MiB of memory .* more than its limit of 600 MiB/.exec(error.message)!
    expect(Number(used)).toBeGreaterThan(600)
    // Ten looks a second: far from the 8 GiB that it would take.
    expect(Number(used)).toBeLessThan(3000)
  })

  it('inside the runtime is told with the runtime’s words', async () => {
    // The bare model: what the guard would refuse goes through to onnxruntime.
    const { openInHost } = await import('../../src/models/hostModel.js')
    await using model = await openInHost(specOf('mlp.onnx'), 'onnx', nodeHost(2 ** 30), 'old (onnx)', undefined)
    const error = await failure(model.predict([floats('features', [1, 7], [1, 2, 3, 4, 5, 6, 7])]))
    expect(error.code).toBe('MODEL_FAILED')
    expect(error.message).toMatch(/^old \(onnx\): row 1 of the set: the artifact failed: .*features.*/)
  })

  it('at one case of many names its row of the set, and no row when all cases fail', async () => {
    // A table of three entries, looked up by the input: 5 is not in it.
    const bytes = writeOnnx({
      inputs: [{ name: 'place', shape: [] }],
      outputs: [{ name: 'found', shape: [] }],
      weights: [{ name: 'table', shape: [3], values: [10, 20, 30] }],
      nodes: [
        { op: 'Cast', from: ['place'], to: ['index'], with: { to: 7 } },
        { op: 'Gather', from: ['table', 'index'], to: ['found'] },
      ],
    })
    const path = join(await temporaryFolder(), 'lookup.onnx')
    await writeFile(path, bytes)
    const ask = async (values: readonly number[]): Promise<RecetteError> => {
      await using model = await openFixture('lookup.onnx', { artifact: { path, shown: 'lookup.onnx' } })
      return await failure(model.predict([floats('place', [values.length], values)], undefined, 1000))
    }
    const places = Array.from({ length: 500 }, (_, i) => i % 3)
    const one = await ask(places.with(321, 5))
    expect(one).toBeInstanceOf(ModelRowError)
    // The first of the batch is row 1001 of the set, counted from 1.
    expect(one.message).toMatch(
      /^new \(onnx\): row 1322 of the set: the artifact failed: .*indices element out of data bounds/s,
    )
    expect(one).toMatchObject({ row: 1321 })
    const all = await ask(places.map(() => 5))
    expect(all).not.toBeInstanceOf(ModelRowError)
    expect(all.message).toMatch(/^new \(onnx\): the artifact failed/)
  })
})

describe('the guard', () => {
  it('names output, value and row of a NaN', async () => {
    await using model = await openFixture('log.onnx')
    const values = Array.from({ length: 100 }, (_, i) => (i === 42 ? -1 : i + 1))
    const error = await failure(model.predict([floats('x', [100, 1], values)], ['y'], 2000))
    expect(error).toBeInstanceOf(ModelRowError)
    expect(error).toMatchObject({ code: 'MODEL_OUTPUT_NOT_FINITE', row: 2042 })
    expect(error.message).toBe('new (onnx): output "y" is NaN for row 2043 of the set (row 43 of its batch).')
  })

  it('names an infinity too', async () => {
    await using model = await openFixture('log.onnx')
    const error = await failure(model.predict([floats('x', [2, 1], [1, 0])]))
    expect(error.message).toContain('output "y" is -Infinity for row 2 of the set')
  })

  it('refuses inputs of the wrong name, shape or type, and says what the model takes', async () => {
    await using model = await openFixture('mlp.onnx')
    const features = Array.from({ length: 20 }, () => 0)
    expect((await failure(model.predict([floats('feature', [1, 20], features)]))).message).toMatch(
      /new \(onnx\): input "features" is missing/,
    )
    expect((await failure(model.predict([floats('features', [1, 4, 5], features)]))).message).toBe(
      'new (onnx): input "features" has shape [1, 4, 5], but the model takes [?, 20].',
    )
    const wide = { name: 'features', dtype: 'float64', shape: [1, 20], data: new Float64Array(20) } as const
    expect((await failure(model.predict([wide]))).message).toBe(
      'new (onnx): input "features" is float64, but the model takes float32.',
    )
    const both = [floats('features', [1, 20], features), floats('featurs', [1, 20], features)]
    expect((await failure(model.predict(both))).message).toMatch(/no input "featurs"; .*Did you mean "features"\?/)
  })

  it('refuses an output that has not one answer a case', async () => {
    await using model = await openFixture('one-answer.onnx')
    const error = await failure(model.predict([floats('x', [3, 2], [1, 2, 3, 4, 5, 6])]))
    expect(error.code).toBe('MODEL_OUTPUT_MISMATCH')
    expect(error.message).toContain('output "y" has shape [1, 2] for a batch of 3 cases')
  })

  it('never takes no cases for an answer', async () => {
    await using model = await openFixture('mlp.onnx')
    await expect(model.predict([floats('features', [0, 20], [])])).rejects.toThrow(/about no cases/)
  })
})

describe('a run that is stopped', () => {
  it('stops its hosts at once, in mid-answer and in mid-load', async () => {
    const running = new AbortController()
    await using model = await openFixture('endless.onnx', {}, running.signal)
    const call = model.predict([floats('x', [1, 1], [1])])
    const reason = new Error('Ctrl-C')
    setTimeout(() => running.abort(reason), 100)
    await expect(call).rejects.toBe(reason)

    const loading = new AbortController()
    const opening = openFixture('mlp.onnx', {}, loading.signal)
    setTimeout(() => loading.abort(reason), 20)
    await expect(opening).rejects.toBe(reason)
    await expect(openFixture('mlp.onnx', {}, AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  it.runIf(linux).each(['SIGKILL', 'SIGTERM', 'exit'])(
    'by %s of the parent leaves no host, not even one caught in a loop, and no scratch folder that the next run does not remove',
    async (how) => {
      const parent = spawn(
        process.execPath,
        ['--input-type=module', '--eval', PARENT, join(FIXTURES, 'endless.onnx'), how],
        {
          cwd: join(import.meta.dirname, '..', '..'),
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      await once(parent.stdout, 'data')
      const hosts = await hostsOf(parent.pid!)
      expect(hosts).toHaveLength(2)
      const folders = await Promise.all(hosts.map((pid) => readlink(`/proc/${pid}/cwd`)))
      if (how !== 'exit') parent.kill(how as NodeJS.Signals)
      else await once(parent, 'exit')
      for (let i = 0; i < 40 && hosts.some(isAlive); i++) await sleep(100)
      expect(hosts.filter(isAlive)).toEqual([])
      // Where the kernel itself ends a sandbox with its parent, nobody is left to tidy up.
      await promisify(execFile)(process.execPath, [CLI, 'inspect', join(FIXTURES, 'log.onnx')])
      expect(folders.filter((folder) => existsSync(folder))).toEqual([])
    },
  )
})

/** Two hosts, one idle and one in its endless loop; says so, and waits (or ends by itself). */
const PARENT = `
import { findModel } from './dist/models/findModel.js'
const [path, how] = process.argv.slice(1)
const spec = { kind: 'artifact', side: 'old', artifact: { path, shown: 'x' }, timeoutMs: 60_000, memoryBytes: 2 ** 31 }
const open = async () => (await findModel(spec)).open({})
const models = await Promise.all([open(), open()])
models[0].predict([{ name: 'x', dtype: 'float32', shape: [1, 1], data: new Float32Array(1) }]).catch(() => {})
setTimeout(() => process.stdout.write('looping'), 300)
setTimeout(() => process.exit(0), how === 'exit' ? 700 : 60_000)
`

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function hostsOf(parent: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ls', ['/proc'])
  return stdout
    .split('\n')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isHostOf(pid, parent))
}

describe('a host’s surroundings', () => {
  it.runIf(linux)(
    'hold no variable of ours, a scratch folder of its own, and no network where that can be',
    async () => {
      process.env['RECETTE_TEST_SECRET'] = 'do not tell'
      const model = await openFixture('mlp.onnx')
      const [pid] = runningHosts()
      const environment = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0').filter((line) => line !== '')
      const folder = await readlink(`/proc/${pid}/cwd`)
      const network = await readlink(`/proc/${pid}/ns/net`)
      const isolation = model.isolation
      await model[Symbol.asyncDispose]()
      delete process.env['RECETTE_TEST_SECRET']
      // PWD is the sandbox's own word.
      const names = environment.map((line) => line.split('=')[0]!).filter((name) => name !== 'PWD')
      expect(names.sort()).toEqual(['HOME', 'LANG', 'ORT_DISABLE_TELEMETRY', 'PATH', 'TEMP', 'TMP', 'TMPDIR'])
      expect(environment).toContain(`HOME=${folder}`)
      expect(folder).toMatch(/recette-host-/)
      expect(network === (await readlink('/proc/self/ns/net'))).toBe(!isolation.includes('no-network'))
      expect(existsSync(folder)).toBe(false)
    },
  )
})
