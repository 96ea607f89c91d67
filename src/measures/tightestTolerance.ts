import type { OutputMeasure } from './measure.js'

/**
 * The smallest atol with which numpy.allclose(new, old, rtol, atol) holds for every compared element; `rtol` is 0 unless told. The pairs of
 * rtol and this atol are the frontier of tolerances that pass.
 */
export const tightestTolerance: OutputMeasure = {
  kind: 'outputs',
  of: 'numbers',
  estimate: (output, { rtol = 0 }) => ({
    value: output.tolerance(rtol),
    interval: null,
    n: output.cases,
    method: 'maximum',
  }),
}
