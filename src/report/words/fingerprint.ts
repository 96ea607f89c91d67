import { canonicalJson } from '../../core/canonicalJson.js'
import { sha256 } from '../../core/digest.js'
import type { Result } from '../../core/result.js'

/** SHA-256 of the canonical JSON of a result without its `environment`: equal for two equal runs, whatever the machine. */
export function fingerprintOf(result: Result): string {
  return sha256(canonicalJson({ ...result, environment: undefined }))
}
