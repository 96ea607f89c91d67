import { cellText, columnOf, type Batch, type Column } from '../core/batch.js'
import { RecetteError, type Position } from '../core/errors.js'
import { clusterKey, type Sampling } from '../core/sampling.js'

/** Why a case of weight 0 was left out, as `excluded` names it. */
export const NO_WEIGHT = 'weight of 0'

/** Reads which cluster each case belongs to and what it counts for. */
export interface SamplingReader {
  /** `keep` has one byte a row, 0 where the weight is 0; null when none is. */
  read(batch: Batch): { readonly sampling: Sampling; readonly keep: Uint8Array | null }
}

export function readSampling(options: {
  readonly set: string
  readonly cluster?: string | undefined
  readonly weight?: string | undefined
  /** Where a row (0-based) stands in its file, if the reader knows. */
  readonly positionOf?: ((row: number) => Position | undefined) | undefined
}): SamplingReader {
  const { cluster, weight } = options
  const keysOf = keepKeys()
  return {
    read(batch) {
      const weights = weight === undefined ? null : readWeights(columnOf(batch, weight), batch, options)
      const clusters = cluster === undefined ? null : keysOf(columnOf(batch, cluster), batch.rows)
      return { sampling: { clusters, weights }, keep: weights?.includes(0) === true ? keepWeighted(weights) : null }
    },
  }
}

/** Each name is digested once: a dictionary only grows during a pass. */
function keepKeys(): (column: Column, rows: number) => Float64Array {
  const byCode: number[] = []
  const byText = new Map<string, number>()
  return (column, rows) => {
    const keys = new Float64Array(rows).fill(Number.NaN)
    for (let row = 0; row < rows; row++) {
      if (column.valid !== null && column.valid[row] === 0) continue
      if (column.kind === 'text') {
        const code = column.codes[row]!
        if (code >= 0) keys[row] = byCode[code] ??= keyOf(column, row)
        continue
      }
      const text = cellText(column, row)
      if (text === null) continue
      let key = byText.get(text)
      if (key === undefined) byText.set(text, (key = clusterKey(text)))
      keys[row] = key
    }
    return keys
  }
}

/** Blank text names no household. */
function keyOf(column: Column, row: number): number {
  const text = cellText(column, row)
  return text === null || text.trim() === '' ? Number.NaN : clusterKey(text)
}

function readWeights(
  column: Column,
  batch: Batch,
  { set, positionOf }: Parameters<typeof readSampling>[0],
): Float64Array {
  const weights = new Float64Array(batch.rows)
  for (let row = 0; row < batch.rows; row++) {
    const missing = column.valid !== null && column.valid[row] === 0
    const weight = missing ? Number.NaN : numberIn(column, row)
    if (weight >= 0 && weight < Infinity) {
      weights[row] = weight
      continue
    }
    const text = missing ? null : cellText(column, row)
    const shown = text === null || text === '' ? 'is missing' : `is ${text}`
    throw new RecetteError(
      'WEIGHT_INVALID',
      `${set}: row ${batch.start + row + 1}: the weight in column "${column.name}" ${shown}, but a weight is a number above 0 (or 0, for a case that is left out).`,
      'Mend the set: give the case its weight, or 0 if it stands for nothing.',
      { at: positionOf?.(batch.start + row) },
    )
  }
  return weights
}

/** One word in the file makes a whole column text: the error must name the row of the word, so the others are numbers still. */
function numberIn(column: Column, row: number): number {
  if (column.kind === 'number') return column.values[row]!
  const text = column.kind === 'text' ? (cellText(column, row) ?? '') : ''
  return text.trim() === '' ? Number.NaN : Number(text)
}

function keepWeighted(weights: Float64Array): Uint8Array {
  return Uint8Array.from(weights, (weight) => (weight === 0 ? 0 : 1))
}
