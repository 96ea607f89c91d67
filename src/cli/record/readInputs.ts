import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../../core/digest.js'
import { reportDigest } from '../../core/reportDigest.js'
import type { Result } from '../../core/result.js'
import { readRecord, type Entry } from '../../record/readRecord.js'
import { readGivenFile } from '../readGivenFile.js'
import { readHashedResult } from '../readResult.js'

export const RECORD_FILE = 'record.intoto.jsonl'

export interface SignedInputs {
  readonly result: Result
  readonly resultSha256: string
  /** Of the report beside it, by algorithm; null without one. */
  readonly report: Readonly<Record<string, string>> | null
  readonly reportText: string | null
  readonly folder: string
}

/** A report's folder, or the result.json in it. */
export async function readReportFolder(path: string): Promise<SignedInputs> {
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true
  const folder = isFolder ? path : join(path, '..')
  const file = isFolder ? join(path, 'result.json') : path
  const { result, sha256: resultSha256 } = await readHashedResult(file)
  const report = await readFile(join(folder, 'report.html')).catch(() => null)
  return {
    result,
    resultSha256,
    report: report === null ? null : reportDigests(report),
    reportText: report === null ? null : report.toString('utf8'),
    folder,
  }
}

/** Of a report's bytes: `sha256`, and the digest that it says of itself where it has a place for one. */
export function reportDigests(bytes: Uint8Array): Readonly<Record<string, string>> {
  const text = decode(bytes)
  const own = text === null ? null : reportDigest(text)
  if (text === null || own === null) return { sha256: sha256(bytes) }
  // That digest covers all but its own place, so what stands there must be it. No digest is like the empty text.
  return { sha256: sha256(bytes), recetteReport: text.includes(`data-recette-report="${own}"`) ? own : '' }
}

/** Null for what is no UTF-8: to read it as if it were would make two files of bytes one text. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

export async function readRecordFile(path: string): Promise<readonly Entry[]> {
  const bytes = await readGivenFile(path, {
    code: 'RECORD_UNREADABLE',
    what: `The record ${path} cannot be read`,
    hint: `Give the file that \`recette sign\` or the report wrote (${RECORD_FILE}).`,
  })
  return readRecord(bytes, path)
}
