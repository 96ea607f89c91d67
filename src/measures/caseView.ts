import type { PairedBatch } from '../core/predictions.js'
import { averagePrecision } from '../stats/averagePrecision.js'
import { deriveSeed } from '../stats/random.js'
import { rocPlacements, type Placements } from '../stats/rocAuc.js'
import { rankScores as rankByScore } from '../stats/ranking.js'
import type { CaseState } from './caseState.js'
import { collapseTable, resampleTable, type ResampledTable } from './labelTable.js'
import { flagsOfLabel, labelCounts, labelJoint } from './labelSets/labelCounts.js'
import type { PairedSuccesses } from './proportionFigures.js'
import { calibrationCells, type CalibrationCells } from './summaries/calibrationCells.js'
import { jointCounts, type JointTable } from './summaries/jointCounts.js'
import { labelSetCases, type LabelSetTable } from './summaries/labelSetCases.js'
import { rankScores, type RankedCases } from './summaries/rankScores.js'
import type { ScoreChanges } from './summaries/scoreChanges.js'
import type { ScoreLosses } from './summaries/scoreLosses.js'
import { topCounts } from './summaries/topCounts.js'
import { valueCases, type ValueTable } from './summaries/valueCases.js'

export interface ViewContext extends Pick<PairedBatch, 'labels' | 'positive'> {
  /** Row-major truth x answer; null where the plan gives none. */
  readonly costs?: Float64Array | null
  readonly confidence: number
  readonly seed: number
  /** What makes draws for this set and slice its own. */
  readonly purpose: string
}

/** One label against the rest, for one side; null without scores. */
export interface RankedSide {
  readonly placements: Placements
  readonly precision: { readonly value: number; readonly influences: Float64Array }
}

export interface RankedLabel {
  /** 1 = the case has the label. */
  readonly positive: Uint8Array
  readonly positives: number
  readonly old: RankedSide | null
  readonly new: RankedSide | null
}

/**
 * What measures see of a slice: its summaries, and what several measures share, worked out once when first asked for.
 */
export class CaseView {
  readonly n: number
  readonly labelled: number
  readonly labels: readonly string[]
  readonly positive: number | null
  readonly costs: Float64Array | null
  readonly confidence: number
  readonly #state: CaseState
  readonly #context: ViewContext
  readonly #memo = new Map<string, unknown>()

  constructor(state: CaseState, context: ViewContext) {
    this.n = state.n
    this.labelled = state.labelled
    this.labels = context.labels
    this.positive = context.positive
    this.costs = context.costs ?? null
    this.confidence = context.confidence
    this.#state = state
    this.#context = context
  }

  seed(purpose: string): number {
    return deriveSeed(this.#context.seed, `${this.#context.purpose}/${purpose}`)
  }

  hasScores(side: 'old' | 'new'): boolean {
    return side === 'old' ? this.#state.oldScores : this.#state.newScores
  }

  /** Every case, labelled or not. */
  get allCells(): JointTable {
    return this.#once('all', () => jointCounts(this.labels.length).value(this.#state.joint))
  }

  /** Cases with a label. */
  get cells(): JointTable {
    return this.#once('labelled', () => {
      const { truth, old, new: newer, counts } = this.allCells
      // Cells are in order of truth: those without a label stand first.
      const from = truth.findIndex((label) => label >= 0)
      const cut = from < 0 ? truth.length : from
      return { truth: truth.slice(cut), old: old.slice(cut), new: newer.slice(cut), counts: counts.slice(cut) }
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
      const { labelSets } = this.#state
      return labelSets.ends.length === 0 ? null : labelSetCases.value(labelSets)
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
    return { cells: labelJoint(this.labelCounts, label), index: 1 }
  }

  get losses(): ScoreLosses {
    return this.#state.losses
  }

  get changes(): ScoreChanges {
    return this.#state.changes
  }

  calibration(bins: number): CalibrationCells {
    const found = this.#state.calibration.find((cells) => cells.bins === bins)
    // A criterion's bins are announced before the first case; nothing else may ask for others.
    if (found === undefined) throw new Error(`bug: no calibration cells with ${bins} bins were kept`)
    return calibrationCells(bins).value(found)
  }

  get #rankedCases(): RankedCases {
    return this.#once('ranks', () => rankScores.value(this.#state.ranks))
  }

  /** One side's scores of a label, of the cases that have one; empty without scores. */
  scores(side: 'old' | 'new', label: number): Float64Array {
    return this.#rankedCases.column(side, label, this.labels.length)
  }

  /** Cases whose label is among the k highest scores. */
  top(k: number): PairedSuccesses {
    const found = this.#state.top.find((counts) => counts.k === k)
    if (found === undefined) throw new Error(`bug: no counts of the first ${k} were kept`)
    return topCounts(k).value(found)
  }

  ranked(label: number): RankedLabel {
    return this.#once(`ranks ${label}`, () => {
      const cases = this.#rankedCases
      const positive = this.labelSets === null ? flagsOf(cases.truth, label) : flagsOfLabel(this.labelSets, label)
      const side = (name: 'old' | 'new'): RankedSide | null => {
        if (!this.hasScores(name)) return null
        const column = cases.column(name, label, this.labels.length)
        const ranking = rankByScore(column, positive)
        return { placements: rocPlacements(ranking), precision: averagePrecision(ranking) }
      }
      return {
        positive,
        positives: countOf(positive),
        old: side('old'),
        new: side('new'),
      }
    })
  }

  /** Regression: every case. */
  get allValues(): ValueTable {
    return this.#once('all values', () => valueCases.value(this.#state.values))
  }

  /** Regression: every case with a known value. */
  get values(): ValueTable {
    return this.#once('values', () => labelledValues(this.allValues))
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

function flagsOf(truth: Float64Array, label: number): Uint8Array {
  const flags = new Uint8Array(truth.length)
  for (let i = 0; i < flags.length; i++) flags[i] = truth[i] === label ? 1 : 0
  return flags
}

function countOf(flags: Uint8Array): number {
  let count = 0
  for (let i = 0; i < flags.length; i++) count += flags[i]!
  return count
}
