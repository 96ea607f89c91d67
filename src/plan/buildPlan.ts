import type { Notice } from '../core/result.js'
import type { ModelSpec, Parties, Plan } from '../core/spec.js'
import type { Task } from '../core/task.js'
import { buildColumns } from './buildColumns.js'
import { buildCosts } from './buildCosts.js'
import { buildCriteria } from './buildCriteria.js'
import { buildHeadCriteria } from './buildHeadCriteria.js'
import { buildHeads } from './buildHeads.js'
import { buildLabels, labelNames } from './buildLabels.js'
import { buildModel } from './buildModel.js'
import { buildOutputs } from './buildOutputs.js'
import { buildSearch } from './buildSearch.js'
import { checkSequences } from './checkSequences.js'
import { buildSets } from './buildSets.js'
import { isScoreless } from './isScoreless.js'
import { buildThresholds, withThreshold } from './buildThresholds.js'
import { reportMissing, type Builder } from './builder.js'
import { fileReference } from './fileReference.js'
import type { WrittenPlan } from './planSchema.js'
import { parseConfidence } from './quantity.js'

export const DEFAULT_CONFIDENCE = 0.95
const DEFAULT_SMALLEST_CELL = 10
const DEFAULT_LANGUAGES = ['fr', 'en']
const DEFAULT_SEED = 1

/** Fills in every default and says everything that is wrong or missing; null when something was. */
export async function buildPlan(
  written: WrittenPlan,
  builder: Builder,
): Promise<{ plan: Plan; notices: readonly Notice[] } | null> {
  if (written.recette === undefined) {
    reportMissing(
      builder,
      ['recette'],
      'The plan does not say which version of the format it is in.',
      'Add the line recette: 1.',
    )
  }
  const task = readTask(written, builder)
  const sets = buildSets(written.sets, builder)
  if (written.models === undefined) {
    reportMissing(
      builder,
      ['models'],
      'The plan names no models.',
      'Add models: { old: { artifact: PATH }, new: { artifact: PATH } }.',
    )
  }
  const context = {
    python: readPython(written, builder),
    task,
    id: written.columns?.id,
    sets,
    hasHeads: written.heads !== undefined,
  }
  const build = (side: 'old' | 'new') =>
    written.models === undefined
      ? null
      : withThreshold(buildModel(side, written.models[side], context, builder), written)
  const [oldModel, newModel] = [build('old'), build('new')]
  const labelMap = buildLabels(written.labels, task, builder)
  const labels = labelNames(declaredLabels(written), labelMap)
  const columns = buildColumns(written.columns, task, labels, builder)
  const thresholdNotices = buildThresholds(written, task, labels, builder)
  checkSequences(written.columns, [oldModel, newModel], builder)
  const costs = buildCosts(written, task, labels, builder)
  const unit = (costs === undefined ? written.targetUnit : written.costUnit) ?? null
  const basis = written.basis ?? 'sample'
  const outputs = buildOutputs(written.outputs, task, builder)
  const heads = buildHeads(written, task, { old: oldModel, new: newModel }, builder)
  const asked = {
    task,
    targetUnit: unit,
    hasCosts: costs !== undefined || builder.dropped(['costs']),
    basis,
    segments: columns.segments.map(({ name }) => name),
    sets,
    hasLabel:
      columns.label !== undefined ||
      columns.labelColumns !== undefined ||
      builder.dropped(['columns', 'label']) ||
      builder.dropped(['columns']),
    labels,
    labelMap,
    outputs: outputs?.map(({ name }) => name) ?? null,
    scoreless: isScoreless(written.models?.old) || isScoreless(written.models?.new),
  }
  const { criteria, preset, notices } =
    heads === undefined
      ? await buildCriteria(written, asked, builder)
      : await buildHeadCriteria(written, heads, asked, builder)
  const confidence = readConfidence(written, builder)
  const search = buildSearch(written, task, builder)
  const parties = readParties(written, builder)
  if (!builder.problems.isEmpty || task === null || oldModel === null || newModel === null) return null
  const plan: Plan = {
    title: written.title ?? `${nameOf(oldModel)} → ${nameOf(newModel)}`,
    task,
    parties,
    targetUnit: costs === undefined ? unit : (unit ?? ''),
    ...(costs === undefined ? {} : { costs }),
    models: { old: oldModel, new: newModel },
    sets,
    ...(labelMap === undefined ? {} : { labels: labelMap }),
    columns,
    confidence,
    basis,
    preset,
    criteria,
    ...(outputs === undefined ? {} : { outputs }),
    ...(heads === undefined ? {} : { heads }),
    report: {
      languages: [...new Set(written.report?.languages ?? DEFAULT_LANGUAGES)],
      smallestCell: written.report?.smallestCell ?? DEFAULT_SMALLEST_CELL,
    },
    seed: written.seed ?? DEFAULT_SEED,
    search,
  }
  return { plan, notices: [...notices, ...thresholdNotices] }
}

function readTask({ task }: WrittenPlan, builder: Builder): Task | null {
  if (task === undefined) {
    reportMissing(
      builder,
      ['task'],
      'The plan does not say what the models are for.',
      'Add task: classification, task: multilabel, task: regression or task: tensors.',
    )
    return null
  }
  return task
}

/** A path is relative to the plan and must be there; a name is looked up where programs are. */
function readPython({ python }: WrittenPlan, builder: Builder): string | undefined {
  if (python === undefined || !/[/\\]/.test(python)) return python
  const file = fileReference(python, builder.folder)
  builder.files.push({ path: ['python'], file, mayBeFolder: false })
  return file.path
}

function readConfidence({ confidence }: WrittenPlan, { problems }: Builder): number {
  if (confidence === undefined) return DEFAULT_CONFIDENCE
  const parsed = parseConfidence(confidence)
  if (typeof parsed === 'number') return parsed
  problems.refuse(['confidence'], parsed)
  return DEFAULT_CONFIDENCE
}

function readParties({ parties }: WrittenPlan, { problems }: Builder): Parties {
  const decideBy = parties?.decideBy ?? null
  if (decideBy !== null && !isDate(decideBy)) {
    problems.add(
      ['parties', 'decideBy'],
      'PLAN_BAD_DATE',
      `parties.decideBy is "${decideBy}", but must be a date written as year-month-day.`,
      'Write it like 2026-03-31.',
    )
  }
  return {
    client: parties?.client ?? null,
    old: parties?.old ?? null,
    new: parties?.new ?? null,
    delivery: parties?.delivery ?? null,
    decideBy,
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Every label that either model declares; null when none does. */
function declaredLabels({ models, columns }: WrittenPlan): readonly string[] | null {
  const listed =
    columns?.labels === undefined ? [] : Array.isArray(columns.labels) ? columns.labels : Object.keys(columns.labels)
  const labels = [models?.old, models?.new].flatMap((model) => model?.labels ?? Object.keys(model?.scores ?? {}))
  labels.push(...listed)
  return labels.length === 0 ? null : [...new Set(labels)]
}

function nameOf(model: ModelSpec): string {
  if (model.kind === 'endpoint') return model.model ?? new URL(model.url).host
  const file = model.kind === 'artifact' ? model.artifact : Object.values(model.files)[0]
  return file?.shown.split('/').filter(Boolean).at(-1) ?? model.kind
}
