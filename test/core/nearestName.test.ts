import { describe, expect, it } from 'vitest'
import { didYouMean, nearestName } from '../../src/core/nearestName.js'

describe('the nearest name', () => {
  it('is the one that a slip of the keyboard away was meant', () => {
    expect(nearestName('acuracy', ['accuracy', 'agreement', 'recall'])).toBe('accuracy')
    expect(nearestName('Rmse', ['mae', 'rmse', 'r2'])).toBe('rmse')
  })

  it('is none when nothing is near: a wrong suggestion is worse than none', () => {
    expect(nearestName('zebra', ['accuracy', 'recall'])).toBeUndefined()
    expect(didYouMean('zebra', ['accuracy'])).toBe('')
    expect(didYouMean('regoin', ['region'])).toBe(' Did you mean "region"?')
  })
})
