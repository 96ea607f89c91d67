import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { cellText, type Batch } from '../../src/core/batch.js'
import { RecetteError, RecetteErrors } from '../../src/core/errors.js'
import type { SetSpec } from '../../src/core/spec.js'

export const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'sets')

/** A folder for this test file, gone when it is done. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'recette-data-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The spec of a set whose file (and further files, e.g. its card) is written here and now. */
export function store(
  folder: string,
  name: string,
  content: string | Uint8Array,
  others: Record<string, string> = {},
): SetSpec {
  writeFileSync(join(folder, name), content)
  for (const [other, text] of Object.entries(others)) writeFileSync(join(folder, other), text)
  return specOf(folder, name)
}

export function specOf(folder: string, name: string): SetSpec {
  return { name: 'test', role: 'test', file: { path: join(folder, name), shown: `sets/${name}` } }
}

/** The user's error that `work` ends in; with several problems, the first. */
export async function errorOf(work: () => Promise<unknown>): Promise<RecetteError> {
  try {
    await work()
  } catch (error) {
    if (error instanceof RecetteErrors) return error.problems[0]!
    if (error instanceof RecetteError) return error
    throw error
  }
  throw new Error('it did not throw')
}

/** Rows of texts, null where missing: a batch as people read it. */
export function rowsOf(batch: Batch): (string | null)[][] {
  return Array.from({ length: batch.rows }, (_, row) => batch.columns.map((column) => cellText(column, row)))
}
