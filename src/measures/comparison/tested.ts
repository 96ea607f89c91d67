import type { ComparisonTest } from '../../core/comparisonTest.js'

/** A test before it is told its set and slice. NaN here becomes null. */
export type Tested = Omit<ComparisonTest, 'set' | 'slice'>

/** A test that cannot be made. */
export function untested(test: ComparisonTest['test'], n: number, reason: string, more: Partial<Tested> = {}): Tested {
  return { test, statistic: null, degrees: null, pValue: null, estimates: [], n, reason, ...more }
}
