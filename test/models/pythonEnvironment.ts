import { execa } from 'execa'
import { join } from 'node:path'
import { FIXTURES } from './fixtures.js'

const ROOT = join(import.meta.dirname, '..', '..')

/**
 * Sets up what the artifacts need by the product's own command, in a cache of the checkout's own. Says why that is not possible on this
 * machine, or null. Where RECETTE_PYTHON_TESTS is `required` (as in .ci/run) it must be possible.
 */
export async function setUpPython(...artifacts: readonly string[]): Promise<string | null> {
  process.env['RECETTE_CACHE'] = join(ROOT, '.venv')
  // An interpreter that is named for another purpose need not have what these artifacts need.
  delete process.env['RECETTE_PYTHON']
  const files = artifacts.map((name) => join(FIXTURES, 'python', name))
  const { exitCode, stderr } = await execa(
    process.execPath,
    [join(ROOT, 'dist', 'cli', 'main.js'), 'setup', 'python', '--quiet', ...files],
    { reject: false },
  )
  if (exitCode === 0) return null
  if (process.env['RECETTE_PYTHON_TESTS'] === 'required') throw new Error(stderr)
  const reason = stderr.split('\n')[0]!.replace(/^✖ /, '')
  process.stderr.write(`artifacts in the Python host (${artifacts.join(', ')}): skipped, ${reason}\n`)
  return reason
}
