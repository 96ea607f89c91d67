import { didYouMean } from '../core/nearestName.js'
import type { SetSpec } from '../core/spec.js'
import { SET_ROLES, type SetRole } from '../core/task.js'
import { reportMissing, type Builder } from './builder.js'
import { fileReference } from './fileReference.js'
import type { WrittenSet } from './planSchema.js'
import type { PlanPath } from './problemList.js'

const SET_NAME = /^[\p{L}\p{N}][\p{L}\p{N}_. -]*$/u

/** The sets of a plan. A set whose name is a role has that role. */
export function buildSets(written: Readonly<Record<string, WrittenSet>> | undefined, builder: Builder): SetSpec[] {
  if (written === undefined) {
    reportMissing(
      builder,
      ['sets'],
      'The plan has no sets, so there is nothing to compare on.',
      'Add sets: { test: PATH }.',
    )
    return []
  }
  const sets = Object.entries(written).flatMap(([name, set]) => buildSet(name, set, builder) ?? [])
  const judged = sets.some((set) => set.role === 'test' || set.role === 'validation')
  const unsure = Object.keys(written).length > sets.length || builder.dropped(['sets'])
  if (!judged && !unsure) {
    builder.problems.add(
      ['sets'],
      'PLAN_NO_SET_TO_JUDGE',
      'No set has the role test or validation, so nothing would be judged.',
      'Name a set test, or give it role: test.',
    )
  }
  return sets
}

function buildSet(name: string, written: WrittenSet, builder: Builder): SetSpec | null {
  const path: PlanPath = ['sets', name]
  const { problems, folder, files } = builder
  const { file, role: declared, card } = typeof written === 'string' ? { file: written } : written
  if (!SET_NAME.test(name)) {
    problems.add(
      path,
      'PLAN_BAD_SET_NAME',
      `"${name}" cannot be the name of a set: it may hold letters, digits, spaces and . _ - only.`,
      'Choose another name.',
    )
  }
  if (file === undefined) {
    reportMissing(builder, [...path, 'file'], `sets.${name} does not say which file it is.`, 'Add file: PATH.')
  }
  const role: SetRole | undefined = declared ?? SET_ROLES.find((candidate) => candidate === name)
  if (role === undefined && !builder.dropped([...path, 'role'])) {
    problems.add(
      path,
      'PLAN_SET_WITHOUT_ROLE',
      `The set "${name}" has no role, and its name is not one.${didYouMean(name, SET_ROLES)}`,
      `Name it ${SET_ROLES.join(', ')}, or write ${name}: { file: ${file ?? 'PATH'}, role: test }.`,
    )
  }
  const reference = file === undefined ? undefined : fileReference(file, folder)
  const filePath = typeof written === 'string' ? path : [...path, 'file']
  if (reference !== undefined) files.push({ path: filePath, file: reference, mayBeFolder: false })
  const cardReference = card === undefined ? undefined : fileReference(card, folder)
  if (cardReference !== undefined) files.push({ path: [...path, 'card'], file: cardReference, mayBeFolder: false })
  if (reference === undefined || role === undefined) return null
  return { name, role, file: reference, ...(cardReference === undefined ? {} : { card: cardReference }) }
}
