import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Listing, sha256Path } from '../core/digest.js'
import type { ModelSource } from './model.js'
import { whileUnchanged } from './whileUnchanged.js'

export interface ArtifactIdentity {
  readonly bytes: number
  readonly sha256: string
}

/**
 * Size and digest of all that makes up an artifact. Of one file: its own. Of a folder: that of its listing (see `sha256Path`). A
 * model.json named by itself stands for itself and its weight files, an .onnx with weights in files beside it for all of
 * them: their listing, in the same form, is what is digested. Otherwise two models with different weights would look the same.
 */
export async function identifyArtifact(
  source: Pick<ModelSource, 'spec' | 'format' | 'path'>,
): Promise<ArtifactIdentity> {
  return whileUnchanged(source, async ({ folder, files, named }) => {
    const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size))
    const alone = named === 'file' && files.length === 1
    return {
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      sha256: alone ? await sha256Path(join(folder, files[0]!)) : await sha256Listing(folder, files),
    }
  })
}
