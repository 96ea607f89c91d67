import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { RecetteError } from '../../core/errors.js'
import { requirementsOf } from './environment.js'
import { PACKAGE, type Feature } from './features.js'
import { BASE, versionOf, versionsIn } from './listPackages.js'

const checked = new Map<string, ReturnType<typeof versionsIn>>()

/** An interpreter that somebody named, once it is known to start and to have what is needed. */
export async function requireInNamed(
  interpreter: string,
  features: readonly Feature[],
  shown: string,
): Promise<string> {
  const asked = checked.get(interpreter) ?? versionsIn(interpreter)
  checked.set(interpreter, asked)
  const versions = await asked
  const name = basename(interpreter)
  if (versions === null)
    throw new RecetteError(
      'PYTHON_NOT_FOUND',
      `The Python interpreter "${name}", which is named to run ${shown}, does not start.`,
      'Name another one (python in the plan, --python, or RECETTE_PYTHON), or none: "recette setup python" makes an environment.',
      { kind: 'usage' },
    )
  const base = BASE.filter((needed) => (versions[needed] ?? null) === null)
  const missing = features.filter((feature) => versionOf(feature, versions) === null)
  if (base.length === 0 && missing.length === 0) return interpreter
  const groups = [...(base.length > 0 ? (['base'] as const) : []), ...missing]
  const pins = [...new Set((await Promise.all(groups.map(pinsOf))).flat())]
  throw new RecetteError(
    'PYTHON_MISSING',
    `${shown} needs ${[...base, ...missing.map((feature) => PACKAGE[feature])].join(', ')}, which the Python interpreter "${name}" does not have.`,
    `Install it there: ${name} -m pip install ${pins.join(' ')}`,
    { kind: 'usage' },
  )
}

/** The packages of a group as pip takes them. */
async function pinsOf(group: Feature | 'base'): Promise<readonly string[]> {
  const lines = (await readFile(requirementsOf(group), 'utf8')).split('\n').map((line) => line.trim())
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => (line.includes(' ') ? `'${line}'` : line))
}
