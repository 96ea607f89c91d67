import { execa } from 'execa'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** The package's root. */
export const ROOT = join(import.meta.dirname, '../..')
/** The built command line, as users run it. */
export const CLI = join(ROOT, 'dist/cli/main.js')

const ENVIRONMENT = { NO_COLOR: '1', LC_ALL: 'C', GITHUB_STEP_SUMMARY: '' }

export interface CliRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the real command line in a process of its own, without colours and with a settled locale. */
export async function runCli(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<CliRun> {
  const run = await execa(process.execPath, [CLI, ...args], {
    cwd: options.cwd ?? ROOT,
    env: { ...ENVIRONMENT, ...options.env },
    reject: false,
    stdin: 'ignore',
  })
  return { code: run.exitCode ?? -1, stdout: run.stdout, stderr: run.stderr }
}

/** The same, still running: for tests that interrupt it or look at its children. */
export function startCli(
  args: readonly string[],
  cwd: string,
): { pid: number; kill(signal: NodeJS.Signals): void; ended: Promise<CliRun & { signal: string | undefined }> } {
  const child = execa(process.execPath, [CLI, ...args], { cwd, env: ENVIRONMENT, reject: false, stdin: 'ignore' })
  return {
    pid: child.pid!,
    kill: (signal) => void child.kill(signal),
    ended: child.then(({ exitCode, stdout, stderr, signal }) => ({ code: exitCode ?? -1, stdout, stderr, signal })),
  }
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'recette-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
