import type { Finding } from '../../core/result.js'

/** Up to so many segments of a criterion are spoken of one by one. */
export const FEW = 2

/** Findings of one criterion about the segments of one set that came to the same end, together, the worst first; the others alone. */
export function segmentGroups(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>()
  findings.forEach((finding, i) => {
    const { criterion, set, status, slice, options } = finding
    const together = slice !== null && (status === 'fail' || status === 'inconclusive' || status === 'pass')
    const key = !together ? String(i) : JSON.stringify([criterion, set, status, options.head])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [finding])
    else group.push(finding)
  })
  return [...groups.values()].map((group) => group.sort((a, b) => worseness(b) - worseness(a)))
}

/** How far from what is good, to put segments in order. */
export function worseness({ sense, value }: Finding): number {
  if (value === null) return -Infinity
  return sense === 'degradation' ? value : -value
}
