import type { Estimate, Slice } from '../../core/estimate.js'
import { MEASURE_NAMES, measureInfo, type MeasureName, type MeasureOptions } from '../../core/measureCatalog.js'
import { uniqueOptions } from '../defaultOptions.js'
import type { Figure, NeighbourMeasure, OutputMeasure } from '../measure.js'
import { measureOf } from '../registry.js'
import { toEstimate } from '../toEstimate.js'
import { viewNeighbours, type NeighbourSample } from './neighbourSample.js'
import type { DifferenceOptions, OutputDifference } from './outputDifference.js'
import { SHOWN_RTOLS } from './shownRtols.js'
import { viewOutput } from './outputView.js'
import { worstFigure } from './worstFigure.js'

export interface OutputContext {
  readonly confidence: number
  readonly set: string
  readonly slice: Slice | null
}

const FRONTIER: readonly MeasureOptions[] = SHOWN_RTOLS.filter((rtol) => rtol > 0).map((rtol) => ({ rtol }))

type PairFigure = Omit<Figure, 'of'>

/** Every measure of outputs, for each output and (without the option `output`) for the worst of them. */
export function outputEstimates(
  outputs: ReadonlyMap<string, OutputDifference>,
  /** Null on a slice: the neighbours are looked for among all cases. */
  samples: ReadonlyMap<string, NeighbourSample> | null,
  wanted: readonly { readonly measure: MeasureName; readonly options: MeasureOptions }[],
  options: DifferenceOptions,
  context: OutputContext,
): Estimate[] {
  return MEASURE_NAMES.flatMap((name) => {
    const measure = measureOf(name)
    if (measure.kind !== 'outputs' && measure.kind !== 'neighbours') return []
    if (measure.kind === 'neighbours' && samples === null) return []
    const asked = wanted.filter((want) => want.measure === name).map((want) => want.options)
    // Those of the frontier too, so that a plan can be judged again with another relative tolerance.
    const frontier = name === 'tightestTolerance' && context.slice === null ? FRONTIER : []
    return uniqueOptions(name, [{}, ...frontier, ...asked.map(withoutOutput)]).flatMap((option) => {
      const figures = [...outputs].map(([output, state]) => ({
        output,
        byNeighbours: state.neighbours !== null,
        figure:
          measure.kind === 'outputs'
            ? differenceFigure(measure, state, option, options, context.confidence)
            : neighbourFigure(measure, samples!.get(output), context.confidence),
      }))
      const estimate = (figure: PairFigure, given: MeasureOptions): Estimate =>
        toEstimate({ of: 'pair', ...figure }, name, given, context.set, context.slice)
      const counted = figures.filter(({ byNeighbours }) => byNeighbours === (measure.kind === 'neighbours'))
      const none = outputs.size === 0 ? 'no-cases' : measure.kind === 'neighbours' ? 'no-neighbours' : 'neighbours-only'
      return [
        estimate(worstFigure(counted, measureInfo(name).direction, none), option),
        ...figures.map(({ figure, output }) => estimate(figure, { ...option, output })),
        ...unknownOutputs(asked, option, outputs).map((output) =>
          estimate(impossible(0, outputs.size === 0 ? 'no-cases' : 'no-such-output'), { ...option, output }),
        ),
      ]
    })
  })
}

/** The figure of one output, or why there is none: reasons that hold for the whole output are found here. */
function differenceFigure(
  measure: OutputMeasure,
  state: OutputDifference,
  option: MeasureOptions,
  options: DifferenceOptions,
  confidence: number,
): PairFigure {
  const { cases } = state
  if (cases === 0) return impossible(0, 'nothing-left')
  if (state.shapesDiffer) return impossible(cases, 'shapes-differ')
  if (state.kind === 'unlike') return impossible(cases, 'kinds-differ')
  if (measure.of === 'numbers') {
    if (state.kind === 'texts') return impossible(cases, 'not-numbers')
    if (state.notFinite > 0) return impossible(cases, 'not-finite')
    if (state.elements === 0) return impossible(0, 'nothing-left')
  }
  return measure.estimate(viewOutput(state, options, confidence), option)
}

function neighbourFigure(
  measure: NeighbourMeasure,
  sample: NeighbourSample | undefined,
  confidence: number,
): PairFigure {
  return sample === undefined ? impossible(0, 'no-neighbours') : measure.estimate(viewNeighbours(sample, confidence))
}

function impossible(n: number, reason: string): PairFigure {
  return { value: null, interval: null, n, method: 'none', reason }
}

/** Outputs that a criterion names, and that nobody gave. */
function unknownOutputs(
  asked: readonly MeasureOptions[],
  option: MeasureOptions,
  outputs: ReadonlyMap<string, unknown>,
): string[] {
  const same = asked.filter(({ axis, rtol }) => axis === option.axis && rtol === option.rtol)
  const named = same.flatMap(({ output }) => (output === undefined || outputs.has(output) ? [] : [output]))
  return [...new Set(named)]
}

function withoutOutput({ axis, rtol }: MeasureOptions): MeasureOptions {
  return { ...(axis === undefined ? {} : { axis }), ...(rtol === undefined ? {} : { rtol }) }
}
