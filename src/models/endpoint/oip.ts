import type { DType } from '../../core/dtype.js'
import type { Port } from '../../core/signature.js'
import { size } from '../../core/batch.js'
import { needsDeclaration, openOutput } from './declaredPorts.js'
import { asList, asMap, asText } from './jsonShape.js'
import { BadAnswer, type Connection, type EndpointContext } from './protocol.js'
import { fromFlat, toLeaves } from './tensorJson.js'
import type { Tensor } from '../tensor.js'

const DTYPES: Readonly<Record<string, DType>> = {
  BOOL: 'bool',
  UINT8: 'uint8',
  UINT16: 'uint16',
  UINT32: 'uint32',
  UINT64: 'uint64',
  INT8: 'int8',
  INT16: 'int16',
  INT32: 'int32',
  INT64: 'int64',
  FP16: 'float16',
  FP32: 'float32',
  FP64: 'float64',
  BYTES: 'utf8',
}
const NAME_OF = new Map(Object.entries(DTYPES).map(([name, dtype]) => [dtype, name]))

/**
 * Open Inference Protocol, version 2, over REST: KServe, Triton, MLServer, TorchServe, OpenVINO Model Server.
 * @see https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md
 */
export async function connectOip({ spec, client, fields }: EndpointContext, who: string): Promise<Connection> {
  const version = spec.version === undefined ? '' : `/versions/${encodeURIComponent(spec.version)}`
  const root = `${spec.url}/v2/models/${encodeURIComponent(spec.model!)}${version}`
  const server = asMap(await client.look(`${spec.url}/v2`, 'saying what server it is'))
  const model = asMap(await client.call(root, null, `describing the model ${spec.model!}`))
  const declared = ports(model?.['inputs'])
  const inputs = declared.length > 0 ? declared : inputsOfPlan(spec.inputs, fields)
  if (inputs.length === 0)
    throw needsDeclaration(
      spec,
      who,
      'which inputs the model takes',
      'Name them with their columns in order: models.SIDE.inputs: { input-0: [age, income] }.',
    )
  const given = ports(model?.['outputs'])
  if (given.length === 0 && spec.output === undefined)
    throw needsDeclaration(
      spec,
      who,
      'which outputs the model gives',
      'Name the one to compare: models.SIDE.output (MLServer with scikit-learn: predict or predict_proba).',
    )
  const known = spec.output === undefined || given.some(({ name }) => name === spec.output)
  const outputs = given.length > 0 || known ? given : [openOutput(spec.output!, spec)]
  const versions = asList(model?.['versions']).map(String)
  let answering = spec.version ?? (versions.length === 1 ? versions[0]! : null)

  return {
    signature: { inputs, outputs },
    runtime: [asText(server?.['name']) ?? 'Open Inference Protocol', asText(server?.['version'])]
      .filter(Boolean)
      .join(' '),
    version: spec.version ?? (versions.length === 0 ? null : versions.join(', ')),
    takesMissing: false,
    request: (tensors, wanted) => ({
      url: `${root}/infer`,
      body: JSON.stringify({
        inputs: tensors.map((tensor) => ({
          name: tensor.name,
          shape: tensor.shape,
          datatype: NAME_OF.get(tensor.dtype),
          data: toLeaves(tensor),
        })),
        outputs: wanted.map((name) => ({ name })),
      }),
    }),
    read(answer, rows, wanted) {
      const map = asMap(answer)
      const says = asText(map?.['model_version'])
      if (says !== null) {
        answering ??= says
        if (says !== answering)
          throw new BadAnswer(
            `version ${says} of the model answers, but ${answering} did before: it was changed in mid-run`,
            `Name the version in the plan, and replay again.`,
          )
      }
      const list = asList(map?.['outputs'])
      return wanted.map((name) => readOutput(list, name, rows))
    },
  }
}

function readOutput(outputs: readonly unknown[], name: string, rows: number): Tensor {
  const output = outputs.map(asMap).find((candidate) => candidate?.['name'] === name)
  if (output === null || output === undefined) {
    const names = outputs.flatMap((candidate) => asText(asMap(candidate)?.['name']) ?? [])
    throw new BadAnswer(`there is no output "${name}" in it; it holds ${names.join(', ') || 'no outputs'}`)
  }
  const dtype = DTYPES[String(output['datatype'])]
  if (dtype === undefined)
    throw new BadAnswer(
      `output "${name}" has the datatype "${String(output['datatype'])}", which the protocol does not know`,
    )
  const shape = asList(output['shape'])
  if (!shape.every((length): length is number => Number.isSafeInteger(length) && Number(length) >= 0))
    throw new BadAnswer(`output "${name}" has a shape that is not a list of whole numbers`)
  if (!Number.isSafeInteger(size(shape))) throw new BadAnswer(`output "${name}" has an impossible shape`)
  return fromFlat(name, output['data'], dtype, shape, rows)
}

function ports(list: unknown): Port[] {
  return asList(list).flatMap((item) => {
    const map = asMap(item)
    const name = asText(map?.['name'])
    const dtype = DTYPES[String(map?.['datatype'])]
    if (name === null || dtype === undefined) return []
    // The batch axis, where the model has one, is open, whatever the server calls it: -1, 0 or 1.
    const shape = asList(map?.['shape']).map((length) => (Number(length) > 0 ? Number(length) : null))
    return [{ name, dtype, shape: shape.length === 0 ? [] : [null, ...shape.slice(1)] }]
  })
}

function inputsOfPlan(inputs: EndpointContext['spec']['inputs'], fields: EndpointContext['fields']): Port[] {
  return Object.entries(inputs ?? {}).map(([name, uses]) => {
    const kinds = uses.map(({ column }) => fields.find((field) => field.name === column))
    const text = kinds.some((field) => field?.kind === 'text')
    const tensor = kinds.length === 1 && kinds[0]?.kind === 'tensor' ? kinds[0].shape : undefined
    return { name, dtype: text ? 'utf8' : 'float64', shape: [null, ...(tensor ?? [uses.length])] }
  })
}
