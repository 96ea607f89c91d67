import type { ColumnUse } from '../core/spec.js'
import { reportMissing, type Builder } from './builder.js'
import { definedOnly } from './definedOnly.js'
import type { WrittenColumnUse, WrittenModel } from './planSchema.js'
import type { PlanPath } from './problemList.js'

/** Which columns each input takes. */
export function buildInputs(
  written: WrittenModel['inputs'],
  path: PlanPath,
  builder: Builder,
): Record<string, readonly ColumnUse[]> | undefined {
  if (written === undefined) return undefined
  return Object.fromEntries(
    Object.entries(written).map(([name, uses]) => {
      const single = !Array.isArray(uses)
      const list = single ? [uses] : uses
      return [
        name,
        list.flatMap((use, index) => buildUse(use, [...path, name, ...(single ? [] : [index])], builder) ?? []),
      ]
    }),
  )
}

function buildUse(written: WrittenColumnUse, path: PlanPath, builder: Builder): ColumnUse | null {
  if (typeof written === 'string') return { column: written }
  const { column, multiply, add } = written
  if (column === undefined) {
    reportMissing(
      builder,
      [...path, 'column'],
      `${path.join('.')} does not say which column it takes.`,
      'Add column: NAME.',
    )
    return null
  }
  if (multiply === 0) {
    builder.problems.add(
      [...path, 'multiply'],
      'PLAN_OUT_OF_RANGE',
      `The column "${column}" is multiplied by 0, which would give the model the same number for every case.`,
      'Write the factor between the two units.',
    )
  }
  return { column, ...definedOnly({ multiply, add }) }
}
