import type { TensorEvidence } from '../../core/evidence.js'
import { countByPowerOfTen } from '../../stats/magnitudes.js'
import type { NeighbourSamples, OutputDifferences } from '../outputs/outputDifferences.js'

/** What each output holds, and how large its differences are. */
export function tensorEvidence(outputs: OutputDifferences, samples: NeighbourSamples): TensorEvidence {
  return {
    kind: 'tensors',
    outputs: [...outputs].map(([output, state]) => {
      const { from, counts } = countByPowerOfTen(state.absolute)
      const sample = samples.get(output)
      return {
        output,
        kind: state.kind,
        shape: state.shapesDiffer ? null : state.shape,
        cases: state.cases,
        maskedCases: state.maskedCases,
        elements: state.elements,
        equal: state.equal,
        equalInfinities: state.equalInfinities,
        notFinite: state.notFinite,
        notFiniteRow: state.notFiniteRow === 0 ? null : state.notFiniteRow,
        zeroBaseline: state.zeroBaseline,
        differences: { from, counts: [...counts] },
        neighbours: sample === undefined ? null : { k: sample.k, cases: Math.min(sample.rows, sample.capacity) },
      }
    }),
  }
}
