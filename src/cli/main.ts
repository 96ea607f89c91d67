#!/usr/bin/env node
/*
 * Nothing is imported before this is set up: Node's own exit code for a crash is 1, which the contract reads as a verdict (fail). Here
 * whatever goes wrong at whatever stage, even a package that is not installed, ends with 4, could not run.
 */
const COULD_NOT_RUN = 4

// Whoever forgets to set the code, or waits for what never comes, has not passed.
process.exitCode = COULD_NOT_RUN

process.on('uncaughtException', fatal)
// `recette ... | head` closes our output early; the verdict and its exit code stand.
process.stdout.on('error', ignoreClosedPipe)
process.stderr.on('error', ignoreClosedPipe)

try {
  const { runProgram } = await import('./program.js')
  await runProgram(process.argv)
} catch (error) {
  fatal(error)
}

function fatal(error: unknown): never {
  process.stderr.write(
    `✖ Recette itself failed: ${describe(error)}\n` +
      '→ Nothing was judged. If a package is missing, install again (npm ci); otherwise this is a bug in Recette: run again with --verbose and report what it says.\n',
  )
  process.exit(COULD_NOT_RUN)
}

/** A missing package is named in the message; where a bug is stands in the stack, for who asks. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return process.argv.includes('--verbose') ? (error.stack ?? error.message) : error.message
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
