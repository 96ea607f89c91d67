import { nodeHost, QUIET, type HostProgram } from '../hostProgram.js'
import type { TensorflowInstallation } from './installation.js'

/** Where the host finds the native module, and of which version of the package it is. */
export const BINDING_VARIABLE = 'RECETTE_TENSORFLOW_BINDING'
export const VERSION_VARIABLE = 'RECETTE_TENSORFLOW_VERSION'

/** The host's word for a native module that is there and does not load. */
export const UNLOADABLE = 'TENSORFLOW_UNLOADABLE'

/** The Node host with native TensorFlow; one thread unless told otherwise, so that answers repeat bit for bit. */
export function nativeHost(
  { folder, binding, version }: TensorflowInstallation,
  memoryBytes: number,
  threads: number,
): HostProgram {
  return {
    ...nodeHost(memoryBytes),
    readable: [folder],
    env: {
      ...QUIET,
      [BINDING_VARIABLE]: binding,
      [VERSION_VARIABLE]: version,
      TF_CPP_MIN_LOG_LEVEL: '2',
      TF_NUM_INTRAOP_THREADS: String(threads),
      TF_NUM_INTEROP_THREADS: '1',
      OMP_NUM_THREADS: String(threads),
    },
  }
}
