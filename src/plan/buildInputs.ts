import type { ImageUse } from '../core/image.js'
import type { StateUse } from '../core/sequence.js'
import type { ColumnUse } from '../core/spec.js'
import { reportMissing, type Builder } from './builder.js'
import { buildImage } from './buildImage.js'
import { buildState, isState } from './buildState.js'
import { definedOnly } from './definedOnly.js'
import type { WrittenColumnUse, WrittenInput, WrittenModel } from './modelSchema.js'
import type { PlanPath } from './problemList.js'

/** What each input takes: columns, images, or a state that is fed back. Nothing is there that the plan does not name. */
export interface BuiltInputs {
  readonly inputs?: Readonly<Record<string, readonly ColumnUse[]>>
  readonly images?: Readonly<Record<string, ImageUse>>
  readonly states?: Readonly<Record<string, StateUse>>
}

export function buildInputs(written: WrittenModel['inputs'], path: PlanPath, builder: Builder): BuiltInputs {
  if (written === undefined) return {}
  const images: Record<string, ImageUse> = {}
  const states: Record<string, StateUse> = {}
  const inputs: Record<string, readonly ColumnUse[]> = {}
  for (const [name, use] of Object.entries(written)) {
    if (isState(use)) states[name] = buildState(use, [...path, name], builder)
    else if (isImage(use)) images[name] = buildImage(use, [...path, name], builder)
    else inputs[name] = buildColumns(use, [...path, name], builder)
  }
  return {
    ...(isEmpty(inputs) && !(isEmpty(images) && isEmpty(states)) ? {} : { inputs }),
    ...(isEmpty(images) ? {} : { images }),
    ...(isEmpty(states) ? {} : { states }),
  }
}

function isEmpty(record: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(record).length === 0
}

function isImage(use: WrittenInput): use is Extract<WrittenInput, { image?: unknown }> & { image: string } {
  return typeof use === 'object' && 'image' in use && use.image !== undefined
}

function buildColumns(uses: WrittenInput, path: PlanPath, builder: Builder): ColumnUse[] {
  if (Array.isArray(uses)) return uses.flatMap((use, index) => buildUse(use, [...path, index], builder) ?? [])
  if (typeof uses !== 'string') refuseOtherKeys(uses, path, builder)
  return [buildUse(uses, path, builder)].filter((use) => use !== null)
}

/** How images are prepared, or a state begins, says nothing of a column of numbers. */
function refuseOtherKeys(use: Exclude<WrittenInput, string | unknown[]>, path: PlanPath, { problems }: Builder): void {
  for (const [key, value] of Object.entries(use)) {
    if (value === undefined || key === 'column' || key === 'multiply' || key === 'add') continue
    if (key === 'initial')
      problems.add(
        [...path, key],
        'PLAN_DOES_NOT_FIT',
        `${[...path, key].join('.')} says how a state begins, but the input takes none.`,
        'Write state: OUTPUT instead of column, or remove initial.',
      )
    else
      problems.add(
        [...path, key],
        'PLAN_DOES_NOT_FIT',
        `${[...path, key].join('.')} says how images are prepared, but the input takes no image.`,
        `Write image: COLUMN instead of column, or remove ${key}.`,
      )
  }
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
