import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { environmentFolder, interpreterIn } from './environment.js'
import { ALSO_PUBLISHED, FEATURES, formatsOf, PACKAGE, type Feature } from './features.js'

export interface PythonPackage {
  readonly feature: Feature
  readonly formats: readonly string[]
  /** Null where the interpreter does not have it. */
  readonly version: string | null
}

/** What the interpreter has that would run a host: the one in RECETTE_PYTHON, else that of the environment. */
export async function listPackages(): Promise<readonly PythonPackage[]> {
  const named = process.env['RECETTE_PYTHON']
  const interpreter = named === undefined || named === '' ? interpreterIn(environmentFolder()) : named
  const versions = await versionsIn(interpreter)
  return FEATURES.map((feature) => ({
    feature,
    formats: formatsOf(feature),
    version: versions[PACKAGE[feature]] ?? versions[ALSO_PUBLISHED[PACKAGE[feature]] ?? ''] ?? null,
  }))
}

/** Without pyarrow no package can be reached. */
async function versionsIn(interpreter: string): Promise<Readonly<Record<string, string>>> {
  const names = [...Object.values(PACKAGE), ...Object.values(ALSO_PUBLISHED)]
  try {
    const { stdout } = await promisify(execFile)(interpreter, ['-s', '-c', VERSIONS, ...names], {
      timeout: 30_000,
    })
    return JSON.parse(stdout) as Record<string, string>
  } catch {
    return {}
  }
}

const VERSIONS = `
import json, sys
from importlib.metadata import PackageNotFoundError, version
def of(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return None
# TensorFlow without support for graphics cards is a package of another name.
print(json.dumps({name: of(name) or of(name + "-cpu") for name in sys.argv[1:]} if of("pyarrow") and of("picklescan") else {}))
`
