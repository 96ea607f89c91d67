import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

/** The committed values of `test/reference/NAME`; see its make.py for where they come from. */
export function referenceCases<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', 'reference', name, 'cases.json'), 'utf8')) as T
}

/** Equal to 1e-9 relative (absolute below 1e-3, where the references themselves are no better). */
export function expectClose(actual: number | null | undefined, expected: number, what = '', relative = 1e-9): void {
  const tolerance = relative * Math.max(Math.abs(expected), 1e-3)
  expect(actual, `${what}: ${actual} should be ${expected}`).toSatisfy(
    (value) => typeof value === 'number' && Math.abs(value - expected) <= tolerance,
  )
}

export function expectInterval(
  actual: readonly [number, number] | null | undefined,
  expected: readonly [number, number],
  what = '',
  relative = 1e-9,
): void {
  expect(actual, what).not.toBeNull()
  expectClose(actual![0], expected[0], `${what} low`, relative)
  expectClose(actual![1], expected[1], `${what} high`, relative)
}
