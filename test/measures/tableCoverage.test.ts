import { describe, expect, it } from 'vitest'
import { collapseTable, resampleTable, sumLabels, type LabelSums } from '../../src/measures/labelTable.js'
import type { JointTable } from '../../src/measures/summaries/jointCounts.js'
import { tableFigures } from '../../src/measures/tableFigures.js'
import { seededRandom } from '../../src/stats/random.js'
import { multinomialDraws } from '../../src/stats/multinomial.js'

/** 400 samples: a coverage of 95 % shows as 92.8 to 97.2 % (two standard errors). */
const RUNS = 400

/** Truth, old answer, new answer of three labels, with chances: a population in which new loses and wins a few cases. */
const POPULATION: JointTable = {
  truth: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2),
  old: Int32Array.of(0, 0, 1, 1, 1, 1, 2, 0, 2, 2, 0, 1),
  new: Int32Array.of(0, 1, 0, 1, 1, 0, 1, 0, 2, 1, 2, 1),
  counts: Float64Array.of(0.38, 0.03, 0.02, 0.05, 0.24, 0.02, 0.01, 0.03, 0.16, 0.02, 0.01, 0.03),
}

function macroF1({ truth, predicted, right }: LabelSums): number {
  return truth.reduce((sum, having, k) => sum + (2 * right[k]!) / (having + predicted[k]!), 0) / truth.length
}

function f1({ truth, predicted, right }: LabelSums): number {
  return (2 * right[1]!) / (truth[1]! + predicted[1]!)
}

/** Share of samples of n cases whose intervals hold the population's value of old, and the difference. */
function coverage(n: number, statistic: (sums: LabelSums) => number, oneLabel: boolean) {
  const random = seededRandom(2)
  const population = oneLabel ? collapseTable(POPULATION, 1) : POPULATION
  const labels = oneLabel ? 2 : 3
  const truth = sumLabels(population, labels)
  const value = statistic(truth.old)
  const difference = statistic(truth.new) - value
  const draw = multinomialDraws(population.counts, n)
  const counts = new Float64Array(population.counts.length)
  let valueHeld = 0
  let differenceHeld = 0
  for (let run = 0; run < RUNS; run++) {
    draw(random, counts)
    const kept = Uint32Array.from(counts.keys()).filter((cell) => counts[cell]! > 0)
    const pick = (of: Int32Array) => Int32Array.from(kept, (cell) => of[cell]!)
    const sample: JointTable = {
      truth: pick(population.truth),
      old: pick(population.old),
      new: pick(population.new),
      counts: Float64Array.from(kept, (cell) => counts[cell]!),
    }
    const resampled = resampleTable(sample, labels, oneLabel ? 1 : 1 / 3, run + 1)
    const [old, , paired] = tableFigures(resampled, statistic, [0, 1], 0.95, 'no-cases')
    if (old!.interval![0] <= value && value <= old!.interval![1]) valueHeld++
    if (paired!.interval![0] <= difference && difference <= paired!.interval![1]) differenceHeld++
  }
  return { value: valueHeld / RUNS, difference: differenceHeld / RUNS }
}

describe('intervals from the resampled table', () => {
  it('hold the truth for macro F1 on 90 cases', () => {
    const found = coverage(90, macroF1, false)
    expect(found.value).toBeGreaterThan(0.92)
    expect(found.difference).toBeGreaterThan(0.93)
    expect(found.difference).toBeLessThan(0.99)
  })

  it('hold the truth for the F1 of one label, on the wide side, with some 27 cases of it', () => {
    const found = coverage(90, f1, true)
    expect(found.value).toBeGreaterThan(0.92)
    expect(found.difference).toBeGreaterThan(0.94)
  })
})
