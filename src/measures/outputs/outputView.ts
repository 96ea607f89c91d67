import { deriveSeed } from '../../stats/random.js'
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
  seed(purpose: string): number
}

export function viewOutput(
  state: OutputDifference,
  options: DifferenceOptions,
  context: { readonly confidence: number; readonly seed: number; readonly purpose: string },
): OutputView {
  return {
    ...state,
    confidence: context.confidence,
    // What criteria ask for is announced before the first case; nothing else may ask for others.
    tolerance: (rtol) => state.tolerances[options.rtols.indexOf(rtol)]!,
    argmax: (axis) => state.argmax[options.axes.indexOf(axis)]!,
    seed: (purpose) => deriveSeed(context.seed, `${context.purpose}/${purpose}`),
  }
}
