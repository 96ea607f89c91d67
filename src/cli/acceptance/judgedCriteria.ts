import type { Criterion } from '../../core/criterion.js'
import { measureInfo, measureKey } from '../../core/measureCatalog.js'
import type { Notice, Result } from '../../core/result.js'

/**
 * The criteria to judge by, now that the models have answered. What a preset demands of scores is left out with a notice when a model
 * turned out to give labels alone, as the plan's loading does where the plan itself says so; what the plan's author demands stays,
 * and could not run.
 */
export function judgedCriteria(
  criteria: readonly Criterion[],
  models: Result['models'],
  preset: string | null,
): { readonly criteria: readonly Criterion[]; readonly notices: readonly Notice[] } {
  const labelsOnly = [models.old, models.new].some((model) => {
    const meaning = model?.mapping?.output.meaning
    return meaning === 'label' || meaning === 'label-index'
  })
  const left = labelsOnly ? criteria.filter((criterion) => criterion.from !== 'plan' && needsScores(criterion)) : []
  return {
    criteria: criteria.filter((criterion) => !left.includes(criterion)),
    notices: left.map(({ measure, options }) => ({
      code: 'preset-criterion-left-out',
      values: { preset: preset ?? '', measure: measureKey(measure, options), reason: 'no-scores' },
    })),
  }
}

function needsScores({ measure, options }: Criterion): boolean {
  const { needsScores: needed, group } = measureInfo(measure)
  return needed || group === 'scores' || options.column === 'score'
}
