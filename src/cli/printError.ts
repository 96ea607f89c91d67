import { formatPosition, RecetteError, RecetteErrors } from '../core/errors.js'
import { EXIT } from './exitCodes.js'

/** Prints an error as the design shows it and gives the exit code that belongs to it. */
export function printError(error: unknown, options: { verbose: boolean; color: boolean }): number {
  if (isAbort(error)) {
    process.stderr.write('✖ Interrupted: no report was written.\n')
    return EXIT.interrupted
  }
  const problems = error instanceof RecetteErrors ? error.problems : [error]
  for (const problem of problems) process.stderr.write(describe(problem, options))
  const usage = (error instanceof RecetteError || error instanceof RecetteErrors) && error.kind === 'usage'
  return usage ? EXIT.usage : EXIT.couldNotRun
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || (error.cause !== undefined && isAbort(error.cause)))
}

function describe(problem: unknown, { verbose, color }: { verbose: boolean; color: boolean }): string {
  const red = (text: string) => (color ? `\x1b[31m${text}\x1b[39m` : text)
  const dim = (text: string) => (color ? `\x1b[2m${text}\x1b[22m` : text)
  if (problem instanceof RecetteError) {
    const lines = [`${red('✖')} ${problem.message}`, `${dim('→')} ${problem.hint}`]
    if (problem.at !== undefined) lines.push(dim(`  at ${formatPosition(problem.at)}`))
    if (verbose) lines.push(dim(`  [${problem.code}]`), problem.stack ?? '')
    return `${lines.join('\n')}\n`
  }
  const stack = problem instanceof Error ? problem.stack : undefined
  const message = problem instanceof Error ? problem.message : String(problem)
  return [
    `${red('✖')} ${message}`,
    `${dim('→')} This is a bug in Recette${verbose ? '' : '; run again with --verbose to see where'}. Please report it with the command you ran.`,
    ...(verbose && stack !== undefined ? [stack] : []),
    '',
  ].join('\n')
}
