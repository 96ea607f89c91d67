import { RecetteError } from '../core/errors.js'
import type { Model } from './model.js'
import { zeroTensor } from './zeroTensor.js'

/** What a model says to two made-up cases of zeros that it does not answer; null when it answers. It may be the zeros that it does not like. */
export async function tryZeros(model: Model): Promise<string | null> {
  const { inputs } = model.signature
  if (inputs.length === 0) return null
  try {
    await model.predict(inputs.map((port) => zeroTensor(port, 2)))
    return null
  } catch (error) {
    if (!(error instanceof RecetteError)) throw error
    const open = inputs.some(({ shape }) => shape.slice(1).includes(null))
    return `${error.message}${open ? ' (axes of open length were tried with 1)' : ''}`
  }
}
