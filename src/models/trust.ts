import { RecetteError } from '../core/errors.js'
import type { ArtifactSpec } from '../core/spec.js'

/** An artifact that executes code when it is loaded must be named in the plan by the digest of its bytes. */
export function requireTrust({ side, artifact, trust }: ArtifactSpec, sha256: string, why: string | null = null): void {
  if (trust === sha256) return
  throw new RecetteError(
    'MODEL_NOT_TRUSTED',
    trust === undefined
      ? `${artifact.shown} can ${why === null ? 'execute any code when it is loaded' : `do more than compute (${why})`}, and the plan does not say that it is trusted.`
      : `${artifact.shown} is not the one that the plan trusts: its SHA-256 is ${sha256}, the plan says ${trust}.`,
    `Only if you know who made it and trust them with this machine, write trust: "${sha256}" beside artifact in models.${side} (without a plan: --trust ${sha256}). ` +
      'Recette then still scans it, and the report says that it was trusted. Otherwise ask for an export that holds no code (ONNX, skops).',
    { kind: 'usage' },
  )
}
