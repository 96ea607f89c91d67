import type { Signature } from '../../core/signature.js'
import type { WeightsReport } from '../../core/weights.js'
import type { HostWarning } from '../protocol.js'
import type { Tensor } from '../tensor.js'

/** A loaded artifact, inside the host. Names, shapes and types of inputs are already checked; batches fit `signature`. */
export interface Runtime {
  readonly signature: Signature
  /** Package, version and backend. */
  readonly runtime: string
  /** Threads that it computes with, where it can be told how many. */
  readonly threads?: number
  /** Of what it has learnt, where the runtime can look at it. */
  readonly weights?: WeightsReport
  /** What the reader of the report must be told of the artifact. */
  readonly warnings?: readonly HostWarning[]
  /** The wanted outputs, in that order. The data is the caller's until the next call. */
  run(inputs: readonly Tensor[], wanted: readonly string[]): Promise<readonly Tensor[]>
}

export interface ArtifactFile {
  readonly path: string
  /** How messages name it. */
  readonly shown: string
  /** Threads to compute with; 1 unless told. */
  readonly threads?: number
  /** Which signature of a TensorFlow artifact is meant; the usual one unless told. */
  readonly signature?: string
}

export type LoadRuntime = (file: ArtifactFile) => Promise<Runtime>
