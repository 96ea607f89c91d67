import type { Criterion } from '../../core/criterion.js'
import type { Estimate } from '../../core/estimate.js'
import { measureInfo, measureKey } from '../../core/measureCatalog.js'
import type { Notice, OutputMapping, Result } from '../../core/result.js'

const SCORELESS: readonly OutputMapping['meaning'][] = ['label', 'label-index', 'one-vs-one', 'decisions']

/**
 * The criteria to judge by, now that the models have answered. What a preset demands of scores is left out with a notice when a model
 * turned out to give labels alone, as the plan's loading does where the plan itself says so; likewise what makes no sense for any output
 * of theirs. What the plan's author demands stays, and could not run.
 */
export function judgedCriteria(
  criteria: readonly Criterion[],
  { models, heads }: Pick<Result, 'models' | 'heads'>,
  preset: string | null,
  estimates: readonly Estimate[],
): { readonly criteria: readonly Criterion[]; readonly notices: readonly Notice[] } {
  const outputsOf = ({ options }: Criterion): readonly (OutputMapping | null | undefined)[] => {
    if (heads === undefined) return [models.old?.mapping?.output, models.new?.mapping?.output]
    const head = heads.find(({ name }) => name === options.head)
    return [head?.outputs.old, head?.outputs.new]
  }
  const left = criteria.flatMap((criterion) => {
    if (criterion.from === 'plan') return []
    const labelsOnly = outputsOf(criterion).some((output) => output && SCORELESS.includes(output.meaning))
    const reason = labelsOnly && needsScores(criterion) ? 'no-scores' : whyNotOfOutputs(criterion, estimates)
    return reason === null ? [] : [{ criterion, reason }]
  })
  return {
    criteria: criteria.filter((criterion) => !left.some((one) => one.criterion === criterion)),
    notices: left
      .filter(({ reason }) => TOLD.has(reason))
      .map(({ criterion: { measure, options }, reason }) => ({
        code: 'preset-criterion-left-out',
        values: { preset: preset ?? '', measure: measureKey(measure, options), reason },
      })),
  }
}

/** Why a measure says nothing of any output, or of any column: there is none of the kind that it is about. */
const OF_NO_OUTPUT = new Set(['no-such-column', 'no-neighbours', 'neighbours-only', 'not-discrete', 'not-numbers'])
/** That a preset has criteria for other kinds of outputs and columns goes without saying. */
const TOLD = new Set(['no-scores', 'neighbours-only', 'not-numbers'])

function whyNotOfOutputs({ measure, options }: Criterion, estimates: readonly Estimate[]): string | null {
  if (measureInfo(measure).group !== 'outputs' && measureInfo(measure).group !== 'drift') return null
  const key = measureKey(measure, options)
  const found = estimates.filter((one) => one.slice === null && measureKey(one.measure, one.options) === key)
  const reasons = found.map(({ reason }) => reason ?? '')
  return reasons.length > 0 && reasons.every((reason) => OF_NO_OUTPUT.has(reason)) ? reasons[0]! : null
}

function needsScores({ measure, options }: Criterion): boolean {
  const { needsScores: needed, group } = measureInfo(measure)
  return needed || group === 'scores' || options.column === 'score'
}
