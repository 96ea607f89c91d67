import { canonicalJson } from '../../core/canonicalJson.js'
import { sha256 } from '../../core/digest.js'
import type { Result } from '../../core/result.js'
import type { Segment } from '../../core/segment.js'
import type { Plan } from '../../core/spec.js'
import { compareSeal, type Terms } from '../../record/compareSeal.js'
import type { Seal } from '../../record/seal.js'
import { recordBins } from './settleSegments.js'

type Found = Pick<Terms, 'sets' | 'old'>

/** What a result says of its plan; `found` is what a seal is held against. */
export function recordPlan(
  given: {
    readonly plan: Plan
    readonly planSha256: string
    readonly inferred: boolean
    readonly seal?: Seal | null
  },
  segments: readonly Segment[],
  found: Found,
): Result['plan'] {
  const { plan, planSha256, inferred, seal = null } = given
  const segmentBins = recordBins(segments)
  return {
    sha256: planSha256,
    criteriaSha256: sha256(canonicalJson(plan.criteria)),
    ...recordSeal(seal, plan, found),
    inferred,
    confidence: plan.confidence,
    basis: plan.basis,
    seed: plan.seed,
    preset: plan.preset,
    segments: plan.columns.segments.map(({ name }) => name),
    ...(segmentBins.length === 0 ? {} : { segmentBins }),
    languages: [...plan.report.languages],
    smallestCell: plan.report.smallestCell,
  }
}

/** Whether a seal fixed beforehand what was judged, and what was edited since. */
export function recordSeal(seal: Seal | null, plan: Plan, found: Found): Pick<Result['plan'], 'sealed' | 'seal'> {
  if (seal === null) return { sealed: false }
  const sealing = compareSeal(seal, { ...plan, ...found })
  return { sealed: sealing.changes.length === 0, seal: sealing }
}
