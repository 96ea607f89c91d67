import { size, type Field } from '../core/batch.js'
import type { RecetteError } from '../core/errors.js'
import { RecetteError as UserError, RecetteErrors } from '../core/errors.js'
import { didYouMean } from '../core/nearestName.js'
import type { FileRef } from '../core/spec.js'
import type { CardColumn } from './card.js'
import type { LoadedCard } from './loadCard.js'

/** The fields of a file with what its card adds (unit, personal, shape, type); throws where file and card contradict each other. */
export function describeByCard(file: FileRef, fields: readonly Field[], loaded: LoadedCard | null): readonly Field[] {
  const columns = loaded?.card.columns ?? []
  if (loaded === null || columns.length === 0) return fields
  const problems: RecetteError[] = []
  const names = fields.map(({ name }) => name)
  const declared = new Map<string, CardColumn>()
  for (const [index, column] of columns.entries()) {
    const at = loaded.at(['columns', index, 'name'])
    if (declared.has(column.name))
      problems.push(
        new UserError(
          'CARD_INVALID',
          `${loaded.file.shown} declares the column "${column.name}" twice.`,
          'Keep one of the two.',
          {
            kind: 'usage',
            at,
          },
        ),
      )
    else if (!names.includes(column.name))
      problems.push(
        new UserError(
          'CARD_UNKNOWN_COLUMN',
          `${loaded.file.shown} declares the column "${column.name}", which ${file.shown} does not have.${didYouMean(column.name, names)}`,
          'Correct the name in the card. If the card is of other files in the folder, list them in it under `files:`.',
          { at },
        ),
      )
    declared.set(column.name, column)
  }
  const described = fields.map((field) => {
    const column = declared.get(field.name)
    if (column === undefined) return field
    const problem = contradiction(file, field, column, loaded, columns.indexOf(column))
    if (problem !== null) problems.push(problem)
    return {
      ...field,
      // Numbers are doubles whatever the type: the declared one says more than an inferred one.
      ...(column.type === undefined ? {} : { type: column.type }),
      ...(column.shape === undefined ? {} : { shape: column.shape }),
      ...(column.unit === undefined ? {} : { unit: column.unit }),
      ...(column.personal === undefined ? {} : { personal: column.personal }),
      ...(field.kind === 'tensor' ? { type: field.type } : {}),
    }
  })
  if (problems.length === 1) throw problems[0]!
  if (problems.length > 1) throw new RecetteErrors(problems)
  return described
}

function contradiction(
  file: FileRef,
  field: Field,
  column: CardColumn,
  loaded: LoadedCard,
  index: number,
): RecetteError | null {
  const mismatch = (found: string, expected: string, key: string) =>
    new UserError(
      'CARD_CONTRADICTS_FILE',
      `${file.shown}: column "${field.name}" holds ${found}, but ${loaded.file.shown} declares ${expected}.`,
      'Correct the card, or export the file again with the declared type.',
      { at: loaded.at(['columns', index, key]) },
    )
  if (column.type !== undefined && kindOf(column.type, field) !== field.kind)
    return mismatch(field.type, column.type, 'type')
  if (column.shape === undefined) return null
  if (field.kind !== 'tensor') return mismatch(field.type, `lists of shape [${column.shape.join(', ')}]`, 'shape')
  if (size(column.shape) !== size(field.shape ?? []))
    return mismatch(`lists of shape [${(field.shape ?? []).join(', ')}]`, `shape [${column.shape.join(', ')}]`, 'shape')
  return null
}

/** The kind of column that a declared type means; of a list it is the type of its numbers. */
function kindOf(type: Field['type'], field: Field): Field['kind'] {
  if (type === 'utf8' || type === 'date32' || type === 'timestamp') return 'text'
  if (type === 'bool') return 'bool'
  return field.kind === 'tensor' ? 'tensor' : 'number'
}
