import type { WeightsReport } from '../core/weights.js'
import type { Port, Signature } from '../core/signature.js'

/** Raised with every change that an older peer would misread; both sides refuse another number. */
export const PROTOCOL = 1

/** The host's only argument, as JSON. */
export interface HostRequest {
  readonly protocol: number
  readonly format: string
  readonly path: string
  /** How messages name the artifact. */
  readonly shown: string
  /** A folder for the host alone; it is the working directory, and goes with the host. */
  readonly scratch: string
  /** Process id of the parent: the host ends when it is gone. */
  readonly parent: number
  /** SHA-256 of the bytes that the plan trusts: a format that executes code is loaded from these only. */
  readonly trust?: string
  /** Dangerous names that its pickles may look up all the same. */
  readonly despite?: readonly string[]
  /** Cases in one call, where the plan says that the model takes always so many. */
  readonly step?: number
  /** Which signature of a TensorFlow artifact is meant; the usual one unless told. */
  readonly signature?: string
  /** The shape of one case of each input that the set's columns fill, for a format that does not tell (TorchScript). */
  readonly given?: Readonly<Record<string, readonly number[]>>
  /** Code of the plan's own that makes the model's inputs. */
  readonly prepare?: HookRequest
  /** Threads to compute with; 1 unless told. Only to see whether another number changes the answers. */
  readonly threads?: number
}

/** A preparation: its module lies in the scratch folder, with the files that it may read beside it. */
export interface HookRequest {
  readonly path: string
  /** How messages name it. */
  readonly shown: string
  /** What it takes, as the plan says: this counts. */
  readonly inputs?: readonly Port[]
  /** What it takes if neither the plan nor the module says so: the columns that the plan maps. */
  readonly otherwise?: readonly Port[]
}

/** Something about the artifact that the reader of the report must be told, e.g. `version-mismatch`; reports have its words. */
export interface HostWarning {
  readonly code: string
  readonly values: Readonly<Record<string, string>>
}

/** One JSON line on file descriptor 3, from host to parent. */
export type HostMessage =
  | {
      readonly type: 'ready'
      readonly protocol: number
      readonly signature: Signature
      /** What the artifact itself takes, where a preparation stands before it and the signature's inputs are those of that. */
      readonly modelInputs?: readonly Port[]
      readonly runtime: string
      readonly peakMemoryBytes: number
      readonly warnings?: readonly HostWarning[]
      /** Threads that it computes with; absent where the runtime decides for itself. */
      readonly threads?: number
      /** What can be told of the weights whatever they are wrapped in. */
      readonly weights?: WeightsReport
    }
  | { readonly type: 'batch'; readonly rows: number; readonly elapsedNs: number; readonly peakMemoryBytes: number }
  | {
      readonly type: 'error'
      readonly code: string
      readonly message: string
      readonly hint: string
      /** The one case of the batch that it comes of, 0-based. */ readonly row?: number
    }

/** Key in the input stream's schema metadata: a JSON array of the outputs to send back. */
export const WANTED = 'recette.wanted'
/** Key in a field's metadata: JSON of the shape of one case. */
export const SHAPE = 'recette.shape'
/** Key in a field's metadata: the dtype, by core's name. */
export const DTYPE = 'recette.dtype'
