import type { Field } from '../core/batch.js'
import type { DType } from '../core/dtype.js'

/**
 * Whether a column can fill an input at all; single values are checked as they come. Numbers and truth values go into numbers and
 * truth values, everything but a tensor of numbers into text, a tensor of texts into text only.
 */
export function accepts(dtype: DType, { kind, type }: Pick<Field, 'kind' | 'type'>): boolean {
  switch (kind) {
    case 'number':
    case 'bool':
      return true
    case 'text':
      return dtype === 'utf8'
    case 'tensor':
      return (dtype === 'utf8') === (type === 'utf8')
    case 'bytes':
      return false
  }
}

/** Narrower, for guesses: numbers are not taken for text unless the plan, or the name, says so. */
export function suggests(dtype: DType, kind: Field['kind']): boolean {
  return dtype === 'utf8' ? kind === 'text' : kind === 'number' || kind === 'bool'
}
