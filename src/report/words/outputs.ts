import { measureInfo } from '../../core/measureCatalog.js'
import type { Finding, Result } from '../../core/result.js'
import { scaleOf, withUnit } from '../quantity.js'
import type { Voice } from '../voice.js'
import { findEstimate, isMeasured } from './lookup.js'
import { toleranceText } from './tolerance.js'

/** « Sur 500 cas, numpy.allclose accepte la nouvelle sortie avec atol=… »: raw outputs in one sentence, and their neighbours in another. */
export function outputFacts(voice: Voice, result: Result, set: string): readonly string[] {
  const { outcome } = result.evidence.find((evidence) => evidence.set === set) ?? { outcome: null }
  const raw = (outcome?.kind === 'tensors' ? outcome.outputs : []).filter(
    ({ kind, neighbours }) => kind === 'numbers' && neighbours === null,
  )
  const worst = (rtol?: number) =>
    findEstimate(
      result,
      { measure: 'tightestTolerance', options: rtol === undefined ? {} : { rtol }, set, slice: null },
      'pair',
    )
  const [absolute, mixed] = [worst(), worst(0.001)]
  const overlap = findEstimate(result, { measure: 'neighbourOverlap', options: {}, set, slice: null }, 'pair')
  return [
    ...(isMeasured(absolute) && isMeasured(mixed)
      ? [
          voice.say(absolute.value === 0 ? 'fact.outputsEqual' : 'fact.outputs', {
            cases: voice.count(absolute.n),
            n: raw.length,
            absolute: toleranceText(absolute.value),
            mixed: toleranceText(mixed.value),
          }),
        ]
      : []),
    ...(isMeasured(overlap)
      ? [
          voice.say('fact.neighbours', {
            share: withUnit(voice, scaleOf('proportion', 'value', overlap), overlap.value),
            cases: voice.count(overlap.n),
          }),
        ]
      : []),
  ]
}

/** The output behind a finding about the worst of several; null where the finding names it, or several fare alike. */
export function worstOutput(result: Result, finding: Finding): string | null {
  if (measureInfo(finding.measure).group !== 'outputs' || finding.options.output !== undefined) return null
  const outputs = result.outputs ?? []
  if (outputs.length < 2 || finding.value === null) return null
  const worst = outputs.filter(
    ({ name }) =>
      findEstimate(result, { ...finding, options: { ...finding.options, output: name } }, 'pair')?.value ===
      finding.value,
  )
  return worst.length === 1 ? worst[0]!.name : null
}
