import type { Batch, Column, Field } from '../../src/core/batch.js'
import type { Estimate } from '../../src/core/estimate.js'
import { measureKey } from '../../src/core/measureCatalog.js'
import { selectCases, type PairedBatch } from '../../src/core/predictions.js'
import { finishMeasuring } from '../../src/measures/finishMeasuring.js'
import { mergeMeasuring, startMeasuring, type Measuring, type MeasuringOptions } from '../../src/measures/measuring.js'
import type { ReferenceSummary } from '../../src/measures/reference.js'
import { seededRandom } from '../../src/stats/random.js'

export const BINARY: MeasuringOptions = {
  task: 'classification',
  labels: ['no', 'yes'],
  positive: 1,
  segments: [],
  features: [],
  confidence: 0.95,
  seed: 20260101,
  wanted: [],
}

export const MULTILABEL: MeasuringOptions = {
  ...BINARY,
  task: 'multilabel',
  labels: ['spam', 'urgent', 'billing'],
  positive: null,
}

export const REGRESSION: MeasuringOptions = { ...BINARY, task: 'regression', labels: [], positive: null }

export function batchOf(columns: readonly Column[], rows: number, start = 0): Batch {
  return { rows, start, columns }
}

export function textColumn(name: string, values: readonly (string | null)[]): Column {
  const dictionary = [...new Set(values.filter((value) => value !== null))]
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : dictionary.indexOf(value)))
  return { kind: 'text', name, valid: validOf(values), codes, dictionary }
}

export function numberColumn(name: string, values: readonly (number | null)[]): Column {
  const numbers = Float64Array.from(values, (value) => value ?? Number.NaN)
  return { kind: 'number', name, valid: validOf(values), values: numbers }
}

export function fieldsOf(columns: readonly Column[]): Field[] {
  return columns.map(({ name, kind }) => ({ name, kind, type: kind === 'number' ? 'float64' : 'utf8' }))
}

function validOf(values: readonly unknown[]): Uint8Array | null {
  return values.includes(null) ? Uint8Array.from(values, (value) => (value === null ? 0 : 1)) : null
}

export interface ClassRows {
  readonly truth: readonly number[] | null
  readonly old: { readonly predicted: readonly number[]; readonly scores: readonly (readonly number[])[] | null }
  readonly new: { readonly predicted: readonly number[]; readonly scores: readonly (readonly number[])[] | null }
}

export function classBatch(
  rows: ClassRows,
  labels: readonly string[],
  positive: number | null,
  columns: readonly Column[] = [],
): PairedBatch {
  const side = ({ predicted, scores }: ClassRows['old']) => ({
    kind: 'classes' as const,
    predicted: Int32Array.from(predicted),
    scores: scores === null ? null : Float64Array.from(scores.flat()),
  })
  const n = rows.old.predicted.length
  return {
    rows: n,
    labels,
    positive,
    truth: rows.truth === null ? { kind: 'none' } : { kind: 'classes', labels: Int32Array.from(rows.truth) },
    old: side(rows.old),
    new: side(rows.new),
    columns: batchOf(columns, n),
  }
}

export interface LabelSetRows {
  readonly truth: readonly (readonly number[])[] | null
  readonly old: {
    readonly decided: readonly (readonly number[])[]
    readonly scores: readonly (readonly number[])[] | null
  }
  readonly new: LabelSetRows['old']
}

/** Rows of 0 and 1, one for each label. */
export function labelSetBatch(
  rows: LabelSetRows,
  labels: readonly string[],
  columns: readonly Column[] = [],
): PairedBatch {
  const side = ({ decided, scores }: LabelSetRows['old']) => ({
    kind: 'label-sets' as const,
    decided: Uint8Array.from(decided.flat()),
    scores: scores === null ? null : Float64Array.from(scores.flat()),
  })
  const n = rows.old.decided.length
  return {
    rows: n,
    labels,
    positive: null,
    truth: rows.truth === null ? { kind: 'none' } : { kind: 'label-sets', flags: Uint8Array.from(rows.truth.flat()) },
    old: side(rows.old),
    new: side(rows.new),
    columns: batchOf(columns, n),
  }
}

/** Two plausible multilabel models on n random cases, with a text segment and a number column. */
export function randomLabelSets(n: number, labels: readonly string[], seed: number): PairedBatch {
  const random = seededRandom(seed)
  const truth = Array.from({ length: n }, () => labels.map((_, k) => (random() < 0.5 / (k + 1) ? 1 : 0)))
  const scoresOf = (flags: readonly number[]) => flags.map((flag) => 0.6 * random() + 0.35 * flag)
  const old = truth.map(scoresOf)
  const newer = truth.map((flags, i) => (random() < 0.6 ? old[i]! : scoresOf(flags)))
  const side = (scores: number[][]) => ({
    scores,
    decided: scores.map((row) => row.map((score) => (score >= 0.5 ? 1 : 0))),
  })
  return labelSetBatch({ truth, old: side(old), new: side(newer) }, labels, [
    textColumn(
      'region',
      truth.map(() => ['Nord', 'Sud', null][Math.floor(random() * 3)]!),
    ),
    numberColumn(
      'age',
      truth.map(() => Math.floor(random() * 60)),
    ),
  ])
}

export function valueBatch(
  truth: readonly number[] | null,
  old: readonly number[],
  newer: readonly number[],
  columns: readonly Column[] = [],
): PairedBatch {
  return {
    rows: old.length,
    labels: [],
    positive: null,
    truth: truth === null ? { kind: 'none' } : { kind: 'values', values: Float64Array.from(truth) },
    old: { kind: 'values', values: Float64Array.from(old) },
    new: { kind: 'values', values: Float64Array.from(newer) },
    columns: batchOf(columns, old.length),
  }
}

/** Two plausible models of `labels` classes on n random cases, with a text segment and a number column. */
export function randomBatch(n: number, labels: number, seed: number): PairedBatch {
  const random = seededRandom(seed)
  const scoresOf = (truth: number, sharpness: number) => {
    const raw = Array.from({ length: labels }, (_, k) => random() + (k === truth ? sharpness * random() : 0) + 0.01)
    const total = raw.reduce((sum, value) => sum + value, 0)
    return raw.map((value) => value / total)
  }
  const truth = Array.from({ length: n }, () => Math.floor(random() * labels))
  const old = truth.map((label) => scoresOf(label, 1.5))
  const newer = truth.map((label, i) => (random() < 0.6 ? old[i]! : scoresOf(label, 1.4)))
  return classBatch(
    { truth, old: { predicted: old.map(best), scores: old }, new: { predicted: newer.map(best), scores: newer } },
    Array.from({ length: labels }, (_, k) => `c${k}`),
    labels === 2 ? 1 : null,
    [
      textColumn(
        'region',
        truth.map(() => ['Nord', 'Sud', null][Math.floor(random() * 3)]!),
      ),
      numberColumn(
        'age',
        truth.map(() => (random() < 0.1 ? null : Math.floor(random() * 60))),
      ),
    ],
  )
}

/** The rows from..to of a batch, numbered as in the set. */
export function cut(batch: PairedBatch, from: number, to: number): PairedBatch {
  const part = selectCases(
    batch,
    Uint32Array.from({ length: to - from }, (_, i) => from + i),
  )
  return { ...part, columns: { ...part.columns, start: batch.columns.start + from } }
}

export function swapped(batch: PairedBatch): PairedBatch {
  return { ...batch, old: batch.new, new: batch.old }
}

export function measure(
  options: MeasuringOptions,
  batches: readonly PairedBatch[],
  reference: ReferenceSummary | null = null,
) {
  const measuring = startMeasuring(options)
  for (const batch of batches) measuring.add(batch)
  return finish(measuring, reference)
}

export function measureMerged(options: MeasuringOptions, parts: readonly (readonly PairedBatch[])[]) {
  const measured = parts.map((batches) => {
    const measuring = startMeasuring(options)
    for (const batch of batches) measuring.add(batch)
    return measuring
  })
  return finish(measured.reduce(mergeMeasuring))
}

export function finish(measuring: Measuring, reference: ReferenceSummary | null = null) {
  const compared = measuring.data.overall.n
  return finishMeasuring(measuring, { set: 'test', rows: compared, compared, reference })
}

/** The one estimate of a key (`f1(average=macro)`), a side and a slice (`region=Nord`, or none). */
export function find(
  estimates: readonly Estimate[],
  key: string,
  of: Estimate['of'],
  slice: string | null = null,
): Estimate {
  const found = estimates.filter(
    (estimate) =>
      measureKey(estimate.measure, estimate.options) === key &&
      estimate.of === of &&
      (estimate.slice?.map(({ column, value }) => `${column}=${value}`).join() ?? null) === slice,
  )
  if (found.length !== 1) throw new Error(`${found.length} estimates of ${key} ${of} ${slice}`)
  return found[0]!
}

function best(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores))
}
