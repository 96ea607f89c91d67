import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvLine } from '../csvLine.js'
import type { ListedCase } from './listCases.js'

/**
 * Writes the list and, beside it, what it is: both are named as personal data and readable by their owner alone. A list of the same name that is
 * there is replaced whole, so that its rights are these, too.
 */
export function writeCases(cases: readonly ListedCase[], folder: string, name: string, notice: string): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.personal-data.csv`)
  const several = cases.some(({ head }) => head !== null)
  const lines = cases.map((one) => [
    ...(several ? [one.set, one.head ?? ''] : [one.set]),
    one.id,
    one.truth ?? '',
    one.old,
    one.new,
    one.oldScore ?? '',
    one.newScore ?? '',
    one.error,
  ])
  const heads = [
    ...(several ? ['set', 'head'] : ['set']),
    'id',
    'truth',
    'old',
    'new',
    'old_score',
    'new_score',
    'error',
  ]
  writePrivately(path, `${[heads, ...lines].map(csvLine).join('\n')}\n`)
  writePrivately(join(folder, `${name}.personal-data.txt`), notice)
  return path
}

function writePrivately(path: string, content: string): void {
  rmSync(path, { force: true })
  writeFileSync(path, content, { mode: 0o600, flag: 'wx' })
}
