import { isFloat } from '../../core/dtype.js'
import { formatShape, type Port, type Signature } from '../../core/signature.js'
import type { EndpointSpec } from '../../core/spec.js'
import type { Task } from '../../core/task.js'
import { widthOf, type Tensor } from '../tensor.js'
import { BadAnswer } from './protocol.js'

/** A signature whose open outputs are filled in by the first answer; later answers must agree with it. */
export interface LearnedSignature {
  readonly signature: Signature
  learn(outputs: readonly Tensor[]): void
}

export function learnSignature(declared: Signature, spec: EndpointSpec, task: Task): LearnedSignature {
  const learned = new Map<string, Port>()
  return {
    get signature() {
      return { ...declared, outputs: declared.outputs.map((port) => learned.get(port.name) ?? port) }
    },
    learn(outputs) {
      for (const output of outputs) {
        const port = learned.get(output.name) ?? declared.outputs.find(({ name }) => name === output.name)
        if (port === undefined) throw new BadAnswer(`output "${output.name}" was not declared`)
        if (port.shape.length > 0) checkSame(port, output)
        else {
          if (task === 'classification' && spec.outputIs === undefined) refuseAmbiguous(output, spec)
          learned.set(output.name, { name: output.name, dtype: output.dtype, shape: [null, ...output.shape.slice(1)] })
        }
      }
    },
  }
}

function checkSame(port: Port, output: Tensor): void {
  const same =
    output.dtype === port.dtype &&
    output.shape.length === port.shape.length &&
    output.shape.every((length, axis) => axis === 0 || port.shape[axis] === null || port.shape[axis] === length)
  if (same) return
  throw new BadAnswer(
    `output "${output.name}" is ${output.dtype} ${formatShape(output.shape)}, but ${port.dtype} ${formatShape(port.shape)} was declared, or answered before`,
  )
}

/** JSON has one kind of number: 0 and 1 may be labels, places of labels, or scores, and a wrong guess would be judged as if right. */
function refuseAmbiguous(output: Tensor, { side }: EndpointSpec): void {
  if (!isFloat(output.dtype) || widthOf(output) !== 1) return
  if (!Array.from(output.data as ArrayLike<number>).every((value) => Number.isInteger(value))) return
  throw new BadAnswer(
    `output "${output.name}" holds one whole number a case, which may be a label or a score`,
    `Say which in models.${side}.outputIs: label, label-index, positive-probability or positive-logit.`,
  )
}
