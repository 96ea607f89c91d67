import type { ArgmaxAgreement } from './argmaxAgreements.js'
import type { DifferenceOptions, OutputDifference } from './outputDifference.js'

/** What measures see of one output on one slice. */
export interface OutputView extends Pick<
  OutputDifference,
  | 'cases'
  | 'discrete'
  | 'elements'
  | 'equalInfinities'
  | 'zeroBaseline'
  | 'largest'
  | 'largestRelative'
  | 'absolute'
  | 'relative'
  | 'meanAbsolute'
  | 'meanRelative'
  | 'shareEqual'
  | 'cosine'
  | 'smallestCosine'
  | 'power'
> {
  readonly confidence: number
  tolerance(rtol: number): number
  argmax(axis: number): ArgmaxAgreement
}

export function viewOutput(state: OutputDifference, options: DifferenceOptions, confidence: number): OutputView {
  return {
    ...state,
    confidence,
    // What criteria ask for is announced before the first case; nothing else may ask for others.
    tolerance: (rtol) => state.tolerances[options.rtols.indexOf(rtol)]!,
    argmax: (axis) => state.argmax[options.axes.indexOf(axis)]!,
  }
}
