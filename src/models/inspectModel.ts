import type { Signature } from '../core/signature.js'
import type { ArtifactSpec } from '../core/spec.js'
import { withoutBatchFirst } from './batchAxis.js'
import { findModel } from './findModel.js'
import { identifyArtifact } from './identity.js'
import { modelLabels } from './outputs.js'
import type { MlflowFolder } from './mlflowFolder.js'
import type { HostWarning } from './protocol.js'
import { tryZeros } from './tryZeros.js'

/** What `recette inspect` tells of an artifact. */
export interface ModelInspection {
  readonly format: string
  readonly signature: Signature
  readonly labels: readonly string[] | null
  readonly bytes: number
  readonly sha256: string
  readonly runtime: string
  readonly warnings: readonly HostWarning[]
  /** What it said to two made-up cases of zeros, where it did not answer them. */
  readonly trial?: string
  /** Where it is a folder of MLflow's: its flavours, which of them is run, and what else it tells. */
  readonly mlflow?: {
    readonly flavours: readonly string[]
    readonly runs: string
    readonly signature: boolean
    readonly inputExample: boolean
  }
  /** Its digest, where loading it executes code and that was allowed. */
  readonly trust?: string
  /** What of it is dangerous and was let through. */
  readonly despite?: readonly string[]
}

export interface InspectOptions {
  readonly signal?: AbortSignal
  /** Digests of artifacts that may execute code when they are loaded. */
  readonly trusted?: readonly string[]
  /** Dangerous names that a trusted artifact may look up. */
  readonly despite?: readonly string[] | undefined
}

/** Loads the artifact in a host, as a run would, and lets it go. */
export async function inspectModel(spec: ArtifactSpec, options: InspectOptions = {}): Promise<ModelInspection> {
  const found = await findModel(spec)
  const identity = await identifyArtifact(found)
  const trust =
    found.mayExecute && options.trusted?.includes(identity.sha256) === true
      ? { trust: identity.sha256, ...(options.despite === undefined ? {} : { despite: options.despite }) }
      : {}
  const source = await findModel({ ...spec, ...trust })
  const { signal } = options
  await using model = await source.open({ keepNotFinite: true, ...(signal === undefined ? {} : { signal }) })
  const { runtime, warnings } = model
  const signature = withoutBatchFirst(model.signature, model.batch.is)
  const trial = await tryZeros(model)
  signal?.throwIfAborted()
  return {
    format: source.format,
    signature,
    labels: modelLabels(spec, signature)?.labels ?? null,
    ...identity,
    runtime,
    warnings,
    ...(trial === null ? {} : { trial }),
    ...(source.mlflow === null ? {} : { mlflow: tellMlflow(source.mlflow) }),
    ...trust,
  }
}

function tellMlflow({ flavours, native, signature, inputExample }: MlflowFolder): ModelInspection['mlflow'] & {} {
  return { flavours, runs: native?.flavour ?? 'python_function', signature, inputExample }
}
