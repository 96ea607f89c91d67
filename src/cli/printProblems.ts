import type { Problem } from '../core/result.js'
import { colorOn } from './terminal.js'

/**
 * What kept a part of the comparison from running, on stderr, as any other error is shown. Where the verdict goes to the same terminal
 * it lists them already.
 */
export function printProblems(problems: readonly Problem[], { quiet }: { quiet?: boolean }): void {
  if (quiet !== true && process.stdout.isTTY && process.stderr.isTTY) return
  const color = colorOn(process.stderr)
  for (const { message, hint, at } of problems) {
    const lines = [`${color ? '\x1b[31m✖\x1b[39m' : '✖'} ${message}`, `→ ${hint}`]
    if (at !== null) lines.push(`  at ${at}`)
    process.stderr.write(`${lines.join('\n')}\n`)
  }
}
