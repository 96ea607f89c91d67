import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { REPORT_DIGEST_SLOT, reportDigest } from '../../src/core/reportDigest.js'
import type { Result } from '../../src/core/result.js'
import { draftStatement } from '../../src/record/draftStatement.js'
import { browserScript } from '../../src/report/browserScript.js'
import { renderHtml } from '../../src/report/renderHtml.js'
import { failingResult, passingResult } from './sample.js'

const HOSTILE = `<img src=x onerror="alert(1)">'"&</script></title><script>1</script><!-- data-recette-report="${'a'.repeat(64)}"`

function withForm(result: Result): string {
  return renderHtml(result, { draft: draftStatement(result, { result: 'a'.repeat(64), report: null }) })
}

describe('the report with its form', () => {
  it('lets exactly its own script run, and no request leave it', () => {
    const html = withForm(passingResult())
    const scripts = [...html.matchAll(/<script type="module">([\s\S]*?)<\/script>/g)]
    expect(scripts).toHaveLength(1)
    const hash = createHash('sha256').update(scripts[0]![1]!).digest('base64')
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!
    expect(policy).toContain(`script-src 'sha256-${hash}'`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|connect-src|https?:/)
    expect(scripts[0]![1]).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|\beval\(|innerHTML|document\.write/)
    expect(html).not.toMatch(/\s(?:src|srcset|action|style|on\w+)=/i)
  })

  it('carries the digest that its file has while the place of the digest holds zeros', () => {
    const html = withForm(passingResult())
    const zeroed = html.replace(REPORT_DIGEST_SLOT, `$1${'0'.repeat(64)}$3`)
    const digest = createHash('sha256').update(zeroed).digest('hex')
    expect(html.includes(`data-recette-report="${digest}"`)).toBe(true)
    expect(reportDigest(html)).toBe(digest)
    expect(reportDigest(html.replace('Maison Perrin', 'Maison Perrine'))).not.toBe(digest)
  })

  it('lets no word from the data become markup, or take the place of the digest', () => {
    const base = passingResult()
    const html = withForm({
      ...base,
      title: HOSTILE,
      parties: { client: HOSTILE, old: HOSTILE, new: HOSTILE, delivery: HOSTILE, decideBy: null },
      models: { old: { ...base.models.old!, artifact: HOSTILE }, new: base.models.new },
      findings: base.findings.map((one) => ({ ...one, criterion: HOSTILE })),
    })
    expect(html.includes('<img')).toBe(false)
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html.match(/<\/script>/g)).toHaveLength(2)
    expect(reportDigest(html)).not.toBeNull()
    const json = /<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(html)![1]!
    expect(JSON.parse(json).draft.found.title).toContain('<img')
  })

  it('offers waivers only where a criterion is not met', () => {
    const base = passingResult()
    const findings = base.findings.filter(({ status }) => status === 'pass')
    const met = withForm({ ...base, findings, environment: { ...base.environment, findings: [] } })
    expect(met.includes('data-rows="waivers"')).toBe(false)
    const one = withForm(failingResult()).split('data-rows="waivers"')[1]!.split('</template>')[0]!
    expect([...one.matchAll(/<option value="([^"]+)"/g)].map((match) => match[1])).toEqual([
      'accuracy',
      'recall',
      'accuracy/by region',
      'latencyP95',
    ])
  })

  it('keeps ids unique, says nothing undefined, and stays within its size', () => {
    const html = withForm(failingResult())
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]!)
    expect(new Set(ids).size).toBe(ids.length)
    expect(html.split('<script type="module">')[0]).not.toMatch(/NaN|undefined|\[object/)
    // Each report carries it: what it says must be worth its weight.
    expect(browserScript().length).toBeLessThan(80_000)
  })
})
