import { columnOf, size, type Batch } from '../core/batch.js'
import { RecetteError } from '../core/errors.js'
import { formatShape } from '../core/signature.js'
import type { OutputMask } from '../core/tensorOutput.js'
import { ModelRowError } from './rowError.js'

export interface MaskedOutput {
  readonly name: string
  /** Of a case. */
  readonly shape: readonly number[]
  readonly who: string
}

/** The mask of one output from a column of 0 and 1 whose shape is that of the output's leading axes; a plain column masks whole cases. */
export function readMask(cases: Batch, column: string, output: MaskedOutput): OutputMask {
  const mask = columnOf(cases, column)
  if (mask.kind === 'text') throw badMask(column, `holds text, expected 0 and 1`)
  const shape = mask.kind === 'tensor' ? mask.shape : []
  if (shape.length > output.shape.length || shape.some((length, axis) => length !== output.shape[axis]))
    throw new RecetteError(
      'MASK_SHAPE',
      `The mask "${column}" has shape ${formatShape(shape)} a case, but output "${output.name}" of ${output.who} has ${formatShape(output.shape)}: the mask must have its leading axes.`,
      `Name a column of shape ${formatShape(output.shape.slice(0, 1))} in outputs.${output.name}.mask.`,
    )
  const width = size(shape)
  const keep = new Uint8Array(cases.rows * width)
  for (let i = 0; i < keep.length; i++) {
    const value = mask.values[i]!
    const row = Math.floor(i / width)
    if ((value !== 0 && value !== 1) || mask.valid?.[row] === 0)
      throw new ModelRowError(
        'MASK_VALUE',
        `The mask "${column}" holds ${mask.valid?.[row] === 0 || Number.isNaN(value) ? 'nothing' : value} in row ${cases.start + row + 1} of the set, expected 0 or 1.`,
        '1 says that the element is compared, 0 that it is padding. Mend the column, or name another in outputs.',
        cases.start + row,
      )
    keep[i] = value
  }
  return { keep, each: size(output.shape.slice(shape.length)) }
}

function badMask(column: string, what: string): RecetteError {
  return new RecetteError('MASK_VALUE', `The mask "${column}" ${what}.`, 'Name another column in outputs.', {
    kind: 'usage',
  })
}
