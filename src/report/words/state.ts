import type { InputMapping } from '../../core/result.js'
import { decimalsAsWritten, formatDecimal } from '../numbers.js'
import type { Voice } from '../voice.js'

/** Where an input of state comes from, and what it begins with. */
export function stateText(voice: Voice, state: NonNullable<InputMapping['state']>): string {
  const { output, group, order, initial } = state
  const taken =
    order === null
      ? voice.say('mapping.state', { output, group })
      : voice.say('mapping.state.ordered', { output, group, order })
  return voice.say('mapping.state.initial', {
    taken,
    initial: formatDecimal(voice.language, initial, decimalsAsWritten(initial)),
  })
}
