import { relative } from 'node:path'
import type { Result } from '../core/result.js'
import { renderTerminal } from '../report/renderTerminal.js'
import type { Outputs } from './outputs.js'
import { colorOn, columnsOf, languageOf } from './terminal.js'

/** Prints the verdict, its numbers, and where the report is. */
export function showResult(
  result: Result,
  outputs: Outputs | null,
  options: { lang?: string; quiet?: boolean; verbose?: boolean; against?: Result | null },
): void {
  if (options.quiet === true) return
  const language = languageOf(options.lang)
  const text = renderTerminal(result, {
    language,
    color: colorOn(process.stdout),
    columns: columnsOf(process.stdout),
    verbose: options.verbose === true,
    against: options.against ?? null,
  })
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  if (outputs === null) return
  const path = relative(process.cwd(), outputs.report)
  const shown = path.startsWith('..') ? outputs.report : path
  process.stdout.write(`\n${language === 'fr' ? 'Rapport' : 'Report'}${language === 'fr' ? '\u00a0' : ''}: ${shown}\n`)
}
