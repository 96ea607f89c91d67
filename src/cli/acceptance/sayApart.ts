import { APART } from '../../core/labelMap.js'
import type { Side } from '../../core/spec.js'
import type { Measuring } from '../../measures/measuring.js'
import type { LabelAgreement } from '../../replay/labels.js'
import type { HeldAgainst } from '../../replay/replaySet.js'

/** Labels that are named in the value of a slice; more would be a paragraph. */
const MOST_NAMED = 12

/** Which labels each side can say, and where the cases go whose true label one of them cannot: into a slice of their own. */
export function sayApart(
  agreement: LabelAgreement,
  measuring: Measuring,
): Required<Pick<HeldAgainst, 'sayable' | 'apart'>> {
  const sayable = { old: sayableBy('old', agreement), new: sayableBy('new', agreement) }
  const slices = { old: sliceOf('old', agreement, sayable), new: sliceOf('new', agreement, sayable) }
  return { sayable, apart: (side, batch) => measuring.addApart(slices[side], batch) }
}

/** One byte a label of the comparison, 0 where no label of this side counts as it; null when there is none such. */
function sayableBy(side: Side, { labels, own, index }: LabelAgreement): Uint8Array | null {
  const says = new Uint8Array(labels.length)
  for (const text of own[side].labels) {
    const place = index[side].get(text)
    if (place !== undefined) says[place] = 1
  }
  return says.includes(0) ? says : null
}

function sliceOf(side: Side, { labels }: LabelAgreement, sayable: Readonly<Record<Side, Uint8Array | null>>) {
  const other = sayable[side === 'old' ? 'new' : 'old']
  const named = labels.filter((_, place) => sayable[side]?.[place] === 0 && other?.[place] !== 0)
  const shown = named.slice(0, MOST_NAMED).join(', ')
  return [{ column: APART[side], value: named.length > MOST_NAMED ? `${shown}, …` : shown }]
}
