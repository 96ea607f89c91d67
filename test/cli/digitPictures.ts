import { join } from 'node:path'
import sharp from 'sharp'
import { openSet, readTable } from '../../src/data/openSet.js'
import { ROOT } from './runCli.js'

export interface Digits {
  readonly pngs: readonly Buffer[]
  readonly labels: readonly string[]
}

let made: Promise<Digits> | undefined

/** The first 300 digits of the stored set as PNG files of 8 x 8 grey pixels. */
export function digits(): Promise<Digits> {
  return (made ??= (async () => {
    const file = { path: join(ROOT, 'datasets/digits/test.parquet'), shown: 'digits' }
    const { columns } = await readTable(await openSet({ name: 'test', role: 'test', file }))
    const [, pixels, digit] = columns
    if (pixels?.kind !== 'tensor' || digit?.kind !== 'text') throw new Error('the digits are stored otherwise')
    const pngs = Array.from({ length: 300 }, (_, row) => {
      const levels = Uint8Array.from(pixels.values.subarray(row * 64, row * 64 + 64), (value) =>
        Math.round((value * 255) / 16),
      )
      return sharp(levels, { raw: { width: 8, height: 8, channels: 1 } })
        .png()
        .toBuffer()
    })
    return {
      pngs: await Promise.all(pngs),
      labels: Array.from({ length: 300 }, (_, row) => digit.dictionary[digit.codes[row]!]!),
    }
  })())
}
