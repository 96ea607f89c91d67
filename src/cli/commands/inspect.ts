import type { Field } from '../../core/batch.js'
import { isFloat } from '../../core/dtype.js'
import { formatShape, type Port, type Signature } from '../../core/signature.js'
import { describeSet, type ColumnDescription, type SetDescription } from '../../data/describeSet.js'
import { openSet, type StoredSet } from '../../data/openSet.js'
import { inspectEndpoint, type EndpointInspection } from '../../models/endpoint/inspectEndpoint.js'
import { inspectModel, type ModelInspection } from '../../models/inspectModel.js'
import { shownName } from '../../models/shownName.js'
import { endpointRef, endpointSpec } from '../endpointRef.js'
import { fileRef, isTable, LOOK, namedPython, trusted } from '../fileRef.js'
import { lookAtImages, type ImageColumn } from '../lookAtImages.js'
import { interruptible } from '../interruption.js'

/** Prints what each model takes and gives, and what each set holds. */
export async function inspect(
  files: readonly string[],
  options: {
    json?: boolean
    trust?: readonly string[]
    despite?: string
    python?: string
    token?: string
    signature?: string
  },
): Promise<number> {
  const signal = interruptible()
  const signature = options.signature === undefined ? {} : { signature: options.signature }
  const found: object[] = []
  for (const path of files) {
    const ref = endpointRef(path)
    if (ref !== null) {
      const spec = endpointSpec('new', ref, options.token)
      const endpoint = await inspectEndpoint(spec, { task: 'classification', signal })
      found.push({ kind: 'endpoint', ...ref, ...endpoint })
      if (options.json !== true) print(endpointLines(shownName(spec), endpoint))
      continue
    }
    const file = fileRef(path)
    if (await isTable(path)) {
      const set = await openSet({ name: 'set', role: 'test', file })
      const description = await describeSet(set, signal)
      const images = await lookAtImages(set, signal)
      found.push({ kind: 'set', ...set.identity, ...description, ...(images.length === 0 ? {} : { images }) })
      if (options.json !== true) print(setLines(set, description, images))
    } else {
      const model = await inspectModel(
        { kind: 'artifact', side: 'new', artifact: file, ...LOOK, ...namedPython(options.python), ...signature },
        trusted(options, signal),
      )
      found.push({ file: file.shown, kind: 'model', ...model })
      if (options.json !== true) print(modelLines(file.shown, model))
    }
  }
  if (options.json === true) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`)
  return 0
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n\n`)
}

function endpointLines(shown: string, { format, runtime, signature }: EndpointInspection): string[] {
  return [
    `${shown}: a model that is called`,
    `  format   ${format}, ${runtime}`,
    ...ports('takes', signature.inputs),
    ...ports('gives', signature.outputs),
    '  labels   none from the server: for a classification, give them in the plan, in the order of the scores',
  ]
}

function modelLines(shown: string, model: ModelInspection): string[] {
  const { format, runtime, bytes, sha256, labels, signature, warnings, trial } = model
  return [
    `${shown}: a model`,
    `  format   ${format}, run by ${runtime}`,
    ...(model.mlflow === undefined ? [] : [mlflowLine(model.mlflow)]),
    `  size     ${size(bytes)}, sha256 ${sha256}`,
    ...ports('takes', signature.inputs),
    ...ports('gives', signature.outputs),
    ...labelLines(labels, signature),
    ...warnings.map(({ code, values }) => `  note     ${code}: ${Object.entries(values).flat().join(' ')}`),
    ...(trial === undefined ? [] : [`  trial    it does not answer two made-up cases of zeros: ${trial}`]),
  ]
}

/** Those of the artifact as a whole, or output by output where these have their own. */
function labelLines(labels: readonly string[] | null, signature: Signature): string[] {
  const own = signature.outputs.flatMap(({ name, labels: of }) =>
    of === undefined ? [] : [`${name}: ${of.join(', ')}`],
  )
  if (labels !== null) return [`  labels   ${labels.join(', ')}`]
  if (own.length > 0) return own.map((text, index) => `  ${(index === 0 ? 'labels' : '').padEnd(8)} ${text}`)
  const open = scoresSeveral(signature)
  return [
    `  labels   none in the artifact${open ? ': for a classification, give them in the plan, in the order of the scores' : ''}`,
  ]
}

function mlflowLine({ flavours, runs, signature, inputExample }: NonNullable<ModelInspection['mlflow']>): string {
  return `  mlflow   flavours ${flavours.join(', ')} (${runs} is run); ${having(signature)} a signature, ${having(inputExample)} an input example`
}

function having(it: boolean): string {
  return it ? 'with' : 'without'
}

/** Whether an output could hold a score for each of several labels. */
function scoresSeveral({ outputs }: Signature): boolean {
  return outputs.some(({ dtype, shape }) => isFloat(dtype) && shape.length > 1 && shape.at(-1) !== 1)
}

function ports(title: string, list: readonly Port[]): string[] {
  const width = Math.max(...list.map(({ name }) => name.length))
  return list.map(
    ({ name, dtype, shape }, index) =>
      `  ${(index === 0 ? title : '').padEnd(8)} ${name.padEnd(width)}  ${dtype} ${formatShape(shape)}`,
  )
}

function setLines(set: StoredSet, { rows, columns }: SetDescription, images: readonly ImageColumn[]): string[] {
  const { file, format, sha256, bytes, detected } = set.identity
  const name = Math.max(...columns.map(({ field }) => field.name.length))
  const type = Math.max(...columns.map(({ field }) => typeText(field).length))
  return [
    `${file}: a set of ${count(rows)} cases, ${columns.length} columns`,
    `  format   ${[format, ...Object.entries(detected).map(([key, value]) => `${key} ${value}`)].join(', ')}`,
    `  size     ${size(bytes)}, sha256 ${sha256}`,
    `  card     ${set.card === null ? 'none' : (set.card.title ?? 'without a title')}`,
    ...columns.map((column) =>
      `  ${column.field.name.padEnd(name)}  ${typeText(column.field).padEnd(type)}  ${[contents(column), ...images.filter((one) => one.column === column.field.name).map(imageText)].filter((part) => part !== '').join(' · ')}`.trimEnd(),
    ),
  ]
}

function typeText({ type, shape, unit }: Field): string {
  return [type, shape === undefined ? '' : formatShape(shape), unit === undefined ? '' : `(${unit})`]
    .filter((part) => part !== '')
    .join(' ')
}

function contents({ field, missing, range, distinct, top }: ColumnDescription): string {
  const parts: string[] = []
  if (field.personal === true) parts.push('personal: values not shown')
  if (range !== null) parts.push(`${number(range[0])} to ${number(range[1])}`)
  if (distinct !== null) parts.push(`${count(distinct)} ${distinct === 1 ? 'value' : 'values'}`)
  if (top.length > 0)
    parts.push(
      top.map(([value, cases]) => `${value} (${count(cases)})`).join(', ') +
        (distinct !== null && distinct > top.length ? ', …' : ''),
    )
  if (missing > 0) parts.push(`${count(missing)} missing`)
  return parts.join(' · ')
}

/** Of the first images: the others may be of other sizes. */
function imageText({ formats, sizes, looked, unreadable }: ImageColumn): string {
  const shown = sizes.slice(0, 3).map((lengths) => lengths.join(' × '))
  const kinds = [...formats, ...shown, ...(sizes.length > 3 ? ['…'] : [])].join(', ')
  return `images: ${kinds} (${unreadable === 0 ? '' : `${unreadable} unreadable `}of the first ${looked})`
}

function number(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)))
}

function count(value: number): string {
  return value.toLocaleString('en')
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
