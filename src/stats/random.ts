/** Uniform in [0, 1), 53 bits: the same stream as numpy's `RandomState(seed).random_sample()`. */
export type Random = () => number

const WORDS = 624
const SHIFT = 397

/**
 * The Mersenne Twister MT19937, seeded by one unsigned 32-bit number. Numbers are made a whole state at a time, which is several times
 * faster than one by one: the bootstrap draws millions.
 * @see Matsumoto & Nishimura 1998, ACM TOMACS 8(1):3-30, doi:10.1145/272991.272995
 */
export function seededRandom(seed: number): Random {
  const words = seedWords(seed >>> 0)
  const doubles = new Float64Array(WORDS / 2)
  let next = doubles.length
  return () => {
    if (next === doubles.length) {
      twist(words)
      temper(words, doubles)
      next = 0
    }
    return doubles[next++]!
  }
}

function seedWords(seed: number): Uint32Array {
  const words = new Uint32Array(WORDS)
  words[0] = seed
  for (let i = 1; i < WORDS; i++) {
    const before = words[i - 1]! ^ (words[i - 1]! >>> 30)
    words[i] = Math.imul(1812433253, before) + i
  }
  return words
}

function twist(words: Uint32Array): void {
  let i = 0
  for (; i < WORDS - SHIFT; i++) words[i] = words[i + SHIFT]! ^ turn(words[i]!, words[i + 1]!)
  for (; i < WORDS - 1; i++) words[i] = words[i + SHIFT - WORDS]! ^ turn(words[i]!, words[i + 1]!)
  words[i] = words[SHIFT - 1]! ^ turn(words[i]!, words[0]!)
}

function turn(word: number, next: number): number {
  const y = (word & 0x80000000) | (next & 0x7fffffff)
  return (y >>> 1) ^ (-(y & 1) & 0x9908b0df)
}

/** 27 bits of one word and 26 of the next make a double, as in numpy and in the authors' `genrand_res53`. */
function temper(words: Uint32Array, doubles: Float64Array): void {
  for (let i = 0; i < doubles.length; i++)
    doubles[i] = ((mix(words[2 * i]!) >>> 5) * 67108864 + (mix(words[2 * i + 1]!) >>> 6)) / 9007199254740992
}

function mix(word: number): number {
  let y = word ^ (word >>> 11)
  y ^= (y << 7) & 0x9d2c5680
  y ^= (y << 15) & 0xefc60000
  return y ^ (y >>> 18)
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
