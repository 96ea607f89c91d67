import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { digits } from './digitPictures.js'
import { layHandover, readResult, type Handover } from './handover.js'
import { ROOT } from './runCli.js'

/** The same network on both sides, which takes BGR pictures of whole pixels; new's plan prepares them in some other way. */
const plan = (newPreparation: string, old = ''): string => `recette: 1
title: Digits in coloured pictures
task: classification
models:
  old: { artifact: digits-nhwc.onnx, inputs: { image: { image: file, channels: bgr, scale: 1${old} } } }
  new: { artifact: digits-nhwc.onnx, inputs: { image: { image: file, ${newPreparation} } } }
sets: { test: digits.csv }
columns: { id: id, label: digit }
criteria:
  - { measure: agreement, atLeast: 97 % }
report: { languages: [en, fr] }
`

/** The digits with their blue turned round, so that the order of channels matters. */
async function layPictures(newPreparation: string, { size = [8, 8], old = '' } = {}): Promise<Handover> {
  const { pngs, labels } = await digits()
  const lines = labels.map((label, row) => `d${row},img/${row}.png,${label}`)
  const handover = await layHandover({
    plan: plan(newPreparation, old),
    files: { 'digits.csv': `id,file,digit\n${lines.join('\n')}\n` },
    earlier: false,
  })
  cpSync(join(ROOT, 'test/fixtures/inputs/digits-nhwc.onnx'), handover.path('digits-nhwc.onnx'))
  mkdirSync(handover.path('img'))
  for (const [row, png] of pngs.entries()) {
    const grey = await sharp(png).greyscale().raw().toBuffer()
    const coloured = Uint8Array.from({ length: 3 * grey.length }, (_, i) =>
      i % 3 === 2 ? 255 - grey[Math.floor(i / 3)]! : grey[Math.floor(i / 3)]!,
    )
    const image = sharp(coloured, { raw: { width: 8, height: 8, channels: 3 } })
    const [width, height] = size
    const sized = image.resize({ width, height, fit: 'fill', kernel: 'nearest' })
    writeFileSync(handover.path(`img/${row}.png`), await sized.png().toBuffer())
  }
  return handover
}

describe('the probable cause of a failure with pictures', () => {
  it.each([
    ['another scale', 'channels: bgr, scale: 1/255', 'scale: 1'],
    ['another mean and deviation', 'channels: bgr, scale: 1/127.5, mean: 1', 'scale: 1, mean: 0'],
    ['channels in another order', 'channels: rgb, scale: 1', 'channels: bgr'],
    ['both', 'channels: rgb, scale: 1/255', 'channels: bgr, scale: 1'],
  ])('is %s, found and confirmed by preparing them otherwise', async (_, given, change) => {
    const handover = await layPictures(given)
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(1)
    const { causes } = readResult(handover.out)
    const mend =
      'models: { new: { inputs: { image: { image: file, size: [8, 8], fit: exact, channels: bgr, layout: nhwc, scale: 1, mean: 0, std: 1 } } } }'
    expect(causes).toMatchObject([
      // The very preparation of old, whose network it is: all of the distance goes.
      {
        cause: 'picture-preparation',
        values: { columns: 'file', change },
        agreement: { after: 1 },
        reduction: 1,
        mend,
      },
    ])
    const report = readFileSync(join(handover.out, 'report.html'), 'utf8')
    expect(report).toContain('The pictures in “file” are prepared otherwise than the new model was made for')
    expect(report).toContain('sont préparées autrement que ne l’attend le nouveau modèle')
    // The line is one that the plan takes, and it mends.
    const line = 'image: file, size: [8, 8], fit: exact, channels: bgr, layout: nhwc, scale: 1, mean: 0, std: 1'
    writeFileSync(handover.path('recette.yaml'), plan(line.replace('image: file, ', '')))
    expect((await handover.run()).code).toBe(0)
  })

  it.each([
    // Pictures twice as wide: old sees all of it, squeezed, new the square in the middle alone.
    ['another way to the size', [24, 12], ', fit: stretch', ', fit: crop', 'fit: stretch'],
    [
      'another interpolation',
      [20, 20],
      ', fit: stretch, interpolation: nearest',
      ', fit: stretch, interpolation: lanczos',
      'interpolation: nearest',
    ],
  ])('is %s, where pictures have another size than the model takes', async (_, size, old, given, change) => {
    const handover = await layPictures(`channels: bgr, scale: 1${given}`, { size, old })
    const run = await handover.run()
    expect(run.code, run.stderr).toBe(1)
    const { causes } = readResult(handover.out)
    expect(causes).toMatchObject([{ cause: 'picture-preparation', agreement: { after: 1 }, reduction: 1 }])
    expect(causes![0]!.values['change']).toContain(change)
    // The line is one that the plan takes, and it mends.
    const line = causes![0]!.mend!.match(/image: file, (.*?) \} \} \} \}/)![1]!
    writeFileSync(handover.path('recette.yaml'), plan(line, old))
    expect((await handover.run()).code).toBe(0)
  })
})
