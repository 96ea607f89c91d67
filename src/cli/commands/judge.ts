import { canonicalJson } from '../../core/canonicalJson.js'
import { sha256 } from '../../core/digest.js'
import { RecetteError } from '../../core/errors.js'
import type { Result } from '../../core/result.js'
import type { Waiver } from '../../core/statement.js'
import { judge } from '../../judge/judge.js'
import { marginTests } from '../../judge/marginTests.js'
import { judgeColumns } from '../../judge/judgeColumns.js'
import { loadPlan, type LoadedPlan } from '../../plan/loadPlan.js'
import { judgedCriteria } from '../acceptance/judgedCriteria.js'
import { recordSeal } from '../acceptance/recordPlan.js'
import { neverPassWithProblems } from '../acceptance/neverPassWithProblems.js'
import { exitCodeOf } from '../exitCodes.js'
import type { Seal } from '../../record/seal.js'
import { recordWaivers, waive } from '../record/recordWaivers.js'
import { findSeal } from '../record/findSeal.js'
import { writeOutputs } from '../outputs.js'
import { readHashedResult } from '../readResult.js'
import { requireWritable } from '../requireWritable.js'
import { showResult } from '../showResult.js'

/** Judges stored estimates by the criteria of a plan; no model and no set is opened, they need not even be there. */
export async function judgeAgain(
  path: string,
  options: {
    plan: string
    seal?: string
    record?: string
    key?: readonly string[]
    out?: string
    lang?: string
    quiet?: boolean
    verbose?: boolean
  },
): Promise<number> {
  const [{ result, sha256: resultSha256 }, loaded] = await Promise.all([
    readHashedResult(path),
    loadPlan(options.plan, { filesMustExist: false }),
  ])
  if (options.out !== undefined) requireWritable(options.out)
  const waivers =
    options.record === undefined ? [] : await recordWaivers(options.record, resultSha256, options.key ?? [])
  const judged = rejudge(result, loaded, await findSeal(options.plan, options.seal), waivers)
  const outputs = options.out === undefined ? null : writeOutputs(judged, options.out)
  showResult(judged, outputs, options)
  return exitCodeOf(judged)
}

function rejudge(result: Result, loaded: LoadedPlan, seal: Seal | null, waivers: readonly Waiver[]): Result {
  const { plan } = loaded
  if (plan.confidence !== result.plan.confidence) {
    throw new RecetteError(
      'CONFIDENCE_CHANGED',
      `The plan asks for ${plan.confidence * 100} % confidence, but the result's intervals were made at ${result.plan.confidence * 100} %.`,
      'Run the plan again: intervals at another confidence need the cases.',
      { kind: 'usage', at: loaded.at(['confidence']) },
    )
  }
  const sets = Object.entries(result.sets)
    .filter(([, { role }]) => role === 'test' || role === 'validation')
    .map(([name, { role }]) => ({ name, role }))
  const criteria = waive(plan.criteria, waivers)
  const demanded = judgedCriteria(criteria, result, plan.preset, result.estimates)
  const shared = { criteria: demanded.criteria, sets, confidence: plan.confidence }
  const onData = judge({ ...shared, estimates: result.estimates, measured: 'data' })
  // Tests of the models stand; those of margins are of the new ones.
  const kept = (result.tests ?? []).filter(({ criterion }) => criterion === undefined)
  const tests = [...kept, ...marginTests(onData.findings, demanded.criteria, result.estimates, kept, plan.confidence)]
  const ofColumns = judgeColumns({ ...shared, estimates: result.estimates })
  const onMachine = judge({ ...shared, estimates: result.environment.estimates, measured: 'machine' })
  const { columnFindings: _before, ...rest } = result
  const { seal: _seal, ...stated } = result.plan
  return {
    ...rest,
    ...(tests.length === 0 ? {} : { tests }),
    criteria: [...criteria],
    findings: onData.findings,
    ...(ofColumns.length === 0 ? {} : { columnFindings: ofColumns }),
    // What the first plan's preset left out says nothing about this one.
    notices: [
      ...result.notices.filter(({ code }) => code !== 'preset-criterion-left-out' && code !== 'default-preset'),
      ...loaded.notices,
      ...demanded.notices,
    ],
    verdict: neverPassWithProblems(onData.verdict, result.problems),
    plan: {
      ...stated,
      sha256: loaded.sha256,
      criteriaSha256: sha256(canonicalJson(plan.criteria)),
      ...recordSeal(seal, plan, {
        sets: Object.fromEntries(Object.entries(result.sets).map(([name, { identity }]) => [name, identity.sha256])),
        old: result.models.old?.sha256 ?? null,
      }),
      inferred: false,
      basis: plan.basis,
      preset: plan.preset,
      languages: [...plan.report.languages],
      smallestCell: plan.report.smallestCell,
    },
    environment: {
      ...result.environment,
      findings: onMachine.findings,
      verdict: onMachine.verdict,
    },
  }
}
