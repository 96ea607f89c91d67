import { array, assert, integer, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nthSmallest } from '../../src/stats/smallest.js'

const WORD = integer({ min: 0, max: 0xffffffff })

describe('the nth smallest word', () => {
  it('is the one that stands at that place once they are sorted', () => {
    assert(
      property(array(WORD, { minLength: 1, maxLength: 300 }), nat(299), (words, at) => {
        const n = (at % words.length) + 1
        expect(nthSmallest(Uint32Array.from(words), n)).toBe(Uint32Array.from(words).sort()[n - 1])
      }),
      { seed: 1 },
    )
  })
})
