// Re-makes docs/pictures: what "read and sign" shows of the sample report, in both languages, with a decision filled in and signed.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { reportFile } from '../dist/cli/outputs.js'
import { openBrowser } from './openBrowser.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = join(root, 'docs/pictures')
mkdirSync(pictures, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'recette-pictures-'))
const page = join(folder, 'report.html')
writeFileSync(page, reportFile(JSON.parse(readFileSync(join(root, 'reports/sample/result.json'), 'utf8'))))

const TYPED = {
  fr: {
    text: 'Les réponses des avions de nuit n’ont pas été relues.',
    measure: 'Relire cent cas de nuit et remettre la liste des erreurs.',
    name: 'Claire Vasseur',
    role: 'gérante',
    place: 'Dieppe',
  },
  en: {
    text: 'The answers for night flights were not looked through.',
    measure: 'Look through a hundred night cases and hand over the list of errors.',
    name: 'Claire Vasseur',
    role: 'owner',
    place: 'Dieppe',
  },
}

const browser = await openBrowser()
for (const [language, typed] of Object.entries(TYPED)) {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const tab = await browser.newPage({ viewport: { width: 960, height: 900 }, deviceScaleFactor: 1.25, locale })
  await tab.clock.setFixedTime('2026-12-04T10:00:00Z')
  await tab.goto(pathToFileURL(page).href)
  await tab.check(`#show-${language}`)
  const take = (name, selector) =>
    tab
      .locator(`#${language} ${selector}`)
      .first()
      .screenshot({ path: join(pictures, `${name}-${language}.png`) })
  await take('verdict', '.verdict')
  const { x, y, width } = await tab.locator(`#${language} table.criteria`).first().boundingBox()
  await tab.screenshot({
    path: join(pictures, `criteria-${language}.png`),
    fullPage: true,
    clip: { x, y, width, height: 320 },
  })

  const at = (part) => tab.locator(`#${language}-${part}`)
  await tab.check(`#${language}-decision-acceptedWithReservations`)
  await tab.click(`#${language} [data-rows="reservations"] > [data-add]`)
  await at('reservations-0-text').fill(typed.text)
  await at('reservations-0-class').selectOption('minor')
  await at('reservations-0-measure').fill(typed.measure)
  await at('reservations-0-owner').fill('Atelier Solène')
  await at('reservations-0-due').fill('2027-01-31')
  await tab.evaluate(() => document.activeElement.blur())
  await take('reservation', '[data-rows="reservations"]')
  await at('name').fill(typed.name)
  await at('role').fill(typed.role)
  await at('company').fill('Escales du Littoral')
  await at('place').fill(typed.place)
  await tab.check(`#${language}-keyWay-new`)
  await at('newPassphrase').fill('only for this picture')
  await at('repeat').fill('only for this picture')
  await tab.click(`#${language} [data-make]`)
  await tab.waitForFunction(
    (where) => document.querySelector(where).textContent !== '',
    `#${language} [data-show="key"]`,
  )
  await tab.click(`#${language} form [type="submit"]`)
  await tab.locator(`#${language} [data-show="signed"]`).waitFor()
  await tab.setViewportSize({ width: 760, height: 1100 })
  await tab.emulateMedia({ media: 'print' })
  await take('signature', '.signature')
  await tab.close()
}
await browser.close()
rmSync(folder, { recursive: true })
console.log('docs/pictures re-made')
