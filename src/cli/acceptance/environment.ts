import { availableParallelism, cpus, platform, release, arch } from 'node:os'
import type { Estimate } from '../../core/estimate.js'
import type { LatencyNoise } from '../../core/latencyNoise.js'
import type { Environment, Finding, Verdict } from '../../core/result.js'
import type { Side } from '../../core/spec.js'
import { packageVersion } from '../version.js'

/** Everything that may differ between two equal runs, in the one block that is left out when results are compared. */
export function describeEnvironment(measured: {
  readonly startedAt: Date
  readonly estimates: readonly Estimate[]
  readonly findings: readonly Finding[]
  readonly verdict: Verdict | null
  readonly latencyNoise: LatencyNoise | null
  readonly isolation: readonly string[]
  readonly keptAnswers: Readonly<Record<Side, number>>
}): Environment {
  const { old, new: new_ } = measured.keptAnswers
  return {
    recette: packageVersion(),
    startedAt: measured.startedAt.toISOString(),
    durationMs: Date.now() - measured.startedAt.getTime(),
    platform: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    estimates: [...measured.estimates],
    findings: [...measured.findings],
    verdict: measured.verdict,
    ...(measured.latencyNoise === null ? {} : { latencyNoise: measured.latencyNoise }),
    isolation: [...measured.isolation],
    ...(old + new_ === 0 ? {} : { keptAnswers: { old, new: new_ } }),
  }
}
