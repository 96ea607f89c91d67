import type { Criterion } from './criterion.js'
import type { SetRole, Task } from './task.js'

/** A file that the plan names: where it is on this machine, and how it is shown (relative to the plan; never the machine's path). */
export interface FileRef {
  readonly path: string
  readonly shown: string
}

export type Side = 'old' | 'new'

/** One set column used as (part of) a model input, with an explicit unit conversion: value * multiply + add. */
export interface ColumnUse {
  readonly column: string
  readonly multiply?: number
  readonly add?: number
}

/** What a model's chosen output is taken for; see `outputMappingSchema`. */
export type OutputMeaning =
  'probabilities' | 'logits' | 'positive-probability' | 'positive-logit' | 'label-index' | 'label' | 'value' | 'tensor'

interface ModelSpecBase {
  readonly side: Side
  /** Labels in the order of the model's score columns. */
  readonly labels?: readonly string[]
}

/** An artifact on disk, run by a host. */
export interface ArtifactSpec extends ModelSpecBase {
  readonly kind: 'artifact'
  readonly artifact: FileRef
  /** Set columns for each model input; inputs not named here are guessed and the guess is shown. */
  readonly inputs?: Readonly<Record<string, readonly ColumnUse[]>>
  /** The output to read, and what it is, where detection is not wanted. */
  readonly output?: string
  readonly outputIs?: OutputMeaning
  /** sha256 of an artifact that executes code on load and that the plan allows. */
  readonly trust?: string
  /** Longest wait for one batch, and for loading. */
  readonly timeoutMs: number
  /** Resident memory beyond which the host is stopped. */
  readonly memoryBytes: number
}

/** Answers recorded earlier, joined by id. One file for each set, or one for all (`*`). */
export interface PredictionsSpec extends ModelSpecBase {
  readonly kind: 'predictions'
  readonly files: Readonly<Record<string, FileRef>>
  readonly id: string
  /** Column with the score of the positive label. */
  readonly score?: string
  /** Column for each label's score. */
  readonly scores?: Readonly<Record<string, string>>
  /** Column with the predicted label. */
  readonly predicted?: string
  /** Column with the regression value. */
  readonly value?: string
}

export type ModelSpec = ArtifactSpec | PredictionsSpec

/** How a CSV file is written; what is not declared is detected. */
export interface CsvDialect {
  readonly delimiter?: string
  readonly quote?: string
  readonly decimal?: '.' | ','
  /** WHATWG or iconv name: utf-8, iso-8859-1, windows-1252... */
  readonly encoding?: string
  /** E.g. `dd/MM/yyyy`. */
  readonly dateFormat?: string
}

export interface SetSpec {
  readonly name: string
  readonly role: SetRole
  readonly file: FileRef
  /** Beside the file as `card.yaml` (or `<file>.card.yaml`) unless named. */
  readonly card?: FileRef
}

export interface ColumnRoles {
  /** Without it cases are known by their row number, 1-based. */
  readonly id?: string
  readonly label?: string
  /** The positive label of two. */
  readonly positive?: string
  readonly segments: readonly string[]
  /** Columns whose drift is measured; every column without another role when not given. */
  readonly features?: readonly string[]
  /** What to do with cases that have no label: refuse the set (the default), or leave them out and say how many. */
  readonly missingLabels: 'refuse' | 'exclude'
}

export interface Parties {
  readonly client: string | null
  readonly old: string | null
  readonly new: string | null
  readonly delivery: string | null
  /** ISO date by which an answer is asked. */
  readonly decideBy: string | null
}

/** A plan with every default filled in and every path resolved. */
export interface Plan {
  readonly title: string
  readonly task: Task
  readonly parties: Parties
  readonly targetUnit: string | null
  readonly models: { readonly old: ModelSpec; readonly new: ModelSpec }
  readonly sets: readonly SetSpec[]
  readonly columns: ColumnRoles
  /** In (0, 1); 0.95 unless told. */
  readonly confidence: number
  readonly basis: 'sample' | 'fixed'
  readonly preset: string | null
  readonly criteria: readonly Criterion[]
  readonly report: { readonly languages: readonly string[]; readonly smallestCell: number }
  readonly seed: number
}
