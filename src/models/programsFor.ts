import { RecetteError } from '../core/errors.js'
import type { ArtifactSpec } from '../core/spec.js'
import type { Format } from './formats.js'
import { languageOf } from './hook/readHook.js'
import { nodeHost, pythonHost, type HostProgram } from './hostProgram.js'
import { featuresOf } from './python/features.js'
import { findPython } from './python/findPython.js'
import { findTensorflow, SETUP_TENSORFLOW } from './tensorflow/installation.js'
import { nativeHost, UNLOADABLE } from './tensorflow/nativeHost.js'

/** The programs that can run an artifact on this machine, the best first; at least one. */
export async function programsFor(
  { name, host }: Format,
  path: string,
  spec: ArtifactSpec,
  threads = 1,
): Promise<readonly HostProgram[]> {
  switch (host) {
    case 'node':
      return [nodeHost(spec.memoryBytes)]
    case 'python':
      return [await pythonFor(name, path, spec, threads)]
    case 'tensorflow':
      return tensorflowPrograms(name, path, spec, threads)
  }
}

/** Goes on to the next program where one says that it cannot work here; what it says of the artifact itself is final. */
export async function openInFirst<T>(
  programs: readonly HostProgram[],
  open: (program: HostProgram) => Promise<T>,
): Promise<T> {
  for (const [index, program] of programs.entries())
    try {
      return await open(program)
    } catch (error) {
      const last = index === programs.length - 1
      if (last || !(error instanceof RecetteError) || error.code !== UNLOADABLE) throw error
    }
  throw new Error('bug: no program to open the artifact with')
}

async function pythonFor(format: string, path: string, spec: ArtifactSpec, threads: number): Promise<HostProgram> {
  return pythonHost(await findPython(await featuresOf(format, path), spec.artifact.shown, spec.python), threads)
}

/**
 * Native TensorFlow where it is set up and can exchange the signature's types; Python where that has TensorFlow. A preparation decides
 * by its language, as it runs in the host of its model.
 */
async function tensorflowPrograms(
  format: string,
  path: string,
  spec: ArtifactSpec,
  threads: number,
): Promise<readonly HostProgram[]> {
  const [{ readSavedModel }, { chooseSignature }, { runsNatively }] = await Promise.all([
    import('./savedModel/readSavedModel.js'),
    import('./savedModel/chooseSignature.js'),
    import('./savedModel/savedPorts.js'),
  ])
  const { shown } = spec.artifact
  const { signatures } = await readSavedModel(path, shown)
  const exchanged = runsNatively(chooseSignature(signatures, spec.signature, shown))
  const language = spec.prepare === undefined ? null : languageOf(spec.prepare)
  const installation = exchanged && language !== 'python' ? await findTensorflow() : null
  const native = installation === null ? [] : [nativeHost(installation, spec.memoryBytes, threads)]
  if (language === 'node' && native.length > 0) return native
  try {
    if (language !== 'node') return [...native, await pythonFor(format, path, spec, threads)]
  } catch (error) {
    if (native.length > 0) return native
    if (!(error instanceof RecetteError) || error.code !== 'PYTHON_MISSING') throw error
  }
  throw missing(shown, exchanged, language)
}

function missing(shown: string, exchanged: boolean, language: 'node' | 'python' | null): RecetteError {
  const native = `"${SETUP_TENSORFLOW}" (builds it for Node; needs a C++ compiler)`
  const python = `"recette setup python ${shown}"`
  if (!exchanged)
    return new RecetteError(
      'TENSORFLOW_MISSING',
      `${shown} takes or gives numbers of types that native TensorFlow for Node does not exchange, and ${language === 'node' ? 'its preparation is not in Python' : 'TensorFlow for Python is not set up on this machine'}.`,
      language === 'node' ? `Write the preparation in Python, and run ${python}.` : `Run ${python}.`,
    )
  return new RecetteError(
    'TENSORFLOW_MISSING',
    `${shown} needs TensorFlow, which is not set up on this machine${language === null ? ': neither for Node nor for Python' : language === 'node' ? ' for Node' : ' for Python'}.`,
    `Run ${language === null ? `${native}, or ${python} (larger, no compiler)` : language === 'node' ? native : python}.`,
  )
}
