import type { NoiseConditionResult, NoiseFloor, SideNoise } from '../../core/noiseFloor.js'
import type { Finding, Result } from '../../core/result.js'
import { decimalsForValue, formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'
import { headResults, inHead, resultOf } from './heads.js'

const SIDES = ['old', 'new'] as const

/** What each model gives when it answers the same cases again. */
export function noiseSentences(voice: Voice, floor: NoiseFloor | null): readonly string[] {
  if (floor === null) return [voice.say('noise.notMeasured')]
  const { sides } = floor
  if (sides === undefined) return [noiseSentence(voice, floor)]
  return SIDES.flatMap((side) => {
    const noise = sides[side]
    if (noise === undefined) return [voice.say(`noise.notAsked.${side}`)]
    const recorded = conditionOf(noise, 'recorded')
    const again = noiseSentence(voice, noise, side)
    return recorded === undefined || recorded.unstable > 0
      ? [again]
      : [again, voice.say(`noise.recordedSame.${side}`, { cases: voice.count(recorded.cases) })]
  })
}

/** One model's, in one sentence. */
export function noiseSentence(
  voice: Voice,
  floor: Pick<SideNoise, 'cases' | 'flips' | 'largestScoreDifference'>,
  side: 'old' | 'new' = 'old',
): string {
  const kind = floor.flips === 0 && floor.largestScoreDifference === 0 ? 'noise.none' : 'noise.some'
  return voice.say(side === 'old' ? kind : `${kind}.new`, { ...valuesOf(voice, floor), n: floor.cases })
}

/** What must be known before anything else is read: a model that does not agree with itself, or with its own recorded answers. */
export function contradictions(voice: Voice, all: Result): readonly { lead: string; text: string }[] {
  return headResults(all).flatMap(({ name, result }) =>
    contradictionsOf(voice, result).map(({ lead, text }) => ({ lead, text: inHead(voice, name, text) })),
  )
}

function contradictionsOf(voice: Voice, result: Result): readonly { lead: string; text: string }[] {
  return SIDES.flatMap((side) => {
    const noise = result.noiseFloor?.sides?.[side]
    if (noise === undefined) return []
    const items: { lead: string; text: string }[] = []
    const worst = worstCondition(noise)
    if (worst !== null) items.push({ lead: voice.say(`noise.lead.${side}`), text: disagreement(voice, worst) })
    const recorded = conditionOf(noise, 'recorded')
    if (recorded !== undefined && recorded.unstable > 0)
      items.push({
        lead: voice.say(`noise.lead.recorded.${side}`),
        text: `${voice.say('noise.recorded', countsOf(voice, recorded))} ${voice.say('noise.named')}`,
      })
    return items
  })
}

/** The same batch asked twice explains every other condition too; else the one that moves most cases. */
function worstCondition({ conditions }: SideNoise): NoiseConditionResult | null {
  const moved = conditions.filter(({ condition, unstable }) => condition !== 'recorded' && unstable > 0)
  return (
    moved.find(({ condition }) => condition === 'repeat') ??
    moved.toSorted((a, b) => b.unstable / b.cases - a.unstable / a.cases)[0] ??
    null
  )
}

function disagreement(voice: Voice, worst: NoiseConditionResult): string {
  const values = countsOf(voice, worst)
  const text =
    worst.condition === 'repeat'
      ? voice.say('noise.random', values)
      : voice.say('noise.moves', { ...values, how: voice.say(`noise.condition.${worst.condition}`) })
  return `${text} ${voice.say('noise.named')}`
}

/**
 * Said where a difference between the models is shown that old also makes when it is merely asked again. New's own noise excuses nothing: it is new's.
 * What rounding moves needs no excuse.
 */
export function belowFloor(voice: Voice, result: Result, finding: Finding): string | null {
  const { noiseFloor, outputs } = resultOf(result, finding)
  const old = noiseFloor?.sides?.old
  if (old === undefined || old.cases === 0 || finding.value === null || finding.slice !== null) return null
  const scores = old.largestScoreDifference
  const flips = old.flips / old.cases
  const isBelow =
    finding.measure === 'largestScoreDifference' ||
    finding.measure === 'meanScoreDifference' ||
    // Of several outputs the floor is that of the noisiest.
    (outputs?.length === 1 && DISTANCES.has(finding.measure))
      ? scores > 0 && Math.abs(finding.value) <= scores
      : finding.measure === 'negativeFlipRate' || finding.measure === 'positiveFlipRate'
        ? flips > 0 && finding.value <= flips
        : finding.measure === 'agreement' && finding.sense === 'value' && flips > 0 && 1 - finding.value <= flips
  return isBelow ? voice.say('noise.below') : null
}

/** Measures of raw outputs in the unit of their numbers. */
const DISTANCES: ReadonlySet<Finding['measure']> = new Set([
  'largestAbsoluteDifference',
  'absoluteDifferenceP99',
  'meanAbsoluteDifference',
  'tightestTolerance',
])

/** Beside the changes from old to new on the same set: what old alone changes, where that is more than rounding. */
export function besideChanges(voice: Voice, { noiseFloor }: Result, set: string): string | null {
  const old = noiseFloor?.sides?.old
  if (noiseFloor?.set !== set || old === undefined || (old.flips === 0 && old.unstable === 0)) return null
  return voice.say('noise.beside', valuesOf(voice, old))
}

function conditionOf({ conditions }: SideNoise, wanted: NoiseConditionResult['condition']) {
  return conditions.find(({ condition }) => condition === wanted)
}

function countsOf(voice: Voice, counted: NoiseConditionResult): ReturnType<typeof valuesOf> & { unstable: string } {
  return { ...valuesOf(voice, counted), unstable: voice.count(counted.unstable) }
}

function valuesOf(voice: Voice, floor: Pick<SideNoise, 'cases' | 'flips' | 'largestScoreDifference'>) {
  const { cases, flips, largestScoreDifference } = floor
  return { cases: voice.count(cases), flips, difference: shownDifference(voice, largestScoreDifference) }
}

export function shownDifference(voice: Voice, difference: number): string {
  return formatDecimal(voice.language, difference, decimalsForValue(difference))
}
