import type { Estimate } from '../../core/estimate.js'
import type { DriftEvidence } from '../../core/evidence.js'
import { measureInfo } from '../../core/measureCatalog.js'
import type { Result } from '../../core/result.js'
import { scaleOf, withUnit } from '../quantity.js'
import type { Voice } from '../voice.js'
import { LARGE_PSI, SMALL_PSI } from './drift.js'
import { isMeasured } from './lookup.js'

/** How large a change by the stability index is usually called. */
export type DriftLevel = 'small' | 'medium' | 'large'

/** Every measure of one column's change, the first of its kind. */
export function driftEffects(result: Result, set: string, drift: DriftEvidence): readonly Estimate[] {
  const wanted = drift.about === 'scores' ? ['score', drift.column] : [drift.column]
  const seen = new Set<string>()
  return result.estimates.filter((estimate) => {
    if (estimate.set !== set || estimate.slice !== null || measureInfo(estimate.measure).group !== 'drift') return false
    if (!wanted.includes(estimate.options.column ?? '') || seen.has(estimate.measure)) return false
    seen.add(estimate.measure)
    return !(NOTHING_WHEN_ZERO.has(estimate.measure) && estimate.value === 0)
  })
}

/** No value missing on either side, no new category: said once for most columns, it would only hide the others. */
const NOTHING_WHEN_ZERO: ReadonlySet<string> = new Set(['missingRateDifference', 'newCategoryRate'])

/** The one effect that stands on the common scale of all columns, numbers and categories alike. */
export function stabilityOf(result: Result, set: string, drift: DriftEvidence): (Estimate & { value: number }) | null {
  const found = driftEffects(result, set, drift).find(({ measure }) => measure === 'psi')
  return isMeasured(found) ? found : null
}

export function levelOf(psi: number): DriftLevel {
  if (psi < SMALL_PSI) return 'small'
  return psi <= LARGE_PSI ? 'medium' : 'large'
}

/** The most changed first; a column of which no index could be made by the largest effect there is. */
export function largestFirst(result: Result, set: string, drifts: readonly DriftEvidence[]): readonly DriftEvidence[] {
  const size = (drift: DriftEvidence): number =>
    stabilityOf(result, set, drift)?.value ??
    Math.max(0, ...driftEffects(result, set, drift).map(({ value }) => value ?? 0))
  return drifts
    .map((drift) => ({ drift, size: size(drift) }))
    .sort((a, b) => b.size - a.size)
    .map(({ drift }) => drift)
}

/** « La colonne la plus changée, « contrat », a changé sensiblement (indice de stabilité 0,13) » */
export function stabilityFinding(voice: Voice, result: Result, set: string, largest: DriftEvidence): string {
  const found = stabilityOf(result, set, largest)
  const about = largest.about === 'scores' ? 'score' : 'column'
  if (found === null) return voice.say(`drift.finding.${about}.unknown`)
  return voice.say(`drift.finding.${about}.${levelOf(found.value)}`, {
    column: largest.column,
    index: withUnit(voice, scaleOf(found.unit, 'value', found), found.value),
  })
}
