import type { WeightsReport } from '../core/weights.js'
import type { Field } from '../core/batch.js'
import type { ArtifactSpec } from '../core/spec.js'
import type { PreparationRecord } from '../core/result.js'
import type { Signature } from '../core/signature.js'
import type { GuardOptions } from './guard.js'
import type { MlflowFolder } from './mlflowFolder.js'
import type { HostWarning } from './protocol.js'
import type { BatchAxis, Fits } from './batchAxis.js'
import type { Tensor } from './tensor.js'

/** An artifact whose format is known; nothing is opened yet. */
export interface ModelSource {
  readonly spec: ArtifactSpec
  /** `onnx`, `tfjs-layers`, `joblib`, ... */
  readonly format: string
  /** Which program runs it; see `Format`. */
  readonly host: 'node' | 'python' | 'tensorflow'
  /** The file to start from: of a folder, its model.json. */
  readonly path: string
  /** Whether loading it can execute code of its own: then the plan must trust its bytes. */
  readonly executes: boolean
  /** Whether the format can hold code, be it only where the plan trusts it. */
  readonly mayExecute: boolean
  /** What MLflow wrote about it, where it is a folder of MLflow's. */
  readonly mlflow: MlflowFolder | null
  /** Starts a host and waits until the artifact is loaded. Aborting stops the host, also later. */
  open(options: OpenModelOptions): Promise<Model>
}

export interface OpenModelOptions extends GuardOptions {
  readonly signal?: AbortSignal
  /** Columns of the set, of which a preparation takes those that the plan maps unless it says what it takes. */
  readonly fields?: readonly Field[]
  /** Threads to compute with: 1 unless told. */
  readonly threads?: number
  /** Tells what the set's columns fit, where the signature alone leaves the batch axis open. */
  readonly fits?: Fits
}

export interface Answer {
  /** The wanted outputs, in the order asked for. */
  readonly outputs: readonly Tensor[]
  /** Time in inference alone, measured inside the host. */
  readonly elapsedNs: number
}

/** A loaded artifact in a process of its own. */
export interface Model extends AsyncDisposable {
  /** The preparation, as it was read and run; absent without one. */
  readonly preparation?: PreparationRecord | undefined
  /**
   * The first axis of every input and output counts the cases, also where the artifact has no such axis. Its inputs are those of the
   * preparation where one stands before the artifact.
   */
  readonly signature: Signature
  /** How the artifact itself takes several cases. */
  readonly batch: BatchAxis
  /** E.g. `onnxruntime-node 1.30.0 (cpu)`. */
  readonly runtime: string
  /** What the reader of a report must be told about the artifact. */
  readonly warnings: readonly HostWarning[]
  /** What keeps the host apart on this machine: `clean-environment`, `time-limit`, `memory-limit`, `no-network`. */
  readonly isolation: readonly string[]
  /** Threads that the host computes with, where it can be told. */
  readonly threads?: number | undefined
  /** Of its weights, where the host can look at them. */
  readonly weights?: WeightsReport | undefined
  /**
   * Answers come in the order of the calls; several calls may be in flight. `wanted` names the outputs to fetch (all when
   * not given) and must not change from call to call. `start` is the set's row number of the first case, for messages; `rows` those of
   * all cases, where they are no run of rows.
   * Input arrays must not be changed until the answer is there.
   */
  predict(inputs: readonly Tensor[], wanted?: readonly string[], start?: number, rows?: Uint32Array): Promise<Answer>
  /** Highest resident memory of the host so far. */
  peakMemoryBytes(): number
}
