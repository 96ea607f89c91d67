import { decodeState, type EncodedState } from './encodeState.js'
import { measuringOf, type Measuring, type MeasuringOptions, type MeasuringState } from './measuring.js'

/** Goes on from a stored `Measuring.state()`; the options must be those it was started with. */
export function resumeMeasuring(options: MeasuringOptions, state: EncodedState): Measuring {
  return measuringOf(options, decodeState(state) as MeasuringState)
}
