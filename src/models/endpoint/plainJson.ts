import { RecetteError } from '../../core/errors.js'
import { eachOf, placeholderOf, placeholdersIn } from '../../core/requestTemplate.js'
import type { EndpointSpec, Json } from '../../core/spec.js'
import { rowsOf, type Tensor } from '../tensor.js'
import { openOutput, portOfInput } from './declaredPorts.js'
import { asMap } from './jsonShape.js'
import { BadAnswer, type Connection, type EndpointContext } from './protocol.js'
import { fromCases, toCases } from './tensorJson.js'

const ANSWER = 'answer'

/** Any API that takes and gives JSON, as the plan describes it: the request with `{input}` in it, and the path to the answer. */
export async function connectPlainJson({ spec, fields }: EndpointContext, who: string): Promise<Connection> {
  const { request: template, answer: path } = spec
  if (template === undefined || path === undefined)
    throw new Error('bug: a plan without request and answer was let through')
  if (spec.output !== undefined)
    throw new RecetteError(
      'ENDPOINT_SIGNATURE_UNKNOWN',
      `${who}: models.${spec.side}.output does not belong to the protocol json.`,
      'The answer is where models.SIDE.endpoint.answer says.'.replace('SIDE', spec.side),
      { kind: 'usage' },
    )
  const steps = path.split('.')
  return {
    signature: {
      inputs: placeholdersIn(template).map((name) => portOfInput(name, spec, fields)),
      outputs: [openOutput(ANSWER, spec)],
    },
    runtime: 'JSON over HTTP',
    version: spec.version ?? null,
    takesMissing: true,
    request: (tensors) => ({ url: spec.url, body: JSON.stringify(fillRequest(template, tensors)) }),
    read(answer, rows, wanted) {
      const found = follow(answer, steps, [])
      const cases = steps.includes('*') ? found : [found]
      const plain = Array.isArray(cases) ? cases.map((item: unknown) => byLabel(item, spec)) : cases
      const dtype = spec.outputIs === 'label' ? 'utf8' : spec.outputIs === 'label-index' ? 'int64' : null
      return wanted.map((name) => fromCases(name, plain, dtype, rows))
    },
  }
}

function fillRequest(template: Json, tensors: readonly Tensor[]): unknown {
  const values = new Map(tensors.map((tensor) => [tensor.name, toCases(tensor)]))
  const rows = tensors[0] === undefined ? 0 : rowsOf(tensors[0])
  const each = eachOf(template)
  const list = each === undefined ? [] : Array.from({ length: rows }, (_, row) => fill(each, values, row, null))
  return fill(template, values, 0, list)
}

/** The whole text `{age}` becomes the value with its type; a map `{ each: … }` becomes the list of all cases. */
function fill(
  template: Json,
  values: ReadonlyMap<string, readonly unknown[]>,
  row: number,
  list: readonly unknown[] | null,
): unknown {
  if (typeof template === 'string') {
    const name = placeholderOf(template)
    return name === null ? template : values.get(name)![row]
  }
  if (typeof template !== 'object' || template === null) return template
  if (Array.isArray(template)) return template.map((item: Json) => fill(item, values, row, list))
  const entries = Object.entries(template)
  if (list !== null && entries.length === 1 && entries[0]![0] === 'each') return list
  return Object.fromEntries(entries.map(([key, item]) => [key, fill(item as Json, values, row, list)]))
}

function follow(value: unknown, steps: readonly string[], walked: readonly string[]): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return value
  const here = walked.length === 0 ? 'it' : `"${walked.join('.')}"`
  if (step === '*') {
    if (!Array.isArray(value)) throw new BadAnswer(`${here} is no list, but the plan's answer has * there`)
    return value.map((item: unknown, index) => follow(item, rest, [...walked, String(index)]))
  }
  const found = Array.isArray(value)
    ? (value[Number(step)] as unknown)
    : Object.hasOwn(asMap(value) ?? {}, step)
      ? asMap(value)![step]
      : undefined
  if (found === undefined)
    throw new BadAnswer(
      `${here} has no "${step}"; it holds ${
        Object.keys(asMap(value) ?? {})
          .slice(0, 10)
          .join(', ') || 'nothing by name'
      }`,
      'Correct "answer" in the plan: the path to the result, such as result.score.',
    )
  return follow(found, rest, [...walked, step])
}

/** Scores by label become scores in the order of the plan's labels. */
function byLabel(item: unknown, { labels, side }: EndpointSpec): unknown {
  const map = asMap(item)
  if (map === null) return item
  const names = Object.keys(map)
  if (labels === undefined || names.length !== labels.length || !labels.every((label) => Object.hasOwn(map, label)))
    throw new BadAnswer(
      `the answer is a map of ${names.slice(0, 10).join(', ')}, but the plan's labels are ${labels?.join(', ') ?? 'not given'}`,
      `Give the labels as the server writes them in models.${side}.labels, or lead "answer" to one number.`,
    )
  return labels.map((label) => map[label])
}
