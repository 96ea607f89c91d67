import { describe, expect, it } from 'vitest'
import { didYouMean, nearestName } from '../../src/core/nearestName.js'

describe('the nearest name', () => {
  it('is the one that a slip of the keyboard away was meant', () => {
    expect(nearestName('acuracy', ['accuracy', 'agreement', 'recall'])).toBe('accuracy')
    expect(nearestName('Rmse', ['mae', 'rmse', 'r2'])).toBe('rmse')
  })

  it('is found behind two swapped letters, even in a short name: a swap is one slip', () => {
    expect(nearestName('tset', ['test', 'reference'])).toBe('test')
    expect(nearestName('titel', ['task', 'title', 'sets'])).toBe('title')
    expect(nearestName('di', ['id'])).toBeUndefined() // one edit of two letters is half the name
  })

  it('is the nearer of two candidates', () => {
    expect(nearestName('recal', ['recalled', 'recall'])).toBe('recall')
    // A swap (1) is nearer than a deletion and an insertion elsewhere (2).
    expect(nearestName('lable', ['labels', 'label'])).toBe('label')
  })

  it('is none when nothing is near: a wrong suggestion is worse than none', () => {
    expect(nearestName('zebra', ['accuracy', 'recall'])).toBeUndefined()
    expect(didYouMean('zebra', ['accuracy'])).toBe('')
    expect(didYouMean('regoin', ['region'])).toBe(' Did you mean "region"?')
  })
})
