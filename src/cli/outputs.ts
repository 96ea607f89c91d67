import { appendFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { RecetteError } from '../core/errors.js'
import type { Result } from '../core/result.js'
import { writeFileWhole } from '../core/writeFileWhole.js'
import { renderHtml } from '../report/renderHtml.js'
import { renderJunit } from '../report/renderJunit.js'
import { renderMarkdown } from '../report/renderMarkdown.js'

/** Files of one run, by what they are for. */
export interface Outputs {
  readonly directory: string
  readonly report: string
}

/**
 * Writes result.json, report.html, junit.xml and summary.md into `directory`. Everything is rendered before anything is written,
 * and each file is renamed into place. A run that could not compare anything never takes the place of an earlier report:
 * its own files then go into `could-not-run` beside it.
 */
export async function writeOutputs(result: Result, directory: string): Promise<Outputs> {
  const language = result.plan.languages[0] === 'fr' ? 'fr' : 'en'
  const summary = renderMarkdown(result, language)
  const files = {
    'report.html': renderHtml(result),
    'junit.xml': renderJunit(result),
    'summary.md': summary,
    // Last: who finds a result.json finds the reports that belong to it.
    'result.json': `${JSON.stringify(result, null, 2)}\n`,
  }
  const target =
    result.verdict.status === 'could-not-run' && (await exists(join(directory, 'result.json')))
      ? join(directory, 'could-not-run')
      : directory
  for (const [name, content] of Object.entries(files)) await writeOutput(join(target, name), content)
  const stepSummary = process.env['GITHUB_STEP_SUMMARY']
  if (stepSummary !== undefined && stepSummary !== '') await appendFile(stepSummary, `${summary}\n`)
  return { directory: target, report: join(target, 'report.html') }
}

async function writeOutput(path: string, content: string): Promise<void> {
  try {
    await writeFileWhole(path, content)
  } catch (error) {
    throw new RecetteError(
      'OUTPUT_NOT_WRITTEN',
      `${path} could not be written: ${error instanceof Error ? error.message : String(error)}.`,
      'Give a folder that can be written with --out.',
      { cause: error },
    )
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
