import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256Path } from '../../src/core/digest.js'
import { resultSchema, type Result } from '../../src/core/result.js'
import { setUpPython } from '../models/pythonEnvironment.js'
import { setUpTensorflow } from '../models/tensorflowEnvironment.js'
import { ROOT, runCli, temporaryFolder } from './runCli.js'

const MODELS = join(ROOT, 'test', 'fixtures', 'models', 'tensorflow')

const skipped =
  (await setUpTensorflow()) ?? (await setUpPython('../tensorflow/dense.keras', '../tensorflow/dense.tflite'))

describe.skipIf(skipped !== null)(`a plan with TensorFlow models${skipped === null ? '' : ` (${skipped})`}`, () => {
  it.each([
    ['columns.keras', 'columns-savedmodel'],
    ['columns-savedmodel', 'columns.onnx'],
    ['columns.onnx', 'columns.keras'],
  ])('finds the columns of named inputs, whatever runs them: %s and %s', async (old, next) => {
    const { code, result, printed } = await compare({
      old: `artifact: ${join(MODELS, old)}`,
      new: `artifact: ${join(MODELS, next)}`,
      more: 'labels: ["no", "yes"], output: churn',
      set: table(['age', 'income', 'tenure']),
    })
    expect(`${code} ${printed}`).toMatch(/^0 /)
    for (const side of ['old', 'new'] as const)
      expect(result.models[side]?.mapping?.inputs).toMatchObject(
        ['age', 'income', 'tenure'].map((name) => ({ input: name, by: 'by-name', columns: [{ column: name }] })),
      )
  })

  it.each([
    ['convolution.keras', 'convolution.onnx'],
    ['convolution.onnx', 'convolution-savedmodel'],
  ])('fills [28, 28, 1] from a column of fixed-size lists: %s and %s', async (old, next) => {
    const { code, result, printed } = await compare({
      old: `artifact: ${join(MODELS, old)}`,
      new: `artifact: ${join(MODELS, next)}`,
      more: 'labels: ["0", "1", "2"]',
      images: true,
    })
    expect(`${code} ${printed}`).toMatch(/^0 /)
    expect(result.sets['test']).toMatchObject({ rows: 24, compared: 24 })
    // The labels of the set are what Keras itself predicted.
    const accuracy = result.estimates.filter(({ measure, of }) => measure === 'accuracy' && of !== 'difference')
    expect(accuracy.map(({ of, value }) => [of, value])).toEqual([
      ['old', 1],
      ['new', 1],
    ])
  })

  it('says which signature is meant, and is asked for it when it does not', async () => {
    const artifact = `artifact: ${join(MODELS, 'two-signatures')}`
    const inputs = 'inputs: { x: [a, b, c], count: n, member: m, patch: [p, q, r, s] }'
    const more = `labels: ["no", "yes"], output: scores, ${inputs}`
    const set = table(['a', 'b', 'c', 'n', 'm', 'p', 'q', 'r', 's'])
    const unsaid = await compare({ old: artifact, new: artifact, more, set })
    expect(unsaid.code).toBe(2)
    expect(unsaid.printed).toContain('several signatures and none is called "serving_default": "classify", "embed"')
    const said = await compare({ old: artifact, new: artifact, more: `signature: classify, ${more}`, set })
    expect(`${said.code} ${said.printed}`).toMatch(/^0 /)
    expect(said.result.models.new?.signature?.inputs.map(({ name, dtype }) => `${name} ${dtype}`)).toEqual([
      'count int64',
      'member bool',
      'patch uint8',
      'x float32',
    ])
  })

  it('may be looked at, by the signature that is named', async () => {
    const { code, stdout, stderr } = await runCli(['inspect', '--signature', 'embed', join(MODELS, 'two-signatures')])
    expect(`${code} ${stderr}`).toBe('0 ')
    expect(stdout).toMatch(/takes +x +float64 \[\?, 3\]\n +gives +half +float64 \[\?, 3\]/)
    expect(stdout).toContain('run by tensorflow 2.21.0')
  })

  it('tells the reader of a quantised model what its numbers are rounded to', async () => {
    const { code, result, printed, report } = await compare({
      old: `artifact: ${join(MODELS, 'dense.onnx')}`,
      new: `artifact: ${join(MODELS, 'dense-int8.tflite')}`,
      more: 'labels: [a, b, c]',
      set: table(['f0', 'f1', 'f2', 'f3'], ['a', 'b', 'c']),
      within: 0.02,
    })
    expect(`${code} ${printed}`).toMatch(/^0 /)
    expect(result.notices.map((notice) => notice.code)).toContain('quantised-new')
    const told = [...report.matchAll(/(is quantised|est quantifié)[^<]* (features [^)]*\))/g)]
    expect(told.map(([, words, grid]) => [words, grid!.replace(/\d\.\d+/g, 'x')])).toEqual([
      ['is quantised', 'features (int8: -x … x)'],
      ['est quantifié', 'features (int8: -x … x)'],
    ])
    // Its scores may miss a sum of 1 by the steps that they come in, and are probabilities all the same.
    expect(result.models.new?.mapping?.output.meaning).toBe('probabilities')
  })

  it.each(['lambda.keras', 'reads-files'])('with %s is to be mended until it trusts the artifact', async (name) => {
    const artifact = `artifact: ${join(MODELS, name)}`
    const given = {
      new: artifact,
      more: 'labels: [a, b, c], outputIs: logits',
      set: table(['f0', 'f1', 'f2', 'f3'], ['a', 'b', 'c']),
      ...(name === 'lambda.keras' ? { more: 'labels: [a, b, c, d], outputIs: logits' } : {}),
    }
    const refused = await compare({ ...given, old: artifact })
    expect(refused.code).toBe(2)
    const digest = await sha256Path(join(MODELS, name))
    expect(refused.printed).toContain(`trust: "${digest}"`)
    expect(refused.written).toBe(false)
    const trusted = `${artifact}, trust: "${digest}"`
    const { code, result, printed, report } = await compare({ ...given, old: trusted, new: trusted })
    expect(`${code} ${printed}`).toMatch(/^0 /)
    expect(result.models.old?.trusted).toBe(true)
    expect(report.includes('the plan allowed it')).toBe(true)
  })
})

interface Given {
  /** Within the braces of the model. */
  readonly old: string
  readonly new: string
  /** Of both. */
  readonly more: string
  readonly set?: string
  readonly images?: boolean
  readonly within?: number
}

interface Compared {
  readonly code: number
  readonly printed: string
  readonly written: boolean
  readonly result: Result
  readonly report: string
}

async function compare({ old, new: next, more, set, images = false, within = 1e-5 }: Given): Promise<Compared> {
  const folder = temporaryFolder()
  if (images) copyFileSync(join(MODELS, 'images.arrow'), join(folder, 'test.arrow'))
  else writeFileSync(join(folder, 'test.csv'), set ?? '')
  const columns = images ? '{ id: case, label: digit }' : '{ label: label }'
  writeFileSync(
    join(folder, 'recette.yaml'),
    [
      'recette: 1',
      'task: classification',
      'models:',
      `  old: { ${old}, ${more} }`,
      `  new: { ${next}, ${more} }`,
      `sets: { test: test.${images ? 'arrow' : 'csv'} }`,
      `columns: ${columns}`,
      'basis: fixed',
      'criteria:',
      '  - { measure: coverage, atLeast: 100 % }',
      '  - { measure: accuracy, maxDegradation: 100 points }',
      `  - { measure: largestScoreDifference, atMost: ${within} }`,
      'report: { languages: [en, fr] }',
    ].join('\n'),
  )
  const { code, stderr } = await runCli(['run', 'recette.yaml', '--out', 'out', '--quiet'], { cwd: folder })
  const written = existsSync(join(folder, 'out', 'result.json'))
  if (!written) return { code, printed: stderr, written, result: NOTHING, report: '' }
  const result = resultSchema.parse(JSON.parse(readFileSync(join(folder, 'out', 'result.json'), 'utf8')))
  const printed = `${stderr}${JSON.stringify(result.problems)}${JSON.stringify(result.findings)}`
  return { code, printed, written, result, report: readFileSync(join(folder, 'out', 'report.html'), 'utf8') }
}

const NOTHING = {} as Result

/** Thirty made-up cases of small numbers; whole ones in columns of one letter from m on. */
function table(names: readonly string[], labels: readonly string[] = ['no', 'yes']): string {
  const rows = Array.from({ length: 30 }, (_, row) => {
    const cells = names.map((name, at) => {
      if (name === 'm') return row % 2 === 0 ? 'true' : 'false'
      return /^[n-s]$/.test(name) ? String((row * 7 + at) % 200) : Math.sin(row * 3 + at).toFixed(3)
    })
    return [...cells, labels[row % labels.length]].join(',')
  })
  return `${[[...names, 'label'].join(','), ...rows].join('\n')}\n`
}
