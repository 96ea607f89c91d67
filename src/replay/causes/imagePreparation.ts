import { size, type Column, type TensorColumn } from '../../core/batch.js'
import { changeColumns, scaleColumn } from './changeColumns.js'
import type { Change, Hypothesis, Search, Trial } from './hypothesis.js'
import { mendInputs, scaleUse } from './mend.js'
import { rescaling, type Rescaling } from './units.js'

interface Step {
  readonly shown: string
  readonly of: (column: TensorColumn) => Column
  /** Where it is one factor and offset for every element. */
  readonly rescaling?: Rescaling
}

/** What is done to pictures before a network sees them: to 0..1, to -1..1, ImageNet's and MNIST's means and deviations, inverted, and back. */
const SCALES = [
  rescaling(1 / 255, 0),
  rescaling(255, 0),
  rescaling(1 / 127.5, -1),
  rescaling(2, -1),
  rescaling(0.5, 0.5),
  rescaling(127.5, 127.5),
  rescaling(-1, 1),
  rescaling(-1, 255),
  rescaling(1 / 0.3081, -0.1307 / 0.3081),
  rescaling(1 / (255 * 0.3081), -0.1307 / 0.3081),
]
const IMAGENET = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] }

/** Pictures, or other tensors, that are normalised, ordered or laid out otherwise than new was trained on: one step, or two. */
export const imagePreparation: Hypothesis = {
  cause: 'image-preparation',
  async find(search): Promise<Trial | null> {
    const column = search.batch.columns.find(
      (candidate): candidate is TensorColumn =>
        candidate.kind === 'tensor' &&
        search.inputs.some(({ columns }) => columns.some((use) => use.column === candidate.name)),
    )
    if (column === undefined) return null
    const steps = stepsFor(search, column)
    const single = await bestOf(
      search,
      column,
      steps.map((step) => [step]),
    )
    if (single === null) return null
    const double = await bestOf(
      search,
      column,
      steps.filter((step) => step !== single.steps[0]).map((step) => [...single.steps, step]),
    )
    const best = double !== null && double.distance < single.distance / 2 ? double : single
    return best.distance < search.now ? trialOf(search, column.name, best.steps) : null
  },
}

interface Prepared {
  readonly steps: readonly Step[]
  readonly distance: number
}

async function bestOf(
  search: Search,
  { name }: TensorColumn,
  candidates: readonly (readonly Step[])[],
): Promise<Prepared | null> {
  const tried: Prepared[] = []
  for (const steps of candidates) tried.push({ steps, distance: await search.distance(changeOf(name, steps), true) })
  const [best] = tried.sort((a, b) => a.distance - b.distance)
  return best === undefined ? null : { ...best, distance: await search.distance(changeOf(name, best.steps)) }
}

function stepsFor(search: Search, column: TensorColumn): readonly Step[] {
  const found = search.facts(column.name)
  const own = found !== null && found.spread > 0 ? [rescaling(1 / found.spread, -found.mean / found.spread)] : []
  const scales = [...SCALES, ...own].map((change): Step => ({
    shown: change.shown,
    of: (tensor) => scaleColumn(tensor, change),
    rescaling: change,
  }))
  const shape = shapeOf(search, column)
  const axis = channelAxis(shape)
  return [...scales, ...layouts(shape), ...(axis === null ? [] : byChannel(axis))]
}

/** What new takes a case for, where it says so: sets often hold a picture as one long list. */
function shapeOf(search: Search, { name, shape }: TensorColumn): readonly number[] {
  const taken = search.shape(name)
  const filled = taken?.map((length, axis) => length ?? shape[axis] ?? NaN) ?? shape
  return size(filled) === size(shape) ? filled : shape
}

/** The axis with three channels: the first (C, H, W) or the last (H, W, C). */
function channelAxis(shape: readonly number[]): 'first' | 'last' | null {
  if (shape.length !== 3) return null
  return shape[0] === 3 ? 'first' : shape[2] === 3 ? 'last' : null
}

function byChannel(axis: 'first' | 'last'): readonly Step[] {
  const normalise = (divisor: number) => (tensor: TensorColumn) =>
    mapElements(
      tensor,
      axis,
      (value, channel) => (value / divisor - IMAGENET.mean[channel]!) / IMAGENET.deviation[channel]!,
    )
  return [
    { shown: 'RGB ↔ BGR', of: (tensor) => swapChannels(tensor, axis) },
    { shown: '(x − ImageNet mean) / ImageNet deviation', of: normalise(1) },
    { shown: '(x / 255 − ImageNet mean) / ImageNet deviation', of: normalise(255) },
  ]
}

/** The same numbers laid out as the other layout has them, whichever of the two the column says it has; or rows for columns. */
function layouts(shape: readonly number[]): readonly Step[] {
  const [a = 1, b = 1] = shape
  if (shape.length === 2) return [{ shown: 'H ↔ W', of: (tensor) => transpose(tensor, [a, b]) }]
  if (channelAxis(shape) === null) return []
  const plane = size(shape) / 3
  return [
    { shown: 'H, W, C → C, H, W', of: (tensor) => transpose(tensor, [plane, 3]) },
    { shown: 'C, H, W → H, W, C', of: (tensor) => transpose(tensor, [3, plane]) },
  ]
}

/** Each case as a matrix of these lengths, turned over; its shape stays what new takes. */
function transpose(tensor: TensorColumn, [rows, columns]: readonly [number, number]): TensorColumn {
  return rearrange(tensor, (i) => (i % rows) * columns + Math.floor(i / rows))
}

function swapChannels(tensor: TensorColumn, axis: 'first' | 'last'): TensorColumn {
  const plane = size(tensor.shape) / 3
  return rearrange(tensor, (i) => {
    const channel = axis === 'first' ? Math.floor(i / plane) : i % 3
    return i + (2 - 2 * channel) * (axis === 'first' ? plane : 1)
  })
}

/** Element i of each case becomes what element `from(i)` was. */
function rearrange(tensor: TensorColumn, from: (i: number) => number): TensorColumn {
  const width = size(tensor.shape)
  const places = Int32Array.from({ length: width }, (_, i) => from(i))
  const values = tensor.values.map((_, i) => tensor.values[i - (i % width) + places[i % width]!]!)
  return { ...tensor, values: values as typeof tensor.values }
}

function mapElements(
  tensor: TensorColumn,
  axis: 'first' | 'last',
  of: (value: number, channel: number) => number,
): TensorColumn {
  const width = size(tensor.shape)
  const values = tensor.values.map((value, i) => {
    const element = i % width
    return of(value, axis === 'first' ? Math.floor(element / (width / 3)) : element % 3)
  })
  return { ...tensor, values: values as typeof tensor.values }
}

function changeOf(name: string, steps: readonly Step[]): Change {
  const of = (column: Column): Column =>
    steps.reduce((changed, step) => (changed.kind === 'tensor' ? step.of(changed) : changed), column)
  return { ask: (batch) => changeColumns(batch, new Set([name]), of) }
}

function trialOf({ inputs }: Search, name: string, steps: readonly Step[]): Trial {
  const [only] = steps
  const change = steps.length === 1 ? only?.rescaling : undefined
  return {
    cause: 'image-preparation',
    change: changeOf(name, steps),
    values: { columns: name, change: steps.map(({ shown }) => shown).join(', ') },
    mend:
      change === undefined ? null : mendInputs(inputs, (use) => (use.column === name ? scaleUse(use, change) : use)),
  }
}
