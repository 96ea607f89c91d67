import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RecetteError } from '../core/errors.js'
import type { Result } from '../core/result.js'
import { sha256 } from '../core/digest.js'
import { writeFilesTogether } from '../core/writeFilesTogether.js'
import { draftStatement } from '../record/draftStatement.js'
import { renderHtml } from '../report/renderHtml.js'
import { renderJunit } from '../report/renderJunit.js'
import { renderMarkdown } from '../report/renderMarkdown.js'

/** Files of one run, by what they are for. */
export interface Outputs {
  readonly directory: string
  readonly report: string
}

/** Where the files of a run that compared nothing go, when the folder already holds a finished report. */
const ASIDE = 'could-not-run'

/**
 * Writes result.json, report.html, junit.xml and summary.md into `directory`, all of them or none. A run that could not compare never
 * takes the place of an earlier finished report: its own files then go into `could-not-run` beside it. `against` is the result of the delivery
 * before, which the reports then begin with.
 */
export function writeOutputs(result: Result, directory: string, against: Result | null = null): Outputs {
  const language = result.plan.languages[0] === 'fr' ? 'fr' : 'en'
  const summary = renderMarkdown(result, language, against)
  const files = {
    'report.html': reportFile(result, against),
    'junit.xml': renderJunit(result),
    'summary.md': summary,
    // Last: who finds a result.json finds the reports that belong to it.
    'result.json': resultFile(result),
  }
  const target =
    result.verdict.status === 'could-not-run' && holdsFinishedResult(directory) ? join(directory, ASIDE) : directory
  try {
    writeFilesTogether(target, files)
  } catch (error) {
    throw new RecetteError(
      'OUTPUT_NOT_WRITTEN',
      `The reports could not be written into ${target}: ${error instanceof Error ? error.message : String(error)}. An earlier report there is as it was.`,
      'Make room or give the rights, or give another folder with --out.',
      { cause: error },
    )
  }
  const stepSummary = process.env['GITHUB_STEP_SUMMARY']
  if (stepSummary !== undefined && stepSummary !== '') appendFileSync(stepSummary, `${summary}\n`)
  return { directory: target, report: join(target, 'report.html') }
}

/** The bytes of report.html: with the form that signs it, for which the digest of result.json beside it is known. */
export function reportFile(result: Result, against: Result | null = null): string {
  return renderHtml(result, {
    against,
    draft: draftStatement(result, { result: sha256(resultFile(result)), report: null }),
  })
}

function resultFile(result: Result): string {
  return `${JSON.stringify(result, null, 2)}\n`
}

/** Whatever is there and cannot be read as the result of a run that compared nothing is taken for a finished one, and kept. */
function holdsFinishedResult(directory: string): boolean {
  const path = join(directory, 'result.json')
  if (!existsSync(path)) return false
  try {
    const earlier: { verdict?: { status?: unknown } } | null = JSON.parse(readFileSync(path, 'utf8'))
    return earlier?.verdict?.status !== 'could-not-run'
  } catch {
    return true
  }
}
