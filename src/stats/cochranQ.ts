import { chiSquareCdf } from './distributions.js'

export interface Heterogeneity {
  readonly q: number
  readonly degrees: number
  readonly pValue: number
  /** Share of the variation between the groups that chance does not explain, in [0, 1]. */
  readonly iSquared: number
}

/**
 * Do groups differ in what was estimated in each? Cochran's Q: squared distances from the common mean, each over its variance (of the
 * estimate, > 0); chi-square with one degree less than groups if they do not. Null for fewer than two groups.
 * @see Cochran 1954, Biometrics 10(1):101-129
 * @see Higgins & Thompson 2002, Stat. Med. 21(11):1539-1558 (I²)
 */
export function cochranQ(
  groups: readonly { readonly value: number; readonly variance: number }[],
): Heterogeneity | null {
  if (groups.length < 2 || groups.some(({ variance }) => !(variance > 0))) return null
  const weight = groups.reduce((sum, { variance }) => sum + 1 / variance, 0)
  const mean = groups.reduce((sum, { value, variance }) => sum + value / variance, 0) / weight
  const q = groups.reduce((sum, { value, variance }) => sum + (value - mean) ** 2 / variance, 0)
  const degrees = groups.length - 1
  return {
    q,
    degrees,
    pValue: Math.max(0, 1 - chiSquareCdf(q, degrees)),
    iSquared: q > 0 ? Math.max(0, (q - degrees) / q) : 0,
  }
}
