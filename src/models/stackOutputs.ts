import { SCORE_TOLERANCE } from './detectMeaning.js'
import { outputProblem, type OutputContext } from './outputProblem.js'
import { isText, rowsOf, widthOf, type Tensor } from './tensor.js'
import { toDoubles } from './toDoubles.js'

/**
 * One tensor of a column for each label, from one output for each label. An output of two columns is that of a classifier of its own, as
 * scikit-learn's MultiOutputClassifier gives them: the probabilities of no and yes, of which the second is taken.
 */
export function stackOutputs(outputs: readonly Tensor[], context: OutputContext): Tensor {
  const [first] = outputs
  if (first === undefined) throw new Error('bug: no outputs to stack')
  const rows = rowsOf(first)
  const data = new Float64Array(rows * outputs.length)
  outputs.forEach((output, label) => {
    const column = columnOf(output, context)
    for (let row = 0; row < rows; row++) data[row * outputs.length + label] = column[row]!
  })
  const whole = outputs.every(({ dtype }) => dtype === first.dtype) ? first.dtype : 'float64'
  return {
    name: outputs.map(({ name }) => name).join(', '),
    dtype: isWide(whole) ? 'float64' : 'int32',
    shape: [rows, outputs.length],
    data: isWide(whole) ? data : Int32Array.from(data),
  }
}

function isWide(dtype: Tensor['dtype']): boolean {
  return dtype.startsWith('float')
}

function columnOf(output: Tensor, context: OutputContext): Float64Array {
  if (isText(output.data))
    throw outputProblem(
      context,
      `gives text in output "${output.name}", where a value for the label of that name is read.`,
      `Name an output of scores in models.${context.side}.output.`,
    )
  const values = toDoubles(output)
  if (widthOf(output) === 1) return values
  const yes = new Float64Array(values.length / 2)
  for (let row = 0; row < yes.length; row++) {
    const sum = values[2 * row]! + values[2 * row + 1]!
    if (!(Math.abs(sum - 1) <= SCORE_TOLERANCE))
      throw outputProblem(
        context,
        `gives two numbers a case in output "${output.name}" that sum to ${sum}: not the probabilities of no and yes.`,
        `Export one score for each label, or name a single output in models.${context.side}.output.`,
      )
    yes[row] = values[2 * row + 1]!
  }
  return yes
}
