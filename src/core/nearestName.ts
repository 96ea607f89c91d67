/**
 * The candidate closest to `name` by edit distance (case-insensitive), if it is close enough to be what was meant:
 * at most a third of the longer name. Of two that are equally close, the first.
 * @see Damerau 1964, Communications of the ACM 7(3):171-176, doi:10.1145/363958.363994 (80 % of misspellings are one such edit)
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Infinity
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance <= Math.max(name.length, candidate.length) / 3 && distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** ` Did you mean "x"?`, or an empty string: to be put behind a message. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const nearest = nearestName(name, candidates)
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`
}

/**
 * Optimal string alignment: insertions, deletions, substitutions and swaps of two neighbours count one each, no part edited twice.
 * Swaps are the commonest slip of a keyboard (`tset`); plain Levenshtein counts two for them and misses short names.
 */
function editDistance(a: string, b: string): number {
  let beforePrevious: readonly number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = swapped ? beforePrevious[j - 2]! + 1 : Infinity
      current.push(Math.min(substitution, previous[j]! + 1, current[j - 1]! + 1, swap))
    }
    beforePrevious = previous
    previous = current
  }
  return previous[b.length]!
}
