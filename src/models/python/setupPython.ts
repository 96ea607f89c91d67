import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { RecetteError } from '../../core/errors.js'
import {
  digestOf,
  environmentFolder,
  interpreterIn,
  missingIn,
  readStamp,
  requirementsOf,
  stampOf,
} from './environment.js'
import { PACKAGE, type Feature } from './features.js'
import { holdLock } from '../setup/holdLock.js'
import { runTool, type SetupWatch } from '../setup/runTool.js'

export interface PythonSetup extends SetupWatch {
  readonly features: readonly Feature[]
  /** The interpreter to make the environment with; python3 or python on the path unless told. */
  readonly python?: string
}

export interface PythonEnvironment {
  readonly folder: string
  readonly interpreter: string
  /** What was installed now; empty when all was there. */
  readonly installed: readonly Feature[]
}

/** The oldest Python for which the pinned packages exist. */
const OLDEST = [3, 11] as const

/** Makes the environment if there is none, and installs in it what is missing of `features`. Does nothing the second time. */
export async function setupPython(options: PythonSetup): Promise<PythonEnvironment> {
  const folder = environmentFolder()
  const interpreter = interpreterIn(folder)
  await using _ = await holdLock(folder, options)
  const missing = await missingIn(folder, options.features)
  if (missing.length === 0) return { folder, interpreter, installed: [] }
  const stamp = await readStamp(folder)
  if (stamp === null) await makeEnvironment(folder, options)
  const names = missing.map((feature) => PACKAGE[feature]).join(', ')
  options.progress(`Installing ${names}`)
  const files = [requirementsOf('base'), ...missing.map(requirementsOf)]
  await run(
    interpreter,
    ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', ...files.flatMap((file) => ['-r', file])],
    `install ${names}`,
    options,
  )
  const features = { ...stamp?.features }
  for (const feature of missing) features[feature] = await digestOf(feature)
  // Last, so that an environment that was interrupted is not taken for a whole one.
  await writeFile(stampOf(folder), `${JSON.stringify({ features }, null, 2)}\n`)
  return { folder, interpreter, installed: missing }
}

async function makeEnvironment(folder: string, options: PythonSetup): Promise<void> {
  const base = await findBase(options.python)
  options.progress(`Making an environment with ${base.command} ${base.version}`)
  await rm(folder, { recursive: true, force: true })
  await run(base.command, ['-m', 'venv', folder], 'make the environment', options)
}

async function findBase(named: string | undefined): Promise<{ command: string; version: string }> {
  const candidates = named === undefined ? ['python3', 'python'] : [named]
  const seen: string[] = []
  for (const command of candidates) {
    const version = await versionOf(command)
    if (version === null) continue
    const [major = 0, minor = 0] = version.split('.').map(Number)
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return { command, version }
    seen.push(`${command} is ${version}`)
  }
  throw new RecetteError(
    'PYTHON_NOT_FOUND',
    seen.length > 0
      ? `Python ${OLDEST.join('.')} or newer is needed; ${seen.join(' and ')}.`
      : `There is no Python on this machine (looked for ${candidates.join(', ')}).`,
    `Install Python ${OLDEST.join('.')} or newer with its venv module, or name one: recette setup python --python /path/to/python3 ...`,
  )
}

async function versionOf(command: string): Promise<string | null> {
  try {
    const script = 'import sys, venv, ensurepip; print("%d.%d.%d" % sys.version_info[:3])'
    const { stdout } = await promisify(execFile)(command, ['-c', script], { timeout: 30_000 })
    return stdout.trim()
  } catch {
    return null
  }
}

function run(command: string, args: readonly string[], what: string, options: PythonSetup): Promise<void> {
  return runTool({ command, args, what, failure: FAILURE }, options)
}

const FAILURE = {
  code: 'PYTHON_SETUP_FAILED',
  who: 'Python',
  hint: 'Packages come from the index that pip is set up for; behind a proxy or a mirror, set that up for pip first. Or name an interpreter that has the packages in RECETTE_PYTHON.',
}
