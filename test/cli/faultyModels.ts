import { seededRandom } from '../../src/stats/random.js'
import { writeOnnx, type OnnxNode, type OnnxWeight } from '../models/writeOnnx.js'

/** Columns of the customers, with the mean and deviation that a pipeline would have learnt. */
export const COLUMNS = ['age', 'income', 'distance_km', 'visits', 'tenure'] as const
const MEANS = [45, 40_000, 20, 5, 36]
const DEVIATIONS = [14, 15_000, 9, 2, 18]
const WIDTH = COLUMNS.length
const HIDDEN = 6

/** Standard normal numbers. */
export function normals(seed: number): () => number {
  const random = seededRandom(seed)
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

export interface Network {
  readonly inner: readonly number[]
  readonly outer: readonly number[]
}

/** The network that says what is true: tanh layer, then `labels` logits. */
export function network(labels: number, seed = 7): Network {
  const next = normals(seed)
  return {
    inner: Array.from({ length: WIDTH * HIDDEN }, () => next() * 0.9),
    outer: Array.from({ length: HIDDEN * labels }, () => next() * 1.6),
  }
}

/** The same, trained again: every weight moved by `noise` deviations of the weights. */
export function retrained({ inner, outer }: Network, noise: number, seed: number): Network {
  const next = normals(seed)
  const moved = (weights: readonly number[], size: number) => weights.map((weight) => weight + next() * noise * size)
  return { inner: moved(inner, 0.9), outer: moved(outer, 1.6) }
}

/** Nodes between the input and what the network takes, and the name of what comes out of them. */
export type Front = (from: string) => {
  readonly nodes: readonly OnnxNode[]
  readonly weights?: readonly OnnxWeight[]
  readonly to: string
}

/** One fault, as nodes between the input x and the columns that the network takes, or between logits z and the answer. */
export interface Fault {
  readonly before?: Front
  readonly after?: readonly OnnxNode[]
  readonly weights?: readonly OnnxWeight[]
  /** The pipeline's standardisation was left out of the export: it takes standardised columns. */
  readonly bare?: boolean
  /** What the last node of the network is: probabilities p unless told. */
  readonly answer?: 'probabilities' | 'value'
}

/** The network with its standardisation in front, as ONNX: x [?, 5] -> p [?, labels]. */
export function exportOnnx({ inner, outer }: Network, fault: Fault = {}): Uint8Array {
  const labels = outer.length / HIDDEN
  const front = fault.before?.('x') ?? { nodes: [], to: 'x' }
  const standardise: OnnxNode[] = fault.bare
    ? [{ op: 'Identity', from: [front.to], to: ['s'] }]
    : [
        { op: 'Sub', from: [front.to, 'means'], to: ['centred'] },
        { op: 'Div', from: ['centred', 'deviations'], to: ['s'] },
      ]
  const last: readonly OnnxNode[] =
    fault.after ??
    (fault.answer === 'value'
      ? [{ op: 'Identity', from: ['z'], to: ['p'] }]
      : [{ op: 'Softmax', from: ['z'], to: ['p'], with: { axis: 1 } }])
  return writeOnnx({
    inputs: [{ name: 'x', shape: [WIDTH] }],
    outputs: [{ name: 'p', shape: [labels] }],
    weights: [
      { name: 'means', shape: [WIDTH], values: MEANS },
      { name: 'deviations', shape: [WIDTH], values: DEVIATIONS },
      { name: 'inner', shape: [WIDTH, HIDDEN], values: inner },
      { name: 'outer', shape: [HIDDEN, labels], values: outer },
      ...(front.weights ?? []),
      ...(fault.weights ?? []),
    ],
    nodes: [
      ...front.nodes,
      ...standardise,
      { op: 'MatMul', from: ['s', 'inner'], to: ['a'] },
      { op: 'Tanh', from: ['a'], to: ['h'] },
      { op: 'MatMul', from: ['h', 'outer'], to: ['z'] },
      ...last,
    ],
  })
}

/** x times one factor a column: the network takes other units than the set has. */
export function inOtherUnits(factors: readonly number[]): Front {
  return (from) => ({
    nodes: [{ op: 'Mul', from: [from, 'factors'], to: ['units'] }],
    weights: [{ name: 'factors', shape: [WIDTH], values: factors }],
    to: 'units',
  })
}

/** Column order[i] is taken for column i. */
export function inOtherOrder(order: readonly number[]): Front {
  return (from) => ({
    nodes: [{ op: 'Gather', from: [from, 'order'], to: ['ordered'], with: { axis: 1 } }],
    weights: [{ name: 'order', shape: [WIDTH], values: order, type: 'int64' }],
    to: 'ordered',
  })
}

/** A missing number becomes `fill`, in every column. */
export function filledWith(fill: readonly number[], then?: Front): Front {
  return (from) => {
    const rest = then?.('filled')
    return {
      nodes: [
        { op: 'IsNaN', from: [from], to: ['missing'] },
        { op: 'Where', from: ['missing', 'fill', from], to: ['filled'] },
        ...(rest?.nodes ?? []),
      ],
      weights: [{ name: 'fill', shape: [WIDTH], values: fill }, ...(rest?.weights ?? [])],
      to: rest?.to ?? 'filled',
    }
  }
}

/** Customers whose label, or value, is what the true network says of them, and sometimes not. */
export function customers(
  { inner, outer }: Network,
  options: { rows?: number; seed?: number; missing?: string; answer?: 'label' | 'value' } = {},
): string {
  const { rows = 700, seed = 20, missing, answer = 'label' } = options
  const next = normals(seed)
  const random = seededRandom(seed + 1)
  const labels = outer.length / HIDDEN
  const lines = [`id,${COLUMNS.join(',')},label`]
  for (let row = 0; row < rows; row++) {
    const standard = COLUMNS.map(() => next())
    const hidden = Array.from({ length: HIDDEN }, (_, h) =>
      Math.tanh(standard.reduce((sum, value, i) => sum + value * inner[i * HIDDEN + h]!, 0)),
    )
    const logits = Array.from({ length: labels }, (_, label) =>
      hidden.reduce((sum, value, h) => sum + value * outer[h * labels + label]!, 0),
    )
    const cells = COLUMNS.map((column, i) =>
      column === missing && random() < 0.3 ? '' : (MEANS[i]! + standard[i]! * DEVIATIONS[i]!).toFixed(3),
    )
    lines.push(`${row + 1},${cells.join(',')},${answer === 'value' ? logits[0]!.toFixed(4) : draw(logits, random())}`)
  }
  return `${lines.join('\n')}\n`
}

/** A label by the softmax of its logit. */
function draw(logits: readonly number[], at: number): string {
  const weights = logits.map(Math.exp)
  let left = at * weights.reduce((sum, weight) => sum + weight, 0)
  const label = weights.findIndex((weight) => (left -= weight) < 0)
  return `L${label < 0 ? logits.length - 1 : label}`
}
