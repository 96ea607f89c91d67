import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { QUIET } from './hostProgram.js'
import { listPackages } from './python/listPackages.js'
import { findTensorflow, SETUP_TENSORFLOW, type TensorflowInstallation } from './tensorflow/installation.js'
import { PACKAGE } from './python/features.js'

export interface RuntimeReport {
  readonly name: string
  readonly formats: readonly string[]
  readonly available: boolean
  readonly version: string | null
  /** What to do when it is not available; null when it is. */
  readonly howToGet: string | null
}

const TFJS = ['tfjs-layers', 'tfjs-graph']

const RUNTIMES = [
  { name: 'onnxruntime-node', formats: ['onnx'], howToGet: 'npm install onnxruntime-node' },
  { name: '@tensorflow/tfjs-backend-wasm', formats: TFJS, howToGet: 'npm install @tensorflow/tfjs-backend-wasm' },
]

/**
 * Which runtimes work on this machine. Each is loaded once, in a process of its own: a package can be there without its native
 * library, or with one for another system.
 */
export async function listRuntimes(): Promise<RuntimeReport[]> {
  const [node, tensorflow, python] = await Promise.all([
    listNodeRuntimes(),
    findTensorflow().then(nativeTensorflow),
    listPythonRuntimes(),
  ])
  return [...node, tensorflow, ...python]
}

function listNodeRuntimes(): Promise<RuntimeReport[]> {
  return Promise.all(
    RUNTIMES.map(async ({ name, formats, howToGet }) => {
      const version = await loads(name)
      const available = version !== null
      return { name, formats, available, version, howToGet: available ? null : howToGet }
    }),
  )
}

/** It was loaded when it was set up, and its pins are today's. */
function nativeTensorflow(found: TensorflowInstallation | null): RuntimeReport {
  return {
    name: 'tfjs-node (native TensorFlow)',
    formats: ['tensorflow-savedmodel'],
    available: found !== null,
    version: found === null ? null : `${found.version} with TensorFlow ${found.library}`,
    howToGet:
      found === null ? `${SETUP_TENSORFLOW} (only for SavedModels; without it Python TensorFlow runs them)` : null,
  }
}

async function listPythonRuntimes(): Promise<RuntimeReport[]> {
  const packages = await listPackages()
  return packages.map(({ feature, formats, version }) => ({
    name: `Python ${PACKAGE[feature]}`,
    formats: formats.length === 0 ? ['inside pickles'] : formats,
    available: version !== null,
    version,
    howToGet:
      version === null
        ? 'recette setup python MODEL (only for such models; RECETTE_PYTHON names an interpreter instead)'
        : null,
  }))
}

/** The version of a package that can be loaded; else null. */
async function loads(name: string): Promise<string | null> {
  const require = createRequire(import.meta.url)
  try {
    const { version } = require(`${name}/package.json`) as { version: string }
    const here = fileURLToPath(new URL('.', import.meta.url))
    await promisify(execFile)(process.execPath, ['--eval', `require(${JSON.stringify(name)})`], {
      cwd: here,
      timeout: 30_000,
      env: { ...process.env, ...QUIET },
    })
    return version
  } catch {
    return null
  }
}
