import type { Predictions } from '../core/predictions.js'
import type { OutputMeaning } from '../core/spec.js'
import { outputProblem, type OutputReading } from './outputProblem.js'
import { widthOf, type Tensor } from './tensor.js'
import { toDoubles } from './toDoubles.js'

/** A regression's values, or raw tensors. */
export function readNumbers(output: Tensor, meaning: OutputMeaning, reading: OutputReading): Predictions {
  const width = widthOf(output)
  const values = toDoubles(output)
  if (meaning === 'tensor') return { kind: 'tensors', values, width }
  if (width !== 1)
    throw outputProblem(
      reading.context,
      `gives ${width} values a case in output "${output.name}", but a regression has one.`,
      `Name another output in models.${reading.context.side}.output, or compare the raw numbers with task: tensors.`,
    )
  return { kind: 'values', values }
}
