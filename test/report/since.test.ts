import { describe, expect, it } from 'vitest'
import { renderHtml } from '../../src/report/renderHtml.js'
import { renderTerminal } from '../../src/report/renderTerminal.js'
import { voiceOf } from '../../src/report/voice.js'
import { pairFindings, sinceSentences } from '../../src/report/words/since.js'
import { failingResult, passingResult } from './sample.js'

const english = voiceOf('en')
const first = failingResult()

describe('a delivery beside the one before it', () => {
  it('is told first: the answer then and now, whether it was the same exam, and what moved', () => {
    const base = passingResult()
    const second = {
      ...base,
      models: { ...base.models, new: { ...base.models.new!, sha256: 'f'.repeat(64) } },
      plan: { ...base.plan, criteriaSha256: first.plan.criteriaSha256 },
    }
    const said = sinceSentences(english, first, second).join('\n')
    expect(said).toContain('“No, not as it is”. Now: “Yes”.')
    expect(said).toContain(
      'It is the same exam: the criteria, the sets and the old model are what they were, to the byte.',
    )
    expect(said).toContain('The new model is another file')
    expect(said).toMatch(/criteria judged both times, (?:one is|\d+ are) newly met and none is no longer met\./)
    const text = renderTerminal(second, { language: 'en', color: false, columns: 80, against: first })
    expect(text.indexOf('What changed since the previous delivery')).toBeLessThan(text.indexOf('Can it be accepted?'))
    const html = renderHtml(second, { against: first })
    expect(html.indexOf('id="fr-since"')).toBeLessThan(html.indexOf('id="fr-verdict"'))
    expect(html).toContain('Ce qui a changé depuis la livraison précédente')
  })

  it('says what makes it another exam, set by set', () => {
    const base = passingResult()
    const sets = {
      ...base.sets,
      test: { ...base.sets['test']!, identity: { ...base.sets['test']!.identity, sha256: '1'.repeat(64) } },
    }
    const other = { ...base, sets, plan: { ...base.plan, criteriaSha256: '2'.repeat(64) } }
    const said = sinceSentences(english, base, other)
    expect(said[1]).toBe('It is not the same exam; what changed: the criteria and the set “test”.')
    // On other cases the two figures would not be of one thing.
    expect(said.filter((sentence) => sentence.includes(' of the new model on '))).toEqual([])
    expect(sinceSentences(voiceOf('fr'), base, other)[1]).toBe(
      'Ce n’est pas le même examen\u202F; voici ce qui a changé\u00A0: les critères et le jeu «\u00A0test\u00A0».',
    )
  })

  it('sets a criterion beside itself though its margin was changed, and shows what was asked then', () => {
    const base = passingResult()
    const [accuracy, ...others] = base.findings
    const stricter = { ...base, findings: [{ ...accuracy!, margin: 0.001, status: 'fail' as const }, ...others] }
    const { moved, once, rest } = pairFindings(base, stricter)
    expect([moved.length, once.length]).toEqual([1, 0])
    expect(rest.length).toBe(others.length + base.environment.findings.length)
    expect(renderHtml(stricter, { against: base })).toContain('Accuracy must not fall by more than 0.1\u00A0points.')
  })

  it('finds nothing changed beside itself', () => {
    const { moved, once } = pairFindings(first, first)
    expect([...moved, ...once]).toEqual([])
    expect(sinceSentences(english, first, first)[0]).toContain('had the same answer: “No, not as it is”.')
  })
})
