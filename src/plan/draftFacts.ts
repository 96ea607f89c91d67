import type { Field } from '../core/batch.js'
import type { Signature } from '../core/signature.js'
import type { FileRef } from '../core/spec.js'
import type { SetRole, Task } from '../core/task.js'

/** What is known of a model before anything was run. */
export interface DraftModel {
  readonly file: FileRef
  /** E.g. `onnx`, `tfjs-layers`, `predictions`. */
  readonly format: string
  /** Null when it is not known, and for recorded predictions. */
  readonly signature: Signature | null
  /** Its digest, where it executes code when it is loaded and the user allowed that. */
  readonly trust?: string
  /** What the user said, or was asked, of its inputs, its output and its labels; `why` is null for what the user chose. */
  readonly chosen?: {
    readonly inputs?: Readonly<Record<string, readonly string[]>>
    readonly output?: string
    /** Why that output, where nobody chose it. */
    readonly outputWhy?: string
    readonly labels?: { readonly value: readonly string[]; readonly why: string | null }
  }
  /** Present for a model that is called: protocol, url and model as a plan has them. */
  readonly endpoint?: Readonly<Record<string, string>>
  /** The environment variable that holds its token. */
  readonly tokenFrom?: string
  /** Dangerous names that its pickles may look up, because the caller answers for them. */
  readonly despite?: readonly string[]
  /** Present for recorded predictions: which columns of the file hold what. */
  readonly predictions?: {
    readonly id?: string
    readonly score?: string
    readonly scores?: Readonly<Record<string, string>>
    readonly predicted?: string
    readonly value?: string
  }
}

export interface ClusterIdea {
  readonly column: string
  readonly values: number
  readonly rows: number
}

export interface DraftSet {
  readonly name: string
  readonly role: SetRole
  readonly file: FileRef
  readonly fields: readonly Field[]
  /** Columns of image files, with the sizes (width, height) that were found in them. */
  readonly images?: readonly { readonly column: string; readonly sizes: readonly (readonly [number, number])[] }[]
}

/** Everything that `recette init` and a run without a plan know: what the user said, and what the files say of themselves. */
export interface DraftFacts {
  /** The folder in which the plan would stand. */
  readonly directory: string
  readonly title?: string
  readonly old: DraftModel
  readonly new: DraftModel
  readonly sets: readonly DraftSet[]
  readonly label?: string
  /** Task multilabel: how the labels of a case are written. */
  readonly labelSets?: { readonly separator?: string; readonly labels?: readonly string[] }
  readonly id?: string
  readonly positive?: string
  readonly task?: Task
  readonly segments?: readonly string[]
  /** The preset that is asked for; without one, what fits. */
  readonly preset?: string
  /** The Python interpreter to name in the plan: a path, or a name that is looked up. */
  readonly python?: string
  /** The distinct texts in the label column, when there are few; null when there are many. */
  readonly labelValues?: readonly string[] | null
  /** Lines of a map of labels that differ, each a guess; none where nothing differs. */
  readonly labelLines?: readonly string[]
  /** Columns of the judged set that repeat a value, so that they are not taken for the id unless the user says so. */
  readonly repeating?: readonly string[]
  /** A column whose values repeat as those of people or households do, and how often. */
  readonly cluster?: ClusterIdea
}
