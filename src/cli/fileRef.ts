import { basename, relative, resolve } from 'node:path'
import type { FileRef } from '../core/spec.js'
import type { InspectOptions } from '../models/inspectModel.js'
import { isLightgbmText } from '../models/python/features.js'

/** A file named on the command line: shown relative to here, or by its last name when it is elsewhere on the machine. */
export function fileRef(path: string): FileRef {
  const near = relative(process.cwd(), resolve(path)).replaceAll('\\', '/')
  return { path: resolve(path), shown: near.startsWith('..') || near === '' ? basename(resolve(path)) : near }
}

/** Extensions of tables: a file with one of these is a set, or recorded predictions; anything else is taken for an artifact. */
export async function isTable(path: string): Promise<boolean> {
  if (!/\.(csv|tsv|txt|ndjson|jsonl|parquet|arrow|arrows|feather|ipc)$/i.test(path)) return false
  return !(await isLightgbmText(path))
}

/** What `--trust` and `--despite` allow, for a look at an artifact. */
export function trusted(
  { trust, despite }: { readonly trust?: readonly string[]; readonly despite?: string },
  signal: AbortSignal,
): InspectOptions {
  return {
    signal,
    trusted: (trust ?? []).map((digest) => digest.toLowerCase()),
    despite: despite?.split(',').map((name) => name.trim()),
  }
}

/** What `--python` names: a path where it has a slash, else a name that is looked up. */
export function namedPython(python: string | undefined): { readonly python?: string } {
  if (python === undefined) return {}
  return { python: /[/\\]/.test(python) ? resolve(python) : python }
}

/** Limits for looking at an artifact before any plan says otherwise. */
export const LOOK = { timeoutMs: 60_000, memoryBytes: 4 * 2 ** 30 } as const
