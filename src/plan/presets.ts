import { readdir, readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Criterion } from '../core/criterion.js'
import { measureInfo, measureKey } from '../core/measureCatalog.js'
import type { Notice } from '../core/result.js'
import type { Task } from '../core/task.js'
import { buildCriterion, type CriterionContext } from './buildCriterion.js'
import { checkShape } from './checkShape.js'
import { writtenCriterionSchema } from './criterionSchema.js'
import { readPlanText } from './planText.js'

const FOLDER = new URL('../../harness/presets/', import.meta.url)

const criteriaSchema = z.array(writtenCriterionSchema)
const presetSchema = z.strictObject({
  classification: criteriaSchema.optional(),
  multilabel: criteriaSchema.optional(),
  regression: criteriaSchema.optional(),
  tensors: criteriaSchema.optional(),
})

export interface Preset {
  readonly criteria: readonly Criterion[]
  readonly notices: readonly Notice[]
  readonly needsLabels: boolean
}

/** Every preset is a file `harness/presets/NAME.yaml`: a list of criteria for each task that it knows. */
export async function presetNames(): Promise<readonly string[]> {
  const files = await readdir(FOLDER)
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort()
}

/**
 * A preset's criteria for the task; null when it has none. What cannot be measured with this plan is left out with a notice:
 * drift without a reference set, scores when a model is declared to give labels only. Labels are another matter: a preset that
 * needs them says nothing without them, so that is `needsLabels`, for the plan to refuse.
 * A mistake in a preset is a bug in Recette, not the user's.
 */
export async function readPreset(
  name: string,
  task: Task,
  from: Criterion['from'],
  context: CriterionContext,
): Promise<Preset | null> {
  const file = new URL(`${name}.yaml`, FOLDER)
  const { text, problems } = readPlanText(await readFile(file, 'utf8'), `${name}.yaml`)
  const shaped = checkShape(text, presetSchema, problems)
  const written = shaped?.value[task]
  if (written === undefined) return null
  const able: CriterionContext = { ...context, hasLabel: true, sets: [{ name: 'reference', role: 'reference' }] }
  const criteria = written.flatMap((item, index) => {
    const criterion = buildCriterion(item, from, able, { path: [task, index], problems, dropped: () => false })
    return criterion === null ? [] : [criterion]
  })
  if (!problems.isEmpty) {
    throw new Error(
      `bug: preset ${name}: ${problems
        .sorted()
        .map((problem) => problem.message)
        .join(' ')}`,
    )
  }
  const notices: Notice[] = []
  const kept = criteria.filter((criterion) => {
    const reason = whyLeftOut(criterion, context)
    if (reason === null) return true
    const measure = measureKey(criterion.measure, criterion.options)
    // Without a reference every criterion on drift goes, for one and the same reason: told once.
    const told = reason === 'no-reference-set' && notices.some(({ values }) => values['reason'] === reason)
    if (!told) notices.push({ code: 'preset-criterion-left-out', values: { preset: name, measure, reason } })
    return false
  })
  return {
    criteria: kept,
    notices,
    needsLabels: criteria.some((criterion) => measureInfo(criterion.measure).needsLabels),
  }
}

function whyLeftOut(criterion: Criterion, context: CriterionContext): 'no-reference-set' | 'no-scores' | null {
  const info = measureInfo(criterion.measure)
  const ofColumns = info.group === 'drift' && criterion.options.column !== 'score'
  if (ofColumns && !context.sets.some((set) => set.role === 'reference')) return 'no-reference-set'
  const ofScores = info.needsScores || info.group === 'scores' || criterion.options.column === 'score'
  return ofScores && context.scoreless ? 'no-scores' : null
}
