import { describe, expect, it } from 'vitest'
import { sliceKey, type Estimate } from '../../src/core/estimate.js'
import { MEASURE_NAMES, measureInfo, measureKey } from '../../src/core/measureCatalog.js'
import { selectCases, type ClassPredictions, type PairedBatch } from '../../src/core/predictions.js'
import { segmentOf } from '../../src/core/segment.js'
import { startReference } from '../../src/measures/reference.js'
import type { MeasuringOptions } from '../../src/measures/measuring.js'
import { seededRandom } from '../../src/stats/random.js'
import {
  BINARY,
  cut,
  fieldsOf,
  measure,
  measureMerged,
  MULTILABEL,
  numberColumn,
  randomBatch,
  randomLabelSets,
  REGRESSION,
  swapped,
  valueBatch,
  textColumn,
} from './given.js'

/** What must not show in any estimate, for every measure of the catalog that cases can give: a new one is covered as soon as it is there. */

const N = 120
const COSTS = { costs: Float64Array.from([0, 5, 100, 0]), thresholds: { old: 0.4, new: 0.45 } }
const SETS: readonly { readonly name: string; readonly batch: PairedBatch; readonly options: MeasuringOptions }[] = [
  set('two labels', randomBatch(N, 2, 11), { ...BINARY, ...COSTS }),
  set('four labels', randomBatch(N, 4, 12), BINARY),
  set('label sets', randomLabelSets(N, MULTILABEL.labels, 13), MULTILABEL),
  set('values', randomValues(), REGRESSION),
]

function set(name: string, batch: PairedBatch, base: MeasuringOptions) {
  const features = fieldsOf(batch.columns.columns)
  return {
    name,
    batch,
    options: {
      ...base,
      labels: batch.labels,
      positive: batch.positive,
      segments: [segmentOf({ column: 'region' })],
      features,
    },
  }
}

function randomValues(): PairedBatch {
  const random = seededRandom(14)
  const truth = Array.from({ length: N }, () => 100 * random())
  const old = truth.map((value) => value + 10 * (random() - 0.5))
  const newer = old.map((value) => value + 4 * (random() - 0.5))
  return valueBatch(truth, old, newer, [
    textColumn(
      'region',
      truth.map(() => ['Nord', 'Sud', null][Math.floor(random() * 3)]!),
    ),
    numberColumn('age', truth),
  ])
}

function estimatesOf(options: MeasuringOptions, batch: PairedBatch): readonly Estimate[] {
  const reference = startReference(options.features, 1)
  reference.add(SETS.find((one) => one.options.features === options.features)!.batch.columns)
  return measure(options, [batch], reference).estimates
}

const nameOf = (one: Estimate): string => `${measureKey(one.measure, one.options)} ${sliceKey(one.slice)} ${one.of}`

/** A number that is not the same; `room` is how far two may be apart besides rounding. */
function apart(a: number | null | undefined, b: number | null | undefined, what: string, room = 0): string[] {
  const same =
    typeof a === 'number' && typeof b === 'number'
      ? Math.abs(a - b) <= room + 1e-9 * Math.max(1, Math.abs(a))
      : (a ?? null) === (b ?? null)
  return same ? [] : [`${what}: ${a}, not ${b}`]
}

/** Methods that draw at random: the same question in another order of cells draws otherwise, and differs by the noise of the draws. */
const DRAWN = /bootstrap/
const NOISE = 0.15

function roomOf({ interval, method }: Estimate): number {
  return interval !== null && DRAWN.test(method) ? NOISE * (interval[1] - interval[0]) : 0
}

function changed(
  actual: readonly Estimate[],
  expected: readonly Estimate[],
  allow: (of: Estimate) => number = () => 0,
): string[] {
  const found = new Map(actual.map((one) => [nameOf(one), one]))
  expect(actual).toHaveLength(expected.length)
  return expected.flatMap((one) => {
    const other = found.get(nameOf(one))
    if (other === undefined) return [`${nameOf(one)} is missing`]
    const room = allow(one)
    return [
      ...apart(other.value, one.value, nameOf(one)),
      ...apart(other.n, one.n, `${nameOf(one)} n`),
      ...apart(other.interval?.[0], one.interval?.[0], `${nameOf(one)} low`, room),
      ...apart(other.interval?.[1], one.interval?.[1], `${nameOf(one)} high`, room),
      ...(other.reason === one.reason && other.method === one.method ? [] : [`${nameOf(one)}: ${other.reason}`]),
    ]
  })
}

/** The same cases and answers, with the labels listed in another order. */
function relabelled(batch: PairedBatch, order: readonly number[]): PairedBatch {
  const place = order.map((_, label) => order.indexOf(label))
  const width = order.length
  const columnsOf = <A extends Float64Array | Uint8Array>(values: A): A => {
    const moved = values.slice() as A
    for (let i = 0; i < values.length; i++) moved[i - (i % width) + place[i % width]!] = values[i]!
    return moved
  }
  const classes = ({ predicted, scores }: ClassPredictions): ClassPredictions => ({
    kind: 'classes',
    predicted: predicted.map((label) => place[label]!),
    scores: scores === null ? null : columnsOf(scores),
  })
  const side = (of: PairedBatch['old']): PairedBatch['old'] =>
    of.kind === 'classes'
      ? classes(of)
      : of.kind === 'label-sets'
        ? { ...of, decided: columnsOf(of.decided), scores: of.scores === null ? null : columnsOf(of.scores) }
        : of
  const { truth, positive } = batch
  return {
    ...batch,
    labels: order.map((label) => batch.labels[label]!),
    positive: positive === null ? null : place[positive]!,
    truth:
      truth.kind === 'classes'
        ? { kind: 'classes', labels: truth.labels.map((label) => (label < 0 ? label : place[label]!)) }
        : truth.kind === 'label-sets'
          ? { kind: 'label-sets', flags: columnsOf(truth.flags) }
          : truth,
    old: side(batch.old),
    new: side(batch.new),
  }
}

describe('every measure is estimated here that can be of cases, so that none escapes what follows', () => {
  it('but those of raw outputs, which have laws of their own, and those of the machine', () => {
    const estimated = new Set(
      SETS.flatMap(({ options, batch }) => estimatesOf(options, batch).map((one) => one.measure)),
    )
    const missing = MEASURE_NAMES.filter(
      (name) => !estimated.has(name) && !['outputs', 'speed'].includes(measureInfo(name).group),
    )
    expect(missing).toEqual([])
  })
})

describe.each(SETS)('with $name,', ({ batch, options }) => {
  const before = estimatesOf(options, batch)

  it('the order of the cases changes nothing', () => {
    const random = seededRandom(21)
    const order = Array.from({ length: N }, (_, i) => ({ i, key: random() })).sort((a, b) => a.key - b.key)
    const shuffled = selectCases(batch, Uint32Array.from(order, ({ i }) => i)) // prettier-ignore
    expect(changed(estimatesOf(options, shuffled), before)).toEqual([])
  })

  it('any split of them merges to the same estimates', () => {
    const whole = measure(options, [batch]).estimates
    const parts = [cut(batch, 0, 17), cut(batch, 17, 17), cut(batch, 17, 90), cut(batch, 90, N)].map((part) => [part])
    expect(changed(measureMerged(options, parts).estimates, whole)).toEqual([])
  })

  it('a column that no measure uses changes nothing', () => {
    const unused = numberColumn(
      'unused',
      Array.from({ length: N }, (_, i) => (i % 7 === 0 ? null : i / 3)),
    )
    const wider = { ...batch, columns: { ...batch.columns, columns: [...batch.columns.columns, unused] } }
    expect(estimatesOf(options, wider)).toEqual(before)
  })

  it('the order in which labels are listed changes nothing', () => {
    const order = [...batch.labels.keys()].reverse()
    const other = relabelled(batch, order)
    const costs = options.costs?.slice().reverse()
    const changes = {
      ...options,
      labels: other.labels,
      positive: other.positive,
      ...(costs === undefined ? {} : { costs }),
    }
    expect(changed(estimatesOf(changes, other), before, roomOf)).toEqual([])
  })

  it('old and new changing places negates every difference and mirrors its interval', () => {
    const back = new Map(estimatesOf(options, swapped(batch)).map((one) => [nameOf(one), one]))
    const wrong = before
      .filter(({ of }) => of === 'difference')
      .flatMap((one) => {
        const other = back.get(nameOf(one))
        if (other === undefined) return [`${nameOf(one)} is missing`]
        const room = roomOf(one)
        const negated = (value: number | null | undefined): number | null => (typeof value === 'number' ? -value : null)
        return [
          ...apart(other.value, negated(one.value), nameOf(one)),
          ...apart(other.interval?.[0], negated(one.interval?.[1]), `${nameOf(one)} low`, room),
          ...apart(other.interval?.[1], negated(one.interval?.[0]), `${nameOf(one)} high`, room),
        ]
      })
    expect(before.filter(({ of, value }) => of === 'difference' && value !== null).length).toBeGreaterThan(3)
    expect(wrong).toEqual([])
  })
})
