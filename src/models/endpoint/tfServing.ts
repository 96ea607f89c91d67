import type { DType } from '../../core/dtype.js'
import { RecetteError } from '../../core/errors.js'
import type { Port } from '../../core/signature.js'
import type { Tensor } from '../tensor.js'
import { asList, asMap, asText } from './jsonShape.js'
import { BadAnswer, type Connection, type EndpointContext } from './protocol.js'
import { fromCases, toCases } from './tensorJson.js'

const DTYPES: Readonly<Record<string, DType>> = {
  DT_BOOL: 'bool',
  DT_UINT8: 'uint8',
  DT_UINT16: 'uint16',
  DT_UINT32: 'uint32',
  DT_UINT64: 'uint64',
  DT_INT8: 'int8',
  DT_INT16: 'int16',
  DT_INT32: 'int32',
  DT_INT64: 'int64',
  DT_HALF: 'float16',
  DT_FLOAT: 'float32',
  DT_DOUBLE: 'float64',
  DT_STRING: 'utf8',
}
const SIGNATURE = 'serving_default'

/**
 * TensorFlow Serving's REST API. The version that is found is then asked by its number, so that a newer one that is loaded in
 * mid-run is not mixed in.
 * @see https://www.tensorflow.org/tfx/serving/api_rest
 */
export async function connectTfServing({ spec, client }: EndpointContext, who: string): Promise<Connection> {
  const model = `${spec.url}/v1/models/${encodeURIComponent(spec.model!)}`
  const version = spec.version ?? available(await client.call(model, null, `listing the versions of ${spec.model!}`))
  const root = version === null ? model : `${model}/versions/${encodeURIComponent(version)}`
  const metadata = asMap(await client.call(`${root}/metadata`, null, `describing the model ${spec.model!}`))
  const signatures = asMap(asMap(asMap(metadata?.['metadata'])?.['signature_def'])?.['signature_def'])
  const signature = asMap(signatures?.[SIGNATURE])
  if (signature === null)
    throw new RecetteError(
      'ENDPOINT_SIGNATURE_UNKNOWN',
      `${who}: the model has no signature "${SIGNATURE}"; it has ${Object.keys(signatures ?? {}).join(', ') || 'none'}.`,
      'Export the model again with a serving_default signature.',
    )
  const inputs = ports(signature['inputs'])
  const outputs = ports(signature['outputs'])
  return {
    signature: { inputs, outputs },
    runtime: 'TensorFlow Serving REST',
    version,
    takesMissing: false,
    request: (tensors) => ({
      url: `${root}:predict`,
      body: JSON.stringify({
        signature_name: SIGNATURE,
        ...(spec.body === 'inputs' ? { inputs: columns(tensors) } : { instances: instances(tensors) }),
      }),
    }),
    read(answer, rows, wanted) {
      const map = asMap(answer)
      const found = spec.body === 'inputs' ? map?.['outputs'] : map?.['predictions']
      if (found === undefined) throw new BadAnswer(`it has no "${spec.body === 'inputs' ? 'outputs' : 'predictions'}"`)
      return wanted.map((name) => {
        const port = outputs.find((output) => output.name === name)
        return fromCases(name, casesOf(found, name, outputs.length > 1), port?.dtype ?? null, rows)
      })
    },
  }
}

function available(status: unknown): string | null {
  const states = asList(asMap(status)?.['model_version_status']).map(asMap)
  const versions = states
    .filter((state) => state?.['state'] === 'AVAILABLE')
    .flatMap((state) => asText(state?.['version']) ?? [])
  return versions.sort((a, b) => Number(b) - Number(a))[0] ?? null
}

function instances(tensors: readonly Tensor[]): unknown[] {
  const [first] = tensors
  const cases = tensors.map((tensor) => ({ name: tensor.name, cases: toCases(tensor) }))
  if (cases.length === 1) return cases[0]!.cases
  return Array.from({ length: first?.shape[0] ?? 0 }, (_, row) =>
    Object.fromEntries(cases.map((input) => [input.name, input.cases[row]])),
  )
}

/** The name may be left out where there is one input only. */
function columns(tensors: readonly Tensor[]): unknown {
  return Object.fromEntries(tensors.map((tensor) => [tensor.name, toCases(tensor)]))
}

/** One output stands bare; several are maps by name, one a case in rows, one in all in columns. */
function casesOf(found: unknown, name: string, several: boolean): unknown {
  if (!several) return asMap(found)?.[name] ?? found
  const map = asMap(found)
  if (map !== null) return map[name]
  return asList(found).map((item) => asMap(item)?.[name])
}

function ports(map: unknown): Port[] {
  return Object.entries(asMap(map) ?? {}).flatMap(([name, value]) => {
    const info = asMap(value)
    const dtype = DTYPES[String(info?.['dtype'])]
    if (dtype === undefined) return []
    const shape = asMap(info?.['tensor_shape'])
    const axes = asList(shape?.['dim']).map((axis) => {
      const length = Number(asMap(axis)?.['size'])
      return length >= 0 ? length : null
    })
    return [
      { name, dtype, shape: shape?.['unknown_rank'] === true || axes.length === 0 ? [] : [null, ...axes.slice(1)] },
    ]
  })
}
