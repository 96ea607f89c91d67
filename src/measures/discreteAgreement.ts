import { exactAgreement } from './exactAgreement.js'
import type { OutputMeasure } from './measure.js'

/**
 * `exactAgreement` of outputs that are equal or not by nature: whole numbers, truth values and texts. Floating-point outputs are no matter
 * of it, so that without `output` it is the worst of the others.
 */
export const discreteAgreement: OutputMeasure = {
  kind: 'outputs',
  of: 'any',
  estimate: (output, options) =>
    output.discrete
      ? exactAgreement.estimate(output, options)
      : { value: null, interval: null, n: output.cases, method: 'none', reason: 'not-discrete' },
}
