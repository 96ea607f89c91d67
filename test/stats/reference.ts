import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The committed values of `test/reference/NAME`; see its make.py for where they come from. */
export function referenceCases<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', 'reference', name, 'cases.json'), 'utf8')) as T
}

/** Nothing if `actual` is `expected` to 1e-9 relative (absolute below 1e-3, where the references are no better), else a sentence. */
export function mismatch(
  actual: number | null | undefined,
  expected: number | null | undefined,
  what: string,
  relative = 1e-9,
): string[] {
  if (actual === null || actual === undefined || expected === null || expected === undefined)
    return actual === expected ? [] : [`${what}: ${actual}, expected ${expected}`]
  const within = Math.abs(actual - expected) <= relative * Math.max(Math.abs(expected), 1e-3)
  return within ? [] : [`${what}: ${actual}, expected ${expected}`]
}

export function intervalMismatch(
  actual: readonly [number, number] | null | undefined,
  expected: readonly [number, number],
  what: string,
  relative = 1e-9,
): string[] {
  return [
    ...mismatch(actual?.[0], expected[0], `${what}, low end`, relative),
    ...mismatch(actual?.[1], expected[1], `${what}, high end`, relative),
  ]
}
