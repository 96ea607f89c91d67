import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch, Field } from '../../../src/core/batch.js'
import type { ColumnUse } from '../../../src/core/spec.js'
import { openSet } from '../../../src/data/openSet.js'
import { answersFolder, failure, numbersOf, open, specOf, storedText } from './ask.js'

/**
 * MLServer and MLflow's scoring server themselves, with models of scikit-learn: `harness/endpoints/setup.sh` installs them, and
 * RECETTE_ENDPOINTS_PYTHON names the Python that has them.
 */
const python = process.env['RECETTE_ENDPOINTS_PYTHON'] ?? ''
const why = python === '' ? ' (skipped: RECETTE_ENDPOINTS_PYTHON does not name a Python with MLServer and MLflow)' : ''

const NUMBERS: readonly ColumnUse[] = ['age', 'income', 'distance', 'visits'].map((column) => ({ column }))
const children: ChildProcess[] = []
let folder = ''
let mlserver = ''
let mlflow = ''
let expected: { probabilities: [number, number][]; labels: string[] }
let fields: readonly Field[]
let batch: Batch

beforeAll(async () => {
  if (python === '') return
  folder = mkdtempSync(join(tmpdir(), 'recette-servers-'))
  const script = join(import.meta.dirname, '../../../harness/endpoints/makeModels.py')
  execFileSync(python, [script, folder], { stdio: 'pipe' })
  expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as typeof expected
  const set = await openSet({
    name: 'test',
    role: 'test',
    file: { path: join(folder, 'cases.csv'), shown: 'cases.csv' },
  })
  fields = set.fields.filter(({ name }) => name !== 'id' && name !== 'label')
  for await (const one of set.batches()) batch = one
  const [oip, grpc, metrics, scoring] = await freePorts(4)
  mlserver = `http://127.0.0.1:${oip}`
  mlflow = `http://127.0.0.1:${scoring}`
  start('mlserver', ['start', join(folder, 'oip')], {
    MLSERVER_HOST: '127.0.0.1',
    MLSERVER_HTTP_PORT: String(oip),
    MLSERVER_GRPC_PORT: String(grpc),
    MLSERVER_METRICS_PORT: String(metrics),
    MLSERVER_PARALLEL_WORKERS: '0',
  })
  start('mlflow', [
    'models',
    'serve',
    '-m',
    join(folder, 'mlflow'),
    '--env-manager',
    'local',
    '-h',
    '127.0.0.1',
    '-p',
    String(scoring),
  ])
  await Promise.all([
    waitFor(`${mlserver}/v2/models/described/ready`),
    waitFor(`${mlserver}/v2/models/silent/ready`),
    waitFor(`${mlflow}/ping`),
  ])
}, 180_000)

afterAll(() => {
  for (const child of children) {
    try {
      // With its workers: each server was started as the head of a group of its own.
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // It had ended by itself.
    }
  }
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(python === '')(`MLServer${why}`, () => {
  it('says what its model takes and gives, and answers as scikit-learn does', async () => {
    const spec = specOf('oip-v2', mlserver, { model: 'described', inputs: { features: NUMBERS }, batch: 64 })
    const { endpoint, ask } = await open(spec, { fields })
    expect(endpoint.runtime).toBe('mlserver 1.7.1')
    expect(endpoint.signature).toEqual({
      inputs: [{ name: 'features', dtype: 'float64', shape: [null, 4] }],
      outputs: [{ name: 'predict_proba', dtype: 'float64', shape: [null, 2] }],
    })
    expectClose(numbersOf(await ask(batch, 'predict_proba')), expected.probabilities.flat())
  })

  it('that says nothing of its model is asked as the plan says', async () => {
    const spec = specOf('oip-v2', mlserver, {
      model: 'silent',
      inputs: { features: NUMBERS },
      output: 'predict_proba',
      batch: 100,
    })
    const { endpoint, ask } = await open(spec, { fields })
    expectClose(numbersOf(await ask(batch, 'predict_proba')), expected.probabilities.flat())
    expect(endpoint.signature.outputs).toEqual([{ name: 'predict_proba', dtype: 'float64', shape: [null, 2] }])
  })

  it('that says nothing, under a plan that says nothing, is refused with what to write', async () => {
    const error = await failure(open(specOf('oip-v2', mlserver, { model: 'silent' }), { fields }))
    expect(error).toMatchObject({ code: 'ENDPOINT_SIGNATURE_UNKNOWN', kind: 'usage' })
    expect(error.hint).toContain('models.new.inputs: { input-0: [age, income] }')
  })

  it('gives labels as text, and refuses a model or an output that it does not have', async () => {
    const spec = specOf('oip-v2', mlserver, {
      model: 'silent',
      inputs: { features: NUMBERS },
      output: 'predict',
      outputIs: 'label',
      batch: 300,
    })
    const answer = await (await open(spec, { fields })).ask(batch, 'predict')
    const best = expected.probabilities.map(([no, yes]) => (yes > no ? 'yes' : 'no'))
    expect([...answer.outputs[0]!.data]).toEqual(best)
    const missing = await failure(open({ ...spec, model: 'absent' }, { fields }))
    expect(missing.message).toContain(
      'answered with status 404 while describing the model absent. It said: "{"error":"Model absent not found"}"',
    )
    const wrong = await open({ ...spec, output: 'logits', retries: 0 }, { fields })
    expect((await failure(wrong.ask(batch, 'logits'))).code).toMatch(/^ENDPOINT_(REFUSED|BAD_ANSWER)$/)
  })
})

describe.skipIf(python === '')(`MLflow’s scoring server${why}`, () => {
  it('takes a data frame of numbers and text by the set’s column names, and answers as the pipeline does', async () => {
    const { endpoint, ask } = await open(specOf('mlflow', mlflow, { body: 'dataframe_split', batch: 64 }), { fields })
    expect(endpoint.runtime).toMatch(/^mlflow 3\./)
    expect(endpoint.signature.inputs.map(({ name, dtype }) => `${name} ${dtype}`)).toEqual([
      'age float64',
      'income float64',
      'distance float64',
      'visits float64',
      'region utf8',
    ])
    const answer = await ask(batch, 'predictions')
    expect([...answer.outputs[0]!.data]).toEqual(expected.labels)
    expect(endpoint.signature.outputs).toEqual([{ name: 'predictions', dtype: 'utf8', shape: [null] }])
  })

  it('takes the same as named inputs', async () => {
    const { ask } = await open(specOf('mlflow', mlflow, { body: 'inputs', batch: 150 }), { fields })
    expect([...(await ask(batch, 'predictions')).outputs[0]!.data]).toEqual(expected.labels)
  })

  it('says what is missing when a column is left out, and that is told', async () => {
    const spec = specOf('mlflow', mlflow, { body: 'dataframe_split', retries: 0, inputs: { age: [{ column: 'age' }] } })
    const kept = answersFolder()
    const error = await failure((await open(spec, { fields, folder: kept })).ask(batch, 'predictions'))
    expect(error.code).toBe('ENDPOINT_REFUSED')
    expect(error.message).toMatch(
      /answered with status 400 while answering cases 1 to 10 of the set\. What it said is in .*refusals\.log/,
    )
    // MLflow repeats the whole data frame before it comes to the point.
    expect(storedText(kept)).toMatch(/columns are missing|missing/)
  })
})

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length)
  // JSON carries doubles exactly, and both computed on the same machine.
  for (let i = 0; i < wanted.length; i++) expect(Math.abs(found[i]! - wanted[i]!)).toBeLessThan(1e-12)
}

function start(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const bin = dirname(python)
  const child = spawn(join(bin, program), args, {
    cwd: folder,
    env: { ...process.env, ...env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    stdio: 'ignore',
    detached: true,
  })
  children.push(child)
}

async function waitFor(url: string): Promise<void> {
  const until = Date.now() + 150_000
  while (Date.now() < until) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return
    await sleep(500)
  }
  throw new Error(`${url} did not come up`)
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  for (const server of servers) server.close()
  return ports
}
