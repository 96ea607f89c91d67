/** What the graph of a SavedModel does besides computing, to end a sentence about it; null when nothing is found. */
export async function describeReach(path: string, shown: string): Promise<string | null> {
  const [{ readSavedModel }, { reachingOperations }] = await Promise.all([
    import('./readSavedModel.js'),
    import('./reachingOperations.js'),
  ])
  const operations = reachingOperations(await readSavedModel(path, shown))
  if (operations.length === 0) return null
  const [those, reach] = operations.length === 1 ? ['operation', 'reaches'] : ['operations', 'reach']
  return `its graph holds the ${those} ${operations.join(', ')}, which ${reach} for files or for other programs`
}
