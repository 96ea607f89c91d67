// Looks at a report as its readers do: renders result.json (or opens report.html) at phone, laptop and A4 width, light and dark.
// Usage: node harness/look.mjs RESULT.json|REPORT.html OUTDIR [language]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openBrowser } from './openBrowser.mjs'

const [, , source, out, language] = process.argv
if (source === undefined || out === undefined) {
  console.error('Usage: node harness/look.mjs RESULT.json|REPORT.html OUTDIR [language]')
  process.exit(2)
}
mkdirSync(out, { recursive: true })
const page = source.endsWith('.json') ? join(out, 'report.html') : resolve(source)
if (source.endsWith('.json')) {
  const { reportFile } = await import('../dist/cli/outputs.js')
  writeFileSync(page, reportFile(JSON.parse(readFileSync(source, 'utf8'))))
}

const browser = await openBrowser()
const SLICE = 1400
for (const [name, width, height, colorScheme] of [
  ['phone', 375, 812, 'light'],
  ['laptop', 1280, 800, 'light'],
  ['laptop-dark', 1280, 800, 'dark'],
]) {
  const tab = await browser.newPage({ viewport: { width, height }, colorScheme })
  await tab.goto(`file://${resolve(page)}`)
  if (language !== undefined) await tab.check(`#show-${language}`)
  await tab.screenshot({ path: join(out, `${name}-first.png`) })
  await tab.evaluate(() => {
    for (const details of document.querySelectorAll('details.chapter')) details.open = true
  })
  // In slices: a long page in one picture is beyond what the browser can paint, and too small to read.
  const total = await tab.evaluate(() => document.documentElement.scrollHeight)
  await tab.setViewportSize({ width, height: SLICE })
  for (let top = 0, i = 1; top < total; top += SLICE, i++) {
    await tab.evaluate((y) => window.scrollTo(0, y), top)
    await tab.screenshot({ path: join(out, `${name}-${i}.png`) })
  }
  await tab.close()
}
const tab = await browser.newPage()
await tab.goto(`file://${resolve(page)}`)
if (language !== undefined) await tab.check(`#show-${language}`)
await tab.pdf({ path: join(out, 'a4.pdf'), preferCSSPageSize: true, printBackground: true })
await browser.close()
