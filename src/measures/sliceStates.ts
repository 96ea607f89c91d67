import { apartSide } from '../core/labelMap.js'
import type { Slice } from '../core/estimate.js'
import { joinWhole, type PairedBatch } from '../core/predictions.js'
import { compareValues, segmentOfSlice, type Segment } from '../core/segment.js'
import type { Summary } from '../stats/summary.js'
import { caseRows, type CaseRows } from './caseRows.js'
import type { CaseSums } from './caseSums.js'
import { WholeTables, type CaseTables } from './caseTables.js'
import { MOST_SEGMENT_VALUES, tooManyValues } from './slices.js'
import { sliceTables } from './sliceTables.js'

/** What is kept of the cases of one slice. */
export interface SliceState {
  readonly slice: Slice
  sums: CaseSums
  /** Row numbers, in ascending order, of its cases among all that are compared; in pieces, joined when they are read. */
  rows: Uint32Array[]
  /** Of a slice that is no part of the comparison: its cases themselves. */
  apart: CaseRows | null
}

type Sums = Summary<CaseSums, PairedBatch, CaseSums>

/** The slice's state; a new one where there was none. */
export function sliceState(states: Map<string, SliceState>, slice: Slice, sums: Sums): SliceState {
  const key = sliceId(slice)
  const held = states.get(key)
  if (held !== undefined) return held
  checkRoom(states, slice)
  const apart = apartSide(slice) === null ? null : caseRows.empty()
  const started: SliceState = { slice, sums: sums.empty(), rows: [], apart }
  states.set(key, started)
  return started
}

/** Both sides' slices together, where `before` cases were compared on the first side. */
export function mergeSliceStates(
  a: ReadonlyMap<string, SliceState>,
  b: ReadonlyMap<string, SliceState>,
  before: number,
  sums: Sums,
): Map<string, SliceState> {
  const merged = new Map(a)
  for (const [key, later] of b) {
    const held = merged.get(key)
    if (held === undefined) checkRoom(merged, later.slice)
    const rows = later.rows.map((piece) => piece.map((row) => row + before))
    merged.set(
      key,
      held === undefined
        ? { ...later, rows }
        : {
            slice: held.slice,
            sums: sums.merge(held.sums, later.sums),
            rows: [...held.rows, ...rows],
            apart: held.apart === null || later.apart === null ? null : caseRows.merge(held.apart, later.apart),
          },
    )
  }
  return merged
}

/** Those of one segment together, in the order of segments, then of names: the order in which cases came must not show. */
export function bySegment(states: ReadonlyMap<string, SliceState>, segments: readonly Segment[]): SliceState[][] {
  const places = new Map(segments.map(({ name }, index) => [name, index]))
  // Cases apart belong to no segment, and come first.
  const groups = new Map<number, SliceState[]>()
  for (const state of states.values()) {
    const place = places.get(segmentOfSlice(state.slice)) ?? -1
    groups.set(place, [...(groups.get(place) ?? []), state])
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group.sort((a, b) => compareSlices(a.slice, b.slice)))
}

/** The cases of each slice of one segment. */
export function tablesOf(group: readonly SliceState[], whole: WholeTables): CaseTables[] {
  const apart = group.flatMap(({ apart }) => (apart === null ? [] : [new WholeTables(apart, whole.labels)]))
  return apart.length > 0
    ? apart
    : sliceTables(
        whole,
        group.map(({ rows }) => joinWhole(rows, Uint32Array)),
      )
}

/** Unlike `sliceKey`, no two slices share one. */
export function sliceId(slice: Slice): string {
  return JSON.stringify(slice.map(({ column, value }) => [column, value]))
}

function checkRoom(states: ReadonlyMap<string, SliceState>, slice: Slice): void {
  const name = segmentOfSlice(slice)
  let values = 0
  for (const held of states.values()) if (segmentOfSlice(held.slice) === name) values++
  if (values >= MOST_SEGMENT_VALUES) throw tooManyValues({ name, parts: slice })
}

function compareSlices(a: Slice, b: Slice): number {
  for (let part = 0; part < a.length; part++) {
    const order = compareValues(a[part]!.value, b[part]!.value)
    if (order !== 0) return order
  }
  return 0
}
