import { RecetteError, RecetteErrors, type Position } from '../../core/errors.js'
import { didYouMean } from '../../core/nearestName.js'
import type { Plan } from '../../core/spec.js'
import type { StoredSet } from '../../data/openSet.js'
import { checkSamplingColumns } from './samplingColumns.js'
import { checkSequenceColumns } from './sequenceColumns.js'

type At = ((path: readonly (string | number)[]) => Position) | undefined

/** Checks a set against the roles that the plan gives its columns. */
export function checkColumns(plan: Plan, set: StoredSet, at: At): void {
  requireColumns(plan, set, at)
  checkSequenceColumns(plan, set, at)
  checkSamplingColumns(plan, set, at)
  refusePersonalSegments(plan, set, at)
  refuseBinsOfTexts(plan, set, at)
}

/** Every column that the plan gives a role must be there, and all that are not are told at once; a reference set needs no label, id or segment. */
function requireColumns(plan: Plan, set: StoredSet, at: At): void {
  if (set.spec.role === 'reference' || set.spec.role === 'production') return
  const names = set.fields.map(({ name }) => name)
  const { id, label, labelColumns, group, order, cluster, weight, segments, features } = plan.columns
  const asked = [
    { path: ['columns', 'id'], name: id },
    { path: ['columns', 'label'], name: label },
    ...(plan.heads ?? []).map((head) => ({ path: ['heads', head.name, 'label'], name: head.label })),
    ...(labelColumns ?? []).map(({ column }, index) => ({ path: ['columns', 'labels', index], name: column })),
    { path: ['columns', 'group'], name: group },
    { path: ['columns', 'order'], name: order },
    { path: ['columns', 'cluster'], name: cluster },
    { path: ['columns', 'weight'], name: weight },
    ...segments.flatMap(({ parts }, index) =>
      parts.map(({ column }) => ({ path: ['columns', 'segments', index], name: column })),
    ),
    ...(plan.search?.columns ?? []).map((name, index) => ({ path: ['search', 'columns', index], name })),
    ...(features ?? []).map((name, index) => ({ path: ['columns', 'features', index], name })),
  ]
  const missing = asked.flatMap(({ path, name }) =>
    name === undefined || names.includes(name) ? [] : [{ path, name }],
  )
  if (missing.length === 0) return
  throw new RecetteErrors(
    missing.map(
      ({ path, name }) =>
        new RecetteError(
          'COLUMN_UNKNOWN',
          `${set.spec.file.shown} has no column "${name}", which the plan names in ${path.filter((step) => typeof step === 'string').join('.')}.${didYouMean(name, names)}`,
          `Its columns are: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`,
          { kind: 'usage', at: at?.(path) },
        ),
    ),
  )
}

/** The values of a segment column are named in the report, which goes from one company to another. */
function refusePersonalSegments(plan: Plan, set: StoredSet, at: At): void {
  for (const [index, { parts }] of plan.columns.segments.entries()) {
    const personal = set.fields.find(
      ({ name, personal }) => personal === true && parts.some((part) => part.column === name),
    )
    if (personal === undefined) continue
    throw new RecetteError(
      'SEGMENT_PERSONAL',
      `${set.spec.file.shown}: column "${personal.name}" is personal data by its card, but the plan cuts segments by it, and the report would show its values.`,
      'Leave it out of columns.segments, or put a coarser column (an age group, a region) in the set and cut by that.',
      { kind: 'usage', at: at?.(['columns', 'segments', index]) },
    )
  }
}

/** Only numbers fall into bins. */
function refuseBinsOfTexts(plan: Plan, set: StoredSet, at: At): void {
  if (set.spec.role === 'reference' || set.spec.role === 'production') return
  for (const [index, { parts }] of plan.columns.segments.entries()) {
    const binned = parts.filter(({ edges, bins }) => edges !== undefined || bins !== undefined)
    const field = set.fields.find(({ name, kind }) => kind !== 'number' && binned.some(({ column }) => column === name))
    if (field === undefined) continue
    throw new RecetteError(
      'SEGMENT_NOT_NUMBERS',
      `${set.spec.file.shown}: column "${field.name}" holds ${field.kind === 'text' ? 'texts' : `values of kind ${field.kind}`}, but the plan cuts it into bins of numbers.`,
      `Write ${field.name} without edges or bins, to cut by its values.`,
      { kind: 'usage', at: at?.(['columns', 'segments', index]) },
    )
  }
}
