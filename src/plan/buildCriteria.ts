import type { Criterion } from '../core/criterion.js'
import { MEASURE_NAMES, measureInfo, measureKey } from '../core/measureCatalog.js'
import { didYouMean } from '../core/nearestName.js'
import type { Notice } from '../core/result.js'
import { buildCriterion, type CriterionContext } from './buildCriterion.js'
import { reportMissing, type Builder } from './builder.js'
import type { WrittenCriterion } from './criterionSchema.js'
import type { WrittenPlan } from './planSchema.js'
import type { PlanPath } from './problemList.js'
import { presetNames, readPreset, type Preset } from './presets.js'

export interface BuiltCriteria {
  readonly preset: string | null
  readonly criteria: readonly Criterion[]
  readonly notices: readonly Notice[]
}

/**
 * The preset's criteria and the plan's own. A criterion of the plan stands in the place of the preset's on the same measure,
 * options, segments and set, when both are about the difference (maxDegradation, minImprovement) or both about the value
 * (atLeast, atMost, within); so that a floor under the accuracy does not silently do away with the comparison to the old model.
 */
export async function buildCriteria(
  written: WrittenPlan,
  context: CriterionContext,
  builder: Builder,
): Promise<BuiltCriteria> {
  const own = buildOwn(written, context, builder)
  const chosen = await choosePreset(written, context, builder)
  const overridden = new Set(own.map(subjectOf))
  const kept = (chosen?.criteria ?? []).filter((criterion) => !overridden.has(subjectOf(criterion)))
  const criteria = [...kept, ...own]
  if (
    context.head === undefined &&
    builder.problems.isEmpty &&
    !criteria.some((criterion) => criterion.level === 'error' && criterion.waived === null)
  ) {
    builder.problems.add(
      ['criteria'],
      'PLAN_NOTHING_DEMANDED',
      'Every criterion is waived or only warns, so the plan could not be passed or failed.',
      'Keep at least one criterion of level error that is not waived.',
    )
  }
  return { preset: chosen?.name ?? null, criteria, notices: chosen?.notices ?? [] }
}

function buildOwn(written: WrittenPlan, context: CriterionContext, builder: Builder): Criterion[] {
  const { problems, dropped } = builder
  const places = new Map<string, number>()
  return (written.criteria ?? []).flatMap((item, index) => {
    const path = ['criteria', index]
    if (context.head !== undefined && !holdsOnHead(item, context)) return []
    const criterion = buildCriterion(item, 'plan', context, { path, problems, dropped })
    if (criterion === null) return []
    const first = places.get(criterion.id)
    if (first !== undefined) {
      problems.add(
        path,
        'PLAN_REPEATED_CRITERION',
        `Criterion ${index + 1} asks the same as criterion ${first + 1}: ${criterion.id}.`,
        'Remove one of the two.',
      )
      return []
    }
    places.set(criterion.id, index)
    return [criterion]
  })
}

/** A criterion that names no head holds on every head whose task has its measure. */
function holdsOnHead({ head, measure }: WrittenCriterion, { head: ours, task, tasks }: CriterionContext): boolean {
  if (head !== undefined) return head === ours
  const known = MEASURE_NAMES.find((name) => name === measure)
  if (known === undefined || task === null) return true
  const fitting = measureInfo(known).tasks
  return fitting.includes(task) || !(tasks ?? []).some((other) => fitting.includes(other))
}

interface ChosenPreset extends Preset {
  readonly name: string
}

async function choosePreset(
  written: WrittenPlan,
  context: CriterionContext,
  builder: Builder,
): Promise<ChosenPreset | null> {
  const { task, hasLabel } = context
  if (task === null) return null
  if (written.preset !== undefined) {
    const names = await presetNames()
    if (!names.includes(written.preset)) {
      builder.problems.add(
        ['preset'],
        'PLAN_UNKNOWN_PRESET',
        `There is no preset "${written.preset}".${didYouMean(written.preset, names)}`,
        `Presets: ${names.join(', ')}.`,
      )
      return null
    }
    const preset = await readPreset(written.preset, task, 'preset', context)
    return preset === null
      ? refusePreset(written.preset, `has no criteria for ${task}`, builder)
      : accept(written.preset, preset)
  }
  if (written.criteria !== undefined || builder.dropped(['criteria']) || builder.dropped(['preset'])) return null
  const name = hasLabel && task !== 'tensors' ? 'replacement' : 'same-model'
  const preset = await readPreset(name, task, 'inferred', context)
  if (preset === null) throw new Error(`bug: preset ${name} has no criteria for ${task}`)
  return accept(name, { ...preset, notices: [{ code: 'default-preset', values: { preset: name } }, ...preset.notices] })

  function accept(name: string, preset: Preset): ChosenPreset | null {
    if (preset.needsLabels && !hasLabel)
      return refusePreset(
        name,
        `compares answers with what is right, but ${labelPath(context).join('.')} does not say where that stands`,
        builder,
        labelPath(context),
      )
    return { name, ...preset }
  }
}

function labelPath({ head }: CriterionContext): PlanPath {
  return head === undefined ? ['columns', 'label'] : ['heads', head, 'label']
}

function refusePreset(name: string, why: string, builder: Builder, path: PlanPath = ['columns', 'label']): null {
  reportMissing(
    builder,
    path,
    `The preset "${name}" ${why}.`,
    `Add label: NAME to ${path.slice(0, -1).join('.')}, or use a preset that compares the two models with each other alone: same-model (the same numbers), or interchangeable (the same answers).`,
  )
  return null
}

function subjectOf({ measure, options, by, on, demand }: Criterion): string {
  const about = demand.kind === 'maxDegradation' || demand.kind === 'minImprovement' ? 'difference' : 'value'
  return JSON.stringify([measureKey(measure, options), by, on, about])
}
