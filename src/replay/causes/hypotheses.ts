import type { Hypothesis } from './hypothesis.js'
import { columnOrder } from './columnOrder.js'
import { columnScale } from './columnScale.js'
import { doubleSoftmax } from './doubleSoftmax.js'
import { imagePreparation } from './imagePreparation.js'
import { labelOrder } from './labelOrder.js'
import { picturePreparation } from './picturePreparation.js'
import { missingValues } from './missingValues.js'
import { outputScale } from './outputScale.js'

/** Every usual reason that is looked for, those that need no asking first. */
export const HYPOTHESES: readonly Hypothesis[] = [
  labelOrder,
  doubleSoftmax,
  outputScale,
  columnScale,
  columnOrder,
  imagePreparation,
  picturePreparation,
  missingValues,
]
