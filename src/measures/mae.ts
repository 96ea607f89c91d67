import { absoluteErrors } from './absoluteErrors.js'
import type { CaseMeasure } from './measure.js'
import { meanFigures } from './meanFigures.js'

/** Mean of |value - truth|, in the target's unit. */
export const mae: CaseMeasure = {
  kind: 'cases',
  estimate: (view) => meanFigures(absoluteErrors(view), view.confidence, 0),
}
