import type { Estimate } from '../core/estimate.js'
import type { MeasureOptions } from '../core/measureCatalog.js'
import type { CaseView } from './caseView.js'
import type { ColumnPair } from './columnPair.js'
import type { NeighbourView } from './outputs/neighbourSample.js'
import type { OutputView } from './outputs/outputView.js'
import type { SpeedPair } from './speedPair.js'

/** An estimate before it is told its set, slice, measure and unit. NaN here becomes null with a reason. */
export type Figure = Pick<
  Estimate,
  'of' | 'value' | 'interval' | 'relative' | 'n' | 'effectiveN' | 'method' | 'reason'
> & {
  /** Why a value that is there has no interval; too few cases unless told. */
  readonly noInterval?: string
}

/** What one measure does. The registry holds one for each name of the catalog. */
export type Measure =
  CaseMeasure | OutputMeasure | NeighbourMeasure | SetMeasure | DriftMeasure | DomainMeasure | SpeedMeasure

/** From the cases of a slice. Reasons that hold for a whole group (no labels, no scores, no cases) are checked before. */
export interface CaseMeasure {
  readonly kind: 'cases'
  estimate(view: CaseView, options: MeasureOptions): readonly Figure[]
}

/** From one output of both models, case by case. Reasons that hold for the whole output (nothing left, not finite) are checked before. */
export interface OutputMeasure {
  readonly kind: 'outputs'
  /** `numbers`: needs numbers, all finite; `any`: texts too. */
  readonly of: 'numbers' | 'any'
  estimate(output: OutputView, options: MeasureOptions): Omit<Figure, 'of'>
}

/** From the neighbours of a sample of cases. */
export interface NeighbourMeasure {
  readonly kind: 'neighbours'
  estimate(sample: NeighbourView): Omit<Figure, 'of'>
}

/** From the set's own book-keeping. */
export interface SetMeasure {
  readonly kind: 'set'
  estimate(about: { readonly rows: number; readonly compared: number }): readonly Figure[]
}

/** From one column in two samples. Null when the measure makes no sense for the column's kind. */
export interface DriftMeasure {
  readonly kind: 'drift'
  /** Rows without a value count: a column that has none left can be compared all the same. */
  readonly countsMissing?: true
  compare(pair: ColumnPair, options: MeasureOptions, confidence: number): Omit<Figure, 'of' | 'n'> | null
  /** How often the value would be above the threshold if the column had not changed; null where `compare` is. */
  crossing(pair: ColumnPair, options: MeasureOptions, threshold: number, seed: number): number | null
}

/** From all columns of the reference and of the set at once. */
export interface DomainMeasure {
  readonly kind: 'domain'
  compare(columns: readonly ColumnPair[], seed: number, confidence: number): Omit<Figure, 'of'>
  /** How often the value would be above the threshold if nothing had changed. */
  crossing(columns: readonly ColumnPair[], threshold: number): number
}

/** From timings of both hosts. */
export interface SpeedMeasure {
  readonly kind: 'speed'
  estimate(pair: SpeedPair): readonly Figure[]
}

/** The three figures of a measure that cannot be computed, or the one of a pair. */
export function impossible(about: 'each' | 'pair' | 'data', n: number, reason: string): readonly Figure[] {
  const ofs = about === 'each' ? (['old', 'new', 'difference'] as const) : (['pair'] as const)
  return ofs.map((of) => ({ of, value: null, interval: null, n, method: 'none', reason }))
}
