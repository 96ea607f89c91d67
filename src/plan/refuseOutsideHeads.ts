import type { Builder } from './builder.js'
import type { WrittenPlan } from './planSchema.js'
import type { PlanPath } from './problemList.js'

const OF_MODELS = ['output', 'outputIs', 'labels', 'threshold', 'score', 'scores', 'predicted', 'value'] as const

/** What a plan of several heads says of each head cannot stand outside them: it would be unclear of which it is. */
export function refuseOutsideHeads(written: WrittenPlan, { problems }: Builder): void {
  const move = (path: PlanPath, place: string): void =>
    problems.add(
      path,
      'PLAN_DOES_NOT_FIT',
      `${path.join('.')} is about one answer of the models, but the plan has several heads.`,
      `Write it in each head that it is about: ${place}.`,
    )
  for (const key of ['label', 'positive'] as const)
    if (written.columns?.[key] !== undefined) move(['columns', key], `heads.NAME.${key}`)
  if (written.labels !== undefined) move(['labels'], 'heads.NAME.labels')
  if (written.threshold !== undefined) move(['threshold'], 'heads.NAME.threshold')
  if (written.targetUnit !== undefined) move(['targetUnit'], 'heads.NAME.targetUnit')
  if (written.costs !== undefined)
    problems.add(
      ['costs'],
      'PLAN_NOT_SUPPORTED',
      'costs says what a decision costs, which this version does not ask head by head.',
      'Remove costs; or judge them in a plan of the one head that they are about (models.old.output, models.new.output).',
    )
  for (const side of ['old', 'new'] as const) {
    const model = written.models?.[side]
    for (const key of OF_MODELS)
      if (model?.[key] !== undefined) move(['models', side, key], `heads.NAME.${side}.${key}`)
    if (model?.recorded !== undefined)
      problems.add(
        ['models', side, 'recorded'],
        'PLAN_NOT_SUPPORTED',
        `models.${side}.recorded cannot be compared head by head by this version.`,
        'Remove recorded; or compare the recorded predictions in a plan of their own, as the other side.',
      )
    const inputs = Object.entries(model?.inputs ?? {})
    for (const [input, use] of inputs)
      if (typeof use === 'object' && !Array.isArray(use) && 'state' in use)
        problems.add(
          ['models', side, 'inputs', input],
          'PLAN_NOT_SUPPORTED',
          `models.${side}.inputs.${input} is fed from an output, which this version does not do for models of several heads.`,
          'Compare one head at a time: remove heads, and name the output in models.old.output and models.new.output.',
        )
  }
}
