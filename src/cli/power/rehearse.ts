import type { PairedBatch } from '../../core/predictions.js'
import type { Result } from '../../core/result.js'
import type { ModelSpec, Plan, Side } from '../../core/spec.js'
import { forecast, type Forecast } from '../../judge/forecast.js'
import type { LoadedPlan } from '../../plan/loadPlan.js'
import { judgedCriteria } from '../acceptance/judgedCriteria.js'
import { runAcceptance } from '../acceptance/runAcceptance.js'
import type { Progress } from '../progress.js'
import { standIn } from './standIn.js'

/** One rehearsal: old beside a stand-in that shares all but `share` of its answers with it. */
export interface Rehearsal {
  readonly result: Result
  readonly forecasts: readonly Forecast[]
  /** Share of the cases in which the stand-in answers differently; null for a task without such answers. */
  readonly discordance: number | null
}

/** Replays old through the stored sets as a run would, with a stand-in for new, and forecasts every criterion. */
export async function rehearse(
  loaded: LoadedPlan,
  old: ModelSpec,
  share: number,
  power: number,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<Rehearsal> {
  const plan: Plan = { ...loaded.plan, models: { old: onSide(old, 'old'), new: onSide(old, 'new') } }
  const result = await runAcceptance({
    plan,
    planSha256: loaded.sha256,
    inferred: false,
    notices: [],
    at: loaded.at,
    rehearse: (batch: PairedBatch) => standIn(batch, share, plan.seed),
    progress,
    signal,
  })
  const sets = plan.sets.filter(({ role }) => role === 'test' || role === 'validation')
  const { criteria } = judgedCriteria(plan.criteria, result, plan.preset, result.estimates)
  const agreement = result.estimates.find((one) => one.measure === 'agreement' && one.slice === null)?.value ?? null
  return {
    result,
    forecasts: forecast({ criteria, estimates: result.estimates, sets, confidence: plan.confidence, power }),
    discordance: agreement === null ? null : 1 - agreement,
  }
}

function onSide(spec: ModelSpec, side: Side): ModelSpec {
  return { ...spec, side }
}
