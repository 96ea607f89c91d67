import type { Field } from '../../core/batch.js'
import { RecetteError } from '../../core/errors.js'
import type { Port } from '../../core/signature.js'
import type { EndpointSpec } from '../../core/spec.js'

/** What a column can be sent as: a number is a double, a date is text. */
export function portOfField(name: string, field: Field): Port {
  switch (field.kind) {
    case 'number':
      return { name, dtype: 'float64', shape: [null] }
    case 'bool':
      return { name, dtype: 'bool', shape: [null] }
    case 'text':
    case 'bytes':
      return { name, dtype: 'utf8', shape: [null] }
    case 'tensor':
      return { name, dtype: field.type === 'utf8' ? 'utf8' : 'float64', shape: [null, ...(field.shape ?? [])] }
  }
}

/** One input of one column, by its name or as the plan maps it. What is not there is for the mapping to complain of. */
export function portOfInput(name: string, { inputs }: EndpointSpec, fields: readonly Field[]): Port {
  const uses = inputs?.[name]
  const field = fields.find((candidate) => candidate.name === (uses?.[0]?.column ?? name))
  if (uses !== undefined && uses.length > 1) return { name, dtype: 'float64', shape: [null, uses.length] }
  return field === undefined ? { name, dtype: 'float64', shape: [null] } : portOfField(name, field)
}

/** The output of a server that tells nothing of what it gives: its type and shape are for the first answer to show. */
export function openOutput(name: string, { outputIs }: EndpointSpec): Port {
  return { name, dtype: outputIs === 'label' ? 'utf8' : outputIs === 'label-index' ? 'int64' : 'float64', shape: [] }
}

export function needsDeclaration({ side }: EndpointSpec, who: string, what: string, hint: string): RecetteError {
  return new RecetteError(
    'ENDPOINT_SIGNATURE_UNKNOWN',
    `${who}: the server does not say ${what}.`,
    hint.replaceAll('SIDE', side),
    {
      kind: 'usage',
    },
  )
}
