import mt19937 from '@stdlib/random-base-mt19937'

/** Uniform in [0, 1), 53 bits: the same stream as numpy's `RandomState(seed).random_sample()`. */
export type Random = () => number

/**
 * The Mersenne Twister, seeded by one unsigned 32-bit number.
 * @see Matsumoto & Nishimura 1998, ACM TOMACS 8(1):3-30, doi:10.1145/272991.272995
 */
export function seededRandom(seed: number): Random {
  // The generator refuses a seed of 0.
  const next = mt19937.factory({ seed: seed >>> 0 || 0x9e3779b9 })
  return () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992
}

/**
 * A seed for one purpose out of the run's seed, so that what is drawn for one slice or measure does not depend on which others
 * were asked for. FNV-1a over the text, mixed with murmur3's finalizer; never 0.
 */
export function deriveSeed(seed: number, purpose: string): number {
  let hash = (0x811c9dc5 ^ mixBits(seed)) >>> 0
  for (let i = 0; i < purpose.length; i++) hash = Math.imul(hash ^ purpose.charCodeAt(i), 0x01000193)
  return mixBits(hash) || 1
}

/** A bijection of unsigned 32-bit numbers that looks random: different inputs always give different outputs (murmur3's fmix32). */
export function mixBits(value: number): number {
  let h = value >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
