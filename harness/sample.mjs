// Re-makes reports/sample from the example `replacement`: its four files, and the picture of the report that the README shows.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { openBrowser } from './openBrowser.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const sample = join(root, 'reports/sample')
rmSync(sample, { recursive: true, force: true })
const plan = 'harness/examples/replacement/recette.yaml'
const run = spawnSync(process.execPath, ['dist/cli/main.js', 'run', plan, '--out', 'reports/sample', '--quiet'], {
  cwd: root,
  stdio: 'inherit',
})
if (run.status !== 0) process.exit(run.status ?? 4)

const browser = await openBrowser()
const page = await browser.newPage({ viewport: { width: 1120, height: 1280 }, deviceScaleFactor: 1.5 })
await page.goto(pathToFileURL(join(sample, 'report.html')).href)
await page.locator('label', { hasText: 'English' }).first().click()
await page.screenshot({ path: join(sample, 'report.png') })
await browser.close()
console.log('reports/sample re-made')
