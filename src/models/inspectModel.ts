import type { Signature } from '../core/signature.js'
import type { ArtifactSpec } from '../core/spec.js'
import { findModel } from './findModel.js'
import { identifyArtifact } from './identity.js'
import { modelLabels } from './outputs.js'

/** What `recette inspect` tells of an artifact. */
export interface ModelInspection {
  readonly format: string
  readonly signature: Signature
  readonly labels: readonly string[] | null
  readonly bytes: number
  readonly sha256: string
  readonly runtime: string
}

/** Loads the artifact in a host, as a run would, and lets it go. */
export async function inspectModel(spec: ArtifactSpec, signal?: AbortSignal): Promise<ModelInspection> {
  const source = await findModel(spec)
  const identity = await identifyArtifact(source)
  await using model = await source.open(signal === undefined ? {} : { signal })
  const { signature, runtime } = model
  return {
    format: source.format,
    signature,
    labels: modelLabels(spec, signature)?.labels ?? null,
    ...identity,
    runtime,
  }
}
