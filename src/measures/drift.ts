import type { Estimate } from '../core/estimate.js'
import { MEASURE_NAMES, measureInfo, type MeasureName, type MeasureOptions } from '../core/measureCatalog.js'
import { deriveSeed } from '../stats/random.js'
import type { WantedMeasure } from './caseEstimates.js'
import { columnPair, type ColumnPair } from './columnPair.js'
import { uniqueOptions } from './defaultOptions.js'
import type { DomainMeasure, DriftMeasure, Figure } from './measure.js'
import type { ReferenceSummary } from './reference.js'
import { measureOf } from './registry.js'
import type { ColumnSample } from './rowSample.js'
import { toEstimate } from './toEstimate.js'

/** The name by which criteria mean the models' scores and not a column. */
export const SCORE = 'score'

export interface DriftPairs {
  /** Reference against set, one for each feature. */
  readonly columns: readonly ColumnPair[]
  /** Features that the reference has not, or has as numbers where the set has text (or the other way round), and their cases. */
  readonly incomparable: readonly { readonly name: string; readonly n: number }[]
  /** Texts that are nearly all different in both: identifiers or free text, of which nothing can drift. */
  readonly identifiers: readonly string[]
  /** Old against new answers of the same cases; null when there are none. */
  readonly score: ColumnPair | null
  readonly seed: number
}

/**
 * Pairs what can be compared. `features` are the set's columns; `answers` those of `scoreColumns`: numbers old and new, then labels. A column
 * that a criterion names is compared whatever it holds.
 */
export function pairColumns(
  features: readonly ColumnSample[],
  answers: readonly ColumnSample[],
  reference: ReferenceSummary | null,
  wanted: readonly WantedMeasure[],
  seed: number,
): DriftPairs {
  const known = new Map(reference?.columns().map((column) => [column.name, column]))
  const named = new Set(wanted.map(({ options }) => options.column))
  const identifies = (column: ColumnSample): boolean => {
    const before = known.get(column.name)
    return before !== undefined && !named.has(column.name) && areDifferent(before) && areDifferent(column)
  }
  const [oldNumbers, newNumbers, oldLabels, newLabels] = answers
  const numbers = oldNumbers !== undefined && oldNumbers.numbers.length > 0 && newNumbers!.numbers.length > 0
  const [a, b] = numbers || oldLabels === undefined ? [oldNumbers, newNumbers] : [oldLabels, newLabels]
  return {
    columns: features.flatMap((column) => {
      const before = known.get(column.name)
      return before?.kind === column.kind && !identifies(column)
        ? [columnPair(before, column, false, deriveSeed(seed, `drift/${column.name}`))]
        : []
    }),
    seed: deriveSeed(seed, 'drift/domain'),
    incomparable: features
      .filter(({ name, kind }) => known.get(name)?.kind !== kind)
      .map(({ name, rows }) => ({ name, n: rows })),
    identifiers: features.filter(identifies).map(({ name }) => name),
    score:
      a === undefined || b === undefined
        ? null
        : columnPair(a, alignCodes(a, b), true, deriveSeed(seed, 'drift/score')),
  }
}

/** Fewer values than this are no sign of anything. */
const FEWEST_VALUES = 50
/** A random half of the rows lacks a value of so many rows or fewer with a chance of 1 in 8 at least: 2^-(4 - 1). */
const RARE = 4

/**
 * More than half of the cases have a value so rare that two halves of this very table would differ by it: that another table differs as much is no sign of
 * anything. So it is with ids, with households of a few rows, and with free text.
 */
function areDifferent({ kind, rows, sampleMissing, counts }: ColumnSample): boolean {
  const values = rows - sampleMissing
  if (kind !== 'category' || values < FEWEST_VALUES) return false
  let rare = 0
  for (const count of counts.values()) if (count <= RARE) rare += count
  return rare > values / 2
}

/** Every drift measure for every column and the score, and (without a column) the worst column. */
export function driftEstimates(
  pairs: DriftPairs,
  wanted: readonly WantedMeasure[],
  hasReference: boolean,
  confidence: number,
  set: string,
): Estimate[] {
  return MEASURE_NAMES.flatMap((name) => {
    const measure = measureOf(name)
    if (measure.kind === 'domain')
      return [toEstimate(compareDomains(measure, pairs, hasReference, confidence), name, {}, set, null)]
    if (measure.kind !== 'drift') return []
    const asked = wanted.filter((want) => want.measure === name).map((want) => want.options)
    const all = uniqueOptions(name, [{}, ...asked.map(withoutColumn)])
    return all.flatMap((options) => {
      const figures = pairs.columns.flatMap((pair) => {
        const figure = compare(measure, pair, options, confidence)
        return figure === null ? [] : [{ figure, column: pair.name }]
      })
      // Leaving it out would let the very column pass that changed most.
      if (hasReference)
        for (const { name: column, n } of pairs.incomparable)
          figures.push({ figure: { ...noFigure('incomparable-column'), n }, column })
      const score = pairs.score === null ? null : compare(measure, pairs.score, options, confidence)
      const estimate = (figure: Figure, given: MeasureOptions) => toEstimate(figure, name, given, set, null)
      return [
        estimate(worstOf(figures, hasReference), options),
        ...figures.map(({ figure, column }) => estimate(figure, { ...options, column })),
        ...(score === null ? [] : [estimate(score, { ...options, column: SCORE })]),
        ...unknownColumns(name, asked, options, [
          ...pairs.columns.map((pair) => pair.name),
          ...(hasReference ? pairs.incomparable.map((column) => column.name) : []),
          SCORE,
        ]).map((column) =>
          estimate(noFigure(hasReference ? 'no-such-column' : 'no-reference'), { ...options, column }),
        ),
      ]
    })
  })
}

function compare(measure: DriftMeasure, pair: ColumnPair, options: MeasureOptions, confidence: number): Figure | null {
  const n = Math.min(pair.a.n, pair.b.n)
  const present =
    measure.countsMissing === true
      ? pair.a.rows > 0 && pair.b.rows > 0
      : pair.a.rows > pair.a.sampleMissing && pair.b.rows > pair.b.sampleMissing
  if (!present) return noFigure('no-cases')
  // A feature may be missing; a model's answer may not.
  if (pair.paired && pair.a.missing + pair.b.missing > 0) return { ...noFigure('not-finite'), n }
  const figure = measure.compare(pair, options, confidence)
  if (figure === null) return null
  const rows = Math.min(pair.a.n + pair.a.missing, pair.b.n + pair.b.missing)
  return { ...figure, of: 'pair', n: measure.countsMissing === true ? rows : n }
}

/** All columns at once; one that cannot be compared fails the whole, as it would fail the worst of them. */
function compareDomains(measure: DomainMeasure, pairs: DriftPairs, hasReference: boolean, confidence: number): Figure {
  if (!hasReference) return noFigure('no-reference')
  const [unlike] = pairs.incomparable
  if (unlike !== undefined) return { ...noFigure('incomparable-column'), n: unlike.n }
  if (pairs.columns.length === 0) return noFigure('no-such-column')
  return { ...measure.compare(pairs.columns, pairs.seed, confidence), of: 'pair' }
}

/** The largest value; its interval runs from the largest low end to the largest high end. One column that failed fails all. */
function worstOf(figures: readonly { figure: Figure }[], hasReference: boolean): Figure {
  if (!hasReference) return noFigure('no-reference')
  const failed = figures.find(({ figure }) => figure.value === null || !Number.isFinite(figure.value))
  if (failed !== undefined) return { ...failed.figure, value: null, interval: null }
  const worst = figures.toSorted((a, b) => b.figure.value! - a.figure.value!)[0]
  if (worst === undefined) return noFigure('no-such-column')
  const intervals = figures.map(({ figure }) => figure.interval)
  const all = intervals.filter((interval) => interval !== null)
  if (all.length < intervals.length) return { ...worst.figure, interval: null }
  return {
    ...worst.figure,
    interval: [Math.max(...all.map(([low]) => low)), Math.max(...all.map(([, high]) => high))],
  }
}

function unknownColumns(
  name: MeasureName,
  asked: readonly MeasureOptions[],
  options: MeasureOptions,
  known: readonly string[],
): string[] {
  const bins = measureInfo(name).options.includes('bins') ? options.bins : undefined
  const columns = asked.filter((want) => want.bins === bins).map((want) => want.column)
  return [...new Set(columns.filter((column) => column !== undefined && !known.includes(column)))] as string[]
}

function withoutColumn(options: MeasureOptions): MeasureOptions {
  return options.bins === undefined ? {} : { bins: options.bins }
}

function noFigure(reason: string): Figure {
  return { of: 'pair', value: null, interval: null, n: 0, method: 'none', reason }
}

/** Category codes of b renumbered as a's (new names after them), so that the joint table of both has one numbering. */
function alignCodes(a: ColumnSample, b: ColumnSample): ColumnSample {
  if (a.kind === 'number') return b
  const names = [...a.names]
  const codes = b.names.map((name) => {
    const code = names.indexOf(name)
    return code >= 0 ? code : names.push(name) - 1
  })
  return { ...b, names, values: b.values.map((code) => (Number.isNaN(code) ? code : codes[code]!)) }
}
