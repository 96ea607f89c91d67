import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '../../src/core/result.js'
import { reportFile } from '../../src/cli/outputs.js'
import { printPdf } from '../../src/cli/pdf/printPdf.js'
import { renderHtml } from '../../src/report/renderHtml.js'
import { launchChromium } from './readers.js'
import { brokenResult, failingResult, finding, passingResult, regressionResult, undecidedResult } from './sample.js'

const PHONE = { width: 375, height: 812 }
const LAPTOP = { width: 1280, height: 800 }

let browser: Browser
let folder: string

beforeAll(async () => {
  browser = await launchChromium()
  folder = await mkdtemp(join(tmpdir(), 'recette-report-'))
})

afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the report in a real browser', () => {
  it.each([
    ['fr', 'light', 'phone', PHONE, passingResult()],
    ['fr', 'dark', 'laptop', LAPTOP, failingResult()],
    ['en', 'light', 'laptop', LAPTOP, failingResult()],
    ['en', 'dark', 'phone', PHONE, passingResult()],
  ] as const)('has no barrier that axe can find: %s, %s, %s', async (language, colorScheme, _, viewport, result) => {
    await using page = await openReport(result, { viewport, colorScheme })
    await page.tab.check(`#show-${language}`)
    expect(await barriers(page.tab)).toEqual([])
  })

  it('has none either for an undecided result, a broken one, and a regression in one language', async () => {
    for (const result of [undecidedResult(), brokenResult(), regressionResult()]) {
      await using page = await openReport(result, { viewport: LAPTOP })
      expect(await barriers(page.tab)).toEqual([])
    }
  })

  it.each([
    ['light', PHONE],
    ['dark', LAPTOP],
  ] as const)(
    'has none in the form either, with its rows open and its messages shown: %s',
    async (colorScheme, viewport) => {
      await using page = await openReport(failingResult(), { viewport, colorScheme })
      for (const group of ['reservations', 'waivers', 'participants'])
        await page.tab.click(`#fr [data-rows="${group}"] > [data-add]`)
      await page.tab.click('#fr form [type="submit"]')
      await page.tab.waitForSelector('#fr .problem')
      expect(await barriers(page.tab)).toEqual([])
      const { scrollWidth, clientWidth } = await page.tab.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return { scrollWidth, clientWidth }
      })
      expect(scrollWidth).toBe(clientWidth)
    },
  )

  it('never scrolls sideways, down to 320 pixels, even with long names', async () => {
    for (const result of [passingResult(), brokenResult(), regressionResult(), longNames()]) {
      await using page = await openReport(result, { viewport: { width: 320, height: 640 } })
      await openFolds(page.tab)
      const widths = await page.tab.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return { scrollWidth, clientWidth }
      })
      expect(widths.scrollWidth).toBe(widths.clientWidth)
    }
  })

  it('shows one language at a time, switches without script, and by keyboard', async () => {
    await using page = await openReport(passingResult(), { viewport: LAPTOP, javaScriptEnabled: false })
    const visible = async (language: string): Promise<boolean> => page.tab.locator(`section#${language}`).isVisible()
    expect([await visible('fr'), await visible('en')]).toEqual([true, false])
    await page.tab.locator('#show-fr').focus()
    await page.tab.keyboard.press('ArrowRight')
    expect([await visible('fr'), await visible('en')]).toEqual([false, true])
  })

  it('asks for nothing beside itself, and its own policy blocks nothing of it', async () => {
    await using page = await openReport(passingResult(), { viewport: LAPTOP })
    expect(page.requests).toEqual([page.url])
    expect(page.complaints).toEqual([])
    expect(await page.tab.evaluate(() => getComputedStyle(document.body).maxWidth)).not.toBe('none')
  })

  it('answers the five questions on the first screen of a laptop', async () => {
    await using page = await openReport(passingResult(), { viewport: LAPTOP })
    for (const text of [
      'serait remplacé par le nouveau',
      'Peut-on prononcer la réception',
      'Sur 1\u202F000\u00A0cas, l’ancien modèle',
      'Ce qui n’a pas été essayé',
      'au plus tard le 30\u00A0janvier\u00A02026',
    ]) {
      const box = await page.tab.getByText(text).first().boundingBox()
      expect(box).not.toBeNull()
      expect(box!.y + box!.height).toBeLessThanOrEqual(LAPTOP.height)
    }
  })

  it('opens the evidence on paper, hides the other language, and keeps the signature on one page', async () => {
    await using page = await openReport(passingResult(), { viewport: LAPTOP })
    await page.tab.emulateMedia({ media: 'print' })
    const shown = await page.tab.evaluate(() => {
      const [evidence, other, signature, languages] = [
        '#fr details.chapter .folded',
        '#en',
        '#fr .signature',
        '.switch',
      ].map((selector) => document.querySelector(selector)?.getBoundingClientRect().height ?? -1)
      // The printable height of A4 with margins of 18 mm, in CSS pixels.
      const paper = ((297 - 2 * 18) / 25.4) * 96
      return { evidence, other, languages, signature: (signature ?? 0) / paper }
    })
    expect(shown.evidence).toBeGreaterThan(50)
    expect(shown.other).toBe(0)
    expect(shown.languages).toBe(0)
    expect(shown.signature).toBeGreaterThan(0.3)
    expect(shown.signature).toBeLessThan(1)
    const pdf = await page.tab.pdf({ preferCSSPageSize: true })
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
    expect(pages).toBeGreaterThan(3)
    expect(pages).toBeLessThan(20)
  })

  it('is printed into a PDF by a Chromium that is only named', async () => {
    const { default: chromium } = await import('@sparticuz/chromium')
    const html = renderHtml(passingResult(), { languages: ['fr'] })
    const pdf = Buffer.from(await printPdf(await chromium.executablePath(), html)).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThan(3)
  })
})

interface OpenReport extends AsyncDisposable {
  readonly tab: Page
  readonly url: string
  readonly requests: readonly string[]
  readonly complaints: readonly string[]
}

async function openReport(result: Result, options: Parameters<Browser['newContext']>[0]): Promise<OpenReport> {
  const file = join(folder, `report-${Math.random().toString(36).slice(2)}.html`)
  await writeFile(file, reportFile(result))
  const context = await browser.newContext(options)
  const tab = await context.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  tab.on('request', (request) => requests.push(request.url()))
  tab.on('console', (message) => complaints.push(message.text()))
  tab.on('pageerror', (error) => complaints.push(error.message))
  const url = pathToFileURL(file).href
  await tab.goto(url)
  return { tab, url, requests, complaints, [Symbol.asyncDispose]: () => context.close() }
}

/** What axe finds, with everything unfolded. */
async function barriers(tab: Page): Promise<readonly object[]> {
  await openFolds(tab)
  const { violations } = await new AxeBuilder({ page: tab }).analyze()
  return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html).slice(0, 3) }))
}

async function openFolds(tab: Page): Promise<void> {
  await tab.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
}

function longNames(): Result {
  const long = 'a_very_long_column_name_without_any_place_to_break_it_'.repeat(3)
  const base = passingResult()
  return passingResult({
    title: long,
    parties: { client: long, old: long, new: long, delivery: long, decideBy: long },
    models: { old: { ...base.models.old!, artifact: `${long}.onnx` }, new: base.models.new },
    findings: [...base.findings, finding('accuracy', { slice: [{ column: long, value: long }], n: 700 })],
    notices: [{ code: 'labels-spelled-new', values: { labels: long } }],
  })
}
