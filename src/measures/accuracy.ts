import type { CaseMeasure } from './measure.js'
import { pairedSuccesses } from './pairedSuccesses.js'
import { proportionFigures } from './proportionFigures.js'

/** Share of cases answered with their label. */
export const accuracy: CaseMeasure = {
  kind: 'cases',
  estimate: (view) =>
    proportionFigures(
      pairedSuccesses(view.cells, (truth, answer) => truth === answer),
      view.confidence,
    ),
}
