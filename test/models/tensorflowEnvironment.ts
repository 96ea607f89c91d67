import { execa } from 'execa'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

/** Native TensorFlow by the product's own command, as setUpPython does for Python: null, or why it is not to be had here. */
export async function setUpTensorflow(): Promise<string | null> {
  process.env['RECETTE_CACHE'] = join(ROOT, '.venv')
  const { exitCode, stderr } = await execa(
    process.execPath,
    [join(ROOT, 'dist', 'cli', 'main.js'), 'setup', 'tensorflow', '--quiet'],
    { reject: false },
  )
  if (exitCode === 0) return null
  if (process.env['RECETTE_PYTHON_TESTS'] === 'required') throw new Error(stderr)
  const reason = stderr.split('\n')[0]!.replace(/^✖ /, '')
  process.stderr.write(`native TensorFlow: skipped, ${reason}\n`)
  return reason
}
