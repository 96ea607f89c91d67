import type { Amount, Demand } from '../core/criterion.js'
import type { MeasureInfo, MeasureName } from '../core/measureCatalog.js'
import { boundValue, canBeNegative, parseAmount, type AmountUse } from './amount.js'
import type { WrittenCriterion } from './criterionSchema.js'
import { startWithPlace, type PlanPath, type ProblemList, type Refusal } from './problemList.js'

export const DEMANDS = ['maxDegradation', 'minImprovement', 'atLeast', 'atMost', 'within'] as const
export type DemandName = (typeof DEMANDS)[number]

export interface DemandPlace {
  readonly path: PlanPath
  readonly problems: ProblemList
  readonly dropped: (path: PlanPath) => boolean
}

/** The one demand of a criterion, or null when it has none, several, or one that its measure cannot bear; problems say which. */
export function buildDemand(
  written: WrittenCriterion,
  measure: MeasureName,
  info: MeasureInfo,
  targetUnit: string | null,
  { path, problems, dropped }: DemandPlace,
): Demand | null {
  const given = DEMANDS.filter((name) => written[name] !== undefined)
  const [name] = given
  if (name === undefined) {
    if (!DEMANDS.some((demand) => dropped([...path, demand])) && !dropped(path)) {
      problems.add(
        path,
        'PLAN_NO_DEMAND',
        `${startWithPlace(path)} (${measure}) asks for nothing.`,
        `Add one of ${demandsFor(info).join(', ')}.`,
      )
    }
    return null
  }
  if (given.length > 1) {
    problems.add(
      path,
      'PLAN_SEVERAL_DEMANDS',
      `${startWithPlace(path)} (${measure}) makes ${given.length} demands: ${given.join(' and ')}.`,
      'Write one criterion for each, so that each has its own finding.',
    )
    return null
  }
  const refused = refuseDemand(name, measure, info)
  if (refused !== null) {
    problems.refuse([...path, name], refused)
    return null
  }
  const read = (amount: string | number, use: AmountUse, place: PlanPath): Amount | null => {
    const parsed = parseAmount(amount, { measure, info, use, targetUnit })
    if (!('code' in parsed)) return parsed
    problems.refuse(place, { ...parsed, message: `${startWithPlace([...path, name])}: ${parsed.message}` })
    return null
  }
  if (name === 'within') return buildWithin(written.within!, measure, [...path, name], read, problems)
  const amount = read(written[name]!, name.startsWith('at') ? 'bound' : 'margin', [...path, name])
  if (amount === null) return null
  return name === 'atLeast' || name === 'atMost' ? { kind: name, bound: amount } : { kind: name, margin: amount }
}

/** The demands that make sense for a measure. */
function demandsFor(info: MeasureInfo): readonly DemandName[] {
  if (info.direction === 'zero') return ['within']
  if (info.about !== 'each') return ['atLeast', 'atMost', 'within']
  return ['maxDegradation', 'minImprovement', info.direction === 'higher' ? 'atLeast' : 'atMost', 'within']
}

function refuseDemand(name: DemandName, measure: MeasureName, info: MeasureInfo): Refusal | null {
  if (demandsFor(info).includes(name)) return null
  const code = 'PLAN_DEMAND_DOES_NOT_FIT'
  const hint = `Use ${demandsFor(info).join(', ')}.`
  if (info.direction === 'zero') {
    return {
      code,
      message: `${measure} is best near zero, so ${name} would set no limit on one side.`,
      hint: 'Use within: 0.01, or within: [low, high].',
    }
  }
  if (info.about === 'each') {
    return { code, message: `${measure} is better when ${info.direction}, so ${name} would ask for a bad model.`, hint }
  }
  const subject = info.about === 'pair' ? 'already compares old with new' : 'is about the set, not about a model'
  return { code, message: `${measure} ${subject}: it has no old value to be better or worse than.`, hint }
}

function buildWithin(
  written: NonNullable<WrittenCriterion['within']>,
  measure: MeasureName,
  path: PlanPath,
  read: (amount: string | number, use: AmountUse, place: PlanPath) => Amount | null,
  problems: ProblemList,
): Demand | null {
  if (!Array.isArray(written)) {
    if (!canBeNegative(measure)) {
      problems.add(
        path,
        'PLAN_ONE_SIDED_RANGE',
        `${startWithPlace(path)} is one amount, "${written}", which means plus or minus that amount around zero, but ${measure} is never below zero.`,
        'Write both ends: within: [low, high].',
      )
      return null
    }
    const high = read(written, 'margin', path)
    return high === null ? null : { kind: 'within', low: { ...high, value: 0 - high.value }, high }
  }
  const low = read(written[0], 'bound', [...path, 0])
  const high = read(written[1], 'bound', [...path, 1])
  if (low === null || high === null) return null
  if (boundValue(low) <= boundValue(high)) return { kind: 'within', low, high }
  problems.add(
    path,
    'PLAN_EMPTY_RANGE',
    `${startWithPlace(path)} goes from ${written[0]} down to ${written[1]}: nothing lies in it.`,
    `Write the lower end first: within: [${written[1]}, ${written[0]}].`,
  )
  return null
}
