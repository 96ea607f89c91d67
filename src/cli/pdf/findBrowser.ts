import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { RecetteError } from '../../core/errors.js'

/** What names the browser to print with, before any is looked for. */
const BROWSER_VARIABLE = 'RECETTE_CHROMIUM'

/** A Chromium, Chrome or Edge of this machine: the one that the environment names, else the first of the usual names and places. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env, places: readonly string[] = PLACES): string {
  const named = environment[BROWSER_VARIABLE] ?? environment['CHROME_PATH']
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named
    throw new RecetteError(
      'PDF_BROWSER_MISSING',
      `${environment[BROWSER_VARIABLE] === undefined ? 'CHROME_PATH' : BROWSER_VARIABLE} names ${named}, which is no program.`,
      'Give the path of a Chromium, Chrome or Edge, or leave the variable out to have one looked for.',
      { kind: 'usage' },
    )
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const found = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...places].find(isProgram)
  if (found !== undefined) return found
  throw new RecetteError(
    'PDF_NO_BROWSER',
    'A PDF is printed by Chromium, Chrome or Edge, and none was found.',
    `Install one, or name it in ${BROWSER_VARIABLE}. Or open report.html in any browser and print it into a PDF: it is laid out for A4.`,
    { kind: 'usage' },
  )
}

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
  'chrome.exe',
  'msedge.exe',
]

/** Where they are installed without being on the path. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/snap/bin/chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
