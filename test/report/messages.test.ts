import { describe, expect, it } from 'vitest'
import { en } from '../../src/report/messages/en.js'
import { fr } from '../../src/report/messages/fr.js'
import { setType } from '../../src/report/typography.js'
import { voiceOf } from '../../src/report/voice.js'

describe('the two catalogues of messages', () => {
  it('have the same messages, and none is empty', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort())
    expect([...Object.entries(en), ...Object.entries(fr)].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('fill the same placeholders in both languages', () => {
    for (const id of Object.keys(en) as (keyof typeof en)[]) {
      // French has no plural of "cas": it may leave out a count that only chooses an ending.
      const missing = [...placeholders(en[id])].filter((name) => name !== 'n' && !placeholders(fr[id]).has(name))
      const unknown = [...placeholders(fr[id])].filter((name) => name !== 'n' && !placeholders(en[id]).has(name))
      expect({ id, missing, unknown }).toEqual({ id, missing: [], unknown: [] })
    }
  })

  it('are written with curly apostrophes and guillemets, never with straight ones', () => {
    expect(Object.entries(fr).filter(([, text]) => /["“”]/.test(text))).toEqual([])
    expect(Object.entries(en).filter(([, text]) => text.includes('"'))).toEqual([])
  })

  it('give every message once its values are there, and throw when one is missing', () => {
    const voice = voiceOf('fr')
    expect(voice.say('reason.needed', { needed: '1 900', cases: '640' })).toBe(
      'Environ 1 900\u00A0cas permettraient de trancher\u202F; il y en a 640.',
    )
    expect(() => voice.say('reason.needed', { needed: '1 900' })).toThrow(/cases/)
  })

  it('can all be said: every one parses, and its plurals have a branch for any number', () => {
    for (const language of ['en', 'fr'] as const)
      for (const id of Object.keys(en) as (keyof typeof en)[])
        for (const n of [0, 1, 2, 1_000_000]) {
          const values = Object.fromEntries([...placeholders(en[id]), ...placeholders(fr[id])].map((name) => [name, n]))
          expect(voiceOf(language).say(id, values)).not.toBe('')
        }
  })

  it('have nothing for a code that nobody wrote words for', () => {
    expect(voiceOf('en').sayCode('notice', 'from-the-future')).toBeNull()
  })
})

describe('French typography', () => {
  it('binds punctuation, guillemets, per cent and thousands to what they belong to', () => {
    expect(setType("l'essai : « oui » ; 95 % sur 1 000 cas ?", 'fr')).toBe(
      'l’essai\u00A0: «\u00A0oui\u00A0»\u202F; 95\u202F% sur 1\u202F000 cas\u202F?',
    )
  })

  it('leaves English spacing alone', () => {
    expect(setType("it's 95% : yes", 'en')).toBe('it’s 95% : yes')
  })
})

/** Names that stand directly in braces or choose a plural; a branch of a plural (`one {case}`) is not one. */
function placeholders(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/(?<!(?:(?:, |\} )one|other|=\d) )\{(\w+)[,}]/g)].map((match) => match[1]!))
}
