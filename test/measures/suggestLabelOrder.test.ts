import { describe, expect, it } from 'vitest'
import { suggestLabelOrder } from '../../src/measures/suggestLabelOrder.js'
import { seededRandom } from '../../src/stats/random.js'

/** Rows are places in the model's own order, columns what was right. */
const confusion = (...rows: number[][]) => rows

describe('looking for another order of the labels', () => {
  it('finds two labels the wrong way round, and says how many cases speak for it', () => {
    expect(suggestLabelOrder(confusion([3, 57], [55, 5]))).toEqual({
      order: Int32Array.of(1, 0),
      cases: 120,
      rightAsGiven: 8,
      rightReordered: 112,
    })
  })

  it('finds a cycle of three among five, and leaves the other two where they are', () => {
    const found = suggestLabelOrder(
      confusion([40, 1, 0, 0, 1], [0, 2, 38, 1, 0], [1, 0, 2, 41, 0], [0, 39, 0, 1, 1], [0, 0, 1, 1, 37]),
    )
    expect(found?.order).toEqual(Int32Array.of(0, 2, 3, 1, 4))
  })

  it('leaves a label that was never answered in the place that the others leave free', () => {
    // Place 0 holds label 1, place 1 label 2, and place 2 was never given: only label 0 is left for it.
    expect(suggestLabelOrder(confusion([1, 50, 0], [0, 1, 50], [0, 0, 0]))?.order).toEqual(Int32Array.of(1, 2, 0))
  })

  it('leaves a good order alone, and one that is only a little better in another way', () => {
    expect(suggestLabelOrder(confusion([50, 8], [9, 53]))).toBeNull()
    // 60 against 50: better by ten cases, but not twice as often right.
    expect(suggestLabelOrder(confusion([25, 30], [30, 25]))).toBeNull()
  })

  it('does not take a model that always says the same for one whose labels are swapped', () => {
    expect(suggestLabelOrder(confusion([10, 190], [0, 0]))).toBeNull()
    expect(suggestLabelOrder(confusion([10, 180], [0, 10]))).toBeNull()
    // Nearly constant, and what varies knows nothing: 95 % say 0 in either class.
    expect(suggestLabelOrder(confusion([19, 361], [1, 19]))).toBeNull()
  })

  it('wants enough cases: seven of seven could be chance, forty of forty could not', () => {
    expect(suggestLabelOrder(confusion([0, 4], [3, 0]))).toBeNull()
    expect(suggestLabelOrder(confusion([0, 20], [20, 0]))).not.toBeNull()
  })

  it('says nothing without cases or without labels', () => {
    expect(suggestLabelOrder([])).toBeNull()
    expect(suggestLabelOrder(confusion([0]))).toBeNull()
    expect(suggestLabelOrder(confusion([0, 0], [0, 0]))).toBeNull()
  })

  it('is not led astray by chance: 2,000 models that guess at random get no suggestion', () => {
    const random = seededRandom(11)
    let suggested = 0
    for (let model = 0; model < 2000; model++) {
      const labels = 2 + (model % 5)
      const counts = Array.from({ length: labels }, () => Array.from({ length: labels }, () => 0))
      const pick = () => Math.min(labels - 1, Math.floor(random() * labels))
      for (let i = 0; i < 60; i++) counts[pick()]![pick()]!++
      if (suggestLabelOrder(counts) !== null) suggested++
    }
    // The rule allows one in a thousand at most; it is stricter still, for it asks for twice as many right.
    expect(suggested).toBe(0)
  })
})
