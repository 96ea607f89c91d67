import { RecetteError, type Position } from '../../core/errors.js'
import type { Estimate } from '../../core/estimate.js'
import { measureInfo } from '../../core/measureCatalog.js'
import type { Notice } from '../../core/result.js'
import type { SampleFacts } from '../../core/sampleFacts.js'
import type { Plan } from '../../core/spec.js'
import type { StoredSet } from '../../data/openSet.js'
import { readSampling, type SamplingReader } from '../../replay/sampling.js'

/** The reader of clusters and weights, where the plan names their columns. */
export function samplingOf({ columns: { cluster, weight } }: Plan, set: StoredSet): { sampling?: SamplingReader } {
  if (cluster === undefined && weight === undefined) return {}
  return { sampling: readSampling({ set: set.spec.file.shown, cluster, weight, positionOf: set.positionOf }) }
}

/** The columns are there; whether they can be what the plan takes them for. */
export function checkSamplingColumns(
  plan: Plan,
  set: StoredSet,
  at: ((path: readonly (string | number)[]) => Position) | undefined,
): void {
  if (set.spec.role === 'reference' || set.spec.role === 'production') return
  const { cluster, weight } = plan.columns
  for (const { name, kind } of set.fields) {
    const holds = kind === 'bytes' ? 'files' : 'lists'
    if (name === cluster && (kind === 'tensor' || kind === 'bytes'))
      throw refuse('cluster', name, holds, 'Name a column of names or numbers.')
    if (name === weight && (kind === 'tensor' || kind === 'bytes'))
      throw refuse('weight', name, holds, 'Name a column that holds a number above 0 in every row.')
  }

  function refuse(role: 'cluster' | 'weight', name: string, holds: string, hint: string): RecetteError {
    return new RecetteError(
      'COLUMN_WRONG_KIND',
      `${set.spec.file.shown}: column "${name}" holds ${holds}, so it cannot be columns.${role}.`,
      hint,
      { kind: 'usage', at: at?.(['columns', role]) },
    )
  }
}

/** What measuring found of clusters and weights, with the columns that the plan calls them by. */
export function recordSample(
  { columns: { cluster, weight } }: Plan,
  found: Omit<SampleFacts, 'cluster' | 'weight'> | null,
): { sample?: SampleFacts } {
  if (found === null) return {}
  const clusters = cluster === undefined ? { clusters: null, largest: null, unnamed: null } : {}
  return { sample: { cluster: cluster ?? null, weight: weight ?? null, ...found, ...clusters } }
}

/** Fewer effective clusters than this are said to be few: Student's t then carries much of the interval's width. */
const FEW_CLUSTERS = 20

/** How the cases of a set were counted, once and in plain words; and what counts every row alike all the same. */
export function samplingNotices(
  set: string,
  sample: SampleFacts | undefined,
  estimates: readonly Estimate[],
): readonly Notice[] {
  if (sample === undefined) return []
  const { cluster, weight, clusters, largest, unnamed, effective, designEffect } = sample
  const effect = designEffect === null ? null : Number(designEffect.toPrecision(2))
  const shared = { set, effective: Math.floor(effective + 1e-9), ...(effect === null ? {} : { effect }) }
  const notices: Notice[] = []
  if (cluster !== null)
    notices.push({
      code: effect === null ? 'clusters-no-effect' : 'clusters',
      values: { ...shared, column: cluster, clusters: clusters ?? 0, largest: largest ?? 0 },
    })
  if ((unnamed ?? 0) > 0 && cluster !== null)
    notices.push({ code: 'clusters-unnamed', values: { set, column: cluster, cases: unnamed ?? 0 } })
  if (weight !== null) notices.push({ code: 'weights-counted', values: { ...shared, column: weight } })
  if (cluster !== null && effective < FEW_CLUSTERS)
    notices.push({ code: 'clusters-few', values: { set, effective: shared.effective } })
  const drifts = estimates.some(({ measure }) => measureInfo(measure).group === 'drift')
  notices.push({ code: drifts ? 'sample-not-in-drift' : 'sample-not-in-counts', values: { set } })
  notices.push({ code: 'sample-no-tests', values: { set } })
  return notices
}
