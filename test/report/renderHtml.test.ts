import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Result, SetRecord } from '../../src/core/result.js'
import { renderHtml } from '../../src/report/renderHtml.js'
import { brokenResult, failingResult, finding, passingResult, regressionResult, undecidedResult } from './sample.js'

const HOSTILE = `<img src=x onerror="alert(1)">'"&</style></title><script>1</script>`

describe('the HTML report', () => {
  it('is one file that asks for nothing: no script, no link to the outside, no style attribute', () => {
    for (const result of [passingResult(), failingResult(), undecidedResult(), brokenResult(), regressionResult()]) {
      const html = renderHtml(result)
      expect(html).not.toMatch(/<script|<link|<img|<iframe|<object|<form|javascript:/i)
      expect(html).not.toMatch(/\s(?:src|srcset|action|style|on\w+)=/i)
      expect([...html.matchAll(/\shref="([^"]*)"/g)].every((match) => match[1]!.startsWith('#'))).toBe(true)
      expect(html).not.toMatch(/url\(|@import/)
      expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/)
    }
  })

  it('allows by policy exactly the style sheet that it holds', () => {
    const html = renderHtml(passingResult())
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!
    const hash = createHash('sha256').update(style).digest('base64')
    expect(html).toContain(`default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;`.replaceAll('&#39;', "'"))
  })

  it('holds every language of the plan, the first one first, and no switch for a single one', () => {
    const both = renderHtml(passingResult())
    expect(both).toContain('<html lang="fr">')
    expect(both.indexOf('<section lang="fr"')).toBeLessThan(both.indexOf('<section lang="en"'))
    expect(both).toContain('id="show-en"')
    const one = renderHtml(regressionResult())
    expect(one).not.toContain('<section lang="en"')
    expect(one).not.toContain('<input type="radio"')
  })

  it('falls back to English for languages that it does not speak', () => {
    const plan = { ...passingResult().plan, languages: ['de'] }
    expect(renderHtml(passingResult({ plan }))).toContain('<html lang="en">')
  })

  it('neither draws nor tells what happened to fewer cases than the smallest cell', () => {
    const result = passingResult()
    const whiskers = (smallestCell: number): number =>
      renderHtml({ ...result, plan: { ...result.plan, smallestCell } }).split('class="whisker"').length - 1
    // Of the ten bins of either curve the fifth to seventh hold 160, 150 and 180 cases. The fifth and sixth are told as one, and the seventh with
    // the eighth (210): four bins without an interval of their own. Each curve is drawn once in either language.
    expect(whiskers(10) - whiskers(200)).toBe(4 * 2 * result.plan.languages.length)
  })

  it('lets no word from the data become markup', () => {
    const html = renderHtml(hostileResult(), { against: hostileResult() })
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<script')
    expect(html.match(/<\/style>/g)).toHaveLength(1)
    expect(html).toContain('&lt;img src=x')
  })

  it('keeps ids unique although each part is there in two languages', () => {
    const ids = [...renderHtml(passingResult()).matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]!)
    expect(ids.length).toBeGreaterThan(10)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('marks nothing as met where nothing was compared', () => {
    const html = renderHtml(brokenResult())
    expect(html).not.toMatch(/class="status is-pass"/)
    expect(html).not.toMatch(/verdict is-pass/)
    expect(html).toContain('verdict is-could-not-run')
    expect(html).toContain('it ends after 1,024 of 48,220 bytes')
  })

  it('shows the digests that the signature rests on, and the same one for two runs of the same plan', () => {
    const first = renderHtml(passingResult())
    const environment = { ...passingResult().environment, startedAt: '2026-03-01T00:00:00.000Z', durationMs: 1 }
    const second = renderHtml(passingResult({ environment }))
    expect(footer(first)).toBe(footer(second))
    expect(footer(first)).not.toBe(footer(renderHtml(failingResult())))
    for (const letter of 'abcdef') expect(first).toContain(`${letter}0123456 789abcde`)
  })

  it('shows no number of a segment that is smaller than the plan’s smallest cell', () => {
    const slice = [{ column: 'region', value: 'Overseas' }]
    const tiny = finding('accuracy', {
      criterion: 'accuracy/by region',
      slice,
      n: 4,
      value: 0.4321,
      interval: [0.4, 0.5],
      margin: 0.03,
      status: 'fail',
    })
    const html = renderHtml(passingResult({ findings: [...passingResult().findings, tiny] }))
    expect(html).toContain('Overseas')
    expect(html).not.toMatch(/43[.,]2[%\u00A0\u202F ]/)
  })

  it('does not show the largest error of one person, but does of one diamond', () => {
    const base = regressionResult()
    const outcome = base.evidence[0]!.outcome
    if (outcome?.kind !== 'values') throw new Error('the sample is a regression')
    const errorQuantiles = [...outcome.errorQuantiles!, { probability: 1, old: 987.6, new: 955.5 }]
    const evidence = [{ ...base.evidence[0]!, outcome: { ...outcome, errorQuantiles } }]
    const sets = (personalData: boolean) => ({ ...base.sets, test: { ...base.sets['test']!, personalData } })
    expect(renderHtml({ ...base, evidence, sets: sets(true) })).not.toContain('987,6')
    expect(renderHtml({ ...base, evidence, sets: sets(false) })).toContain('987,6')
  })

  it('says what was processed and where it stayed, and that result.json is not for passing on', () => {
    const base = passingResult()
    const called = { ...base.models.new!, format: 'endpoint:oip-v2', artifact: 'https://models.example/churn' }
    const html = renderHtml(passingResult({ models: { ...base.models, new: called } }))
    expect(html).toContain('the inputs of every case were sent to https://models.example/churn')
    expect(html).not.toContain('Nothing was sent to anybody')
    expect(renderHtml(base)).toContain('Nothing was sent to anybody')
    expect(renderHtml(base)).toContain('It is for those who hold the sets; this report is what can be passed on.')
  })

  it('answers each heading of annex IV, 2(g), claims no conformity, and tells of no group where none is declared', () => {
    const base = passingResult()
    const html = renderHtml(base)
    const annex = html.slice(html.indexOf('id="en-annex"'), html.indexOf('id="en-signature"'))
    expect(annex.match(/<dt>/g)).toHaveLength(6)
    expect(annex).toContain('That does not establish conformity')
    expect(annex).toContain('worst in region\u00A0=\u00A0South')
    expect(annex).not.toContain('Overseas')
    const without = renderHtml({ ...base, plan: { ...base.plan, segments: [] } })
    expect(without).toContain('differences between groups were not looked at')
  })

  it('draws a wide interval cut with an arrow, beside its margin', () => {
    const wide = finding('accuracy', { value: 0.2, interval: [0.1, 0.3], margin: 0.01, status: 'fail' })
    const html = renderHtml(passingResult({ findings: [wide] }))
    expect(html).toMatch(/class="arrow"/)
  })
})

function footer(html: string): string {
  return /SHA-256 [0-9a-f]{16}/.exec(html)![0]
}

function hostileResult(): Result {
  const base = passingResult()
  return passingResult({
    title: HOSTILE,
    parties: { client: HOSTILE, old: HOSTILE, new: HOSTILE, delivery: HOSTILE, decideBy: HOSTILE },
    targetUnit: HOSTILE,
    labels: { labels: [HOSTILE, 'yes'], positive: HOSTILE },
    models: { old: { ...base.models.old!, artifact: HOSTILE, runtime: HOSTILE }, new: base.models.new },
    sets: { ...base.sets, [HOSTILE]: hostileSet(base.sets['test']!) },
    notices: [{ code: HOSTILE, values: { [HOSTILE]: HOSTILE } }],
    problems: [{ code: HOSTILE, of: 'new', set: HOSTILE, message: HOSTILE, hint: HOSTILE, at: HOSTILE }],
    findings: [...base.findings, finding('accuracy', { slice: [{ column: HOSTILE, value: HOSTILE }], set: HOSTILE })],
    evidence: base.evidence.map((one) => ({
      ...one,
      drift: one.drift.map((drift) => ({
        ...drift,
        column: HOSTILE,
        categories: drift.categories?.map(() => HOSTILE) ?? null,
      })),
    })),
  })
}

function hostileSet(set: SetRecord): SetRecord {
  const identity = { ...set.identity, file: HOSTILE, detected: { [HOSTILE]: HOSTILE } }
  return { ...set, identity, title: HOSTILE, licence: HOSTILE, source: HOSTILE }
}
