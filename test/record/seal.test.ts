import { describe, expect, it } from 'vitest'
import type { Criterion } from '../../src/core/criterion.js'
import { RecetteError } from '../../src/core/errors.js'
import { compareSeal, type Terms } from '../../src/record/compareSeal.js'
import { makeSeal, readSeal, type SealedTerms } from '../../src/record/seal.js'
import { passingResult } from '../report/sample.js'
import { newKey, NOW } from './records.js'

const criteria = passingResult().criteria
const digest = (letter: string) => letter.repeat(64)
const TERMS: SealedTerms = {
  title: 'Churn',
  sealedAt: '2026-01-02T08:00:00Z',
  by: 'Claire Perrin',
  confidence: 0.95,
  basis: 'sample',
  criteria,
  subject: [
    { name: 'plan', digest: { sha256: digest('a') } },
    { name: 'model:old', digest: { sha256: digest('b') } },
    { name: 'set:test', digest: { sha256: digest('c') } },
  ],
}
const SAME: Terms = { criteria, confidence: 0.95, basis: 'sample', sets: { test: digest('c') }, old: digest('b') }

const key = newKey()
const bytes = Buffer.from(makeSeal(TERMS, key))
const seal = readSeal(bytes, 'recette.seal', NOW)
const edits = (now: Partial<Terms>) => compareSeal(seal, { ...SAME, ...now }).changes

describe('a seal', () => {
  it('says what was sealed, when and with which key', () => {
    expect(seal.key).toBe(key.publicKey.fingerprint)
    expect(seal.terms).toEqual(TERMS)
  })

  it('is refused when a bit of it is flipped, in every part', () => {
    const said = new Set<unknown>()
    const changed = Buffer.from(bytes)
    for (let bit = 0; bit < bytes.length * 8; bit += 67) {
      changed[bit >> 3]! ^= 1 << (bit & 7)
      try {
        readSeal(changed, 'recette.seal', NOW)
        said.add(`nothing of bit ${bit}`)
      } catch (error) {
        said.add(error instanceof RecetteError ? `${error.kind} ${error.code}` : error)
      }
      changed[bit >> 3]! ^= 1 << (bit & 7)
    }
    expect([...said]).toEqual(['usage SEAL_INVALID'])
  })

  it('from the future is refused: a clock was set back', () => {
    expect(() => readSeal(bytes, 'recette.seal', new Date('2026-01-01T00:00:00Z'))).toThrow(
      /sealed on 2026-01-02.*this machine says that it is 2026-01-01/,
    )
  })
})

describe('since the seal', () => {
  it('nothing was edited where the terms are the same, in any order', () => {
    expect(edits({})).toEqual([])
    expect(edits({ criteria: criteria.toReversed() })).toEqual([])
  })

  it('each edit is told with what stood before and what stands now', () => {
    const [first, ...rest] = criteria
    const looser: Criterion = {
      ...first!,
      id: 'looser',
      demand: { kind: 'maxDegradation', margin: { value: 9, unit: 'point' } },
    }
    expect(edits({ criteria: [looser, ...rest] })).toEqual([
      { what: 'criterion', name: null, before: first!.id, after: 'looser' },
    ])
    const softened: Criterion = { ...first!, level: 'warn', waived: 'tired of it' }
    expect(edits({ criteria: [softened, ...rest] })).toEqual([
      {
        what: 'criterion',
        name: null,
        before: `${first!.id}, level: error, waived: –`,
        after: `${first!.id}, level: warn, waived: tired of it`,
      },
    ])
    expect(edits({ criteria: rest })).toEqual([{ what: 'criterion', name: null, before: first!.id, after: null }])
    expect(edits({ confidence: 0.9, basis: 'fixed' }).map(({ what }) => what)).toEqual(['confidence', 'basis'])
    expect(edits({ sets: { test: digest('d'), more: digest('e') }, old: null })).toEqual([
      { what: 'set', name: 'more', before: null, after: digest('e') },
      { what: 'set', name: 'test', before: digest('c'), after: digest('d') },
      { what: 'old', name: null, before: digest('b'), after: null },
    ])
  })
})
