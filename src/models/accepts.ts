import type { Field } from '../core/batch.js'
import { isFloat, type DType } from '../core/dtype.js'

/**
 * Whether a column can fill an input at all; single values are checked as they come. Numbers and truth values go into
 * numbers and truth values, everything but a tensor into text, a tensor only into floats.
 */
export function accepts(dtype: DType, kind: Field['kind']): boolean {
  switch (kind) {
    case 'number':
    case 'bool':
      return true
    case 'text':
      return dtype === 'utf8'
    case 'tensor':
      return isFloat(dtype)
  }
}

/** Narrower, for guesses: numbers are not taken for text unless the plan, or the name, says so. */
export function suggests(dtype: DType, kind: Field['kind']): boolean {
  return dtype === 'utf8' ? kind === 'text' : kind === 'number' || kind === 'bool'
}
