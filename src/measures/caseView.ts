import type { PairedBatch } from '../core/predictions.js'
import type { ClusterSample } from '../stats/clusterSample.js'
import type { PairedMoments } from '../stats/pairedMoments.js'
import { deriveSeed } from '../stats/random.js'
import type { Sorted } from '../stats/sortOrder.js'
import type { CaseState } from './caseState.js'
import type { CaseSums } from './caseSums.js'
import { WholeTables, type CaseTables } from './caseTables.js'
import { collapseTable, resampleTable, type ResampledTable } from './labelTable.js'
import type { CalibrationCases } from './clustered/clusteredCalibrationFigures.js'
import type { ClusteredPairs } from './clustered/clusteredMeans.js'
import { flagsOfLabel, heldOfLabel, labelCounts, labelJoint } from './labelSets/labelCounts.js'
import type { PairedSuccesses } from './proportionFigures.js'
import { rankLabel, type RankedLabel } from './rankedLabel.js'
import { SampledRows } from './sampledRows.js'
import { calibrationCells, type CalibrationCells } from './summaries/calibrationCells.js'
import { cellOf, jointCounts, type JointTable } from './summaries/jointCounts.js'
import type { LabelSetTable } from './summaries/labelSetCases.js'
import { calibrationScores, type SideScores } from './summaries/calibrationScores.js'
import type { ScoreChanges } from './summaries/scoreChanges.js'
import type { SampledColumn } from './summaries/sampledCases.js'
import { topCounts } from './summaries/topCounts.js'
import type { ValueTable } from './summaries/valueCases.js'

export interface ViewContext extends Pick<PairedBatch, 'labels' | 'positive'> {
  /** Row-major truth x answer; null where the plan gives none. */
  readonly costs?: Float64Array | null
  readonly confidence: number
  readonly seed: number
  /** What makes draws for this set and slice its own. */
  readonly purpose: string
}

/** Sums over the cases, and the cases themselves where they are clustered or weighted. */
export type ClusteredMoments = PairedMoments & { readonly cases?: ClusteredPairs }

/** All cases of a set. */
export function viewOf(state: CaseState, context: ViewContext): CaseView {
  return new CaseView(state, new WholeTables(state.rows, context.labels.length), context)
}

/**
 * What measures see of a slice: its sums, its cases one by one, and what several measures share, worked out once when first asked for.
 */
export class CaseView {
  readonly n: number
  readonly labelled: number
  readonly labels: readonly string[]
  readonly positive: number | null
  readonly costs: Float64Array | null
  readonly confidence: number
  readonly #sums: CaseSums
  readonly #tables: CaseTables
  readonly #sampled: SampledRows
  readonly #context: ViewContext
  readonly #memo = new Map<string, unknown>()

  constructor(sums: CaseSums, tables: CaseTables, context: ViewContext) {
    this.n = sums.n
    this.labelled = sums.labelled
    this.labels = context.labels
    this.positive = context.positive
    this.costs = context.costs ?? null
    this.confidence = context.confidence
    this.#sums = sums
    this.#tables = tables
    this.#sampled = new SampledRows(tables, sums.labelled, (row) => this.#hasLabel(row))
    this.#context = context
  }

  seed(purpose: string): number {
    return deriveSeed(this.#context.seed, `${this.#context.purpose}/${purpose}`)
  }

  hasScores(side: 'old' | 'new'): boolean {
    return side === 'old' ? this.#sums.oldScores : this.#sums.newScores
  }

  /** Whether the plan names clusters or weights. */
  get isSampled(): boolean {
    return this.#sampled.column('weights').length > 0
  }

  /** How the cases were drawn, where the plan names clusters or weights; else null. */
  get sample(): ClusterSample | null {
    return this.#sampled.sample
  }

  /** `sample`, of the cases with a label alone. */
  get labelledSample(): ClusterSample | null {
    return this.#sampled.labelledSample
  }

  /** Cases that name no cluster; all of them where the plan names weights alone. */
  get unnamedClusters(): number {
    return this.#sampled.unnamedClusters
  }

  /** Every case, labelled or not. */
  get allCells(): JointTable {
    return this.#once('all', () => {
      const table = jointCounts(this.labels.length).value(this.#sums.joint)
      const { sample } = this
      return sample === null
        ? table
        : { ...table, cases: { cell: placeCells(table, this.#sampled.column('cell'), this.labels.length), sample } }
    })
  }

  /** Cases with a label. */
  get cells(): JointTable {
    return this.#once('labelled', () => {
      const { truth, old, new: newer, counts, cases } = this.allCells
      // Cells are in order of truth: those without a label stand first.
      const from = truth.findIndex((label) => label >= 0)
      const cut = from < 0 ? truth.length : from
      if (cut === 0) return this.allCells
      const table = { truth: truth.slice(cut), old: old.slice(cut), new: newer.slice(cut), counts: counts.slice(cut) }
      const sample = this.labelledSample
      if (cases === undefined || sample === null) return table
      return { ...table, cases: { cell: cases.cell.filter((cell) => cell >= cut).map((cell) => cell - cut), sample } }
    })
  }

  /** For statistics over all labels: one pseudo-flip each way in all, shared by the labels present. */
  get table(): ResampledTable {
    return this.#once('table', () => {
      const present = new Set(this.cells.truth).size
      return resampleTable(this.cells, this.labels.length, 1 / present, this.seed('table'))
    })
  }

  /**
   * For statistics of one label: its table against the rest, with one pseudo-flip each way in both rows, and which of the two labels it is
   * there. Two labels share one table.
   */
  labelTable(label: number): { readonly table: ResampledTable; readonly index: 0 | 1 } {
    if (this.labelSets !== null) {
      const table = this.#once(`label ${label}`, () =>
        resampleTable(this.labelCells(label).cells, 2, 1, this.seed(`label ${label}`)),
      )
      return { table, index: 1 }
    }
    const shared = this.labels.length === 2 ? 1 : label
    const table = this.#once(`label ${shared}`, () =>
      resampleTable(collapseTable(this.cells, shared), 2, 1, this.seed(`label ${shared}`)),
    )
    return { table, index: label === shared ? 1 : 0 }
  }

  /** Multilabel: every case; null for the other tasks. */
  get labelSets(): LabelSetTable | null {
    return this.#once('label sets', () => {
      const table = this.#tables.labelSets
      if (table.ends.length === 0) return null
      return this.sample === null ? table : { ...table, sample: this.sample }
    })
  }

  /** Multilabel: eight counts a label, see `labelCounts`. */
  get labelCounts(): Float64Array {
    return this.#once('label counts', () => {
      if (this.labelSets === null) throw new Error('bug: label counts of cases that have one label each')
      return labelCounts(this.labelSets, this.labels.length)
    })
  }

  /** The cases by their decisions on one label, and which number stands for it there. */
  labelCells(label: number): { readonly cells: JointTable; readonly index: number } {
    if (this.labelSets === null) return { cells: this.cells, index: label }
    const cells = labelJoint(this.labelCounts, label)
    const { sample } = this.labelSets
    if (sample === undefined) return { cells, index: 1 }
    return { cells: { ...cells, cases: { cell: heldOfLabel(this.labelSets, label), sample } }, index: 1 }
  }

  get losses(): { readonly log: ClusteredMoments; readonly brier: ClusteredMoments } {
    return this.#once('losses', () => {
      const { log, brier } = this.#sums.losses
      const sample = this.labelledSample
      if (sample === null) return { log, brier }
      const of = (old: SampledColumn, newer: SampledColumn) => ({
        old: this.#sampled.ofLabelled(old),
        new: this.#sampled.ofLabelled(newer),
        sample,
      })
      return {
        log: { ...log, cases: of('oldLog', 'newLog') },
        brier: { ...brier, cases: of('oldBrier', 'newBrier') },
      }
    })
  }

  get changes(): ScoreChanges & { readonly cases?: ClusteredPairs } {
    return this.#once('changes', () => {
      const { changes } = this.#sums
      if (this.sample === null) return changes
      const { old, new: newer } =
        this.allValues.old.length > 0
          ? this.allValues
          : { old: this.#sampled.column('oldChange'), new: this.#sampled.column('newChange') }
      return { ...changes, cases: { old, new: newer, sample: this.sample } }
    })
  }

  /** With clusters or weights: the labelled cases' scores and outcomes; else null, and `calibration` has them in cells. */
  get calibrationCases(): CalibrationCases | null {
    const sample = this.labelledSample
    if (sample === null) return null
    return this.#once('calibration cases', () => {
      const of = (scores: SampledColumn, outcomes: SampledColumn) => ({
        scores: this.#sampled.ofLabelled(scores),
        outcomes: this.#sampled.ofLabelled(outcomes),
      })
      return { old: of('oldScore', 'oldOutcome'), new: of('newScore', 'newOutcome'), sample }
    })
  }

  calibration(bins: number): CalibrationCells {
    const found = this.#sums.calibration.find((cells) => cells.bins === bins)
    // A criterion's bins are announced before the first case; nothing else may ask for others.
    if (found === undefined) throw new Error(`bug: no calibration cells with ${bins} bins were kept`)
    return calibrationCells(bins).value(found)
  }

  /** The same case by case, of the cases with a label; kept where bins of equal mass were asked for. */
  get calibrationScores(): { readonly old: SideScores; readonly new: SideScores } {
    return this.#once('calibration scores', () => calibrationScores.value(this.#sums.calibrationScores))
  }

  /** One side's scores of a label, of the cases that have one; empty without scores. */
  scores(side: 'old' | 'new', label: number): Float64Array {
    return this.#tables.scores(side, label)
  }

  /** The same in ascending order. */
  sortedScores(side: 'old' | 'new', label: number): Sorted {
    return this.#tables.sortedScores(side, label)
  }

  /** Cases whose label is among the k highest scores. */
  top(k: number): PairedSuccesses {
    const found = this.#sums.top.find((counts) => counts.k === k)
    if (found === undefined) throw new Error(`bug: no counts of the first ${k} were kept`)
    const counts = topCounts(k).value(found)
    const sample = this.labelledSample
    if (sample === null || this.#truth.length !== sample.weights.length) return counts
    return { ...counts, cases: { old: this.#topFlags('old', k), new: this.#topFlags('new', k), sample } }
  }

  /** Case by case, from the scores that ranks keep anyway. */
  #topFlags(side: 'old' | 'new', k: number): Float64Array {
    const truth = this.#truth
    const columns = this.labels.map((_, label) => this.scores(side, label))
    return truth.map((label, i) => {
      const own = columns[label]?.[i] ?? Number.NaN
      return columns.filter((scores) => !(scores[i]! < own)).length <= k ? 1 : 0
    })
  }

  ranked(label: number): RankedLabel {
    return this.#once(`ranks ${label}`, () => {
      const positive = this.labelSets === null ? flagsOf(this.#truth, label) : flagsOfLabel(this.labelSets, label)
      const weights = this.labelledSample?.weights ?? null
      const sorted = (side: 'old' | 'new') => (this.hasScores(side) ? this.sortedScores(side, label) : null)
      return rankLabel(positive, { old: sorted('old'), new: sorted('new') }, weights)
    })
  }

  /** Regression: every case. */
  get allValues(): ValueTable {
    return this.#once('all values', () => this.#tables.values)
  }

  /** Regression: every case with a known value. */
  get values(): ValueTable {
    return this.#once('values', () => labelledValues(this.allValues))
  }

  get #truth(): Float64Array {
    return this.#once('truth', () => this.#tables.truth)
  }

  #hasLabel(row: number): boolean {
    const { truth } = this.allValues
    if (truth.length > 0) return !Number.isNaN(truth[row]!)
    // The cells of cases without a label stand before all others.
    return this.#sampled.column('cell')[row]! >= this.labels.length ** 2
  }

  #once<T>(name: string, make: () => T): T {
    if (!this.#memo.has(name)) this.#memo.set(name, make())
    return this.#memo.get(name) as T
  }
}

function labelledValues(table: ValueTable): ValueTable {
  if (!table.truth.some(Number.isNaN)) return table
  const keep = (values: Float64Array) => values.filter((_, i) => !Number.isNaN(table.truth[i]!))
  return { truth: keep(table.truth), old: keep(table.old), new: keep(table.new) }
}

/** Where each case's cell stands among the cells that hold cases. */
function placeCells(table: JointTable, cells: Float64Array, labels: number): Uint32Array {
  const places = new Map<number, number>()
  for (let c = 0; c < table.counts.length; c++)
    places.set(cellOf(table.truth[c]!, table.old[c]!, table.new[c]!, labels), c)
  const placed = new Uint32Array(cells.length)
  for (let i = 0; i < placed.length; i++) placed[i] = places.get(cells[i]!)!
  return placed
}

function flagsOf(truth: Float64Array, label: number): Uint8Array {
  const flags = new Uint8Array(truth.length)
  for (let i = 0; i < flags.length; i++) flags[i] = truth[i] === label ? 1 : 0
  return flags
}
