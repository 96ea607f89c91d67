import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import type { ConsoleMessage } from 'puppeteer-core'

/** Somebody who opens a report from a file and has a keyboard only. */
export interface Reader extends AsyncDisposable {
  press(key: Key): Promise<void>
  /** The Tab key, and the same with Shift. */
  forward(): Promise<void>
  back(): Promise<void>
  type(text: string): Promise<void>
  /** What an expression comes to in the page. */
  see<Value>(expression: string): Promise<Value>
  /** The dialog in which a file is chosen is the system's own, which no driver can type into. */
  choose(selector: string, file: string): Promise<void>
  /** The path of a file that was saved, once it is there whole. */
  saved(name: string): Promise<string>
  readonly requests: readonly string[]
  readonly complaints: readonly string[]
}

type Key = 'Enter' | 'ArrowDown' | 'ArrowRight' | ' '

export const FIREFOX = process.env['RECETTE_FIREFOX'] ?? '/usr/bin/firefox-esr'
export const hasFirefox = existsSync(FIREFOX)
if (!hasFirefox) process.stderr.write(`the form in Firefox: skipped, there is no ${FIREFOX} (RECETTE_FIREFOX)\n`)

export async function openInChromium(file: string): Promise<Reader> {
  const browser = await launchChromium()
  const downloads = mkdtempSync(join(tmpdir(), 'recette-saved-'))
  const tab = await browser.newPage()
  const heard = listen()
  tab.on('request', (request) => heard.requests.push(request.url()))
  tab.on('console', (message) => heard.complaints.push(message.text()))
  tab.on('pageerror', (error) => heard.complaints.push(error.message))
  tab.on('download', (download) => void download.saveAs(join(downloads, download.suggestedFilename())))
  await tab.goto(pathToFileURL(file).href)
  return {
    ...heard,
    press: (key) => tab.keyboard.press(key),
    forward: () => tab.keyboard.press('Tab'),
    back: () => tab.keyboard.press('Shift+Tab'),
    type: (text) => tab.keyboard.type(text),
    see: (expression) => tab.evaluate(expression),
    choose: (selector, path) => tab.locator(selector).setInputFiles(path),
    saved: (name) => waitFor(join(downloads, name)),
    async [Symbol.asyncDispose]() {
      await browser.close()
      rmSync(downloads, { recursive: true, force: true })
    },
  }
}

export async function openInFirefox(file: string): Promise<Reader> {
  const { default: puppeteer } = await import('puppeteer-core')
  const downloads = mkdtempSync(join(tmpdir(), 'recette-saved-'))
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    extraPrefsFirefox: {
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      // It would take the keyboard away from the page.
      'browser.download.alwaysOpenPanel': false,
      'browser.download.always_ask_before_handling_new_types': false,
      'intl.accept_languages': 'en-US',
    },
  })
  const tab = await browser.newPage()
  const heard = listen()
  tab.on('request', (request) => heard.requests.push(request.url()))
  tab.on('console', (message: ConsoleMessage) => heard.complaints.push(message.text()))
  tab.on('pageerror', (error) => heard.complaints.push(String(error)))
  await tab.goto(pathToFileURL(file).href)
  return {
    ...heard,
    press: (key) => tab.keyboard.press(key),
    forward: () => tab.keyboard.press('Tab'),
    async back() {
      await tab.keyboard.down('Shift')
      await tab.keyboard.press('Tab')
      await tab.keyboard.up('Shift')
    },
    type: (text) => tab.keyboard.type(text),
    see: async <Value>(expression: string) => (await tab.evaluate(expression)) as Value,
    choose: async (selector, path) => {
      const input = await tab.$(selector)
      await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path)
    },
    saved: (name) => waitFor(join(downloads, name)),
    async [Symbol.asyncDispose]() {
      await browser.close()
      rmSync(downloads, { recursive: true, force: true })
    },
  }
}

/** The real Chromium that comes in a package. */
export async function launchChromium(): Promise<Browser> {
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x'
  const [{ default: chromium }, { chromium: playwright }] = await Promise.all([
    import('@sparticuz/chromium'),
    import('playwright-core'),
  ])
  // One process for everything is the package's default for cloud functions; it dies with the first page that closes.
  const args = chromium.args.filter((argument) => argument !== '--single-process' && argument !== '--no-zygote')
  return playwright.launch({ args, executablePath: await chromium.executablePath(), headless: true })
}

function listen(): { readonly requests: string[]; readonly complaints: string[] } {
  return { requests: [], complaints: [] }
}

/** Saved by then, or the test fails with the name of what is missing. */
async function waitFor(path: string): Promise<string> {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100)))
    if (existsSync(path) && statSync(path).size > 0 && !existsSync(`${path}.part`)) return path
  throw new Error(`${path} was not saved; there is only: ${readdirSync(dirname(path)).join(', ')}`)
}
