import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RecetteError } from '../../core/errors.js'
import { BrowserPipe } from './browserPipe.js'

const TIMEOUT_MS = 120_000

/** The pages that a browser prints of one HTML file, by itself: with a profile of its own that goes again, and nothing of the reader's. */
export async function printPdf(browser: string, html: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'recette-pdf-'))
  const page = join(folder, 'report.html')
  try {
    writeFileSync(page, html, { mode: 0o600 })
    return await printPage(browser, pathToFileURL(page).href, join(folder, 'profile'))
  } catch (error) {
    throw new RecetteError(
      'PDF_NOT_PRINTED',
      `${browser} did not print the report: ${error instanceof Error ? error.message : String(error)}.`,
      'Open report.html in a browser and print it into a PDF, or name another Chromium in RECETTE_CHROMIUM.',
      { cause: error },
    )
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function printPage(browser: string, url: string, profile: string): Promise<Uint8Array> {
  await using pipe = new BrowserPipe(browser, [
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    '--disable-extensions',
    '--disable-background-networking',
    `--user-data-dir=${profile}`,
    // Chromium's own sandbox does not start for root; the page may run no script by its own policy.
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--no-zygote'] : []),
  ])
  return await within(TIMEOUT_MS, async () => {
    const { targetId } = await pipe.ask('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await pipe.ask('Target.attachToTarget', { targetId, flatten: true })
    await pipe.ask('Page.enable', {}, sessionId)
    const loaded = pipe.hear('Page.loadEventFired')
    await Promise.all([pipe.ask('Page.navigate', { url }, sessionId), loaded])
    const { data } = await pipe.ask('Page.printToPDF', { preferCSSPageSize: true, printBackground: true }, sessionId)
    const bytes = Buffer.from(String(data), 'base64')
    if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error('what it gave is no PDF')
    return bytes
  })
}

async function within<Value>(milliseconds: number, work: () => Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it was not done after ${milliseconds / 1000} s`)), milliseconds)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
