import { RecetteError } from '../core/errors.js'
import { likelyState } from '../core/likelyState.js'
import { formatShape, type Port, type Signature } from '../core/signature.js'
import type { ArtifactSpec } from '../core/spec.js'

/**
 * How a model takes several cases: any number at once (`dynamic`), always so many (a number), or one case a call, without an axis for
 * them (`absent`); and whether the plan says so.
 */
export interface BatchAxis {
  readonly is: 'dynamic' | 'absent' | number
  readonly by: 'declared' | 'detected'
}

/** Whether the set's columns fit the inputs of a signature that begins with a batch axis; not known without a set. */
export type Fits = (signature: Signature) => boolean

/**
 * The plan's word wins, where the artifact can be used so. Else an input whose first axis is open has its cases there. Where all first axes
 * are fixed, outputs and then columns tell a batch of N from a case without a batch axis: [1, 4] is a batch of one; [4] is a single case
 * if the set gives it four values, and a batch of four if it gives it one.
 */
export function findBatchAxis(signature: Signature, spec: ArtifactSpec, who: string, fits?: Fits): BatchAxis {
  const lengths = new Set(signature.inputs.flatMap(({ shape }) => shape[0] ?? []))
  const fixed = lengths.size === 1 ? [...lengths][0]! : null
  if (spec.batch !== undefined) return declared(spec.batch, signature, fixed, who, spec.side)
  const detected = (is: BatchAxis['is']): BatchAxis => ({ is, by: 'detected' })
  if (countsInside(signature, spec)) return detected('absent')
  const open = signature.inputs.some(({ shape }) => shape[0] === null)
  if (open && fixed === null) return detected('dynamic')
  if (signature.inputs.length === 0) return detected('dynamic')
  const candidates = (fixed === null ? [] : [fixed]).filter((count) => isBatchOf(signature, count))
  // As many values either way.
  if (fixed === 1 && candidates.length > 0) return detected(1)
  const possible: BatchAxis['is'][] = [...candidates, 'absent']
  if (fits === undefined) return detected(isFlat(signature) ? 'absent' : possible[0]!)
  const fitting = possible.filter((is) => fits(withBatchFirst(signature, is)))
  if (fitting.length > 1) throw ambiguous(signature, fixed!, who, spec.side)
  // Nothing fits: what is wrong is then told of the likelier of the two.
  return detected(fitting[0] ?? candidates[0] ?? (isUntold(signature) ? 'dynamic' : 'absent'))
}

/** The signature as the rest of Recette sees it: the first axis of every input and output is the batch. */
export function withBatchFirst(signature: Signature, is: BatchAxis['is']): Signature {
  switch (is) {
    case 'dynamic':
      return signature
    case 'absent':
      return {
        ...signature,
        inputs: signature.inputs.map((port) => reshape(port, [null, ...port.shape])),
        // An output without axes may be one whose shape the artifact does not tell.
        outputs: signature.outputs.map((port) => reshape(port, port.shape.length === 0 ? [] : [null, ...port.shape])),
      }
    default:
      return { ...signature, inputs: signature.inputs.map((port) => reshape(port, [is, ...port.shape.slice(1)])) }
  }
}

/** Back to the shapes that the artifact declares. */
export function withoutBatchFirst(signature: Signature, is: BatchAxis['is']): Signature {
  if (is !== 'absent') return signature
  return { ...signature, inputs: signature.inputs.map(cutFirst), outputs: signature.outputs.map(cutFirst) }
}

/**
 * PyTorch's recurrent layers and ONNX's LSTM and GRU count the cases on the second axis of their state, [layers, batch, hidden]. With a case a call that axis is
 * 1, and the whole state belongs to one case. Where the plan names no state, an input that comes back as an output of the very same open shape is taken for one.
 */
function countsInside(signature: Signature, { states }: ArtifactSpec): boolean {
  const isState = (port: Port): boolean =>
    states === undefined ? isOpenInside(port) && likelyState(port, signature) !== null : states[port.name] !== undefined
  const othersOpen = signature.inputs.some((port) => !isState(port) && port.shape[0] === null)
  return signature.inputs.some(
    (port) =>
      isState(port) &&
      port.shape.length > 0 &&
      port.shape[0] !== null &&
      (othersOpen || (states !== undefined && isOpenInside(port))),
  )
}

function isOpenInside({ shape }: Port): boolean {
  return shape.slice(1).includes(null)
}

function reshape(port: Port, shape: Port['shape']): Port {
  return { ...port, shape }
}

function cutFirst(port: Port): Port {
  return { ...port, shape: port.shape.slice(1) }
}

/** No output contradicts that the first axis is one of so many cases. */
function isBatchOf({ inputs, outputs }: Signature, count: number): boolean {
  const agrees = ({ shape }: Port): boolean => shape.length === 0 || shape[0] === null || shape[0] === count
  return count > 0 && inputs.every((port) => port.shape.length > 0 && agrees(port)) && outputs.every(agrees)
}

/** One list of values, which is far more often a case than a batch. */
function isFlat({ inputs }: Signature): boolean {
  return inputs.every(({ shape }) => shape.length === 1)
}

function isUntold({ inputs }: Signature): boolean {
  return inputs.every(({ shape }) => shape.length === 0)
}

function declared(
  is: BatchAxis['is'],
  signature: Signature,
  fixed: number | null,
  who: string,
  side: string,
): BatchAxis {
  const firsts = signature.inputs.filter(({ shape }) => shape.length > 0)
  const wrong =
    is === 'absent'
      ? undefined
      : is === 'dynamic'
        ? firsts.find(({ shape }) => shape[0] !== null)
        : firsts.find(({ shape }) => shape[0] !== null && shape[0] !== is)
  if (wrong === undefined) return { is, by: 'declared' }
  throw new RecetteError(
    'MODEL_BATCH_AXIS',
    `${who}: models.${side}.batch is ${is}, but input "${wrong.name}" takes ${formatShape(wrong.shape)}, whose first axis is always ${wrong.shape[0]}.`,
    fixed === null
      ? 'Write batch: absent if the model takes one case a call; else leave batch out.'
      : `Write batch: ${fixed} if the first axis counts cases, or batch: absent if the whole input is one case.`,
    { kind: 'usage' },
  )
}

function ambiguous({ inputs }: Signature, fixed: number, who: string, side: string): RecetteError {
  const shapes = inputs.map(({ name, shape }) => `"${name}" ${formatShape(shape)}`).join(', ')
  return new RecetteError(
    'MODEL_BATCH_AXIS',
    `${who} takes ${shapes}: the first axis can be a batch of ${fixed} cases or part of one case, and the set's columns fit both.`,
    `Say which: models.${side}.batch: ${fixed}, or models.${side}.batch: absent.`,
    { kind: 'usage' },
  )
}
