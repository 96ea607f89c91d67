import type { NoiseFloor, Result } from '../../core/result.js'
import type { SampleFacts } from '../../core/sampleFacts.js'
import type { ReplayCount } from '../../replay/replaySet.js'
import type { Comparison } from './comparison.js'
import type { ComparedHead } from './heads.js'
import { recordCount } from './measureSet.js'

/** What each of several heads was, for the result; undefined where the models have no several. */
export function recordHeads(
  comparison: Comparison,
  {
    counts,
    samples,
    noiseFloors,
  }: {
    /** By set, of each head. */
    readonly counts: ReadonlyMap<string, readonly ReplayCount[]>
    readonly samples: ReadonlyMap<string, readonly (SampleFacts | undefined)[]>
    readonly noiseFloors: readonly (NoiseFloor | null)[]
  },
): Result['heads'] {
  const heads = comparison.heads.flatMap((head, index) => {
    const { name, plan } = head
    if (name === null || (plan.task !== 'classification' && plan.task !== 'regression')) return []
    const sets = [...counts].map(([set, of]) => {
      const sample = samples.get(set)?.[index]
      return [set, { ...recordCount(of[index] ?? null), ...(sample === undefined ? {} : { sample }) }] as const
    })
    return [
      {
        name,
        task: plan.task,
        label: plan.columns.label ?? null,
        targetUnit: plan.targetUnit,
        labels: recordLabels(head),
        outputs: { old: comparison.outputOf('old', index), new: comparison.outputOf('new', index) },
        noiseFloor: noiseFloors[index] ?? null,
        sets: Object.fromEntries(sets),
      },
    ]
  })
  return heads.length === 0 ? undefined : heads
}

export function recordLabels({ agreement }: ComparedHead): Result['labels'] {
  if (agreement === null) return null
  return {
    labels: [...agreement.labels],
    positive: agreement.positive === null ? null : agreement.labels[agreement.positive]!,
    ...(agreement.map === undefined ? {} : { map: agreement.map }),
  }
}

/** Of several heads that whose answers move in most cases, then by most: what is said before the verdict must be the worst. */
export function worstFloor(floors: readonly (NoiseFloor | null)[]): NoiseFloor | null {
  const [worst = null] = floors
    .filter((floor) => floor !== null)
    .sort((a, b) => unstable(b) - unstable(a) || moved(b) - moved(a))
  return worst
}

function unstable({ sides }: NoiseFloor): number {
  return (sides?.old?.unstable ?? 0) + (sides?.new?.unstable ?? 0)
}

function moved({ sides, largestScoreDifference }: NoiseFloor): number {
  return Math.max(largestScoreDifference, sides?.new?.largestScoreDifference ?? 0)
}
