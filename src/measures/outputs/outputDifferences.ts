import type { MeasureName, MeasureOptions } from '../../core/measureCatalog.js'
import type { PairedBatch } from '../../core/predictions.js'
import type { TensorOutput } from '../../core/tensorOutput.js'
import type { Summary } from '../../stats/summary.js'
import { addNeighbours, emptyNeighbours, mergeNeighbours, type NeighbourSample } from './neighbourSample.js'
import {
  addDifference,
  emptyDifference,
  mergeDifferences,
  type DifferenceOptions,
  type OutputDifference,
} from './outputDifference.js'
import { SHOWN_RTOLS } from './shownRtols.js'

/** By the name of the output, in the order in which the models give them. */
export type OutputDifferences = Map<string, OutputDifference>
export type NeighbourSamples = Map<string, NeighbourSample>

/** What the criteria ask of outputs besides the usual. */
export function differenceOptions(
  wanted: readonly { readonly measure: MeasureName; readonly options: MeasureOptions }[],
): DifferenceOptions {
  const rtols = wanted.flatMap(({ options: { rtol } }) => (rtol === undefined ? [] : [rtol]))
  const axes = wanted.flatMap(({ options: { axis } }) => (axis === undefined ? [] : [axis]))
  return { rtols: [...new Set([...SHOWN_RTOLS, ...rtols])], axes: [...new Set([-1, ...axes])] }
}

/** Differences of every output; empty for other tasks. */
export function outputDifferences(
  options: DifferenceOptions,
): Summary<OutputDifferences, PairedBatch, OutputDifferences> {
  return {
    empty: () => new Map(),
    add(state, batch) {
      for (const [old, newer] of pairOutputs(batch)) {
        const held = state.get(old.name) ?? emptyDifference(options)
        state.set(old.name, held)
        addDifference(held, old, newer, batch.rows, batch.columns.start, options)
      }
      return state
    },
    merge: (a, b) => mergeMaps(a, b, mergeDifferences),
    value: (state) => state,
  }
}

/** Samples of the outputs that the plan compares by neighbours. */
export function addToNeighbours(state: NeighbourSamples, batch: PairedBatch, seed: number): void {
  for (const [old, newer] of pairOutputs(batch)) {
    if (old.neighbours === null || old.kind !== 'numbers' || newer.kind !== 'numbers') continue
    const held = state.get(old.name) ?? emptyNeighbours(old.neighbours, seed)
    state.set(old.name, held)
    addNeighbours(held, old, newer, batch.rows, batch.columns.start)
  }
}

export function mergeNeighbourSamples(a: NeighbourSamples, b: NeighbourSamples): NeighbourSamples {
  return mergeMaps(a, b, mergeNeighbours)
}

function pairOutputs({ old, new: newer }: PairedBatch): (readonly [TensorOutput, TensorOutput])[] {
  if (old.kind !== 'tensors' || newer.kind !== 'tensors') return []
  return old.outputs.map((output) => {
    const other = newer.outputs.find(({ name }) => name === output.name)
    // Outputs are matched before the first case.
    if (other === undefined) throw new Error(`bug: new has no output "${output.name}"`)
    return [output, other] as const
  })
}

function mergeMaps<T>(a: Map<string, T>, b: ReadonlyMap<string, T>, merge: (a: T, b: T) => T): Map<string, T> {
  const merged = new Map(a)
  for (const [name, state] of b) {
    const held = merged.get(name)
    merged.set(name, held === undefined ? state : merge(held, state))
  }
  return merged
}
