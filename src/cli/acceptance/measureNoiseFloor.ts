import type { Batch } from '../../core/batch.js'
import type { NoiseFloor } from '../../core/noiseFloor.js'
import type { Plan, Side } from '../../core/spec.js'
import { caseIds } from '../../data/ids.js'
import type { StoredSet } from '../../data/openSet.js'
import { onlyHead, type Answerer } from '../../replay/answerer.js'
import { bothSides } from '../../replay/bothSides.js'
import { measureNoise, type UnstableCase } from '../../replay/noise/measureNoise.js'
import { blame } from '../../replay/replaySet.js'
import { deriveSeed, seededRandom } from '../../stats/random.js'
import type { Comparison } from './comparison.js'

/** Another than the usual one, and odd, so that work is cut in other places. */
const THREADS = 3

/** A model that needs more than this is not loaded a second time only to be given more threads. */
const MOST_MEMORY_BYTES = 2 ** 30

export interface NamedCase extends UnstableCase {
  readonly set: string
  readonly id: string
}

/** Each artifact against itself, both at the same time; null when neither side is one. Models that are called or recorded are not asked twice. */
export async function measureNoiseFloor(options: {
  readonly plan: Plan
  readonly set: StoredSet
  readonly comparison: Comparison
  /** Which of several heads is looked at. */
  readonly head: number
  readonly answerers: Readonly<Record<Side, Answerer>>
  readonly batch: Batch
  readonly signal: AbortSignal
}): Promise<{ readonly noiseFloor: NoiseFloor | null; readonly unstable: readonly NamedCase[] }> {
  const { plan, set, comparison, head, answerers, batch, signal } = options
  const { name: headName, agreement } = comparison.heads[head]!
  const name = set.spec.name
  const ofHead = <Found extends Answerer | null>(answerer: Found): Found | Answerer =>
    answerer === null || headName === null ? answerer : onlyHead(answerer, head)
  const measureSide = async (side: Side) => {
    if (plan.models[side].kind !== 'artifact') return null
    const threaded =
      comparison.threads(side) === null || comparison.peakMemoryBytes(side) > MOST_MEMORY_BYTES
        ? null
        : async () => ofHead(await comparison.another(side, set, THREADS))
    const asking = measureNoise({
      side,
      model: ofHead(answerers[side]),
      threaded,
      recorded: comparison.recorded(side, set),
      batch,
      labels: agreement?.labels.length ?? 0,
      random: seededRandom(deriveSeed(plan.seed, `noise ${side}`)),
      signal,
    })
    return blame(side, asking)
  }
  const [old, new_] = await bothSides(measureSide('old'), measureSide('new'))
  if (old === null && new_ === null) return { noiseFloor: null, unstable: [] }
  const ids = caseIds(set, plan.columns.id).of(batch)
  return {
    noiseFloor: {
      set: name,
      ...(headName === null ? {} : { head: headName }),
      cases: old?.noise.cases ?? 0,
      largestScoreDifference: old?.noise.largestScoreDifference ?? 0,
      flips: old?.noise.flips ?? 0,
      sides: { ...(old === null ? {} : { old: old.noise }), ...(new_ === null ? {} : { new: new_.noise }) },
    },
    unstable: [...(old?.unstable ?? []), ...(new_?.unstable ?? [])].map((one) => ({
      ...one,
      set: name,
      id: ids[one.row - batch.start]!,
    })),
  }
}
