import { describe, expect, it } from 'vitest'
import { caseDistances } from '../../src/measures/causes/caseDistances.js'
import { confirmChange } from '../../src/measures/causes/confirmChange.js'
import { outputScale } from '../../src/replay/causes/outputScale.js'
import { startSearch } from '../../src/replay/causes/startSearch.js'
import { seededRandom } from '../../src/stats/random.js'

const ROWS = 200
const random = seededRandom(20261124)
/** Days between 2 and 7, as a model of values would have them. */
const days = (): Float64Array => Float64Array.from({ length: ROWS }, () => 2 + 5 * random())
const noise = (): number => 0.02 * (random() - 0.5)

async function told(old: Float64Array, change: (value: number, row: number) => number) {
  const values = (of: Float64Array) => ({ kind: 'values', values: of }) as const
  const search = startSearch(
    {
      task: 'regression',
      batch: { start: 0, rows: ROWS, columns: [] },
      labels: [],
      positive: null,
      inputs: [],
      output: { output: 'days', meaning: 'value', labels: null, labelsFrom: null, by: 'declared' },
      oldImage: null,
      old: values(old),
      new: values(old.map(change)),
      shape: () => null,
      facts: () => null,
    },
    null,
    { distances: caseDistances, assign: () => new Int32Array(), labelOrder: () => null },
  )
  const trial = await outputScale.find(search)
  if (trial === null) return null
  // The other half: new cases of the same kind.
  const again = days()
  const before = values(again.map(change))
  const confirmed = confirmChange(
    { old: values(again), before, after: trial.change.read!(before), truth: { kind: 'none' } },
    1,
  )
  return confirmed === null ? null : [trial.cause, trial.values['change']]
}

describe('what is wrong with all values of a new model', () => {
  it('is a constant amount where that leaves least, though a unit factor would bring it nearer too', async () => {
    expect(await told(days(), (value) => value + 3)).toEqual(['output-shift', '− 3'])
    const [cause, change] = (await told(days(), (value) => value - 1.5 + noise()))!
    expect(cause).toBe('output-shift')
    // The median of 200 errors of at most 0.01.
    expect(Math.abs(Number(String(change).replace('+ ', '')) - 1.5)).toBeLessThan(0.01)
  })

  it('is a constant amount whatever a few wild answers say', async () => {
    expect(await told(days(), (value, row) => (row % 20 === 0 ? 1e6 : value + 3))).toEqual(['output-shift', '− 3'])
  })

  it('is a factor where a factor is what is wrong, and a usual offset by its name', async () => {
    expect(await told(days(), (value) => value * 24 + noise())).toEqual(['output-scale', '× 0.0416667'])
    expect(await told(days(), (value) => value * 1.609344)).toEqual(['output-scale', '× 0.621371'])
    expect(await told(days(), (value) => value + 273.15 + noise())).toEqual(['output-shift', '− 273.15'])
  })

  it('is nothing of the kind where new only does not know', async () => {
    expect(await told(days(), () => 2 + 5 * random())).toBeNull()
    expect(await told(days(), () => 40)).toBeNull()
  })
})
