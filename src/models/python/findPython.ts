import { RecetteError } from '../../core/errors.js'
import { environmentFolder, interpreterIn, missingIn } from './environment.js'
import { PACKAGE, type Feature } from './features.js'
import { requireInNamed } from './namedInterpreter.js'

/** The interpreter that the plan names, else that of RECETTE_PYTHON, else that of the environment; it must have what is needed. */
export async function findPython(
  features: readonly Feature[],
  shown: string,
  planned: string | undefined,
): Promise<string> {
  const named = planned ?? process.env['RECETTE_PYTHON']
  if (named !== undefined && named !== '') return requireInNamed(named, features, shown)
  const folder = environmentFolder()
  const missing = await missingIn(folder, features)
  if (missing.length === 0) return interpreterIn(folder)
  throw new RecetteError(
    'PYTHON_MISSING',
    `${shown} needs Python with ${missing.map((feature) => PACKAGE[feature]).join(' and ')}, which is not set up on this machine.`,
    `Run "recette setup python ${shown}", or name an interpreter that has it: python: PATH in the plan, --python without one, or the environment variable RECETTE_PYTHON.`,
  )
}
