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
  // Without those no other package can be reached.
  const usable = versions !== null && BASE.every((name) => (versions[name] ?? null) !== null)
  return FEATURES.map((feature) => ({
    feature,
    formats: formatsOf(feature),
    version: usable ? versionOf(feature, versions) : null,
  }))
}

/** Of the package of a feature, under any of its names. */
export function versionOf(feature: Feature, versions: Readonly<Record<string, string | null>>): string | null {
  return versions[PACKAGE[feature]] ?? versions[ALSO_PUBLISHED[PACKAGE[feature]] ?? ''] ?? null
}

/** What every host needs. */
export const BASE = ['numpy', 'pyarrow', 'picklescan'] as const

/** Versions by the names of packages; null where the interpreter does not start. */
export async function versionsIn(interpreter: string): Promise<Readonly<Record<string, string | null>> | null> {
  const names = [...BASE, ...Object.values(PACKAGE), ...Object.values(ALSO_PUBLISHED)]
  try {
    const { stdout } = await promisify(execFile)(interpreter, ['-s', '-c', VERSIONS, ...names], {
      timeout: 30_000,
    })
    return JSON.parse(stdout) as Record<string, string | null>
  } catch {
    return null
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
print(json.dumps({name: of(name) or of(name + "-cpu") for name in sys.argv[1:]}))
`
