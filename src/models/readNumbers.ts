import type { Predictions } from '../core/predictions.js'
import { outputProblem, type OutputReading } from './outputProblem.js'
import { widthOf, type Tensor } from './tensor.js'
import { toDoubles } from './toDoubles.js'

/** A regression's values. */
export function readNumbers(output: Tensor, reading: OutputReading): Predictions {
  const width = widthOf(output)
  const values = toDoubles(output)
  if (width !== 1)
    throw outputProblem(
      reading.context,
      `gives ${width} values a case in output "${output.name}", but a regression has one.`,
      `Name another output in models.${reading.context.side}.output, or compare the raw numbers with task: tensors.`,
    )
  return { kind: 'values', values }
}
