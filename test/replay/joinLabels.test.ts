import { describe, expect, it } from 'vitest'
import { joinLabels } from '../../src/replay/joinLabels.js'

describe('joining labels', () => {
  it("goes by name in the old model's order, and no side's order of scores counts", () => {
    const joined = joinLabels({ old: ['b', 'a'], new: ['a', 'b'], set: ['a', 'b'] }, [])
    expect(joined.labels).toEqual(['b', 'a'])
    expect(joined.loose).toEqual({ old: [], new: [], set: [] })
  })

  it('joins what differs in representation alone, under the spelling that most use', () => {
    const joined = joinLabels({ old: ['0.0', '1.0'], new: ['0', '1'], set: ['0', '1', '1 '] }, [])
    expect(joined.labels).toEqual(['0', '1'])
    expect(joined.index.old.get('1.0')).toBe(1)
    expect(joined.index.set.get('1 ')).toBe(1)
  })

  it('tells apart what a model tells apart, however alike it looks', () => {
    const joined = joinLabels({ old: ['1', '1.0'], new: ['1.0', '1'], set: ['1', '1.0'] }, [])
    expect(joined.labels).toEqual(['1', '1.0'])
    expect(joined.index.new.get('1')).toBe(0)
  })

  it('leaves to nobody what the map gives to another label', () => {
    // "cat" is old's kitten here; old's own "cat" is then spoken of by nobody.
    const map = [{ label: 'cat', old: ['kitten'] }]
    expect(joinLabels({ old: ['cat', 'kitten'], new: ['cat'], set: ['cat'] }, map).loose.old).toEqual(['cat'])
  })

  it('says which labels of the map a model does not have, written out or meant by the name of the entry', () => {
    const map = [{ label: 'fox', old: ['renard'] }]
    expect(joinLabels({ old: ['cat'], new: ['cat'], set: null }, map).absent).toEqual([
      { of: 'old', entry: 'fox', text: 'renard', written: true },
      { of: 'new', entry: 'fox', text: 'fox', written: false },
    ])
  })
})
