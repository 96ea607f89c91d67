import type { PairedBatch } from '../../src/core/predictions.js'
import type { OutputMask, TensorOutput } from '../../src/core/tensorOutput.js'
import type { MeasuringOptions } from '../../src/measures/measuring.js'
import { REGRESSION } from './given.js'

export const TENSORS: MeasuringOptions = { ...REGRESSION, task: 'tensors' }

export interface NumbersGiven {
  readonly name?: string
  readonly shape: readonly number[]
  readonly values: readonly number[]
  readonly mask?: OutputMask | null
  readonly neighbours?: number | null
  readonly whole?: boolean
}

export function numbers({
  name = 'y',
  mask = null,
  neighbours = null,
  whole = false,
  ...given
}: NumbersGiven): TensorOutput {
  return { kind: 'numbers', name, shape: given.shape, mask, neighbours, whole, values: Float64Array.from(given.values) }
}

export function texts(values: readonly string[], name = 'y'): TensorOutput {
  return { kind: 'texts', name, shape: [], mask: null, neighbours: null, values }
}

export function tensorBatch(
  rows: number,
  old: readonly TensorOutput[],
  newer: readonly TensorOutput[],
  start = 0,
): PairedBatch {
  return {
    rows,
    labels: [],
    positive: null,
    truth: { kind: 'none' },
    old: { kind: 'tensors', outputs: old },
    new: { kind: 'tensors', outputs: newer },
    columns: { rows, start, columns: [] },
  }
}

/** One output of one number a case. */
export function pairOf(old: readonly number[], newer: readonly number[]): PairedBatch {
  return tensorBatch(old.length, [numbers({ shape: [], values: old })], [numbers({ shape: [], values: newer })])
}
