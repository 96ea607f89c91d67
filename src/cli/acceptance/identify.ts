import { stat } from 'node:fs/promises'
import { sha256, sha256Path } from '../../core/digest.js'
import type { ModelRecord } from '../../core/result.js'
import type { ModelSpec } from '../../core/spec.js'
import { identifyEndpoint } from '../../models/endpoint/identifyEndpoint.js'
import { findModel } from '../../models/findModel.js'
import { readHook, recordHook } from '../../models/hook/readHook.js'
import { identifyArtifact } from '../../models/identity.js'
import { shownName } from '../../models/shownName.js'

export type ModelIdentity = Pick<ModelRecord, 'artifact' | 'sha256' | 'bytes' | 'format' | 'trusted' | 'prepare'>

interface NamedBytes {
  readonly file: string
  readonly sha256: string
  readonly bytes: number
}

/** One file by its own digest; several as `sha256sum` lists them, like a folder. */
export function identifyRecordings(files: readonly NamedBytes[]): ModelIdentity {
  return {
    artifact: files.map(({ file }) => file).join(', '),
    sha256:
      files.length === 1 ? files[0]!.sha256 : sha256(files.map((file) => `${file.sha256}  ${file.file}\n`).join('')),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    format: 'predictions',
    trusted: false,
  }
}

/**
 * What can be said of a model that did not come to answer: its name and its bytes, so that a report of a failed run still says which
 * delivery failed. Null when not even that can be read.
 */
export async function recordUnopened(spec: ModelSpec): Promise<ModelRecord | null> {
  try {
    return { ...(await identify(spec)), runtime: '–', signature: null, mapping: null }
  } catch {
    // Why it cannot be read stands among the problems already.
    return null
  }
}

async function identify(spec: ModelSpec): Promise<ModelIdentity> {
  if (spec.kind === 'predictions') {
    const files = [...new Map(Object.values(spec.files).map((file) => [file.shown, file])).values()]
    return identifyRecordings(
      await Promise.all(
        files.map(async ({ path, shown }) => ({
          file: shown,
          sha256: await sha256Path(path),
          bytes: (await stat(path)).size,
        })),
      ),
    )
  }
  if (spec.kind === 'endpoint')
    return {
      artifact: shownName(spec),
      sha256: identifyEndpoint(spec, spec.version ?? null),
      bytes: 0,
      format: `endpoint:${spec.protocol}`,
      trusted: false,
    }
  const source = await findModel(spec)
  return {
    ...(await identifyArtifact(source)),
    artifact: spec.artifact.shown,
    format: source.format,
    trusted: spec.trust !== undefined,
    ...(spec.prepare === undefined ? {} : { prepare: recordHook(await readHook(spec.prepare, spec.side), null) }),
  }
}
