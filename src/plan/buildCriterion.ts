import type { Criterion } from '../core/criterion.js'
import {
  AVERAGES,
  averagesOf,
  isOfHead,
  MEASURE_NAMES,
  measureInfo,
  optionsOf,
  type MeasureInfo,
  type MeasureName,
  type MeasureOptions,
} from '../core/measureCatalog.js'
import { didYouMean } from '../core/nearestName.js'
import type { LabelEntry } from '../core/labelMap.js'
import type { SetRole, Task } from '../core/task.js'
import { buildDemand } from './buildDemand.js'
import { sideApart } from './buildLabels.js'
import { segmentNamed, type NamedCriterion } from './buildSegments.js'
import { checkApart } from './checkApart.js'
import { criterionId } from './criterionId.js'
import type { WrittenCriterion } from './criterionSchema.js'
import { startWithPlace, type PlanPath, type ProblemList } from './problemList.js'

/** What the rest of the plan says that a criterion depends on. */
export interface CriterionContext {
  readonly task: Task | null
  readonly targetUnit: string | null
  readonly basis: 'sample' | 'fixed'
  readonly segments: readonly string[]
  readonly sets: readonly { readonly name: string; readonly role: SetRole }[]
  readonly hasLabel: boolean
  /** The plan says what decisions cost. */
  readonly hasCosts?: boolean
  /** Every label that the plan names; null when it names none. */
  readonly labels: readonly string[] | null
  /** What the plan says of labels that differ. */
  readonly labelMap?: readonly LabelEntry[] | undefined
  /** Every output that the plan lists; null when it lists none. */
  readonly outputs?: readonly string[] | null
  /** Of several heads, the one that is meant: its criteria name it, but for those on the columns and the machine. */
  readonly head?: string
  /** Of several heads, the tasks of all. */
  readonly tasks?: readonly Task[]
  /** A model is declared to give labels and no scores. */
  readonly scoreless: boolean
}

const OPTIONS = [
  'average',
  'class',
  'bins',
  'column',
  'output',
  'axis',
  'rtol',
  'k',
  'debiased',
  'binning',
] as const satisfies readonly (keyof MeasureOptions)[]

/** One criterion with its defaults, or null with at least one problem said. */
export function buildCriterion(
  asWritten: WrittenCriterion,
  from: Criterion['from'],
  context: CriterionContext,
  place: { readonly path: PlanPath; readonly problems: ProblemList; readonly dropped: (path: PlanPath) => boolean },
): Criterion | null {
  const { path, problems, dropped } = place
  const written = { ...asWritten, by: segmentNamed(asWritten.by, context.segments) }
  const measure = readMeasure(written, place)
  if (measure === null) return null
  const info = measureInfo(measure)
  const fits = [
    checkTask(measure, info, context, path, problems),
    checkOptions(written, measure, info, context, path, problems),
    checkWhere(written, measure, info, context, path, problems),
    checkApart(written, context.labelMap, path, problems),
  ].every(Boolean)
  const demand = buildDemand(written, measure, info, context.targetUnit, { path, problems, dropped })
  if (demand === null || !fits) return null
  const criterion = {
    measure,
    options: {
      ...Object.fromEntries(OPTIONS.filter((name) => written[name] !== undefined).map((name) => [name, written[name]])),
      ...(context.head === undefined || !isOfHead(measure, written) ? {} : { head: context.head }),
    },
    demand,
    on: written.on ?? null,
    by: written.by ?? null,
    minCases: written.minCases ?? 0,
    basis: info.alwaysFixed === true ? 'fixed' : (written.basis ?? context.basis),
    level: written.level ?? 'error',
    waived: written.waived ?? null,
    from,
  } as const
  const usualBasis = info.alwaysFixed === true ? 'fixed' : context.basis
  return { id: criterionId(criterion, usualBasis), ...criterion }
}

function readMeasure(
  written: WrittenCriterion,
  { path, problems, dropped }: { path: PlanPath; problems: ProblemList; dropped: (path: PlanPath) => boolean },
): MeasureName | null {
  if (written.measure === undefined) {
    if (!dropped(path) && !dropped([...path, 'measure'])) {
      problems.add(
        path,
        'PLAN_MISSING',
        `${startWithPlace(path)} does not say what is measured.`,
        'Add measure: NAME, such as measure: accuracy.',
      )
    }
    return null
  }
  const measure = MEASURE_NAMES.find((name) => name === written.measure)
  if (measure !== undefined) return measure
  problems.add(
    [...path, 'measure'],
    'PLAN_UNKNOWN_MEASURE',
    `There is no measure "${written.measure}".${didYouMean(written.measure, MEASURE_NAMES)}`,
    `Measures: ${MEASURE_NAMES.join(', ')}.`,
  )
  return null
}

function checkTask(
  measure: MeasureName,
  info: MeasureInfo,
  { task, hasLabel, hasCosts = false, head }: CriterionContext,
  path: PlanPath,
  problems: ProblemList,
): boolean {
  if (measure === 'decisionCost' && task === 'classification' && !hasCosts) {
    problems.add(
      [...path, 'measure'],
      'PLAN_MEASURE_NEEDS_COSTS',
      'decisionCost is the mean cost of a decision, but the plan does not say what decisions cost.',
      'Add costs: { TRUTH: { ANSWER: 5 } } and costUnit: EUR to the plan.',
    )
    return false
  }
  if (task !== null && !info.tasks.includes(task)) {
    problems.add(
      [...path, 'measure'],
      'PLAN_MEASURE_DOES_NOT_FIT',
      `${measure} is for ${info.tasks.join(' and ')}, but the task is ${task}.`,
      `For ${task}: ${MEASURE_NAMES.filter((name) => measureInfo(name).tasks.includes(task)).join(', ')}.`,
    )
    return false
  }
  if (!info.needsLabels || hasLabel) return true
  problems.add(
    [...path, 'measure'],
    'PLAN_MEASURE_NEEDS_LABELS',
    `${measure} compares answers with what is right, but ${head === undefined ? 'columns' : `heads.${head}`}.label does not say where that stands.`,
    `Add label to ${head === undefined ? 'columns' : `heads.${head}, or name the head that is meant`}, or use a measure that compares old with new, such as agreement or largestScoreDifference.`,
  )
  return false
}

function checkOptions(
  written: WrittenCriterion,
  measure: MeasureName,
  info: MeasureInfo,
  context: CriterionContext,
  path: PlanPath,
  problems: ProblemList,
): boolean {
  const { task, labels, outputs } = context
  let fits = true
  if (written.head !== undefined && context.head !== undefined && !isOfHead(measure, written)) {
    fits = false
    problems.add(
      [...path, 'head'],
      'PLAN_OPTION_DOES_NOT_FIT',
      `${measure} is about ${info.group === 'speed' ? 'the whole model' : "the set's columns"}, not about one head.`,
      'Remove head.',
    )
  }
  const options = task === null ? info.options : optionsOf(measure, task)
  const averages = task === null ? AVERAGES : averagesOf(measure, task)
  if (written.average !== undefined && options.includes('average') && !averages.includes(written.average)) {
    fits = false
    problems.add(
      [...path, 'average'],
      'PLAN_OPTION_DOES_NOT_FIT',
      `${measure} has no average ${written.average} in a ${task}.`,
      `Its averages: ${averages.join(', ')}.`,
    )
  }
  for (const option of OPTIONS) {
    if (written[option] === undefined || options.includes(option)) continue
    fits = false
    problems.add(
      [...path, option],
      'PLAN_OPTION_DOES_NOT_FIT',
      `${measure} has no option ${option}.`,
      options.length === 0 ? `Remove ${option}.` : `Its options: ${options.join(', ')}.`,
    )
  }
  if (measure === 'topKAccuracy' && (written.k === undefined || (labels !== null && written.k >= labels.length))) {
    fits = false
    problems.add(
      written.k === undefined ? path : [...path, 'k'],
      'PLAN_OPTION_DOES_NOT_FIT',
      written.k === undefined
        ? `${startWithPlace(path)} (topKAccuracy) does not say of how many first labels.`
        : `With ${labels!.length} labels, one of the first ${written.k} is always right.`,
      `Write k beside measure: a whole number below the number of labels, such as k: ${labels !== null && labels.length < 6 ? 2 : 5}.`,
    )
  }
  if (written.class !== undefined && written.average !== undefined) {
    fits = false
    problems.add(
      [...path, 'average'],
      'PLAN_OPTION_DOES_NOT_FIT',
      `${startWithPlace(path)} asks for one class and for an average over classes.`,
      'Keep class or average.',
    )
  }
  if (written.class !== undefined && labels !== null && !labels.includes(written.class)) {
    fits = false
    problems.add(
      [...path, 'class'],
      'PLAN_UNKNOWN_LABEL',
      `"${written.class}" is not one of the labels that the models declare.${didYouMean(written.class, labels)}`,
      `Labels: ${labels.join(', ')}.`,
    )
  }
  if (written.output !== undefined && outputs && !outputs.includes(written.output)) {
    fits = false
    problems.add(
      [...path, 'output'],
      'PLAN_UNKNOWN_OUTPUT',
      `"${written.output}" is not one of the outputs that the plan compares.${didYouMean(written.output, outputs)}`,
      `Outputs: ${outputs.join(', ')}.`,
    )
  }
  return fits
}

function checkWhere(
  written: NamedCriterion,
  measure: MeasureName,
  info: MeasureInfo,
  { segments, sets }: CriterionContext,
  path: PlanPath,
  problems: ProblemList,
): boolean {
  let fits = true
  const { by, on } = written
  const overAll = info.group === 'speed' || info.group === 'drift' || measure === 'neighbourOverlap'
  if (by !== undefined && overAll) {
    fits = false
    problems.add(
      [...path, 'by'],
      'PLAN_OPTION_DOES_NOT_FIT',
      `${measure} is measured over all cases, not by segment.`,
      'Remove by.',
    )
  } else if (by !== undefined && sideApart(by) === null && !segments.includes(by)) {
    fits = false
    problems.add(
      [...path, 'by'],
      'PLAN_UNKNOWN_SEGMENT',
      `"${by}" is not one of the segments of the plan.${didYouMean(by, segments)}`,
      segments.length === 0
        ? `Add segments: [${asList(by)}] to columns.`
        : `Segments: ${segments.join(', ')}. Add it to columns.segments if it is meant.`,
    )
  }
  const names = sets.map((set) => set.name)
  if (on !== undefined && !names.includes(on)) {
    fits = false
    problems.add(
      [...path, 'on'],
      'PLAN_UNKNOWN_SET',
      `There is no set "${on}".${didYouMean(on, names)}`,
      `Sets: ${names.join(', ')}.`,
    )
  }
  const set = sets.find(({ name }) => name === on)
  if (set !== undefined && set.role !== 'test' && set.role !== 'validation') {
    fits = false
    problems.add(
      [...path, 'on'],
      'PLAN_SET_IS_NOT_JUDGED',
      `The set "${set.name}" has the role ${set.role}, but criteria are judged on sets of role test or validation.`,
      'Name another set, or give this one the role validation.',
    )
  }
  if (info.group === 'drift' && written.column !== 'score' && !sets.some((set) => set.role === 'reference')) {
    fits = false
    problems.add(
      [...path, 'measure'],
      'PLAN_MEASURE_NEEDS_REFERENCE',
      `${measure} compares a set with the reference, but no set has the role reference.`,
      'Add a set of role reference (a sample of the training data), or remove the criterion.',
    )
  }
  return fits
}

/** A cross as it is written in a plan. */
function asList(by: string): string {
  const parts = by.split(' × ')
  return parts.length === 2 ? `[${parts.join(', ')}]` : by
}
