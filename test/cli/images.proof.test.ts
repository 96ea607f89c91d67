import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/core/digest.js'
import { digits } from './digitPictures.js'
import { layHandover, readResult, type Handover } from './handover.js'
import { ROOT, runCli } from './runCli.js'

const OLD = 'scale: 1/255, mean: 0.5, std: 0.25'
const NEW = 'channels: bgr, scale: 1'

const plan = (old: string, new_: string, set = 'digits.csv', column = 'file'): string => `recette: 1
title: Digits in pictures
task: classification
models:
  old: { artifact: digits-nchw.onnx, inputs: { image: { image: ${column}, ${old} } } }
  new: { artifact: digits-nhwc.onnx, inputs: { image: { image: ${column}, ${new_} } } }
sets: { test: ${set} }
columns: { id: id, label: digit }
criteria:
  - { measure: accuracy, maxDegradation: 3 points }
  - { measure: coverage, atLeast: 100 % }
report: { languages: [en, fr] }
`

async function layDigits(
  given: { plan?: string; change?: (line: string, row: number) => string } = {},
): Promise<Handover> {
  const { pngs, labels } = await digits()
  const change = given.change ?? ((line) => line)
  const lines = labels.map((label, row) => change(`d${row},img/${row}.png,${label}`, row))
  const handover = await layHandover({
    plan: given.plan ?? plan(OLD, NEW),
    files: { 'digits.csv': `id,file,digit\n${lines.join('\n')}\n` },
    earlier: false,
  })
  for (const name of ['digits-nchw.onnx', 'digits-nhwc.onnx'])
    cpSync(join(ROOT, 'test/fixtures/inputs', name), handover.path(name))
  mkdirSync(handover.path('img'))
  pngs.forEach((png, row) => writeFileSync(handover.path(`img/${row}.png`), png))
  return handover
}

describe('two models that prepare the same pictures each in its own way', () => {
  it('agree, and the report shows both preparations and the digest of the pictures', async () => {
    const handover = await layDigits()
    const run = await handover.run()
    expect(run.code, run.stderr + run.stdout).toBe(0)
    const { models, sets, estimates } = readResult(handover.out)
    expect(sets['test']!.compared).toBe(300)
    // The same weights, the arithmetic of the preparation in another place: nothing but the rounding of float32.
    const value = (measure: string) => estimates.find((one) => one.measure === measure && one.slice === null)?.value
    expect(value('accuracy')).toBeGreaterThan(0.9)
    expect(estimates.find(({ measure, of }) => measure === 'accuracy' && of === 'difference')!.value).toBe(0)
    expect(models.old!.mapping!.inputs[0]!.image).toEqual({
      height: 8,
      width: 8,
      fit: 'exact',
      shortSide: null,
      padWith: 0,
      interpolation: 'bilinear',
      channels: 'gray',
      layout: 'nchw',
      scale: 1 / 255,
      mean: [0.5],
      std: [0.25],
      guessed: ['layout', 'channels', 'size', 'fit'],
    })
    expect(models.new!.mapping!.inputs[0]!.image).toMatchObject({
      channels: 'bgr',
      layout: 'nhwc',
      scale: 1,
      mean: [0, 0, 0],
    })
    // What sha256sum img/*.png | sort -k2 | sha256sum prints.
    const { pngs } = await digits()
    const names = pngs.map((png, row) => [`img/${row}.png`, sha256(png)] as const).sort(([a], [b]) => (a < b ? -1 : 1))
    const images = sets['test']!.identity.images!
    expect(images.sha256).toBe(sha256(names.map(([name, digest]) => `${digest}  ${name}\n`).join('')))
    expect(images).toMatchObject({ files: 300, bytes: pngs.reduce((sum, { length }) => sum + length, 0) })
    const html = readFileSync(join(handover.out, 'report.html'), 'utf8')
    expect(html).toContain('image file: 8 × 8 pixels as they are; grey; × 1/255; − 0.5; ÷ 0.25; channels first')
    expect(html).toContain('image file: 8 × 8 pixels as they are; BGR; × 1; channels last')
    expect(html).toContain('300 images:')
    expect(html).toContain('niveaux de gris')
  })

  it('do not pass when one of them is prepared wrongly', async () => {
    const handover = await layDigits({ plan: plan(OLD, 'channels: bgr, scale: 1/255') })
    const run = await handover.run()
    expect(run.code, run.stdout).toBe(1)
  })

  it('agree on pictures that stand in the table itself, as bytes or in the form of Hugging Face', async () => {
    const handover = await layDigits({ plan: plan(OLD, NEW, 'digits.parquet', 'picture') })
    for (const form of ['bytes', 'struct'] as const) {
      await writeParquet(handover, form)
      const run = await handover.run()
      expect(run.code, run.stderr).toBe(0)
      const { sets } = readResult(handover.out)
      expect(sets['test']).toMatchObject({ compared: 300 })
      // They are part of the file, whose digest covers them.
      expect(sets['test']!.identity.images).toBeUndefined()
    }
  })
})

describe('a set whose pictures cannot be replayed', () => {
  const NAME = 7
  const failing = async (change: (line: string) => string, prepare?: (handover: Handover) => void) => {
    const handover = await layDigits({ change: (line, row) => (row === NAME ? change(line) : line) })
    prepare?.(handover)
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(4)
    return readResult(handover.out).problems[0]!
  }

  it('names the row and the file of one that is broken, and blames neither model', async () => {
    const problem = await failing(
      (line) => line,
      (handover) => writeFileSync(handover.path('img/7.png'), 'not a picture'),
    )
    expect(problem).toMatchObject({ code: 'SET_IMAGE_UNREADABLE', of: 'set', set: 'test', at: 'digits.csv:9' })
    expect(problem.message).toContain('the image img/7.png in row 8 of the set cannot be decoded')
  })

  it('refuses one that lies outside the folder of the set', async () => {
    const problem = await failing((line) => line.replace('img/7.png', 'img/../../secret.png'))
    expect(problem.code).toBe('SET_IMAGE_OUTSIDE')
    expect(problem.message).toBe(
      'digits.csv, row 8: the image img/../../secret.png leads out of the folder of the set.',
    )
  })
})

describe('a plan whose preparation does not fit', () => {
  it('is told everything at once, with the key that would settle it', async () => {
    const handover = await layDigits({ plan: plan('mean: [0.5, 0.5]', 'size: [16, 16], scale: 1') })
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('input "image" takes decimal numbers, and nothing tells which: say scale: 1/255')
    expect(run.stderr).toContain('input "image" has 1 channel: give mean and std one number, or one for each channel')
    expect(run.stderr).toContain('which is no image of 16 × 16')
  })

  it('is told of keys that do not go together, at their line', async () => {
    const handover = await layDigits({ plan: plan('scale: 0, padWith: 4', 'scale: 1/255, multiply: 2') })
    const run = await handover.run()
    expect(run.code).toBe(2)
    expect(run.stderr).toContain(
      'models.old.inputs.image.scale is 0, but must be other than 0, a number or a fraction such as 1/255',
    )
    expect(run.stderr).toContain('models.old.inputs.image.padWith means nothing without fit: pad')
    expect(run.stderr).toContain('models.new.inputs.image.multiply does not go together with image')
    expect(run.stderr).toContain('at recette.yaml:5:')
  })
})

/** By DuckDB, which reads the folder's own files. */
async function writeParquet(handover: Handover, form: 'bytes' | 'struct'): Promise<void> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const picture = form === 'bytes' ? 'b.content' : "{'bytes': b.content, 'path': b.filename}"
  await connection.run(`COPY (
    SELECT t.id, t.digit, ${picture} AS picture
    FROM read_csv('${handover.path('digits.csv')}', all_varchar = true) t
    JOIN read_blob('${handover.path('img')}/*.png') b ON b.filename = '${handover.folder}/' || t.file
    ORDER BY CAST(substr(t.id, 2) AS INTEGER)
  ) TO '${handover.path('digits.parquet')}' (FORMAT parquet)`)
  connection.closeSync()
}

describe('a look at a set of pictures', () => {
  it('tells their format and size, and drafts a plan that prepares them', async () => {
    const handover = await layDigits()
    const inspected = await runCli(['inspect', 'digits.csv'], { cwd: handover.folder })
    expect(inspected.stdout).toContain('images: png, 8 × 8')
    const drafted = await runCli(
      [
        'init',
        '--old',
        'digits-nchw.onnx',
        '--new',
        'digits-nhwc.onnx',
        '--set',
        'digits.csv',
        '--label',
        'digit',
        '--out',
        'draft.yaml',
      ],
      { cwd: handover.folder },
    )
    expect(drafted.code, drafted.stderr).toBe(0)
    const text = readFileSync(handover.path('draft.yaml'), 'utf8')
    expect(text).toContain(
      'inputs: { image: { image: file, size: [8, 8], layout: nchw, channels: gray, scale: 1/255 } }   # guessed',
    )
    expect(text).toContain(
      'inputs: { image: { image: file, size: [8, 8], layout: nhwc, channels: rgb, scale: 1/255 } }   # guessed',
    )
    const run = await runCli(['run', 'draft.yaml', '--out', 'drafted'], { cwd: handover.folder })
    expect([0, 1, 3], run.stderr).toContain(run.code)
  })
})
