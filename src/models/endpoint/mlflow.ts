import type { Port } from '../../core/signature.js'
import type { Tensor } from '../tensor.js'
import { openOutput, portOfField, portOfInput } from './declaredPorts.js'
import { asMap } from './jsonShape.js'
import { BadAnswer, type Connection, type EndpointContext } from './protocol.js'
import { fromCases, toCases } from './tensorJson.js'

/** What the server calls the answers that have no name of their own. */
const PREDICTIONS = 'predictions'

/**
 * MLflow's scoring server. It tells nothing of its model: the inputs are the columns that the plan maps, or all of the set's
 * that have no other role; the output is what the first answer shows.
 * @see https://mlflow.org/docs/latest/ml/deployment/deploy-model-locally/#json-input
 */
export async function connectMlflow({ spec, client, fields }: EndpointContext): Promise<Connection> {
  await client.lookAtText(`${spec.url}/ping`, 'saying that it is there')
  const version = await client.lookAtText(`${spec.url}/version`, 'saying its version')
  const inputs: Port[] =
    spec.inputs === undefined
      ? fields.map((field) => portOfField(field.name, field))
      : Object.keys(spec.inputs).map((name) => portOfInput(name, spec, fields))
  return {
    signature: { inputs, outputs: [openOutput(spec.output ?? PREDICTIONS, spec)] },
    runtime: version === null ? 'mlflow' : `mlflow ${version}`,
    version: spec.version ?? null,
    takesMissing: true,
    request: (tensors) => ({
      url: `${spec.url}/invocations`,
      body: JSON.stringify(
        spec.body === 'inputs' ? { inputs: asTensors(tensors) } : { dataframe_split: asFrame(tensors) },
      ),
    }),
    read(answer, rows, wanted) {
      const found = asMap(answer)?.[PREDICTIONS]
      if (found === undefined) throw new BadAnswer(`it has no "${PREDICTIONS}"`)
      return wanted.map((name) => fromCases(name, casesOf(found, name), dtypeOf(spec.outputIs), rows))
    },
  }
}

function dtypeOf(outputIs: EndpointContext['spec']['outputIs']): 'utf8' | 'int64' | null {
  return outputIs === 'label' ? 'utf8' : outputIs === 'label-index' ? 'int64' : null
}

/** A missing number is null, which pandas reads as NaN. */
function asFrame(tensors: readonly Tensor[]): { columns: string[]; data: unknown[][] } {
  const columns = tensors.map((tensor) => ({ name: tensor.name, cases: toCases(tensor) }))
  const rows = columns[0]?.cases.length ?? 0
  return {
    columns: columns.map(({ name }) => name),
    data: Array.from({ length: rows }, (_, row) => columns.map(({ cases }) => cases[row])),
  }
}

function asTensors(tensors: readonly Tensor[]): unknown {
  return Object.fromEntries(tensors.map((tensor) => [tensor.name, toCases(tensor)]))
}

/** A data frame comes as one map a case, or as one list a column; anything else is a list of answers. */
function casesOf(found: unknown, name: string): unknown {
  const columns = asMap(found)
  if (columns !== null) return named(columns, name)
  if (!Array.isArray(found) || asMap(found[0]) === null) return found
  return found.map((item: unknown) => named(asMap(item) ?? {}, name))
}

function named(map: Readonly<Record<string, unknown>>, name: string): unknown {
  const names = Object.keys(map)
  if (Object.hasOwn(map, name)) return map[name]
  if (name === PREDICTIONS && names.length === 1) return map[names[0]!]
  throw new BadAnswer(
    `there is no "${name}" in it; it holds ${names.slice(0, 10).join(', ') || 'nothing'}`,
    'Name the one to compare in "output".',
  )
}
