import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resultSchema, type Result } from '../../src/core/result.js'
import { ROOT, runCli, temporaryFolder, type CliRun } from './runCli.js'

/** Enough for the preset's margins to be kept beyond doubt where nothing differs. */
export const CASES = 2_000

const MODELS = join(ROOT, 'test/fixtures/models')

export const model = (name: string): string => join(MODELS, name)

/** A folder with these files, and the command line in it. */
export function handover(files: Readonly<Record<string, string>>) {
  const cwd = temporaryFolder()
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content)
  return {
    cwd,
    cli: (...args: string[]): Promise<CliRun> => runCli(args, { cwd }),
    result: (folder = 'recette-report'): Result =>
      resultSchema.parse(JSON.parse(readFileSync(join(cwd, folder, 'result.json'), 'utf8'))),
  }
}

export function csv(head: string, rows: number, row: (index: number) => string): string {
  return `${head}\n${Array.from({ length: rows }, (_, index) => row(index)).join('\n')}\n`
}
