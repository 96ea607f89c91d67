import { size } from '../../core/batch.js'
import type { TensorPredictions } from '../../core/predictions.js'
import type { TensorOutput } from '../../core/tensorOutput.js'

/** All numbers of each case, output after output, in one row; what a mask hides is zero, as nobody compares it. Texts are left out. */
export function rowNumbers({ outputs }: TensorPredictions, cases: number): Float64Array {
  const numeric = outputs.filter((output) => output.kind === 'numbers')
  const widths = numeric.map(({ shape }) => size(shape))
  const width = widths.reduce((sum, one) => sum + one, 0)
  const rows = new Float64Array(cases * width)
  let offset = 0
  numeric.forEach((output, index) => {
    const own = widths[index]!
    for (let row = 0; row < cases; row++)
      for (let i = 0; i < own; i++) {
        const at = row * own + i
        if (isCompared(output, at)) rows[row * width + offset + i] = output.values[at]!
      }
    offset += own
  })
  return rows
}

function isCompared({ mask }: TensorOutput, at: number): boolean {
  return mask === null || mask.keep[Math.floor(at / mask.each)] === 1
}
