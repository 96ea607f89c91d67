import type { LabelEntry } from './labelMap.js'
import type { OutputMeaning } from './outputMeaning.js'
import type { Side } from './spec.js'
import type { Task } from './task.js'

/** The tasks whose answers can be one of several heads; raw tensors are all compared anyway. */
export const HEAD_TASKS = ['classification', 'regression'] as const
export type HeadTask = Extract<Task, (typeof HEAD_TASKS)[number]>

/** Where one model's answers of a head stand: an output of an artifact, or columns of recorded predictions. */
export interface HeadAnswers {
  readonly output?: string
  readonly outputIs?: OutputMeaning
  /** Labels in the order of the head's score columns. */
  readonly labels?: readonly string[]
  /** From which score on the positive label of two is the answer. */
  readonly threshold?: number
  readonly score?: string
  readonly scores?: Readonly<Record<string, string>>
  readonly predicted?: string
  readonly value?: string
}

/** One of several questions that a model answers about a case at once: each is compared and judged as a model of its own would be. */
export interface HeadPlan extends Readonly<Record<Side, HeadAnswers>> {
  /** Its name in criteria, estimates and the report. */
  readonly name: string
  readonly task: HeadTask
  /** The set's column that says what is right of it. */
  readonly label?: string
  readonly positive?: string
  readonly targetUnit: string | null
  readonly map?: readonly LabelEntry[]
}
