/** Whether a runtime says that it could not get memory: each has its own words. */
export function isOutOfMemory(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error)
  return /bad_alloc|Failed to allocate memory|Array buffer allocation failed/i.test(message)
}
