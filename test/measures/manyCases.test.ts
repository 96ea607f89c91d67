import { expect, it } from 'vitest'
import { BINARY, cut, find, measure, randomBatch } from './given.js'

/** From 50,000 cases on, bins are drawn from the normal distribution; one case fewer is resampled. 1,000 replicates place an end to some 3 % of the width. */
it('the calibration error’s interval is the same, drawn either way, and one side’s without the other’s scores', () => {
  const batch = randomBatch(50_000, 2, 5)
  const options = { ...BINARY, labels: batch.labels, positive: 1 }
  const drawn = measure(options, [batch]).estimates
  const resampled = measure(options, [cut(batch, 0, 49_999)]).estimates
  if (batch.new.kind !== 'classes') throw new Error('classes were asked for')
  const scoreless = measure(options, [{ ...batch, new: { ...batch.new, scores: null } }]).estimates
  for (const of of ['old', 'new', 'difference'] as const) {
    const [a, b] = [drawn, resampled].map((estimates) => find(estimates, 'expectedCalibrationError', of))
    const width = b!.interval![1] - b!.interval![0]
    expect(width).toBeGreaterThan(0)
    expect(Math.abs(a!.interval![0] - b!.interval![0])).toBeLessThan(0.08 * width)
    expect(Math.abs(a!.interval![1] - b!.interval![1])).toBeLessThan(0.08 * width)
  }
  const [whole, without] = [drawn, scoreless].map((estimates) => find(estimates, 'expectedCalibrationError', 'old'))
  const halfWidths = [whole, without].map((of) => (of!.interval![1] - of!.interval![0]) / 2)
  expect(without!.value).toBeCloseTo(whole!.value!, 12)
  expect(Math.abs(halfWidths[1]! / halfWidths[0]! - 1)).toBeLessThan(0.1)
  expect(find(scoreless, 'expectedCalibrationError', 'new').value).toBeNull()
})
