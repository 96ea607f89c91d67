import type { Batch } from '../../core/batch.js'
import type { CauseCode } from '../../core/cause.js'
import type { ImagePreparation } from '../../core/image.js'
import type { Predictions } from '../../core/predictions.js'
import type { InputMapping, OutputMapping } from '../../core/result.js'
import type { Task } from '../../core/task.js'

/** A change to what new is asked, to how its answer is read, or to both. */
export interface Change {
  readonly ask?: (batch: Batch) => Batch
  readonly read?: (predictions: Predictions) => Predictions
  /** The rows that the change is about, where it leaves the others as they are: only these are judged. */
  readonly rows?: (batch: Batch) => Uint32Array
}

/** A change that did well where it was found, with the words for it. */
export interface Trial {
  readonly cause: CauseCode
  readonly change: Change
  readonly values: Readonly<Record<string, string | number>>
  /** What to write in the plan; null where no key says it. */
  readonly mend: string | null
}

/** What is known of a column over many cases. */
export interface ColumnFacts {
  readonly mean: number
  /** Standard deviation. */
  readonly spread: number
  readonly low: number
  readonly high: number
  readonly median: number
}

/** What a hypothesis has to work with: the finding half, and new to be asked. */
export interface Search {
  readonly task: Task
  readonly batch: Batch
  readonly labels: readonly string[]
  /** Index into `labels`. */
  readonly positive: number | null
  /** Of new. */
  readonly inputs: readonly InputMapping[]
  readonly output: OutputMapping
  /** How old's pictures are prepared, where it takes any. */
  readonly oldImage: ImagePreparation | null
  /** Both models' answers to the batch as it is. */
  readonly old: Predictions
  readonly new: Predictions
  /** Mean distance to old's answers as things are. */
  readonly now: number
  /** Lengths of one case of the input that a column fills alone, null where new leaves them open; null for any other column. */
  shape(column: string): readonly (number | null)[] | null
  facts(column: string): ColumnFacts | null
  /** Mean distance with a change: over the whole half, or over its first cases (`quick`); Infinity where new cannot answer or nothing is left to ask. */
  distance(change: Change, quick?: boolean): Promise<number>
  /** The assignment of rows to columns with the largest sum of weights. */
  assign(weights: Float64Array, n: number): Int32Array
  /** Places of new's labels that fit far better; null where those given stand. `confusion[new][old]`. */
  labelOrder(confusion: readonly (readonly number[])[]): Int32Array | null
}

/** One usual reason, and how to look for it. At most one trial comes of it: the best. */
export interface Hypothesis {
  readonly cause: CauseCode
  find(search: Search): Promise<Trial | null>
}
