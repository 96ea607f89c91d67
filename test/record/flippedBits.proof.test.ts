import { expect, it } from 'vitest'
import { unnoticedFlips } from './flippedBits.js'

it('a flipped bit is found wherever it is: each bit of each byte of a record of two signatures', () => {
  const { tried, unnoticed } = unnoticedFlips(1)
  expect(tried).toBeGreaterThan(40_000)
  expect(unnoticed).toEqual([])
})
