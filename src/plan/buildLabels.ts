import { APART, LABEL_WRITERS, type LabelEntry } from '../core/labelMap.js'
import type { Side } from '../core/spec.js'
import type { Task } from '../core/task.js'
import type { Builder } from './builder.js'
import type { WrittenLabels } from './planSchema.js'
import type { PlanPath } from './problemList.js'

/** What corresponds between labels that differ, in the order of the plan; undefined when the plan does not say. */
export function buildLabels(
  written: WrittenLabels | undefined,
  task: Task | null,
  builder: Builder,
  path: PlanPath = ['labels'],
): readonly LabelEntry[] | undefined {
  if (written === undefined) return undefined
  const { problems } = builder
  if (task === 'regression' || task === 'tensors') {
    problems.add(
      path,
      'PLAN_DOES_NOT_FIT',
      `${path.join('.')} says which labels correspond, but the task is ${task}.`,
      'Remove labels, or write task: classification.',
    )
    return undefined
  }
  const entries = Object.entries(written).map(([label, entry]) => ({ label, ...listsOf(entry) }))
  for (const writer of LABEL_WRITERS) {
    const claimedBy = new Map<string, string>()
    for (const entry of entries) {
      for (const text of entry[writer] ?? [entry.label]) {
        const before = claimedBy.get(text)
        if (before !== undefined) {
          const twice = before === entry.label
          problems.add(
            [...path, entry.label, ...(entry[writer] === undefined ? [] : [writer])],
            'PLAN_REPEATED_NAME',
            twice
              ? `The label "${text}" stands twice in ${path.join('.')}.${entry.label}.${writer}.`
              : `The label "${text}" of ${writer === 'set' ? 'the set' : writer} counts as "${before}" and as "${entry.label}".`,
            twice
              ? 'Write it once.'
              : `Name it in one entry of ${path.join('.')}; \`${writer}: []\` keeps an entry from taking it.`,
          )
        }
        claimedBy.set(text, entry.label)
      }
    }
  }
  return entries
}

function listsOf(entry: WrittenLabels[string]): Omit<LabelEntry, 'label'> {
  return Object.fromEntries(
    LABEL_WRITERS.flatMap((writer) => {
      const value = entry[writer]
      return value === undefined ? [] : [[writer, typeof value === 'string' ? [value] : value]]
    }),
  )
}

/** Every label that a criterion or `positive` may name; null when the plan does not tell them all. */
export function labelNames(
  declared: readonly string[] | null,
  map: readonly LabelEntry[] | undefined,
): readonly string[] | null {
  if (declared === null || map === undefined) return declared
  const renamed = new Set(map.flatMap((entry) => [...(entry.old ?? []), ...(entry.new ?? [])]))
  return [...new Set([...map.map(({ label }) => label), ...declared.filter((label) => !renamed.has(label))])]
}

/** The side whose missing labels a criterion's `by` speaks of; null for a segment. */
export function sideApart(by: string | undefined): Side | null {
  return by === APART.old ? 'old' : by === APART.new ? 'new' : null
}

/** Whether the map says of a side that it cannot say some label. */
export function lacksLabels(map: readonly LabelEntry[] | undefined, side: Side): boolean {
  return map?.some((entry) => entry[side]?.length === 0) === true
}
