import { join } from 'node:path'
import { RecetteError } from '../core/errors.js'
import { stampFiles } from '../core/fileStamp.js'
import { artifactFiles, type ArtifactFiles, type Located } from './artifactFiles.js'

/**
 * Does something with an artifact, and fails if somebody writes to it meanwhile. An artifact is hashed and loaded at the same time by two
 * processes: were each of them to see another version, the report would vouch for a model that was never run.
 */
export async function whileUnchanged<T>(
  source: Located,
  work: (files: ArtifactFiles) => Promise<T>,
  undo: (done: T) => PromiseLike<void> = async () => {},
): Promise<T> {
  const files = await artifactFiles(source)
  const paths = files.files.map((file) => join(files.folder, file))
  const before = await stampFiles(paths)
  const done = await work(files)
  if ((await stampFiles(paths)) === before) return done
  const { side, artifact } = source.spec
  await undo(done)
  throw new RecetteError(
    'MODEL_CHANGED',
    `The ${side} model ${artifact.shown} was changed while it was being hashed and loaded.`,
    'Wait until the export or copy is finished, and run again.',
  )
}
