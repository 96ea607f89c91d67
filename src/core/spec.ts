import type { Criterion } from './criterion.js'
import type { DecisionCosts } from './decisionCosts.js'
import type { DType } from './dtype.js'
import type { HeadPlan } from './head.js'
import type { LabelEntry } from './labelMap.js'
import type { Reduction } from './comparedOutput.js'
import type { ImageUse } from './image.js'
import type { OutputMeaning } from './outputMeaning.js'
import type { Segment } from './segment.js'
import type { StateUse } from './sequence.js'
import type { SetRole, Task } from './task.js'
import type { Threshold } from './thresholds.js'

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

interface ModelSpecBase {
  readonly side: Side
  /** Labels in the order of the model's score columns. */
  readonly labels?: readonly string[]
  /**
   * Multilabel: from which probability on a label is given; 0.5 unless told. Classification: the score from which on the positive label of two
   * is the answer; the label with the highest score unless told.
   */
  readonly threshold?: Threshold
}

/** A model that is asked case by case: what of the set it is given, and how its answer is read. */
interface AskedSpec extends ModelSpecBase {
  /** Set columns for each model input; inputs not named here are guessed and the guess is shown. */
  readonly inputs?: Readonly<Record<string, readonly ColumnUse[]>>
  /** Inputs that are images, each of one column; named in `inputs` no more. */
  readonly images?: Readonly<Record<string, ImageUse>>
  /** The output to read, and what it is, where detection is not wanted. */
  readonly output?: string
  readonly outputIs?: OutputMeaning
}

/** Code of the plan's own that makes a model's inputs from what the set holds, inside the model's host. */
export interface HookSpec {
  readonly file: FileRef
  /** Files that it reads or imports; they stand in its folder, or below. */
  readonly files: readonly FileRef[]
  /** What it takes of the set, by name, where the module does not say so itself. */
  readonly inputs?: Readonly<Record<string, DType>>
}

/** An artifact on disk, run by a host. */
export interface ArtifactSpec extends AskedSpec {
  readonly kind: 'artifact'
  readonly artifact: FileRef
  /** Inputs that are fed from an output, case by case within a sequence; named in `inputs` no more. */
  readonly states?: Readonly<Record<string, StateUse>>
  /** sha256 of an artifact that executes code on load and that the plan allows. */
  readonly trust?: string
  /** What a trusted pickle may look up although it is dangerous, by name: `posix.system`. */
  readonly despite?: readonly string[]
  readonly prepare?: HookSpec
  /** What this very model answered earlier, in production: compared with what the artifact answers now. */
  readonly recorded?: PredictionsSpec
  /** How it takes several cases, where the signature should not be asked: see models/batchAxis. */
  readonly batch?: 'dynamic' | 'absent' | number
  /** Which signature of a TensorFlow artifact is meant, where it has several. */
  readonly signature?: string
  /** The Python interpreter to run it with, where the plan names one: a path, or a name that is looked up. */
  readonly python?: string
  /** Longest wait for one batch, and for loading. */
  readonly timeoutMs: number
  /** Resident memory beyond which the host is stopped. */
  readonly memoryBytes: number
}

export const ENDPOINT_PROTOCOLS = ['oip-v2', 'tf-serving', 'mlflow', 'json'] as const
export type EndpointProtocol = (typeof ENDPOINT_PROTOCOLS)[number]

/** JSON as it is written in a plan. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A model that runs elsewhere and is called over HTTP. */
export interface EndpointSpec extends AskedSpec {
  readonly kind: 'endpoint'
  readonly protocol: EndpointProtocol
  /** Without credentials, without a slash at its end. */
  readonly url: string
  readonly model?: string
  readonly version?: string
  /** The environment variable that holds the token, never the token; without a header it is sent as `Authorization: Bearer`. */
  readonly token?: { readonly env: string; readonly header?: string }
  /** Requests on their way at one time. */
  readonly concurrency: number
  readonly requestsPerSecond?: number
  /** Longest wait for one whole answer. */
  readonly timeoutMs: number
  /** How often a refused request is sent again. */
  readonly retries: number
  /** Cases in one request. */
  readonly batch: number
  /** The key of the request's JSON that holds the cases, where the protocol knows several. */
  readonly body?: string
  /** Protocol json: the request, with `{input}` where a value goes; and where in the answer the result is. */
  readonly request?: Json
  readonly answer?: string
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

/** A model that can be asked, where it is not one of recorded answers. */
export type LiveSpec = ArtifactSpec | EndpointSpec
export type ModelSpec = LiveSpec | PredictionsSpec

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
  /** Multilabel, the truth in one column of 0 and 1 for each label. */
  readonly labelColumns?: readonly { readonly label: string; readonly column: string }[]
  /** Multilabel, the truth in one column (`label`) of lists of 0 and 1: the labels in their order. */
  readonly labelOrder?: readonly string[]
  /** Multilabel, the truth in one text column (`label`): what stands between two labels. Without it the column holds lists. */
  readonly separator?: string
  /** The positive label of two. */
  readonly positive?: string
  readonly segments: readonly Segment[]
  /** The column that names the sequence of a case, where a model keeps a state from one case to the next. */
  readonly group?: string
  /** A column of numbers or dates by which the cases of a sequence are ordered; the set's own order when not given. */
  readonly order?: string
  /** The column whose equal values make the cases of one household, patient or company: they are no independent cases. */
  readonly cluster?: string
  /** The column that says what each case counts for. */
  readonly weight?: string
  /** Columns whose drift is measured; every column without another role when not given. */
  readonly features?: readonly string[]
  /**
   * What to do with cases that have no label: refuse the set (the default), leave them out and say how many, or (multilabel) take them
   * for cases to which no label applies.
   */
  readonly missingLabels: 'refuse' | 'exclude' | 'none'
}

export interface Parties {
  readonly client: string | null
  readonly old: string | null
  readonly new: string | null
  readonly delivery: string | null
  /** ISO date by which an answer is asked. */
  readonly decideBy: string | null
}

/** How one output is compared; what is left out is the usual (see `comparedOutputSchema`). */
export interface OutputPlan {
  /** Its name in the comparison, the report and the criteria. */
  readonly name: string
  /** The model's own name for it, where that is another. */
  readonly old?: string
  readonly new?: string
  /** A column of 0 and 1, or the model input that it is mapped to. */
  readonly mask?: string
  readonly reduce?: Reduction
  readonly axis?: number
  readonly neighbours?: number
}

/** How the slices in which the new model loses are looked for. */
export interface SearchPlan {
  /** Every column that may be looked at when not given. */
  readonly columns?: readonly string[]
  /** Of a slice, in each half of the cases. */
  readonly minCases: number
  readonly depth: 1 | 2
}

/** A plan with every default filled in and every path resolved. */
export interface Plan {
  readonly title: string
  readonly task: Task
  readonly parties: Parties
  /** Of the target, or of `costs`; empty where costs have none. */
  readonly targetUnit: string | null
  /** Classification: what each decision costs. */
  readonly costs?: DecisionCosts
  readonly models: { readonly old: ModelSpec; readonly new: ModelSpec }
  readonly sets: readonly SetSpec[]
  /** What corresponds where labels differ; what it does not speak of corresponds by name. */
  readonly labels?: readonly LabelEntry[]
  readonly columns: ColumnRoles
  /** In (0, 1); 0.95 unless told. */
  readonly confidence: number
  readonly basis: 'sample' | 'fixed'
  readonly preset: string | null
  readonly criteria: readonly Criterion[]
  /** Task tensors: the outputs to compare; all that both models have when not given. */
  readonly outputs?: readonly OutputPlan[]
  /** Several questions that the models answer at once, each compared by itself; then no column, label or output is named outside. */
  readonly heads?: readonly HeadPlan[]
  readonly report: { readonly languages: readonly string[]; readonly smallestCell: number }
  readonly seed: number
  /** Null: not looked for. */
  readonly search: SearchPlan | null
}
