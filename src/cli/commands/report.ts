import { dirname, join } from 'node:path'
import { RecetteError } from '../../core/errors.js'
import type { Result } from '../../core/result.js'
import { writeFileWhole } from '../../core/writeFileWhole.js'
import { languagesOf } from '../../report/language.js'
import { renderHtml } from '../../report/renderHtml.js'
import { exitCodeOf } from '../exitCodes.js'
import { writeOutputs } from '../outputs.js'
import { findBrowser } from '../pdf/findBrowser.js'
import { printPdf } from '../pdf/printPdf.js'
import { readResult } from '../readResult.js'
import { requireWritable } from '../requireWritable.js'
import { showResult } from '../showResult.js'

interface ReportOptions {
  readonly out?: string
  readonly lang?: string
  readonly against?: string
  readonly pdf?: boolean
}

/**
 * Renders the reports of a stored result again, beside those of an earlier delivery where one is given; the exit code is that of its verdict, as
 * after `run`.
 */
export async function report(path: string, options: ReportOptions): Promise<number> {
  const result = await readResult(path)
  const against = options.against === undefined ? null : await readResult(options.against)
  if (against !== null && against.task !== result.task)
    throw new RecetteError(
      'AGAINST_ANOTHER_TASK',
      `${options.against} is about another task (${against.task}) than ${path} (${result.task}).`,
      'Give the result of an earlier delivery of the same models with --against.',
      { kind: 'usage' },
    )
  const browser = options.pdf === true ? findBrowser() : null
  const out = options.out ?? dirname(path)
  requireWritable(out)
  const outputs = writeOutputs(result, out, against)
  showResult(result, outputs, { ...options, against })
  if (browser !== null) await writePdfs(browser, result, against, outputs.directory)
  return exitCodeOf(result)
}

/** One PDF for each language of the report, as paper has no switch; printed from the same words, with the same fingerprint at the foot. */
async function writePdfs(browser: string, result: Result, against: Result | null, directory: string): Promise<void> {
  const languages = languagesOf(result)
  for (const language of languages) {
    const bytes = await printPdf(browser, renderHtml(result, { against, languages: [language] }))
    const path = join(directory, languages.length === 1 ? 'report.pdf' : `report.${language}.pdf`)
    await writeFileWhole(path, bytes)
    process.stdout.write(`PDF: ${path}\n`)
  }
}
