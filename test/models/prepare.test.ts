import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256, sha256Path } from '../../src/core/digest.js'
import type { RecetteError } from '../../src/core/errors.js'
import type { ArtifactSpec, HookSpec } from '../../src/core/spec.js'
import { findModel } from '../../src/models/findModel.js'
import type { Model, OpenModelOptions } from '../../src/models/model.js'
import type { Tensor } from '../../src/models/tensor.js'
import { FIXTURES, numbers, specOf, temporaryFolder, failure } from './fixtures.js'

const REVIEWS = join(FIXTURES, '..', 'prepare')

/** A preparation that stands on disk; `more` = files beside it. */
function hookAt(folder: string, module: string, more: readonly string[] = []): HookSpec {
  const refer = (name: string) => ({ path: join(folder, name), shown: `delivery/${name}` })
  return { file: refer(module), files: more.map(refer) }
}

async function openPrepared(
  prepare: HookSpec,
  more: Partial<ArtifactSpec> = {},
  options: OpenModelOptions = {},
): Promise<Model> {
  const artifact = { path: join(REVIEWS, 'reviews.onnx'), shown: 'delivery/reviews.onnx' }
  return (await findModel(specOf('', { artifact, prepare, ...more }))).open(options)
}

/** The same with a module written here, which gives ids and count for `texts`. */
async function openWritten(code: string, more: Partial<ArtifactSpec> = {}, name = 'prepare.mjs'): Promise<Model> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, name), code)
  return openPrepared(hookAt(folder, name), more)
}

const texts = (name: string, data: readonly string[]): Tensor => ({ name, dtype: 'utf8', shape: [data.length], data })
const TAKES = `export const inputs = [{ name: 'text', dtype: 'utf8' }]\n`
const ASKED = [texts('text', ['lovely', 'awful and slow', 'a parcel'])]

/** What the model is told when it is asked about the three texts. */
async function failureOf(body: string, more: Partial<ArtifactSpec> = {}): Promise<RecetteError> {
  await using model = await openWritten(`${TAKES}export function prepare({ rows, inputs }) {\n${body}\n}\n`, more)
  return await failure(model.predict(ASKED))
}

describe('a preparation', () => {
  it('in TypeScript stands before the model: what it takes is what is asked of the set, and what the model takes is still told', async () => {
    const hook = hookAt(REVIEWS, 'prepare.ts', ['words.ts', 'vocab.json'])
    await using model = await openPrepared(hook)
    expect(model.signature.inputs).toEqual([{ name: 'review', dtype: 'utf8', shape: [null] }])
    expect(model.preparation).toEqual({
      file: 'delivery/prepare.ts',
      // The listing that `sha256sum prepare.ts vocab.json words.ts` prints.
      sha256: sha256(
        (
          await Promise.all(
            ['prepare.ts', 'vocab.json', 'words.ts'].map(
              async (name) => `${await sha256Path(join(REVIEWS, name))}  ${name}\n`,
            ),
          )
        ).join(''),
      ),
      files: ['vocab.json', 'words.ts'],
      modelInputs: [
        { name: 'ids', dtype: 'int64', shape: [null, null] },
        { name: 'count', dtype: 'float32', shape: [null, 1] },
      ],
    })
    // Batches of other lengths: the axis of the tokens is open, and nothing of it crosses the process boundary.
    const { outputs } = await model.predict([texts('review', ['Lovely, great parcel!', 'slow', ''])])
    const [, good, , bad, , none] = numbers(outputs[0])
    expect(good).toBeGreaterThan(0.9)
    expect(bad).toBeLessThan(0.1)
    expect(none).toBeGreaterThan(0)
    const longer = await model.predict([texts('review', ['a a a a a a a a a a lovely', 'slow'])])
    expect(numbers(longer.outputs[0])).toHaveLength(4)
  })

  it('in another form gives the same answers: plain JavaScript, lists of numbers, fixed length, asynchronous', async () => {
    const cases = ['Lovely, great parcel!', 'slow', 'le colis est cassé', 'zzz']
    await using one = await openPrepared(hookAt(REVIEWS, 'prepare.ts', ['words.ts', 'vocab.json']))
    await using other = await openPrepared(
      { ...hookAt(REVIEWS, 'fixed.mjs', ['vocab.json']), inputs: { text: 'utf8' } },
      {},
    )
    const expected = numbers((await one.predict([texts('review', cases)])).outputs[0])
    const found = numbers((await other.predict([texts('text', cases)])).outputs[0])
    expected.forEach((value, index) => expect(found[index]).toBeCloseTo(value, 6))
  })

  it('that says nowhere what it takes is given the columns that the plan maps, each of its own type', async () => {
    const code = `export function prepare({ rows, inputs: { a, b, flag }, shapes }) {
      if (shapes.b.join() !== rows + ',2' || !(b instanceof Float64Array) || !(flag instanceof Uint8Array)) throw new Error('other')
      return { ids: { data: a.map((text) => text.length), shape: [rows, 1] }, count: b.filter((_, i) => i % 2 === 0) }
    }`
    const inputs = { a: [{ column: 'x' }], b: [{ column: 'y' }, { column: 'z' }], flag: [{ column: 'f' }] }
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'p.js'), code)
    await using model = await openPrepared(
      hookAt(folder, 'p.js'),
      { inputs },
      {
        fields: [
          { name: 'x', kind: 'text', type: 'utf8' },
          { name: 'y', kind: 'number', type: 'float64' },
          { name: 'z', kind: 'number', type: 'int64' },
          { name: 'f', kind: 'bool', type: 'bool' },
        ],
      },
    )
    expect(model.signature.inputs).toEqual([
      { name: 'a', dtype: 'utf8', shape: [null] },
      { name: 'b', dtype: 'float64', shape: [null, 2] },
      { name: 'flag', dtype: 'bool', shape: [null] },
    ])
    const { outputs } = await model.predict([
      texts('a', ['xx']),
      { name: 'b', dtype: 'float64', shape: [1, 2], data: new Float64Array([1, 2]) },
      { name: 'flag', dtype: 'bool', shape: [1], data: new Uint8Array([1]) },
    ])
    expect(outputs[0]!.shape).toEqual([1, 2])
    expect((await failure(openWritten(code))).message).toBe(
      'new (onnx): the preparation delivery/prepare.mjs does not say what it takes of the set.',
    )
  })

  it('stands before a model that takes four cases at a time, and sees the whole batch', async () => {
    const folder = await temporaryFolder()
    await writeFile(
      join(folder, 'p.mjs'),
      `export const inputs = [{ name: 'half', dtype: 'float64', shape: [2] }]
       export const prepare = ({ rows, inputs: { half } }) => ({ x: { data: half.map((x) => 2 * x), shape: [rows, 2] } })`,
    )
    await using plain = await (await findModel(specOf('batch-of-four.onnx'))).open({})
    const values = Float64Array.from({ length: 7 * 2 }, (_, i) => Math.sin(i))
    const expected = await plain.predict([
      { name: 'x', dtype: 'float32', shape: [7, 2], data: Float32Array.from(values) },
    ])
    await using prepared = await (
      await findModel(specOf('batch-of-four.onnx', { prepare: hookAt(folder, 'p.mjs') }))
    ).open({})
    const half = values.map((x) => x / 2)
    const found = await prepared.predict([{ name: 'half', dtype: 'float64', shape: [7, 2], data: half }])
    expect(numbers(found.outputs[0])).toEqual(numbers(expected.outputs[0]))
  })

  it('is read once: what is hashed is what runs, and it changes with every file that it names', async () => {
    const folder = await temporaryFolder()
    for (const name of ['prepare.ts', 'words.ts', 'vocab.json']) await cp(join(REVIEWS, name), join(folder, name))
    const open = async (): Promise<string> => {
      await using model = await openPrepared(hookAt(folder, 'prepare.ts', ['words.ts', 'vocab.json']))
      return model.preparation!.sha256
    }
    const before = await open()
    expect(await open()).toBe(before)
    await writeFile(join(folder, 'vocab.json'), '{}')
    expect(await open()).not.toBe(before)
  })
})

describe('a preparation that fails', () => {
  it('is told with its name, its line and what it threw', async () => {
    const error = await failureOf(`const words = inputs.text\n  return words[3].length`)
    expect(error.code).toBe('PREPARE_FAILED')
    // Line 1 says what it takes, line 2 begins the function.
    expect(error.message).toMatch(
      /^new \(onnx\): the preparation delivery\/prepare\.mjs:4 failed: TypeError: Cannot read properties of undefined/,
    )
  })

  it('in TypeScript is told with the line of the source, types and all', async () => {
    const code = `interface Cases {\n  readonly rows: number\n}\n${TAKES}export function prepare({ rows }: Cases): never {\n  throw new RangeError('too many: ' + rows)\n}\n`
    await using model = await openWritten(code, {}, 'prepare.ts')
    expect((await failure(model.predict(ASKED))).message).toBe(
      'new (onnx): the preparation delivery/prepare.ts:6 failed: RangeError: too many: 3',
    )
  })

  it('because it is no module, or imports what it does not name, cannot be loaded', async () => {
    expect((await failure(openWritten('export function prepare( {'))).message).toMatch(/failed: SyntaxError/)
    const missing = await failure(openWritten(`import { wordsOf } from './words.js'\n${TAKES}`))
    expect(missing.message).toMatch(/failed: Error: Cannot find module 'words\.js'/)
    expect(missing.hint).toContain('prepare.files')
    expect((await failure(openWritten(`${TAKES}export const prepared = 1`))).message).toContain(
      'exports inputs, prepared, but no function prepare',
    )
    expect(
      (await failure(openWritten(`export const inputs = [{ name: 'a', dtype: 'text' }]; export function prepare() {}`)))
        .message,
    ).toContain('exports the input "a" with dtype "text"')
  })

  it.each([
    ['return 3', 'gave number, not an object of inputs.'],
    ['return {}', 'did not give the model\'s input "ids".'],
    ['return { id: [1] }', 'gave "id", which the model does not take. Did you mean "ids"?'],
    [
      'return { ids: { data: [1, 2], shape: [2, 1] }, count: [1, 1, 1] }',
      'gave "ids" for 2 rows, but the batch has 3 cases.',
    ],
    [
      'return { ids: { data: [1, 2], shape: [3, 1] }, count: [1, 1, 1] }',
      'gave 2 elements for "ids", but [3, 1] holds 3.',
    ],
    [
      'return { ids: { data: [1, 2, 3], shape: [3] }, count: [1, 1, 1] }',
      'gave "ids" with shape [3], but the model takes [?, ?].',
    ],
    [
      'return { ids: [1, 2, 3], count: [1, 1, 1] }',
      'gave "ids" without its shape, which the model leaves open: [?, ?].',
    ],
    [
      'return { ids: { data: [1, 2.5, 3], shape: [3, 1] }, count: [1, 1, 1] }',
      'gave 2.5 for "ids", which is int64, in row 2 of a batch of 3 cases.',
    ],
    [
      'return { ids: { data: [1, 2, NaN], shape: [3, 1] }, count: [1, 1, 1] }',
      'gave NaN for "ids", which is int64, in row 3 of a batch of 3 cases.',
    ],
    [
      'return { ids: { data: [1, 2, 3], shape: [3, 1] }, count: [1, 0 / 0, 1] }',
      'gave NaN for "count", which is float32, in row 2 of a batch of 3 cases.',
    ],
    [
      'return { ids: { data: [1, 2, 3], shape: [3, 1] }, count: [1, 1, 1e300] }',
      'gave 1e+300 for "count", which is float32, in row 3 of a batch of 3 cases.',
    ],
    [
      "return { ids: { data: [1, 2, 3], shape: [3, 1] }, count: [1, 'many', 1] }",
      'gave "many" for "count", which is float32, in row 2 of a batch of 3 cases.',
    ],
  ])('by %s is told what it gave and what is expected', async (body, message) => {
    const error = await failureOf(body)
    expect(error.code).toBe('PREPARE_OUTPUT')
    expect(error.message).toBe(`new (onnx): the preparation delivery/prepare.mjs ${message}`)
    expect(error.hint).toContain('ids: { data, shape }, int64 [?, ?]; count: { data, shape }, float32 [?, 1]')
  })

  it('may give NaN where the case itself lacks something, and nowhere else', async () => {
    const folder = await temporaryFolder()
    await writeFile(
      join(folder, 'p.mjs'),
      `export const inputs = [{ name: 'x', dtype: 'float64' }]
       export const prepare = ({ inputs: { x } }) => ({ x: x.map(Math.log) })`,
    )
    await using model = await (await findModel(specOf('log.onnx', { prepare: hookAt(folder, 'p.mjs') }))).open({})
    const ask = (values: number[]) =>
      failure(model.predict([{ name: 'x', dtype: 'float64', shape: [2], data: Float64Array.from(values) }]))
    // The missing value goes through to the model, whose answer to it is refused as any other NaN.
    expect(await ask([3, NaN])).toMatchObject({ code: 'MODEL_OUTPUT_NOT_FINITE' })
  })

  it('never to return is stopped after the time limit, in mid-computation and in mid-wait', async () => {
    expect(await failureOf('for (;;) {}', { timeoutMs: 1_500 })).toMatchObject({ code: 'MODEL_TIMEOUT' })
    expect(await failureOf('return new Promise(() => {})', { timeoutMs: 1_500 })).toMatchObject({
      code: 'MODEL_TIMEOUT',
    })
  })

  it('by taking all memory is stopped', async () => {
    const error = await failureOf('const kept = []; for (;;) kept.push(new Uint8Array(2 ** 24).fill(1))', {
      memoryBytes: 400 * 2 ** 20,
    })
    expect(error.code).toBe('MODEL_OUT_OF_MEMORY')
  })

  it('to find a secret in the environment, or the network where the kernel keeps it away, finds neither', async () => {
    process.env['RECETTE_TEST_SECRET'] = 'do not tell'
    const look = `const { networkInterfaces } = await import('node:os')
      throw new Error(JSON.stringify({ env: Object.keys(process.env).sort(), net: Object.keys(networkInterfaces()) }))`
    await using model = await openWritten(`${TAKES}export async function prepare() {\n${look}\n}\n`)
    const error = await failure(model.predict(ASKED))
    delete process.env['RECETTE_TEST_SECRET']
    const found = JSON.parse(error.message.slice(error.message.indexOf('{'))) as { env: string[]; net: string[] }
    expect(found.env.filter((name) => name !== 'PWD')).toEqual([
      'HOME',
      'LANG',
      'ORT_DISABLE_TELEMETRY',
      'PATH',
      'TEMP',
      'TMP',
      'TMPDIR',
    ])
    const reachable = model.isolation.includes('no-network') ? found.net.filter((name) => name !== 'lo') : []
    expect(reachable).toEqual([])
  })

  it('to be written in the language of its host is refused before anything is started', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'prepare.py'), 'def prepare(cases): ...')
    const artifact = { path: join(FIXTURES, 'tfjs-layers'), shown: 'delivery/layers' }
    const error = await failure(openPrepared(hookAt(folder, 'prepare.py'), { artifact }))
    expect(error).toMatchObject({ code: 'PREPARE_WRONG_LANGUAGE', kind: 'usage' })
    expect(error.message).toBe(
      'The preparation delivery/prepare.py of the new model is Python, but delivery/layers (tfjs-layers) is run by the Node host.',
    )
    expect(error.hint).toContain('.ts, .mts, .js, .mjs')
  })
})
