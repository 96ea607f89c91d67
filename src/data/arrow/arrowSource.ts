import type { FileRef } from '../../core/spec.js'
import type { TableSource } from '../tableSource.js'

export async function arrowSource(
  file: FileRef,
  _f: 'arrow-file' | 'arrow-stream',
  _t: ReadonlySet<string>,
): Promise<TableSource> {
  throw new Error(file.shown)
}
